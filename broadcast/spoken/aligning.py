"""Lay the spoken text beside the written one: every spoken character belongs to one stretch of the script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadcast.text import Reading
from broadcast.text.shadow import fold

_SIGN, _CLOSING = "[.!?;…]", "[\"”’')\\]]*"
_PLAIN = re.compile(
    rf"\n\s*|(?:[^\n.!?;…]|{_SIGN}(?!{_CLOSING}\s))+(?:{_SIGN}+{_CLOSING}[^\S\n]*)?|{_SIGN}+{_CLOSING}[^\S\n]*"
)


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """``written[start:end]`` is said ``spoken``; ``rule`` is empty for words that are said as they stand."""

    start: int
    end: int
    spoken: str
    rule: str = ""


def stretches(reading: Reading) -> tuple[Stretch, ...]:
    """Return the whole script in stretches; their ``spoken`` joined is exactly the reading's spoken text.

    The reader tidies what it joins (one blank between words, no comma beside a stronger sign), so the pieces are
    matched against what it really says: what it dropped is dropped, a blank it added goes to what follows.
    """
    pieces = list(_pieces(reading))
    said = ["" for _piece in pieces]
    place, spoken = 0, reading.spoken
    for number, piece in enumerate(pieces):
        for char in piece.spoken:
            if place < len(spoken) and spoken[place] == " " and not char.isspace():
                if _kind(char) == spoken[place + 1 : place + 2]:
                    said[number] += " "
                    place += 1
                else:
                    continue
            if place < len(spoken) and _kind(char) == spoken[place]:
                said[number] += spoken[place]
                place += 1
    if pieces:
        said[-1] += spoken[place:]
    return tuple(
        Stretch(start=piece.start, end=piece.end, spoken=words, rule=piece.rule)
        for piece, words in zip(pieces, said, strict=True)
    )


def _pieces(reading: Reading) -> Iterator[Stretch]:
    """Yield what a rule or a person decided, and the plain words between, cut at the ends of sentences and lines."""
    place = 0
    for span in reading.spans:
        yield from _plain(reading.written, place, span.start)
        yield Stretch(start=span.start, end=span.end, spoken=span.spoken, rule=span.rule)
        place = max(place, span.end)
    yield from _plain(reading.written, place, len(reading.written))


def _plain(written: str, start: int, end: int) -> Iterator[Stretch]:
    for piece in _PLAIN.finditer(written, start, end):
        yield Stretch(start=piece.start(), end=piece.end(), spoken=fold(piece[0]))


def _kind(char: str) -> str:
    """Blanks of every kind are one blank, as the reader says them."""
    if char == "\n" or not char.isspace():
        return char
    return " "
