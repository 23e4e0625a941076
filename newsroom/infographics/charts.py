"""Composes charts: few colours, every value written beside its mark, bars from zero."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.infographics.colours import GOLD, INDIGO, LINE, RICE, SON, SURFACE
from newsroom.infographics.design import Bar, BarChart, LineChart, PieChart
from newsroom.infographics.numbers import written
from newsroom.infographics.room import SMALL, Room, padding_of, pile
from newsroom.infographics.sheet import Disc, Mark, Piece, Point, Polygon, Rect, Stroke
from newsroom.infographics.type_setting import Setting, TooWide


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
    text = room.inner("value").set(_amount(value, block.unit), scale=scale, weight=weight)
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


def _amount(value: float, unit: str) -> str:
    return f"{written(value)}%" if unit == "%" else written(value)


def _values(block: BarChart) -> list[float]:
    return [each for bar in block.bars for each in (bar.value, bar.before) if each is not None]


def _widest(block: BarChart, room: Room) -> float:
    return max(
        room.inner("value").set(_amount(each, block.unit), weight="Bold").width for each in _values(block)
    )


def _axis(block: BarChart, length: float) -> tuple[float, float]:
    """Return where zero lies, and the pixels of one unit."""
    values = _values(block)
    least, most = min(0.0, *values), max(0.0, *values)
    unit = length / (most - least) if most > least else 0
    return -least * unit, unit


# ------------------------------------------------------------------ lines


def line_chart(block: LineChart, room: Room) -> Piece:
    """One or two lines, every point with its value; the higher value above its point, the lower below."""
    inner = inside(room)
    height = room.base * (7.5 if len(block.series) == 1 else 9) + room.extra
    head = pile(
        [heading(block.title, block.unit, inner), _names(block, inner)],
        width=inner.width,
        gap=room.base * 0.3,
    )
    plot = _plot(block, inner, height=height)
    return framed(pile([head, plot], width=inner.width, gap=room.base * 0.5), room)


def _line_colours(room: Room) -> tuple[str, str]:
    return room.palette.main, INDIGO if room.palette.main != INDIGO else SON


def _names(block: LineChart, room: Room) -> Piece:
    if len(block.series) < 2:
        return Piece(width=room.width, height=0, marks=())
    left, marks, height = 0.0, list[Mark](), 0.0
    for number, (series, colour) in enumerate(zip(block.series, _line_colours(room), strict=False)):
        path = f"series.{number}.name"
        text = room.inner(path, width=room.width - left - room.base * 1.5).set(
            series.name, scale=0.9, weight="SemiBold"
        )
        middle = text.ascent - text.size * 0.36
        marks.append(
            Stroke(points=((left, middle), (left + room.base, middle)), colour=colour, width=room.base * 0.22)
        )
        marks += text.words(left + room.base * 1.5, 0, colour=colour, path=f"{room.path}.{path}")
        left += text.width + room.base * 2.8
        height = max(height, text.height)
    return Piece(width=room.width, height=height, marks=tuple(marks))


@dataclass(frozen=True, kw_only=True)
class Field:
    """Where the points of a line chart lie: ``step`` from one moment to the next, ``top`` and ``rise`` for values."""

    step: float
    top: float
    rise: float
    least: float
    most: float

    def at(self, number: int, value: float) -> Point:
        """Return the place of a value."""
        spread = self.most - self.least
        share = (value - self.least) / spread if spread > 0 else 0.5
        return (number + 0.5) * self.step, self.top + (1 - share) * self.rise


def _plot(block: LineChart, room: Room, *, height: float) -> Piece:
    step = room.width / len(block.moments)
    captions = [
        room.inner(f"moments.{number}", width=step - room.base * 0.3).set(moment, scale=0.86)
        for number, moment in enumerate(block.moments)
    ]
    foot = max(text.height for text in captions) + room.base * 0.3
    values = [value for series in block.series for value in series.values]
    top = room.base * 1.9
    rise = height - foot - 2 * top
    field = Field(step=step, top=top, rise=rise, least=min(values), most=max(values))
    base_line = height - foot
    marks: list[Mark] = [
        Rect(x=0, y=base_line, width=room.width, height=max(1.0, room.base / 16), fill=LINE),
        *_lines(block, room, field),
        *_point_values(block, room, field),
    ]
    for number, text in enumerate(captions):
        x, y = (number + 0.5) * step, base_line + room.base * 0.25
        marks += text.words(x, y, colour=room.soft, anchor="m", path=f"{room.path}.moments.{number}")
    return Piece(width=room.width, height=height, marks=tuple(marks))


def _lines(block: LineChart, room: Room, field: Field) -> list[Mark]:
    marks: list[Mark] = []
    for series, colour in zip(block.series, _line_colours(room), strict=False):
        points = tuple(field.at(number, value) for number, value in enumerate(series.values))
        if len(points) > 1:
            marks.append(Stroke(points=points, colour=colour, width=room.base * 0.2))
        marks += [Disc(x=x, y=y, radius=room.base * 0.26, fill=colour) for x, y in points]
    return marks


def _point_values(block: LineChart, room: Room, field: Field) -> list[Mark]:
    """Return each value beside its point, on a ground of its own where the line runs close by."""
    marks: list[Mark] = []
    for number in range(len(block.moments)):
        lines = list(zip(block.series, _line_colours(room), strict=False))
        lines.sort(key=lambda line: -line[0].values[number])
        for rank, (series, colour) in enumerate(lines):
            value = series.values[number]
            text = room.inner("value", width=field.step - room.base * 0.2).set(
                _amount(value, block.unit), scale=0.95, weight="Bold"
            )
            x, y = field.at(number, value)
            digits = text.size * 0.74
            baseline = y + room.base * 0.5 + digits if rank else y - room.base * 0.5
            marks.append(
                Rect(
                    x=x - text.width / 2 - room.base * 0.1,
                    y=baseline - digits - room.base * 0.08,
                    width=text.width + room.base * 0.2,
                    height=digits + room.base * 0.16,
                    fill=SURFACE,
                )
            )
            top = baseline - text.ascent
            marks += text.words(x, top, colour=colour, anchor="m", path=f"{room.path}.value")
    return marks


# ------------------------------------------------------------------ shares


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
