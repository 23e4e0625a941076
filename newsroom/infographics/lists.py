"""Composes the big number, steps, and lists with icons."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from newsroom.infographics.colours import SURFACE
from newsroom.infographics.design import (
    BigNumber,
    IconList,
    Item,
    Steps,
)
from newsroom.infographics.icons import badge
from newsroom.infographics.room import (
    Room,
    card,
    column_width,
    in_columns,
    padding_of,
    pile,
)
from newsroom.infographics.sheet import Disc, Mark, Piece, Words
from newsroom.infographics.type_setting import TooWide, ink_of, pixels, width_of

WIDE = 25  # letters of the body's size: from here on cards stand in two columns
FIGURES = (5.2, 4.6, 4.0, 3.5, 3.1)


def big_number(block: BigNumber, room: Room) -> Piece:
    """The figure, its label beside it where there is room, else below."""
    for scale in FIGURES[:-1] if room.width >= 20 * room.base else ():
        value = _figure(block.value, room, scale=scale)
        beside = room.width - value.width - room.base * 0.9
        if beside >= room.base * 11:
            return _side_by_side(value, _label(block, replace(room, width=beside)), room)
    fitting = [
        scale
        for scale in (*FIGURES, 2.7, 2.3, 2.0)
        if _figure(block.value, room, scale=scale).width <= room.width
    ]
    if not fitting:
        raise TooWide(block.value, f"{room.path}.value")
    value = _figure(block.value, room, scale=min(fitting[0], 4.2))
    piled = pile([value, _label(block, room)], width=room.width, gap=room.base * 0.55)
    return _in_height(piled, piled.height + _around(room))


def _around(room: Room) -> float:
    """Return the air above and below the figure."""
    return room.extra + room.base * 0.5


def _side_by_side(value: Piece, words: Piece, room: Room) -> Piece:
    height = max(value.height, words.height) + _around(room)
    left = room.width - words.width
    marks = (*value.at(0, (height - value.height) / 2), *words.at(left, (height - words.height) / 2))
    return Piece(width=room.width, height=height, marks=marks)


def _figure(text: str, room: Room, *, scale: float) -> Piece:
    """Return the figure by its ink."""
    size = pixels(room.base * scale) / 2
    above, below = ink_of(text, "ExtraBold", size)
    words = Words(
        x=0,
        y=above,
        text=text,
        size=size,
        weight="ExtraBold",
        colour=SURFACE if room.on_colour else room.palette.main,
        path=f"{room.path}.value",
    )
    width = width_of(text, "ExtraBold", size)
    return Piece(width=width, height=above + max(0.0, below), marks=(words,))


def _label(block: BigNumber, room: Room) -> Piece:
    label = room.inner("label").text(block.label, scale=1.3, weight="Bold")
    note = room.inner("note").text(block.note, scale=0.95, colour=room.soft)
    return pile([label, note], width=room.width, gap=room.base * 0.15)


def _in_height(piece: Piece, height: float) -> Piece:
    return Piece(width=piece.width, height=height, marks=piece.at(0, (height - piece.height) / 2))


# ------------------------------------------------------------------ lists of cards


def cards(count: int, room: Room, make: Callable[[int, float, float], Piece], *, wide: float = WIDE) -> Piece:
    """Return ``count`` cards in two columns where there is room and none is left alone, else in one."""
    if (count == 2 or count > 3) and room.width >= wide * room.base:
        try:
            return _cards_in(2, count, room, make)
        except TooWide:
            pass
    return _cards_in(1, count, room, make)


def _cards_in(columns: int, count: int, room: Room, make: Callable[[int, float, float], Piece]) -> Piece:
    width = column_width(room, columns)
    least = [make(number, width, 0).height for number in range(count)]
    rows = [range(start, min(start + columns, count)) for start in range(0, count, columns)]
    more = room.extra / len(rows) if rows else 0
    pieces = []
    for row in rows:
        height = max(least[number] for number in row) + more
        alone = len(row) < columns
        pieces += [make(number, room.width if alone else width, height) for number in row]
    return in_columns(pieces, columns=columns, room=room)


def _entry(item: Item, room: Room, *, sign: Callable[[float, float, float], Sequence[Mark]]) -> Piece:
    """Return a sign and the item's words beside it, ``room`` wide."""
    radius = room.base * 1.2
    left = 2 * radius + room.base * 0.7
    words = room.inner("", width=room.width - left)
    title = replace(words, path=f"{room.path}.title").text(item.title, scale=1.12, weight="Bold")
    text = replace(words, path=f"{room.path}.text").text(item.text, scale=0.92, colour=room.soft)
    pair = pile([title, text], width=words.width, gap=room.base * 0.05)
    height = max(2 * radius, pair.height)
    return Piece(
        width=room.width,
        height=height,
        marks=(*sign(radius, height / 2, radius), *pair.at(left, (height - pair.height) / 2)),
    )


def _card_of(
    item: Item, room: Room, *, height: float, sign: Callable[[float, float, float], Sequence[Mark]]
) -> Piece:
    padding = padding_of(room)
    content = _entry(item, replace(room, width=room.width - 2 * padding), sign=sign)
    least = content.height + 1.3 * padding
    return card(content, room=room, width=room.width, height=max(height, least))


def icon_list(block: IconList, room: Room) -> Piece:
    """A card for each entry, its icon on the colour of its tone."""
    heading = room.inner("title").text(block.title, scale=1.12, weight="Bold")
    gap = room.base * 0.45 if heading.height else 0

    def make(number: int, width: float, height: float) -> Piece:
        item = block.items[number]
        own = room.inner(f"items.{number}", width=width)
        return _card_of(item, own, height=height, sign=_badge(item, room))

    rows = cards(len(block.items), room, make)
    return pile([heading, rows], width=room.width, gap=gap)


def _badge(item: Item, room: Room) -> Callable[[float, float, float], Sequence[Mark]]:
    ground = room.palette.of(item.tone)
    name = item.icon or {"bad": "cross", "good": "check", "care": "warning"}.get(item.tone, "information")
    return lambda x, y, radius: badge(name, x, y, radius=radius, ground=ground)


def steps(block: Steps, room: Room) -> Piece:
    """A card for each step, its number on a disc."""

    def make(number: int, width: float, height: float) -> Piece:
        own = room.inner(f"items.{number}", width=width)
        return _card_of(block.items[number], own, height=height, sign=_numbered(block.first + number, room))

    return cards(len(block.items), room, make)


def _numbered(number: int, room: Room) -> Callable[[float, float, float], Sequence[Mark]]:
    def sign(x: float, y: float, radius: float) -> Sequence[Mark]:
        size = pixels(radius * 1.2) / 2
        above, _below = ink_of(str(number), "ExtraBold", size)
        return (
            Disc(x=x, y=y, radius=radius, fill=room.palette.main),
            Words(
                x=x,
                y=y + above / 2,
                text=str(number),
                size=size,
                weight="ExtraBold",
                colour=SURFACE,
                anchor="m",
                path="number",
            ),
        )

    return sign
