"""Cut written text into sentences; a line always ends one, and what is between two cuts is never changed."""

import re

SHORT_FORMS = frozenset(
    {"TP", "TX", "TT", "TS", "ThS", "GS", "PGS", "BS", "KS", "Q", "P", "H", "Tr", "tr", "Đ"}
)
UPPER = "".join(char for char in map(chr, range(0x41, 0x1EFA)) if char.isupper())
_END = re.compile(rf"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[\-–]?\s?[{UPPER}0-9])")
_LAST_WORD = re.compile(r"(\w+)\.[\"”’')\]]*\s*\Z")


def sentences(line: str) -> list[str]:
    """Return the sentences of one line, each with its own end sign."""
    found, start = [], 0
    for end in _END.finditer(line):
        if _is_short_form(line[start : end.end()]):
            continue
        found.append(line[start : end.end()].strip())
        start = end.end()
    found.append(line[start:].strip())
    return [each for each in found if each]


def _is_short_form(so_far: str) -> bool:
    """Whether the stop belongs to an abbreviation, to initials or to the number of a list item."""
    last = _LAST_WORD.search(so_far)
    if last is None:
        return False
    word = last[1]
    return word in SHORT_FORMS or (len(word) == 1 and word.isupper()) or so_far.strip() == f"{word}."


def words_in(text: str) -> int:
    """Return how many words a text has, as one counts them when reading."""
    return sum(any(char.isalnum() for char in word) for word in text.split())


def with_stop(line: str) -> str:
    """Return the line with a sign at its end, so that the voice rests after it."""
    line = re.sub(r"^(?:[-+*•–]\s*)+", "", " ".join(line.split()))
    line = re.sub(r"\s*\./\.?$", ".", line)
    if not line or line.endswith((".", "!", "?", ":", ";", "…")):
        return line
    return line.rstrip(",") + "."
