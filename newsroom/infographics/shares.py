"""Composes pie charts: a ring, and beside it what each share is called, counts and makes up."""

import math
from collections.abc import Sequence
from dataclasses import replace

from newsroom.infographics.charts import framed, heading, inside
from newsroom.infographics.colours import GOLD, INDIGO, RICE, SON, SURFACE
from newsroom.infographics.design import Bar, PieChart
from newsroom.infographics.numbers import written
from newsroom.infographics.room import Room, pile
from newsroom.infographics.sheet import Disc, Mark, Piece, Point, Polygon, Rect
from newsroom.infographics.type_setting import Setting


def pie_chart(block: PieChart, room: Room) -> Piece:
    """A ring of shares, and beside it each share's name, value and part of the whole."""
    inner = inside(room)
    head = heading(block.title, block.unit, inner)
    radius = min(room.base * 4.2 + room.extra / 2, inner.width * 0.23)
    left = 2 * radius + room.base * 1.2
    entries = _shares(block, replace(inner, width=inner.width - left))
    height = max(2 * radius, entries.height, room.base * 8.4 + room.extra)
    ring = _ring(block, radius, room, y=height / 2)
    body = Piece(
        width=inner.width, height=height, marks=(*ring, *entries.at(left, (height - entries.height) / 2))
    )
    return framed(pile([head, body], width=inner.width, gap=room.base * 0.6), room)


def _slice_colours(room: Room) -> list[str]:
    others = [each for each in (GOLD, INDIGO, RICE, SON) if each != room.palette.main]
    return [room.palette.main, *others, "#8B8F94"]


def _ring(block: PieChart, radius: float, room: Room, *, y: float) -> list[Mark]:
    total = sum(each.value for each in block.slices)
    start, marks = -90.0, list[Mark]()
    for each, colour in zip(block.slices, _slice_colours(room), strict=False):
        end = start + 360 * each.value / total
        marks.append(Polygon(points=tuple(_wedge(radius, y, (start, end))), fill=colour))
        start = end
    marks.append(Disc(x=radius, y=y, radius=radius * 0.52, fill=SURFACE))
    return marks


def _wedge(radius: float, y: float, span: tuple[float, float]) -> Sequence[Point]:
    steps = max(2, round((span[1] - span[0]) / 2))
    edge = [math.radians(span[0] + (span[1] - span[0]) * step / steps) for step in range(steps + 1)]
    outer = [(radius + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in edge]
    return [(radius, y), *outer]


def _shares(block: PieChart, room: Room) -> Piece:
    total = sum(each.value for each in block.slices)
    rows = []
    for number, (each, colour) in enumerate(zip(block.slices, _slice_colours(room), strict=False)):
        rows.append(_share(each, total, room.inner(f"slices.{number}"), colour=colour))
    return pile(rows, width=room.width, gap=room.base * 0.4)


def _share(each: Bar, total: float, room: Room, *, colour: str) -> Piece:
    part = room.set(f"{written(round(100 * each.value / total, 1))}%", scale=1.2, weight="ExtraBold")
    indent = max(part.width, room.base * 3.6) + room.base * 1.6
    label = room.inner("label", width=room.width - indent)
    name: Setting = label.set(f"{each.label}: {written(each.value)}", weight="Medium")
    height = max(part.height, name.height)
    middle = height / 2
    return Piece(
        width=room.width,
        height=height,
        marks=(
            Rect(
                x=0,
                y=middle - room.base * 0.4,
                width=room.base * 0.8,
                height=room.base * 0.8,
                fill=colour,
                radius=room.base * 0.16,
            ),
            *part.words(
                room.base * 1.2, middle - part.height / 2, colour=room.ink, path=f"{room.path}.value"
            ),
            *name.words(indent, middle - name.height / 2, colour=room.ink, path=label.path),
        ),
    )
