"""A script as voices get it: one line after the other, whose turn it is, and where a paragraph ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence; ``turn`` counts items or paragraphs: two voices take odd and even ones."""

    words: str
    turn: int = 0
    ends_paragraph: bool = False


def in_turns(items: Sequence[Sequence[Sequence[str]]]) -> list[Line]:
    """Return the lines of items of paragraphs of sentences; turns change with the item where there are several."""
    alone = len(items) == 1
    lines: list[Line] = []
    for number, item in enumerate(items):
        for at, paragraph in enumerate(item):
            lines += _paragraph(paragraph, turn=at if alone else number)
    return lines


def _paragraph(sentences: Iterable[str], *, turn: int) -> list[Line]:
    lines = [Line(words=words, turn=turn) for words in sentences]
    return [*lines[:-1], *(Line(words=last.words, turn=turn, ends_paragraph=True) for last in lines[-1:])]
