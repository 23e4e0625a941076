"""How one board shows what it may show: layout, code that leads to a story, dark hours. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any

MOST_PARTS = 6


class Layout(StrEnum):
    """What stands beside an item; a picture and a code come with the item itself."""

    FULL = "full"  # nothing: the largest letters
    TICKER = "ticker"  # a line at the foot: the other items, the next broadcast
    COUNTDOWN = "countdown"  # how long it is to the next broadcast


@dataclass(frozen=True, kw_only=True)
class Dark:
    """From ``start`` to ``until`` in local wall time, past midnight when ``until`` is the smaller."""

    start: time
    until: time

    def holds(self, at: time) -> bool:
        """Whether a time of day lies in this part."""
        if self.start < self.until:
            return self.start <= at < self.until
        return at >= self.start or at < self.until


@dataclass(frozen=True, kw_only=True)
class Screen:
    """The settings of one board; ``code`` shows a QR where an item leads to a story."""

    layout: Layout = Layout.TICKER
    code: bool = True
    dark: tuple[Dark, ...] = ()

    def is_dark(self, moment: datetime) -> bool:
        """Whether the screen is off at a moment that is told in the commune's time."""
        wall = moment.time()
        return any(part.holds(wall) for part in self.dark)

    def fields(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        return {
            "layout": self.layout.value,
            "code": "shown" if self.code else "hidden",
            "dark": [{"from": f"{part.start:%H:%M}", "until": f"{part.until:%H:%M}"} for part in self.dark],
        }


def from_fields(fields: Mapping[str, Any]) -> Screen:
    """Return what ``fields`` wrote; raises KeyError, TypeError, ValueError."""
    return Screen(
        layout=Layout(fields["layout"]),
        code=fields["code"] == "shown",
        dark=tuple(
            Dark(start=time.fromisoformat(part["from"]), until=time.fromisoformat(part["until"]))
            for part in fields["dark"]
        ),
    )
