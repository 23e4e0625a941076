"""Rules for words cut to their first letter: T/ban, h/sinh, P.phòng; and for names as H'Mông."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from broadcast.text.letters import LOWER, UPPER, bare, spelled
from broadcast.text.lexicon import BUILT_IN
from broadcast.text.numbers import integer
from broadcast.text.rules import Answer, Doubt, Found, rule
from broadcast.text.words.collocations import PHRASES
from broadcast.text.words.vocabulary import VOCABULARY

HEADS = {"t": "trưởng", "p": "phó"}
HEADED = frozenset(
    [
        "ban",
        "phòng",
        "thôn",
        "xóm",
        "tổ",
        "ấp",
        "bản",
        "khu",
        "đội",
        "trạm",
        "nhóm",
        "đoàn",
        "cụm",
        "phố",
        "khoa",
        "công",
        "trại",
        "buôn",
        "làng",
    ]
)
TITLES = {
    "h sinh": "học sinh",
    "b thư": "bí thư",
    "c tịch": "chủ tịch",
    "u viên": "ủy viên",
    "ủ viên": "ủy viên",
    "h trưởng": "hiệu trưởng",
}
BREATHED = {
    "h": "hơ",
    "k": "cơ",
    "m": "mơ",
    "n": "nơ",
    "r": "rơ",
    "b": "bơ",
    "đ": "đơ",
    "d": "đơ",
    "t": "tơ",
    "p": "pơ",
}


@lru_cache(maxsize=1)
def _pairs() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """First letter and second syllable -> the phrases of two syllables that have them."""
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for phrase in re.split(r"[;\n,]\s*", f"{VOCABULARY};{PHRASES};{';'.join(BUILT_IN.values())}"):
        words = phrase.lower().split()
        for at in range(0, len(words) - 1, 2):
            found[_plain(words[at][0]), words[at + 1]][f"{words[at]} {words[at + 1]}"] = None
    return {key: tuple(phrases) for key, phrases in found.items()}


def _plain(letter: str) -> str:
    return "đ" if letter == "đ" else bare(letter)


def read_half(found: Found) -> Answer:
    """Titles are sure, so is a word with one partner in the tables; several are asked."""
    letter, rest = found["letter"].lower(), found["rest"].lower()
    said = TITLES.get(f"{letter} {rest}") or (
        f"{HEADS[letter]} {rest}" if letter in HEADS and rest in HEADED else ""
    )
    if said:
        return _cased(said, found)
    if found["joint"] == ".":
        return None
    phrases = _pairs().get((_plain(letter), rest), ())
    if not phrases:
        return None
    if len(phrases) == 1:
        return _cased(phrases[0], found)
    return Doubt(spoken=_cased(phrases[0], found), choices=phrases[:4], reason="ambiguous")


def _cased(said: str, found: Found) -> str:
    """A capital stays one only at the head of a sentence."""
    opens = found.before.rstrip(" \t-+*\"'(")[-1:] in ("", ".", "\n", ":", "!", "?")
    return said[0].upper() + said[1:] if found["letter"].isupper() and opens else said


def read_breathed(found: Found) -> Answer:
    """H'Mông is "Hơ Mông"."""
    breath = BREATHED.get(found["letter"].lower(), "")
    return (
        (breath.capitalize() if found["letter"].isupper() else breath) + " "
        if breath
        else spelled(found.whole)
    )


HALF = rule(
    "half_word",
    rf"(?P<letter>[{UPPER}{LOWER}])(?P<joint>[/.])(?P<rest>[{LOWER}]{{2,7}})(?!\w|[/.]\w)",
    read_half,
    starts="a",
    left=r"(?:^|[^\w/.])",
)
BREATHED_NAME = rule(
    "name_with_apostrophe",
    rf"(?P<letter>[{UPPER}])'(?=[{UPPER}{LOWER}]{{2}})",
    read_breathed,
    starts="a",
    left=r"(?:^|[^\w])",
)
YEARS_OLD = rule(
    "years_old",
    r"(?:(?P<from>\d{1,2})\s?-\s?)?(?P<number>\d{1,2})\s?[Tt](?![\w/])",
    lambda found: (
        (f"{integer(int(found['from']))} đến " if found["from"] else "")
        + f"{integer(int(found['number']))} tuổi"
    ),
    left=r"(?<!\w)(?:trẻ|bé|cháu|cụ|người)(?: em)?\s?(?:[<>≤≥]|trên|dưới|từ)?=?\s?|"
    r"(?<!\w)(?i:ông|bà|anh|chị|cụ|cháu|em|đ/c)\s[A-ZĐ][^.;\n\d]{1,30}[,(]\s?",
)
