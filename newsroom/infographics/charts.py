"""Composes charts: few colours, every value written beside its mark, bars from zero."""

from dataclasses import replace

from newsroom.infographics.colours import SURFACE
from newsroom.infographics.design import BarChart
from newsroom.infographics.numbers import written
from newsroom.infographics.room import SMALL, Room, padding_of, pile
from newsroom.infographics.sheet import Mark, Piece, Rect
from newsroom.infographics.type_setting import TooWide


def framed(content: Piece, room: Room) -> Piece:
    """Return a chart on a card of its own."""
    padding = padding_of(room)
    height = content.height + 2 * padding
    ground = Rect(x=0, y=0, width=room.width, height=height, fill=SURFACE, radius=room.base * 0.6)
    return Piece(width=room.width, height=height, marks=(ground, *content.at(padding, padding)))


def inside(room: Room) -> Room:
    """Return the room inside the card."""
    return replace(room, width=room.width - 2 * padding_of(room))


def heading(title: str, unit: str, room: Room) -> Piece:
    """Return the chart's name and what it counts in."""
    name = room.inner("title").text(title, scale=1.12, weight="Bold")
    said = f"Đơn vị: {unit}" if unit and unit != "%" else ""
    return pile([name, room.inner("unit").text(said, scale=SMALL, colour=room.soft)], width=room.width, gap=0)


# ------------------------------------------------------------------ bars


def bar_chart(block: BarChart, room: Room) -> Piece:
    """Lying bars: the name above, the value at the end; what it is compared with as a thinner bar below."""
    inner = inside(room)
    head = pile(
        [heading(block.title, block.unit, inner), _legend(block, inner)],
        width=inner.width,
        gap=room.base * 0.3,
    )
    more = room.extra / len(block.bars)
    bars = [_bar(block, number, inner, more=more) for number in range(len(block.bars))]
    body = pile(bars, width=inner.width, gap=room.base * 0.55)
    return framed(pile([head, body], width=inner.width, gap=room.base * 0.6), room)


def _legend(block: BarChart, room: Room) -> Piece:
    entries = [(block.now, room.palette.main, "now"), (block.before, room.palette.faint, "before")]
    if not all(name for name, _colour, _field in entries):
        return Piece(width=room.width, height=0, marks=())
    left, marks, height = 0.0, list[Mark](), 0.0
    for name, colour, field in entries:
        text = room.inner(field, width=room.width - left - room.base * 1.05).set(name, scale=0.86)
        middle = text.ascent - text.size * 0.36
        marks.append(
            Rect(
                x=left,
                y=middle - room.base * 0.35,
                width=room.base * 0.7,
                height=room.base * 0.7,
                fill=colour,
                radius=room.base * 0.15,
            )
        )
        marks += text.words(left + room.base * 1.05, 0, colour=room.soft, path=f"{room.path}.{field}")
        left += text.width + room.base * 2.2
        height = max(height, text.height)
    return Piece(width=room.width, height=height, marks=tuple(marks))


def _bar(block: BarChart, number: int, room: Room, *, more: float) -> Piece:
    bar, own = block.bars[number], room.inner(f"bars.{number}")
    label = own.inner("label").text(bar.label, weight="SemiBold")
    thick = room.base * 0.95 + more * (0.6 if bar.before is not None else 1)
    rows = [_one(block, bar.value, own, thick=thick, now=True)]
    if bar.before is not None:
        thin = room.base * 0.7 + more * 0.4
        rows.append(_one(block, bar.before, own, thick=thin, now=False))
    return pile([label, *rows], width=room.width, gap=room.base * 0.12)


def _one(block: BarChart, value: float, room: Room, *, thick: float, now: bool) -> Piece:
    """Return one bar with its value at its end."""
    weight, scale = ("Bold", 1.0) if now else ("Medium", 0.86)
    text = room.inner("value").set(amount(value, block.unit), scale=scale, weight=weight)
    reserved = _widest(block, room) + room.base * 0.5
    length = room.width - reserved
    if length < room.base * 5:
        raise TooWide(block.bars[0].label, room.path)
    zero, unit = _axis(block, length)
    start, end = sorted((zero, zero + value * unit))
    height = max(thick, text.height * 0.86)
    middle = height / 2
    colour = room.palette.main if now else room.palette.faint
    top = middle - text.height / 2
    return Piece(
        width=room.width,
        height=height,
        marks=(
            Rect(
                x=start,
                y=middle - thick / 2,
                width=max(2.0, end - start),
                height=thick,
                fill=colour,
                radius=room.base * 0.12,
            ),
            *text.words(end + room.base * 0.4, top, colour=room.ink if now else room.soft, path=room.path),
        ),
    )


def amount(value: float, unit: str) -> str:
    """Return a value as it is written beside its mark."""
    return f"{written(value)}%" if unit == "%" else written(value)


def _values(block: BarChart) -> list[float]:
    return [each for bar in block.bars for each in (bar.value, bar.before) if each is not None]


def _widest(block: BarChart, room: Room) -> float:
    return max(
        room.inner("value").set(amount(each, block.unit), weight="Bold").width for each in _values(block)
    )


def _axis(block: BarChart, length: float) -> tuple[float, float]:
    """Return where zero lies, and the pixels of one unit."""
    values = _values(block)
    least, most = min(0.0, *values), max(0.0, *values)
    unit = length / (most - least) if most > least else 0
    return -least * unit, unit
