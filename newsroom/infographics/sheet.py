"""A sheet of shapes and words with their places: what both the picture and the PDF are drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["l", "m", "r"]


@dataclass(frozen=True, kw_only=True)
class Rect:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0


@dataclass(frozen=True, kw_only=True)
class Disc:
    """A filled circle around x, y."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, kw_only=True)
class Ring:
    """A circle line."""

    x: float
    y: float
    radius: float
    colour: str
    width: float


@dataclass(frozen=True, kw_only=True)
class Polygon:
    """A filled shape with straight edges."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A line through points, with round joints and ends."""

    points: tuple[Point, ...]
    colour: str
    width: float


@dataclass(frozen=True, kw_only=True)
class Words:
    """One line of text; ``y`` is the baseline, ``path`` says where in the design the text stands."""

    x: float
    y: float
    text: str
    size: float
    weight: str
    colour: str
    anchor: Anchor = "l"
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Emblem:
    """A square picture (the crest), given as a file's bytes."""

    x: float
    y: float
    size: float
    data: bytes


Mark = Rect | Disc | Ring | Polygon | Stroke | Words | Emblem


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the mark at another place."""
    if isinstance(mark, Polygon | Stroke):
        return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Marks that belong together, in a box of their own whose corner is 0, 0."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def at(self, x: float, y: float) -> tuple[Mark, ...]:
        """Return the marks with the box's corner at x, y."""
        return tuple(moved(mark, x, y) for mark in self.marks)


def stacked(pieces: Iterable[Piece], *, width: float, gap: float) -> Piece:
    """Return the pieces under one another."""
    marks: list[Mark] = []
    height = 0.0
    for number, piece in enumerate(pieces):
        height += gap if number else 0
        marks += piece.at(0, height)
        height += piece.height
    return Piece(width=width, height=height, marks=tuple(marks))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A finished page in pixels; marks are drawn in their order."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    letter: float  # the size of the smallest text
