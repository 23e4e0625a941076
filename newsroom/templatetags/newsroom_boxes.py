"""What the boxes of a story show that is made from their data: charts as pictures, addresses in short."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template

from newsroom import drawing
from newsroom.chart_block import chart_of, rows_of
from newsroom.infographics import alone
from newsroom.infographics.type_setting import TooWide

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class ChartPicture:
    """A chart as a page shows it; ``source`` is empty when it cannot be drawn, and the table stands alone."""

    source: str
    width: int
    height: int
    rows: list[tuple[str, str]]


@register.simple_tag
def chart_picture(value: Mapping[str, Any]) -> ChartPicture:
    """Draw the chart in the commune's colour; it travels inside the page, for it is made from the approved text."""
    rows = rows_of(value)
    try:
        drawn = alone.draw(chart_of(value), drawing.look()) if rows else None
    except TooWide:
        drawn = None
    if drawn is None:
        return ChartPicture(source="", width=0, height=0, rows=rows)
    source = "data:image/png;base64," + base64.b64encode(drawn.png).decode()
    return ChartPicture(source=source, width=drawn.width, height=drawn.height, rows=rows)


@register.filter
def host(address: str) -> str:
    """Return where a link leads, as people name it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def dialled(phone: str) -> str:
    """Return a phone number as it is dialled."""
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")
