"""The words one reading knows: the built-in tables, the commune's dictionary, the text's own definitions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from broadcast.text.letters import UPPER, bare
from broadcast.text.shadow import INVISIBLE, fold, fold_tones
from broadcast.text.words.administration import OFFICES
from broadcast.text.words.contexts_of_hurry import HURRY
from broadcast.text.words.daily import DAILY
from broadcast.text.words.economy import ECONOMY
from broadcast.text.words.farming import FARMING
from broadcast.text.words.health import HEALTH
from broadcast.text.words.land import LAND
from broadcast.text.words.mixed import MIXED
from broadcast.text.words.schooling import SCHOOLING
from broadcast.text.words.security import SECURITY
from broadcast.text.words.society import SOCIETY

TOKEN = re.compile(r"\s+|[^\W\d_]{1,100}|\d|.", re.DOTALL)
DEFINITION = re.compile(rf"\(([{UPPER}&]{{2,12}})\)")
WORDS_BACK = 14

TABLES = (
    HURRY,
    DAILY,
    FARMING,
    LAND,
    HEALTH,
    SCHOOLING,
    SECURITY,
    SOCIETY,
    ECONOMY,
    OFFICES,
)  # a later one wins
BUILT_IN: Mapping[str, str] = {
    key: said.replace(" - ", " ") for table in TABLES for key, said in table.items()
}


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """``own``: first token -> (key, spoken), longest first; ``abbreviations``: what capitals stand for."""

    own: Mapping[str, tuple[tuple[str, str], ...]]
    abbreviations: Mapping[str, str]
    defined: Mapping[int, int]


def lexicon_for(text: str, dictionary: Mapping[str, str] | None) -> Lexicon:
    """The lexicon of one text; the commune's words override the built-in ones, definitions fill gaps."""
    own = _indexed(tuple(sorted(dictionary.items()))) if dictionary else {}
    learnt, places = definitions(text)
    known = {**learnt, **BUILT_IN} if learnt else BUILT_IN
    return Lexicon(own=own, abbreviations=known, defined=places)


@lru_cache(maxsize=32)
def _indexed(items: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for key, spoken in items:
        clean = fold_tones(INVISIBLE.sub("", fold(key))).strip()
        first = TOKEN.match(clean)
        if first:
            index.setdefault(first[0], []).append((clean, spoken.strip()))
    return {first: tuple(sorted(keys, key=lambda pair: -len(pair[0]))) for first, keys in index.items()}


def definitions(text: str) -> tuple[dict[str, str], dict[int, int]]:
    """Abbreviations the text explains, "Hội Nông dân (HND)": their words, and the brackets to pass over."""
    learnt: dict[str, str] = {}
    places: dict[int, int] = {}
    for found in DEFINITION.finditer(text):
        words = _named_before(text[max(0, found.start() - 120) : found.start()], found[1])
        if words:
            learnt[found[1]] = words
            places[found.start()] = found.end()
    return learnt, places


def _named_before(before: str, initials: str) -> str:
    """The last words of ``before`` whose first letters are ``initials``, or nothing."""
    letters = initials.replace("&", "")
    words = [word for word in re.findall(r"[^\W\d_]+", before.rpartition("\n")[2]) if word][-WORDS_BACK:]
    joined = [word for word in words if not ("&" in initials and word == "và")]
    tail = joined[-len(letters) :]
    if len(tail) == len(letters) and all(bare(w)[0] == bare(c) for w, c in zip(tail, letters, strict=True)):
        return " ".join(tail)
    return ""


def spoken_word(word: str) -> str | None:
    """The built-in reading of a token with both cases or a stroke in it ("ThS", "đ/c")."""
    return MIXED.get(word)
