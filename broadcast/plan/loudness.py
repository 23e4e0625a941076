"""How loud one device is: a volume in percent, and another one in parts of the day. Standard library only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

MOST_PERCENT = 100
MOST_PARTS = 6


@dataclass(frozen=True, kw_only=True)
class DayPart:
    """From ``start`` to ``until`` in local wall time, past midnight when ``until`` is the smaller."""

    start: time
    until: time
    percent: int

    def holds(self, at: time) -> bool:
        """Whether a time of day lies in this part."""
        if self.start < self.until:
            return self.start <= at < self.until
        return at >= self.start or at < self.until


@dataclass(frozen=True, kw_only=True)
class Volume:
    """``percent`` holds where no part does; of parts that overlap the first holds."""

    percent: int = MOST_PERCENT
    parts: tuple[DayPart, ...] = ()

    def at(self, moment: datetime) -> int:
        """Return the volume at a moment that is told in the commune's time."""
        wall = moment.time()
        return next((part.percent for part in self.parts if part.holds(wall)), self.percent)

    @property
    def loudest(self) -> int:
        """Return the highest volume of the day: an emergency is heard with that one."""
        return max([self.percent, *(part.percent for part in self.parts)])

    def fields(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        return {
            "percent": self.percent,
            "parts": [
                {"from": f"{part.start:%H:%M}", "until": f"{part.until:%H:%M}", "percent": part.percent}
                for part in self.parts
            ],
        }


def from_fields(fields: Mapping[str, Any]) -> Volume:
    """Return what ``fields`` wrote; raises KeyError, TypeError, ValueError."""
    return Volume(
        percent=int(fields["percent"]),
        parts=tuple(
            DayPart(
                start=time.fromisoformat(part["from"]),
                until=time.fromisoformat(part["until"]),
                percent=int(part["percent"]),
            )
            for part in fields["parts"]
        ),
    )
