"""Composes line charts: one or two lines, every point with its value beside it."""

from dataclasses import dataclass

from newsroom.infographics.charts import amount, framed, heading, inside
from newsroom.infographics.colours import INDIGO, LINE, SON, SURFACE
from newsroom.infographics.design import LineChart
from newsroom.infographics.room import Room, pile
from newsroom.infographics.sheet import Disc, Mark, Piece, Point, Rect, Stroke


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
        left += text.width + room.base * 2.4
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
                amount(value, block.unit), scale=0.95, weight="Bold"
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
