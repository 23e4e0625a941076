"""What an abbreviation in no table may stand for: a part of the phrases that the tables know."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from broadcast.text.letters import bare
from broadcast.text.lexicon import BUILT_IN
from broadcast.text.words.vocabulary import VOCABULARY

HEADS = {
    "ban",
    "hội",
    "sở",
    "bộ",
    "trạm",
    "viện",
    "tổ",
    "quỹ",
    "cục",
    "đội",
    "nhà",
    "cấp",
    "vụ",
    "ngành",
    "đoàn",
    "chi",
}
PHRASE_WORDS = range(3, 9)
MOST_CHOICES = 3


def stands_for(word: str) -> tuple[str, ...]:
    """Phrases with these initials, the one most often met first; two letters only for whole words of office."""
    found = _index().get(_plain(word), ()) if len(word) > 1 else ()
    return found[:MOST_CHOICES]


@lru_cache(maxsize=1)
def _index() -> Mapping[str, tuple[str, ...]]:
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for said in set(BUILT_IN.values()):
        for words in _parts(said.split()):
            phrase = " ".join(words).strip(",")
            for initials in _initials(words):
                counted[initials][phrase.lower()] += 1
    for phrase in re.split(r"[;\n]\s*", VOCABULARY.strip()):
        for initials in _initials(phrase.split()):
            counted[initials][phrase] += 2
    return {key: tuple(phrase for phrase, _ in phrases.most_common()) for key, phrases in counted.items()}


def _parts(words: list[str]) -> Iterator[list[str]]:
    """Runs that start and end where a word probably does: Vietnamese words mostly have two syllables."""
    starts = [at for at in range(len(words)) if _starts_a_word(words, at)]
    for start in starts:
        for end in range(start + PHRASE_WORDS.start, min(len(words), start + PHRASE_WORDS.stop) + 1):
            if (end == len(words) or end in starts) and words[end - 1].lower() != "và":
                yield words[start:end]


def _starts_a_word(words: list[str], at: int) -> bool:
    if at == 0:
        return True
    if words[at].lower() == "và":
        return False
    before = [word for word in words[:at] if word.lower() != "và"]
    odd_head = bool(before) and before[0].lower() in HEADS
    return words[at - 1].endswith(",") or (len(before) - odd_head) % 2 == 0


def _initials(words: list[str]) -> Iterator[str]:
    clean = [re.sub(r"\W", "", word) for word in words]
    yield "".join(_plain(word[:1]) for word in clean)
    if "và" in clean:
        yield "".join(_plain(word[:1]) for word in clean if word != "và")


def _plain(letters: str) -> str:
    return "".join("đ" if char in "đĐ" else bare(char) for char in letters)
