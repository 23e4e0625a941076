"""Lays a design out on a format: the largest letters at which every word has its place, or a refusal that names the text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from newsroom.infographics import charts, lists, tables
from newsroom.infographics.colours import PAPER, palette
from newsroom.infographics.design import (
    Agenda,
    BarChart,
    BeforeAfter,
    BigNumber,
    Block,
    Comparison,
    DataTable,
    Design,
    HamletMap,
    IconList,
    LineChart,
    Notice,
    PieChart,
    Steps,
)
from newsroom.infographics.formats import Format
from newsroom.infographics.frame import Frame, head_on_side, head_on_top
from newsroom.infographics.room import SMALL, Room
from newsroom.infographics.sheet import Mark, Piece, Rect, Sheet
from newsroom.infographics.type_setting import TooWide

COMPOSERS: dict[type, Callable[[Any, Room], Piece]] = {
    BigNumber: lists.big_number,
    Comparison: lists.comparison,
    Steps: lists.steps,
    IconList: lists.icon_list,
    Agenda: lists.agenda,
    Notice: lists.notice,
    BarChart: charts.bar_chart,
    LineChart: charts.line_chart,
    PieChart: charts.pie_chart,
    DataTable: tables.data_table,
    BeforeAfter: tables.before_after,
    HamletMap: tables.hamlet_map,
}
GROWS: dict[type, float] = {BigNumber: 0.25, Notice: 0.2, DataTable: 0.45}
FINER = 0.965  # from one size to the next one tried
GAP = 0.75  # of the body's size, between two blocks
MOST_GROWTH = 0.42  # of its own height a block is stretched by, to fill the page


class TooLong(Exception):
    """The design does not fit the format at legible letters: ``text``, at ``path``, is to be shortened."""

    def __init__(self, text: str, path: str, format_: Format) -> None:
        super().__init__(f"{text!r} at {path} is too long for {format_.name}")
        self.text, self.path, self.format = text, path, format_


@dataclass(frozen=True, kw_only=True)
class Column:
    """Blocks under one another: their numbers in the design, and the box they have to fill."""

    numbers: tuple[int, ...]
    x: float
    y: float
    width: float
    height: float


def lay_out(design: Design, format_: Format) -> Sheet:
    """Return the page; raises TooLong."""
    fault: tuple[str, str] | None = None
    base = format_.most
    least = format_.least / SMALL
    while base >= least:
        for arrangement in _arrangements(format_):
            try:
                sheet = arrangement(design, format_, base)
            except TooWide as refusal:
                fault = (refusal.text, refusal.path)
                continue
            if sheet is not None:
                return sheet
        base = base * FINER if base > least and base * FINER > least else (least if base > least else 0)
    text, path = fault or _longest(design)
    raise TooLong(text, path, format_)


Arrangement = Callable[[Design, Format, float], Sheet | None]


def _arrangements(format_: Format) -> tuple[Arrangement, ...]:
    if format_.is_wide:
        return (_beside, _beside_twice)
    return (_below,)


def _below(design: Design, format_: Format, base: float) -> Sheet | None:
    """Return the page with its head on top and one column below."""
    colours = palette(design.look, design.colour)
    frame = head_on_top(design, format_, base=base, palette=colours)
    numbers = tuple(range(len(design.blocks)))
    column = Column(
        numbers=numbers, x=frame.left, y=frame.top, width=frame.width, height=frame.bottom - frame.top
    )
    return _page(design, format_, frame, base=base, columns=(column,))


def _beside(design: Design, format_: Format, base: float) -> Sheet | None:
    """Return the page with its head at the left and one column beside it; a first big number joins the head."""
    return _beside_in(design, format_, base, columns=1)


def _beside_twice(design: Design, format_: Format, base: float) -> Sheet | None:
    return _beside_in(design, format_, base, columns=2)


def _beside_in(design: Design, format_: Format, base: float, *, columns: int) -> Sheet | None:
    colours = palette(design.look, design.colour)
    joins = len(design.blocks) > 1 and isinstance(design.blocks[0], BigNumber)
    number = design.blocks[0] if joins else None

    def figure(room: Room) -> Piece:
        assert isinstance(number, BigNumber)
        return lists.big_number(number, replace(room, path="blocks.0"))

    frame = head_on_side(design, format_, base=base, palette=colours, figure=figure if joins else None)
    if frame is None:
        return None
    rest = tuple(range(1 if joins else 0, len(design.blocks)))
    boxes = _boxes(design, frame, rest, base=base, columns=columns)
    return _page(design, format_, frame, base=base, columns=boxes) if boxes else None


def _boxes(
    design: Design, frame: Frame, numbers: tuple[int, ...], *, base: float, columns: int
) -> tuple[Column, ...]:
    """Return the columns, split where they come out most alike; none when there is nothing to split."""
    height = frame.bottom - frame.top
    if columns == 1:
        return (Column(numbers=numbers, x=frame.left, y=frame.top, width=frame.width, height=height),)
    if len(numbers) < 2:
        return ()
    gap = base * GAP
    width = (frame.width - gap) / 2
    heights = [_compose(design, number, frame, width=width, base=base).height for number in numbers]
    split = min(
        range(1, len(numbers)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])) + 0.01 * at
    )
    parts = (numbers[:split], numbers[split:])
    return tuple(
        Column(numbers=part, x=frame.left + at * (width + gap), y=frame.top, width=width, height=height)
        for at, part in enumerate(parts)
    )


def _compose(
    design: Design, number: int, frame: Frame, *, width: float, base: float, extra: float = 0
) -> Piece:
    block = design.blocks[number]
    room = Room(width=width, base=base, palette=frame.palette, extra=extra, path=f"blocks.{number}")
    return COMPOSERS[type(block)](block, room)


def _page(
    design: Design, format_: Format, frame: Frame, *, base: float, columns: Iterable[Column]
) -> Sheet | None:
    """Return the page, None when a column does not fit."""
    marks: list[Mark] = [Rect(x=0, y=0, width=format_.width, height=format_.height, fill=PAPER), *frame.marks]
    for column in columns:
        filled = _fill(design, column, frame, base=base)
        if filled is None:
            return None
        marks += filled
    return Sheet(width=format_.width, height=format_.height, marks=tuple(marks), letter=base * SMALL)


def _fill(design: Design, column: Column, frame: Frame, *, base: float) -> tuple[Mark, ...] | None:
    """Return the column's marks, its blocks and gaps stretched to fill it; None when it is too short."""
    if not column.numbers:
        return ()
    gap = base * GAP
    least = [
        _compose(design, number, frame, width=column.width, base=base).height for number in column.numbers
    ]
    free = column.height - sum(least) - gap * (len(least) - 1)
    if free < 0:
        return None
    extras = _shared(design.blocks, column.numbers, least, free)
    pieces = [
        _compose(design, number, frame, width=column.width, base=base, extra=extra)
        for number, extra in zip(column.numbers, extras, strict=True)
    ]
    left = max(0.0, column.height - sum(piece.height for piece in pieces) - gap * (len(pieces) - 1))
    wider = left / (len(pieces) + 1)
    marks: list[Mark] = []
    y = column.y + wider
    for piece in pieces:
        marks += piece.at(column.x, y)
        y += piece.height + gap + wider
    return tuple(marks)


def _shared(
    blocks: tuple[Block, ...], numbers: tuple[int, ...], least: list[float], free: float
) -> list[float]:
    """Return how much each block is stretched."""
    wants = [
        height * MOST_GROWTH * GROWS.get(type(blocks[number]), 1.0)
        for number, height in zip(numbers, least, strict=True)
    ]
    share = min(1.0, 0.92 * free / (sum(wants) or 1))
    return [want * share for want in wants]


def _longest(design: Design) -> tuple[str, str]:
    """Return the text that takes most room, and where it stands."""
    texts = [(design.title, "title"), (design.lead, "lead"), *texts_of(design.blocks, "blocks")]
    return max(texts, key=lambda pair: len(pair[0]))


def texts_of(value: Any, path: str) -> Iterable[tuple[str, str]]:
    """Yield every text of a block or of blocks with its path."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts_of(each, f"{path}.{number}")
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts_of(getattr(value, name), f"{path}.{name}")
