"""Composes tables, before and after, and the scheme of the hamlets."""

import math
from collections.abc import Sequence
from dataclasses import replace

from newsroom.infographics.charts import framed, inside
from newsroom.infographics.colours import LINE, SURFACE
from newsroom.infographics.design import BeforeAfter, DataTable, Hamlet, HamletMap, State
from newsroom.infographics.numbers import read_number
from newsroom.infographics.room import Room, column_width, padding_of, pile
from newsroom.infographics.sheet import Anchor, Mark, Piece, Point, Polygon, Rect, Stroke
from newsroom.infographics.type_setting import Setting, TooWide, neat, width_of


def data_table(block: DataTable, room: Room) -> Piece:
    """A table on a card: names to the left, numbers to the right, a line between two rows."""
    inner = inside(room)
    title = inner.inner("title").text(block.title, scale=1.12, weight="Bold")
    widths = _column_widths(block, inner)
    more = room.extra / (len(block.rows) + 1)
    rows = [_row(block.head, inner.inner("head"), widths, more=more, head=True)]
    rows += [
        _row(row, inner.inner(f"rows.{number}"), widths, more=more, numbers=True)
        for number, row in enumerate(block.rows)
    ]
    marks: list[Mark] = []
    top = 0.0
    for number, row in enumerate(rows):
        marks += row.at(0, top)
        top += row.height
        if number < len(rows) - 1:
            thick = room.base / 8 if number == 0 else room.base / 18
            colour = room.palette.main if number == 0 else LINE
            marks.append(Rect(x=0, y=top - thick / 2, width=inner.width, height=thick, fill=colour))
    table = Piece(width=inner.width, height=top, marks=tuple(marks))
    return framed(pile([title, table], width=inner.width, gap=room.base * 0.4), room)


def _column_widths(block: DataTable, room: Room) -> list[float]:
    """Return the widths: each column what its longest word needs, the rest by the length of its texts."""
    columns = list(zip(block.head, *block.rows, strict=True))
    gap = room.base * 0.9
    needed = [
        max(width_of(word, "Bold", room.base) for cell in column for word in neat(cell or "-").split(" ")) + 2
        for column in columns
    ]
    natural = [max(width_of(neat(cell), "Bold", room.base) for cell in column) + 2 for column in columns]
    free = room.width - gap * (len(columns) - 1)
    if sum(needed) > free:
        longest = max(block.head, key=len)
        raise TooWide(longest, f"{room.path}.head")
    wanted = [want - need for want, need in zip(natural, needed, strict=True)]
    total = sum(wanted) or 1
    share = min(1.0, (free - sum(needed)) / total)
    widths = [need + want * share for need, want in zip(needed, wanted, strict=True)]
    widths[0] += max(0.0, free - sum(widths))
    return widths


def _row(
    cells: Sequence[str],
    room: Room,
    widths: Sequence[float],
    *,
    more: float,
    head: bool = False,
    numbers: bool = False,
) -> Piece:
    texts: list[Setting] = []
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        weight = "Bold" if head or (numbers and number > 0 and _is_number(cell)) else "Medium"
        own = room.inner(str(number), width=width)
        texts.append(own.set(cell or "-", scale=0.9 if head else 1.0, weight=weight))
    height = max(text.height for text in texts) + room.base * 0.6 + more
    marks: list[Mark] = []
    left = 0.0
    for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
        right = number > 0
        anchor: Anchor = "r" if right else "l"
        colour = room.palette.main if head else room.ink
        top = (height - text.height) / 2
        marks += text.words(
            left + width if right else left, top, colour=colour, anchor=anchor, path=f"{room.path}.{number}"
        )
        left += width + room.base * 0.9
    return Piece(width=room.width, height=height, marks=tuple(marks))


def _is_number(cell: str) -> bool:
    return read_number(cell.rstrip("%")) is not None


# ------------------------------------------------------------------ before and after


def before_after(block: BeforeAfter, room: Room) -> Piece:
    """Two cards and an arrow from the one to the other."""
    arrow = room.base * 2.2
    columns = 2 if room.width >= 17 * room.base else 1
    width = (room.width - arrow) / 2 if columns == 2 else column_width(room, 1)
    states = ((block.before, "before", False), (block.after, "after", True))
    least = [_state(each, room.inner(name, width=width), height=0, now=now) for each, name, now in states]
    share = room.extra if columns == 2 else room.extra / 2
    height = max(piece.height for piece in least) + share
    first, second = (
        _state(each, room.inner(name, width=width), height=height, now=now) for each, name, now in states
    )
    if columns == 2:
        marks = (
            *first.at(0, 0),
            *_arrow(width + arrow / 2, height / 2, room, 0),
            *second.at(width + arrow, 0),
        )
        return Piece(width=room.width, height=height, marks=marks)
    below = height + arrow
    marks = (*first.at(0, 0), *_arrow(room.width / 2, height + arrow / 2, room, 90), *second.at(0, below))
    return Piece(width=room.width, height=below + height, marks=marks)


def _state(state: State, room: Room, *, height: float, now: bool) -> Piece:
    padding = padding_of(room)
    ground = room.palette.main if now else SURFACE
    inner = replace(room, width=room.width - 2 * padding, on_colour=now)
    value = inner.palette.main if not now else SURFACE
    content = pile(
        [
            inner.inner("title").text(state.title, weight="SemiBold", colour=inner.soft, anchor="m"),
            inner.inner("value").text(
                state.value, scale=2.1, weight="ExtraBold", colour=value if now else inner.soft, anchor="m"
            ),
            inner.inner("text").text(state.text, scale=0.95, colour=inner.ink, anchor="m"),
        ],
        width=inner.width,
        gap=room.base * 0.15,
    )
    height = max(height, content.height + 2 * padding)
    card = Rect(x=0, y=0, width=room.width, height=height, fill=ground, radius=room.base * 0.6)
    return Piece(
        width=room.width,
        height=height,
        marks=(card, *content.at(padding, (height - content.height) / 2)),
    )


def _arrow(x: float, y: float, room: Room, degrees: float) -> tuple[Mark, ...]:
    turn = math.radians(degrees)

    def at(along: float, across: float) -> Point:
        return (
            x + room.base * (along * math.cos(turn) - across * math.sin(turn)),
            y + room.base * (along * math.sin(turn) + across * math.cos(turn)),
        )

    head = (at(0.15, -0.5), at(0.65, 0), at(0.15, 0.5))
    width = room.base * 0.22
    return (
        Stroke(points=(at(-0.65, 0), at(0.6, 0)), colour=room.palette.main, width=width),
        Stroke(points=head, colour=room.palette.main, width=width),
    )


# ------------------------------------------------------------------ hamlets


def hamlet_map(block: HamletMap, room: Room) -> Piece:
    """A honeycomb: one field for each hamlet, the marked ones in the main colour."""
    inner = inside(room)
    title = inner.inner("title").text(block.title, scale=1.12, weight="Bold")
    meaning = _meaning(block, inner)
    honeycomb = _honeycomb(block, inner, more=room.extra)
    return framed(pile([title, honeycomb, meaning], width=inner.width, gap=room.base * 0.6), room)


def _honeycomb(block: HamletMap, room: Room, *, more: float) -> Piece:
    columns = [2 * hamlet.column + hamlet.row % 2 for hamlet in block.hamlets]
    rows = [hamlet.row for hamlet in block.hamlets]
    across, down = (max(columns) - min(columns)) / 2 + 1, max(rows) - min(rows)
    least = room.base * (3.3 if room.dense else 3.9)
    radius = min(room.width / (across * math.sqrt(3)), least + more / (1.5 * down + 2))
    height = radius * (1.5 * down + 2)
    left = (room.width - across * math.sqrt(3) * radius) / 2
    marks: list[Mark] = []
    for number, (hamlet, column) in enumerate(zip(block.hamlets, columns, strict=True)):
        x = left + ((column - min(columns)) / 2 + 0.5) * math.sqrt(3) * radius
        y = radius * (1 + 1.5 * (hamlet.row - min(rows)))
        marks += _field(hamlet, room.inner(f"hamlets.{number}"), at=(x, y), radius=radius)
    spare = max(0.0, more - (height - least * (1.5 * down + 2)))
    whole = Piece(width=room.width, height=height + spare, marks=tuple(marks))
    return Piece(width=room.width, height=whole.height, marks=whole.at(0, spare / 2))


def _field(hamlet: Hamlet, room: Room, *, at: Point, radius: float) -> list[Mark]:
    x, y = at
    reach = radius * 0.95
    corners = tuple(
        (x + reach * math.sin(math.radians(angle)), y - reach * math.cos(math.radians(angle)))
        for angle in range(0, 360, 60)
    )
    ground = room.palette.main if hamlet.marked else room.palette.tint
    own = replace(room, width=radius * 1.5, on_colour=hamlet.marked)
    words = pile(
        [
            own.inner("name").text(hamlet.name, scale=0.95, weight="Bold", anchor="m"),
            own.inner("value").text(hamlet.value, scale=0.9, weight="Medium", anchor="m"),
        ],
        width=own.width,
        gap=0,
    )
    if words.height > radius * 1.35:
        raise TooWide(hamlet.name, f"{room.path}.name")
    return [
        Polygon(points=corners, fill=ground),
        *words.at(x - own.width / 2, y - words.height / 2),
    ]


def _meaning(block: HamletMap, room: Room) -> Piece:
    if not block.meaning:
        return Piece(width=room.width, height=0, marks=())
    left = room.base * 1.3
    text = room.inner("meaning", width=room.width - left).set(block.meaning, weight="Medium", scale=0.95)
    middle = text.ascent - text.size * 0.36
    side = room.base * 0.8
    square = Rect(
        x=0, y=middle - side / 2, width=side, height=side, fill=room.palette.main, radius=side * 0.2
    )
    words = text.words(left, 0, colour=room.ink, path=f"{room.path}.meaning")
    return Piece(width=room.width, height=text.height, marks=(square, *words))
