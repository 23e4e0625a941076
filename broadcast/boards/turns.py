"""Whose turn it is on a panel that only fetches pictures: pages that it can carry, one after the other by the clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcast.boards.frames import reading_seconds
from broadcast.boards.panel import TextTooLong, can_carry

Lines = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What stands on the panel now, and for how many seconds more."""

    lines: Lines
    seconds_left: int


def turn_at(texts: Sequence[Lines], *, size: tuple[int, int], now: datetime) -> Turn:
    """Return the page whose turn it is; without texts an empty one. All panels of a size turn together."""
    shown = [page for lines in texts for page in pages(lines, size=size)]
    if not shown:
        return Turn(lines=(), seconds_left=reading_seconds(()))
    lasts = [reading_seconds(page) for page in shown]
    into = int(now.timestamp()) % sum(lasts)
    for page, seconds in zip(shown, lasts, strict=True):
        if into < seconds:
            return Turn(lines=page, seconds_left=seconds - into)
        into -= seconds
    raise AssertionError("a moment outside its own cycle")


def pages(lines: Sequence[str], *, size: tuple[int, int]) -> Iterator[Lines]:
    """Yield what fits: all lines, else line by line, else as many words as fit; raises TextTooLong for a word."""
    written = tuple(" ".join(line.split()) for line in lines if line.strip())
    if not written:
        return
    if can_carry(written, size=size):
        yield written
    elif len(written) > 1:
        for line in written:
            yield from pages((line,), size=size)
    else:
        yield from _by_words(written[0].split(), size)


def _by_words(words: Sequence[str], size: tuple[int, int]) -> Iterator[Lines]:
    held = words[0]
    for word in words[1:]:
        if can_carry((longer := f"{held} {word}",), size=size):
            held = longer
        else:
            yield (_proved(held, size),)
            held = word
    yield (_proved(held, size),)


def _proved(text: str, size: tuple[int, int]) -> str:
    if not can_carry((text,), size=size):
        raise TextTooLong(text)
    return text
