"""One chart by itself, as it stands in the text of a story: no head, no foot, as tall as it needs to be."""

import math
from dataclasses import dataclass
from functools import lru_cache

from newsroom.infographics import charts, curves, picture, shares
from newsroom.infographics.colours import PAPER, palette
from newsroom.infographics.design import BarChart, LineChart, Look, PieChart
from newsroom.infographics.room import SMALL, Room
from newsroom.infographics.sheet import Piece, Rect, Sheet

Chart = BarChart | LineChart | PieChart
WIDTH, BASE = 900, 34  # pixels; on a phone of 390 pixels the smallest letters are 11 pixels high


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart as a PNG file, and its size in pixels."""

    png: bytes
    width: int
    height: int


@lru_cache(maxsize=64)
def draw(chart: Chart, look: Look) -> Drawn:
    """Return the picture of a chart; raises TooWide for a name that has no room."""
    room = Room(width=WIDTH, base=BASE, palette=palette(look, "commune"), path="chart")
    piece = _composed(chart, room)
    height = math.ceil(piece.height)
    ground = Rect(x=0, y=0, width=WIDTH, height=height, fill=PAPER)
    sheet = Sheet(width=WIDTH, height=height, marks=(ground, *piece.at(0, 0)), letter=BASE * SMALL)
    return Drawn(png=picture.png(picture.draw(sheet)), width=WIDTH, height=height)


def _composed(chart: Chart, room: Room) -> Piece:
    if isinstance(chart, BarChart):
        return charts.bar_chart(chart, room)
    return curves.line_chart(chart, room) if isinstance(chart, LineChart) else shares.pie_chart(chart, room)
