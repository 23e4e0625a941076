"""Whose turn it is on a panel that only fetches pictures: pages that it can carry, one after the other by the clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadcast.boards.frames import reading_seconds
from broadcast.boards.panel import TextTooLong, can_carry
from broadcast.boards.panel_pictures import SECONDS as PICTURE_SECONDS

Lines = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One notice: its words, and the digest of its picture where the panel can show it, else ""."""

    lines: Lines = ()
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What stands on the panel now, words or a picture, and for how many seconds more."""

    lines: Lines = ()
    picture: str = ""
    seconds_left: int


def turn_at(notices: Sequence[Notice], *, size: tuple[int, int], now: datetime) -> Turn:
    """Return whose turn it is; without notices an empty one. All panels of a size turn together."""
    shown = [each for notice in notices for each in _turns(notice, size)]
    if not shown:
        return Turn(seconds_left=reading_seconds(()))
    into = int(now.timestamp()) % sum(each.seconds_left for each in shown)
    for each in shown:
        if into < each.seconds_left:
            return replace(each, seconds_left=each.seconds_left - into)
        into -= each.seconds_left
    raise AssertionError("a moment outside its own cycle")


def _turns(notice: Notice, size: tuple[int, int]) -> Iterator[Turn]:
    if notice.picture:
        yield Turn(picture=notice.picture, seconds_left=PICTURE_SECONDS)
    for page in pages(notice.lines, size=size):
        yield Turn(lines=page, seconds_left=reading_seconds(page))


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
