"""Small icons drawn from lines on a grid of 24, in one hand: round ends, one width."""

import math
from collections.abc import Sequence

from newsroom.infographics.sheet import Disc, Mark, Point, Polygon, Stroke

GRID = 24
Line = tuple[Point, ...]


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Line:
    """Return points of a circle's arc, degrees clockwise from the right."""
    steps = max(4, round(abs(end - start) / 12))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles)


def _box(left: float, top: float, right: float, bottom: float) -> Line:
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


_SUN = _arc(12, 12, 4, 0, 360)
_RAYS: tuple[Line, ...] = tuple(
    tuple(
        (12 + reach * math.cos(math.radians(angle)), 12 + reach * math.sin(math.radians(angle)))
        for reach in (7.2, 9.8)
    )
    for angle in range(0, 360, 45)
)


def _cloud(y: float) -> Line:
    return (
        *_arc(8, y, 4.2, 90, 250),
        *_arc(12.4, y - 3.2, 5, 205, 345),
        *_arc(17.2, y + 0.6, 3.6, 280, 450),
        (8, y + 4.2),
    )


_PERSON: tuple[Line, ...] = (_arc(12, 8, 3.8, 0, 360), _arc(12, 21, 7.4, 180, 360))
LINES: dict[str, tuple[Line, ...]] = {
    "check": (((5, 12.5), (10, 17.5), (19.5, 7)),),
    "cross": (((6, 6), (18, 18)), ((18, 6), (6, 18))),
    "clock": (_arc(12, 12, 9, 0, 360), ((12, 6.8), (12, 12), (15.6, 14.4))),
    "calendar": (_box(3.5, 5.5, 20.5, 20.5), ((3.5, 10.3), (20.5, 10.3)), ((8, 3), (8, 7)), ((16, 3), (16, 7))),
    "place": ((*_arc(12, 9.8, 6.8, 155, 385), (12, 21.5), _arc(12, 9.8, 6.8, 155, 385)[0]), _arc(12, 9.8, 2.2, 0, 360)),
    "phone": (
        ((4.2, 4.6), (8.2, 3.4), (10.2, 8.2), (7.8, 10.2), (10, 13.6), (13.6, 16.2), (15.8, 13.8), (20.6, 15.8),
         (19.4, 19.8), (16.4, 20.6), (9.6, 17.6), (5.6, 12.6), (3.6, 7.2), (4.2, 4.6)),
    ),
    "document": (
        ((6, 3), (14.5, 3), (19, 7.5), (19, 21), (6, 21), (6, 3)), ((14, 3.4), (14, 8), (18.6, 8)),
        ((9, 12.5), (16, 12.5)), ((9, 16.5), (16, 16.5)),
    ),
    "people": _PERSON,
    "money": (_box(2.5, 6, 21.5, 18), _arc(12, 12, 3, 0, 360), ((6, 12), (6.1, 12)), ((18, 12), (18.1, 12))),
    "house": (((3, 11.5), (12, 4), (21, 11.5)), ((5.5, 10), (5.5, 20), (18.5, 20), (18.5, 10)), ((12, 20), (12, 14.5))),
    "warning": (((12, 3.5), (21.5, 20), (2.5, 20), (12, 3.5)), ((12, 10), (12, 14)), ((12, 17), (12, 17.1))),
    "information": (_arc(12, 12, 9, 0, 360), ((12, 11), (12, 16.6)), ((12, 7.6), (12, 7.7))),
    "bolt": (((13.5, 2.5), (5.5, 13.5), (11.5, 13.5), (10.5, 21.5), (18.5, 10.2), (12.6, 10.2), (13.5, 2.5)),),
    "flame": (
        ((12, 2.5), (13.2, 6.5), (16.8, 10), *_arc(12, 14.6, 6.3, -25, 205), (7.6, 9), (9.4, 11), (10.6, 7), (12, 2.5)),
    ),
    "drop": (((12, 3), (7, 10.6), *reversed(_arc(12, 14.6, 6, -42, 222)), (12, 3)),),
    "syringe": (
        ((4, 20), (8.2, 15.8)), ((6.8, 14.4), (14.2, 7), (17, 9.8), (9.6, 17.2), (6.8, 14.4)),
        ((15.6, 8.4), (18.6, 5.4)), ((16.4, 3.4), (20.6, 7.6)), ((10.4, 10.8), (12.4, 12.8)),
    ),
    "shield": (
        ((12, 3), (20, 6), (20, 12), (17.6, 17.2), (12, 21), (6.4, 17.2), (4, 12), (4, 6), (12, 3)),
        ((8.4, 12), (11, 14.6), (15.8, 9.4))),
    "sun": (_SUN, *_RAYS),
    "cloud": (_cloud(13),),
    "rain": (_cloud(10), ((8, 17.5), (7, 20.5)), ((12.5, 17.5), (11.5, 20.5)), ((17, 17.5), (16, 20.5))),
    "storm": (_cloud(9.5), ((13, 14), (10, 18), (13.4, 18), (11, 22))),
    "cold": (
        ((12, 3), (12, 21)), ((4.2, 7.5), (19.8, 16.5)), ((19.8, 7.5), (4.2, 16.5)),
        ((9.6, 4.6), (12, 7), (14.4, 4.6)), ((9.6, 19.4), (12, 17), (14.4, 19.4))),
    "heat": ((*_arc(12, 17.2, 3.8, -60, 240), (10, 5.4), *_arc(12, 5.4, 2, 180, 360), (14, 14.2)), ((12, 9), (12, 17))),
}  # fmt: skip
NAMES = tuple(LINES)
BOLD = frozenset({"check", "cross"})


def icon(name: str, x: float, y: float, *, size: float, colour: str) -> tuple[Mark, ...]:
    """Return the icon around x, y."""
    scale = size / GRID
    width = (3.0 if name in BOLD else 2.1) * scale
    marks: list[Mark] = []
    for line in LINES[name]:
        points = tuple((x + (px - GRID / 2) * scale, y + (py - GRID / 2) * scale) for px, py in line)
        marks.append(Stroke(points=points, colour=colour, width=width))
    return tuple(marks)


def badge(
    name: str, x: float, y: float, *, radius: float, ground: str, colour: str = "#FFFFFF"
) -> tuple[Mark, ...]:
    """Return the icon on a disc around x, y."""
    share = 1.04 if name in ("check", "cross") else 1.16
    return (
        Disc(x=x, y=y, radius=radius, fill=ground),
        *icon(name, x, y, size=radius * share, colour=colour),
    )


def drum_star(x: float, y: float, *, radius: float, colour: str) -> Polygon:
    """Return the fourteen-pointed star in the middle of a bronze drum: the mark where there is no crest."""
    points: Sequence[Point] = [
        (
            x + reach * math.cos(math.tau * number / 28 - math.pi / 2),
            y + reach * math.sin(math.tau * number / 28 - math.pi / 2),
        )
        for number in range(28)
        for reach in (radius if number % 2 == 0 else radius * 0.42,)
    ]
    return Polygon(points=tuple(points), fill=colour)
