"""Lays a design out on a format: the largest letters at which every word has its place, or a refusal."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from newsroom.infographics import charts, curves, days, lists, shares, sides, tables
from newsroom.infographics.colours import PAPER, palette
from newsroom.infographics.design import (
    Agenda,
    BarChart,
    BeforeAfter,
    BigNumber,
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
from newsroom.infographics.frame import Frame, head_on_panel, head_on_side, head_on_top
from newsroom.infographics.room import SMALL, Room
from newsroom.infographics.sheet import Mark, Piece, Rect, Sheet
from newsroom.infographics.type_setting import TooWide

COMPOSERS: dict[type, Callable[[Any, Room], Piece]] = {
    BigNumber: lists.big_number,
    Comparison: sides.comparison,
    Steps: lists.steps,
    IconList: lists.icon_list,
    Agenda: days.agenda,
    Notice: sides.notice,
    BarChart: charts.bar_chart,
    LineChart: curves.line_chart,
    PieChart: shares.pie_chart,
    DataTable: tables.data_table,
    BeforeAfter: tables.before_after,
    HamletMap: tables.hamlet_map,
}
GROWS: dict[type, float] = {BigNumber: 0.25, Notice: 0.2, DataTable: 0.45}
FINER = 0.96  # from one size to the next one tried
GAP = 0.75  # of the body's size, between two blocks
AMPLE = 1.12  # of the least letters: below, blocks and lines stand closer
MOST_GROWTH = 0.42  # of its own height a block is stretched by, to fill the page


UPRIGHT = ((AMPLE, False, 1), (1, True, 1), (AMPLE, False, 2), (1, True, 2))
WIDE = ((1.3, False, 1), (1.2, False, 2), (AMPLE, False, 1), (1, True, 1), (1, True, 2))
"""What is tried in this order: down to how many times the least letters, whether close, in how many columns."""


class TooLong(Exception):
    """The design does not fit the format at legible letters: ``text``, at ``path``, is to be shortened."""

    def __init__(self, text: str, path: str, format_: Format) -> None:
        super().__init__(f"{text!r} at {path} is too long for {format_.name}")
        self.text, self.path, self.format = text, path, format_


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the blocks stand: rows of columns of block numbers, and how close."""

    frame: Frame
    rows: tuple[tuple[tuple[int, ...], ...], ...]
    base: float
    dense: bool

    @property
    def gap(self) -> float:
        """The free space between two blocks."""
        return self.base * GAP * (0.7 if self.dense else 1)

    def width(self, columns: int) -> float:
        """Return the width of one of ``columns``."""
        return (self.frame.width - (columns - 1) * self.gap) / columns


def lay_out(design: Design, format_: Format) -> Sheet:
    """Return the page; raises TooLong."""
    faults: list[TooWide | None] = []
    for floor, dense, columns in UPRIGHT if not format_.is_wide else WIDE:

        def attempt(base: float, dense: bool = dense, columns: int = columns) -> Sheet | None:
            return _attempt(design, format_, base, dense=dense, columns=columns)

        sheet, fault = _largest(attempt, _sizes(format_, floor))
        if sheet is not None:
            return sheet
        faults.append(fault)
    alone = faults[0]  # in one column with ample space: no other way would give the word more room
    text, path = (alone.text, alone.path) if alone else _longest(design)
    raise TooLong(text, path, format_)


def _sizes(format_: Format, floor: float) -> list[float]:
    """Return the sizes of body text to try, the largest first, down to ``floor`` times the least."""
    least = format_.least / SMALL * floor
    count = max(0, math.ceil(math.log(least / format_.most) / math.log(FINER)))
    return [*(format_.most * FINER**step for step in range(count)), least]


def _largest(
    attempt: Callable[[float], Sheet | None], sizes: list[float]
) -> tuple[Sheet | None, TooWide | None]:
    """Return the page at the largest size at which it fits, by halving; none, and why, when the least does not."""
    try:
        best = attempt(sizes[-1])
    except TooWide as refusal:
        return None, refusal
    if best is None:
        return None, None
    low, high = 0, len(sizes) - 1
    while low < high:
        middle = (low + high) // 2
        try:
            sheet = attempt(sizes[middle])
        except TooWide:
            sheet = None
        if sheet is None:
            low = middle + 1
        else:
            best, high = sheet, middle
    return best, None


@lru_cache(maxsize=24)
def fitted(design: Design, format_: Format) -> Sheet:
    """Return the page; a format that shows the essence leaves whole parts out, never a part of one; raises TooLong.

    The lead goes first, then the last blocks; a last notice stays where it can. The page says that there is more.
    """
    try:
        return lay_out(design, format_)
    except TooLong:
        if not format_.essence:
            raise
    for less in _essences(design):
        try:
            return lay_out(less, format_)
        except TooLong as refusal:
            last = refusal
    raise last


def _essences(design: Design) -> Iterable[Design]:
    """Yield the design with less and less in it."""
    closing = design.blocks[-1:] if isinstance(design.blocks[-1], Notice) else ()
    others = design.blocks[: len(design.blocks) - len(closing)]
    for kept in range(len(others), 0, -1):
        for tail in dict.fromkeys((closing, ())):
            yield replace(design, lead="", blocks=(*others[:kept], *tail), more=True)


def _attempt(design: Design, format_: Format, base: float, *, dense: bool, columns: int) -> Sheet | None:
    """Return the page at this size, None when it does not fit."""
    for frame, numbers in _frames(design, format_, base, dense=dense):
        plan = Plan(frame=frame, rows=(), base=base, dense=dense)
        rows = _rows(design, numbers, plan, columns=columns)
        sheet = _page(design, format_, replace(plan, rows=rows)) if rows else None
        if sheet is not None:
            return sheet
    return None


def _frames(
    design: Design, format_: Format, base: float, *, dense: bool
) -> Iterable[tuple[Frame, tuple[int, ...]]]:
    """Yield the frames to try, each with the numbers of the blocks that are left for it."""
    colours = palette(design.look, design.colour)
    numbers = tuple(range(len(design.blocks)))
    if format_.is_panel:
        yield head_on_panel(design, format_, base=base, palette=colours), numbers
    elif not format_.is_wide:
        yield head_on_top(design, format_, base=base, palette=colours, dense=dense), numbers
    else:
        for figure in (_figure_of(design), None):
            frame = head_on_side(design, format_, base=base, palette=colours, figure=figure)
            if frame is not None:
                yield frame, numbers[1:] if figure else numbers


def _figure_of(design: Design) -> Callable[[Room], Piece] | None:
    """Return what draws the first big number into a head at the side; None when there is none."""
    first = design.blocks[0]
    if len(design.blocks) < 2 or not isinstance(first, BigNumber):
        return None
    return lambda room: lists.big_number(first, replace(room, path="blocks.0"))


def _rows(
    design: Design, numbers: tuple[int, ...], plan: Plan, *, columns: int
) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Return the rows: each block its own, or what is between a first number and a last notice in two columns."""
    if columns == 1:
        return tuple(((number,),) for number in numbers)
    first = [each for each in numbers[:1] if isinstance(design.blocks[each], BigNumber)]
    last = [each for each in numbers[-1:] if isinstance(design.blocks[each], Notice)]
    middle = numbers[len(first) : len(numbers) - len(last)]
    if len(middle) < 2:
        return ()
    width = plan.width(2)
    heights = [_compose(design, number, plan, width=width).height for number in middle]
    split = min(range(1, len(middle)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])) + 0.01 * at)
    pair = (middle[:split], middle[split:])
    return (*(((each,),) for each in first), pair, *(((each,),) for each in last))


def _compose(design: Design, number: int, plan: Plan, *, width: float, extra: float = 0) -> Piece:
    block = design.blocks[number]
    room = Room(
        width=width,
        base=plan.base,
        palette=plan.frame.palette,
        extra=extra,
        path=f"blocks.{number}",
        dense=plan.dense,
    )
    return COMPOSERS[type(block)](block, room)


def _page(design: Design, format_: Format, plan: Plan) -> Sheet | None:
    """Return the page, its rows and the space between them stretched to fill it; None when they are too tall."""
    frame = plan.frame
    least, wants = [], []
    for row in plan.rows:
        columns = [_heights(design, column, plan, width=plan.width(len(row))) for column in row]
        least.append(max(sum(heights) + plan.gap * (len(heights) - 1) for heights in columns))
        wants.append(max(sum(_wants(design, c, h)) for c, h in zip(row, columns, strict=True)))
    free = frame.bottom - frame.top - sum(least) - plan.gap * (len(least) - 1)
    if free < 0:
        return None
    share = min(1.0, 0.92 * free / (sum(wants) or 1))
    wider = (free - share * sum(wants)) / (len(least) + 1)
    marks: list[Mark] = [Rect(x=0, y=0, width=format_.width, height=format_.height, fill=PAPER), *frame.marks]
    y = frame.top + wider
    for row, height, want in zip(plan.rows, least, wants, strict=True):
        height += want * share
        marks += _row(design, row, plan, y=y, height=height)
        y += height + plan.gap + wider
    return Sheet(width=format_.width, height=format_.height, marks=tuple(marks), letter=plan.base * SMALL)


def _heights(design: Design, column: tuple[int, ...], plan: Plan, *, width: float) -> list[float]:
    return [_compose(design, number, plan, width=width).height for number in column]


def _wants(design: Design, column: tuple[int, ...], heights: list[float]) -> list[float]:
    """Return by how much each block may be stretched."""
    return [
        height * MOST_GROWTH * GROWS.get(type(design.blocks[number]), 1.0)
        for number, height in zip(column, heights, strict=True)
    ]


def _row(
    design: Design, row: tuple[tuple[int, ...], ...], plan: Plan, *, y: float, height: float
) -> list[Mark]:
    width = plan.width(len(row))
    marks: list[Mark] = []
    for at, column in enumerate(row):
        x = plan.frame.left + at * (width + plan.gap)
        heights = _heights(design, column, plan, width=width)
        free = height - sum(heights) - plan.gap * (len(column) - 1)
        wants = _wants(design, column, heights)
        share = min(1.0 if len(row) == 1 else 2.4, free / (sum(wants) or 1))
        wider = (free - share * sum(wants)) / (len(column) + 1)
        top = y + wider
        for number, want in zip(column, wants, strict=True):
            piece = _compose(design, number, plan, width=width, extra=want * share)
            marks += piece.at(x, top)
            top += piece.height + plan.gap + wider
    return marks


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
