"""Composes two sides beside each other, and the bar that says what to do."""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.infographics.colours import SURFACE
from newsroom.infographics.design import (
    Comparison,
    Notice,
    Side,
)
from newsroom.infographics.icons import icon
from newsroom.infographics.room import (
    Room,
    column_width,
    in_columns,
    padding_of,
)
from newsroom.infographics.sheet import Disc, Mark, Piece, Rect


def comparison(block: Comparison, room: Room) -> Piece:
    """Two cards beside each other, under one another where the room is narrow."""
    columns = 2 if room.width >= 17 * room.base else 1
    width = column_width(room, columns)
    sides = ((block.left, "left"), (block.right, "right"))
    least = [_side(side, room.inner(name, width=width), height=0).height for side, name in sides]
    share = room.extra / (1 if columns == 2 else 2)
    heights = [max(least) + share] * 2 if columns == 2 else [each + share for each in least]
    pieces = [
        _side(side, room.inner(name, width=width), height=height)
        for (side, name), height in zip(sides, heights, strict=True)
    ]
    return in_columns(pieces, columns=columns, room=room)


def _side(side: Side, room: Room, *, height: float) -> Piece:
    padding, colour = padding_of(room), room.palette.of(side.tone)
    inner = replace(room, width=room.width - 2 * padding)
    title = inner.inner("title").text(side.title, scale=1.12, weight="Bold", colour=SURFACE)
    band = title.height + padding * 0.8
    left = room.base * 1.5
    lines = [
        _ticked(line, side, inner.inner(f"lines.{number}", width=inner.width - left), left=left)
        for number, line in enumerate(side.lines)
    ]
    gap = room.base * 0.5
    natural = sum(line.height for line in lines) + (len(lines) - 1) * gap
    height = max(height, band + natural + 1.7 * padding)
    spread = min((height - band - natural - 1.7 * padding) / (len(lines) + 1), room.base * 0.45)
    radius = room.base * 0.6
    marks: list[Mark] = [
        Rect(x=0, y=0, width=room.width, height=height, fill=SURFACE, radius=radius),
        Rect(x=0, y=0, width=room.width, height=band, fill=colour, radius=radius),
        Rect(x=0, y=band - radius, width=room.width, height=radius, fill=colour),
        *title.at(padding, padding * 0.4),
    ]
    top = band + 0.85 * padding + spread
    for line in lines:
        marks += line.at(padding, top)
        top += line.height + gap + spread
    return Piece(width=room.width, height=height, marks=tuple(marks))


def _ticked(line: str, side: Side, room: Room, *, left: float) -> Piece:
    name = {"good": "check", "bad": "cross"}.get(side.tone)
    text = room.set(line, weight="Medium")
    middle = text.ascent - room.base * 0.36
    colour = room.palette.of(side.tone)
    sign: Sequence[Mark] = (Disc(x=room.base * 0.4, y=middle, radius=room.base * 0.2, fill=colour),)
    if name:
        sign = icon(name, room.base * 0.5, middle, size=room.base * 1.25, colour=colour)
    marks = (*sign, *text.words(left, 0, colour=room.ink, path=room.path))
    return Piece(width=room.width + left, height=text.height, marks=marks)


def notice(block: Notice, room: Room) -> Piece:
    """A bar in the colour of its tone."""
    padding = padding_of(room)
    side = room.base * 2.5 if block.icon else 0
    inner = room.inner("text", width=room.width - 2 * padding - side)
    text = inner.set(block.text, scale=1.08, weight="SemiBold")
    height = max(text.height + 1.3 * padding, side) + room.extra
    ground = room.palette.of(block.tone)
    x = padding + side + (inner.width - text.width) / 2
    marks: list[Mark] = [
        Rect(x=0, y=0, width=room.width, height=height, fill=ground, radius=room.base * 0.6),
        *text.words(
            x + text.width / 2, (height - text.height) / 2, colour=SURFACE, anchor="m", path=inner.path
        ),
    ]
    if block.icon:
        marks += icon(block.icon, x - room.base * 1.5, height / 2, size=room.base * 1.9, colour=SURFACE)
    return Piece(width=room.width, height=height, marks=tuple(marks))
