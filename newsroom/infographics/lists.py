"""Composes what is read line by line: the big number, steps, lists with icons, agendas, comparisons, notices."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from newsroom.infographics.colours import LINE, SURFACE
from newsroom.infographics.design import (
    Agenda,
    BigNumber,
    Comparison,
    Day,
    IconList,
    Item,
    Notice,
    Side,
    Slot,
    Steps,
)
from newsroom.infographics.icons import badge, icon
from newsroom.infographics.room import (
    Room,
    card,
    column_width,
    in_columns,
    padding_of,
    pile,
)
from newsroom.infographics.sheet import Disc, Mark, Piece, Rect, Words
from newsroom.infographics.type_setting import TooWide, ink_of, pixels, width_of

WIDE = 25  # letters of the body's size: from here on cards stand in two columns
WIDE_DAYS, WIDE_DAYS_CLOSE = 34, 27
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


def _cards(
    count: int, room: Room, make: Callable[[int, float, float], Piece], *, wide: float = WIDE
) -> Piece:
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

    cards = _cards(len(block.items), room, make)
    return pile([heading, cards], width=room.width, gap=gap)


def _badge(item: Item, room: Room) -> Callable[[float, float, float], Sequence[Mark]]:
    ground = room.palette.of(item.tone)
    name = item.icon or {"bad": "cross", "good": "check", "care": "warning"}.get(item.tone, "information")
    return lambda x, y, radius: badge(name, x, y, radius=radius, ground=ground)


def steps(block: Steps, room: Room) -> Piece:
    """A card for each step, its number on a disc."""

    def make(number: int, width: float, height: float) -> Piece:
        own = room.inner(f"items.{number}", width=width)
        return _card_of(block.items[number], own, height=height, sign=_numbered(block.first + number, room))

    return _cards(len(block.items), room, make)


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


# ------------------------------------------------------------------ days


def agenda(block: Agenda, room: Room) -> Piece:
    """A card for each day: its date on colour, its slots beside it."""

    def make(number: int, width: float, height: float) -> Piece:
        own = room.inner(f"days.{number}", width=width)
        return _day(block.days[number], own, height=height)

    return _cards(len(block.days), room, make, wide=WIDE_DAYS_CLOSE if room.dense else WIDE_DAYS)


def _day(day: Day, room: Room, *, height: float) -> Piece:
    padding = padding_of(room)
    chip = _chip(day, room)
    left = chip.width + padding
    inner = replace(room, width=room.width - left - padding)
    slots = [_slot(slot, inner.inner(f"slots.{number}")) for number, slot in enumerate(day.slots)]
    gap = room.base * 0.75
    natural = sum(slot.height for slot in slots) + (len(slots) - 1) * gap
    height = max(height, natural + 1.3 * padding, chip.height + 1.3 * padding)
    spread = (height - natural - 1.3 * padding) / (len(slots) + 1)
    marks: list[Mark] = [
        Rect(x=0, y=0, width=room.width, height=height, fill=SURFACE, radius=room.base * 0.6),
        Rect(x=0, y=0, width=chip.width, height=height, fill=room.palette.main, radius=room.base * 0.6),
        Rect(
            x=chip.width - room.base * 0.6, y=0, width=room.base * 0.6, height=height, fill=room.palette.main
        ),
        *chip.at(0, (height - chip.height) / 2),
    ]
    top = 0.65 * padding + spread
    for number, slot in enumerate(slots):
        if number:
            line = top - (gap + spread) / 2
            marks.append(Rect(x=left, y=line, width=inner.width, height=max(1.0, room.base / 20), fill=LINE))
        marks += slot.at(left, top)
        top += slot.height + gap + spread
    return Piece(width=room.width, height=height, marks=tuple(marks))


def _chip(day: Day, room: Room) -> Piece:
    width = min(room.base * 7.2, room.width * 0.34)
    own = replace(room, width=width - room.base * 0.7)
    name = own.inner("name").text(day.name, scale=0.92, weight="SemiBold", colour=SURFACE, anchor="m")
    scales = [
        each for each in (1.75, 1.5, 1.3) if width_of(day.date, "ExtraBold", each * room.base) < own.width
    ]
    date = own.inner("date").text(
        day.date, scale=scales[0] if scales else 1.15, weight="ExtraBold", colour=SURFACE, anchor="m"
    )
    pair = pile([name, date], width=own.width, gap=0)
    return Piece(width=width, height=pair.height, marks=pair.at(room.base * 0.35, 0))


def _slot(slot: Slot, room: Room) -> Piece:
    side = room.base * 2.3 if slot.icon else 0
    own = replace(room, width=room.width - side)
    hours = replace(own, path=f"{room.path}.hours").text(
        slot.hours, scale=0.92, weight="SemiBold", colour=room.palette.main
    )
    text = replace(own, path=f"{room.path}.text").text(slot.text, scale=1.04, weight="SemiBold")
    pair = pile([hours, text], width=own.width, gap=0)
    height = max(pair.height, side)
    marks: list[Mark] = list(pair.at(0, (height - pair.height) / 2))
    if slot.icon:
        marks += icon(
            slot.icon, room.width - room.base, height / 2, size=room.base * 2, colour=room.palette.main
        )
    return Piece(width=room.width, height=height, marks=tuple(marks))


# ------------------------------------------------------------------ two sides, one bar


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
    spread = min((height - band - natural - 1.7 * padding) / (len(lines) + 1), room.base * 0.7)
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
