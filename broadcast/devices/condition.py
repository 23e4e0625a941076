"""How a device says it is: the fields of a heartbeat, bounded, as the columns of its row."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

MOST_VERSION = 2**31 - 1
MOST_BYTES = 2**53
ABILITIES = ("volume", "chime", "restart", "log", "screen")


def condition(fields: Any, now: datetime) -> dict[str, Any]:
    """Return the columns that a heartbeat changes; raises ``ValueError``, ``KeyError``, ``TypeError``."""
    said = parse_datetime(str(fields["now"]))
    held = fields.get("manifest") or {}
    playing = fields.get("playing")
    return {
        "clock_error_s": (said - now).total_seconds() if said is not None and said.tzinfo else None,
        "manifest_epoch": _number(held.get("epoch", 0)),
        "manifest_counter": _number(held.get("counter", 0)),
        "playing": UUID(playing) if playing else None,
        "software": str(fields.get("software") or "")[:60],
        "problems": [str(problem)[:200] for problem in list(fields.get("problems") or [])[:20]],
        "abilities": [each for each in ABILITIES if each in list(fields.get("abilities") or [])],
        "running_since": _moment(fields.get("running_since")),
        **_measures(fields),
    }


def _measures(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the box measured; what it cannot measure it leaves out or sends as null."""
    volume, disk, heat = (fields.get(name) for name in ("volume", "disk_free_bytes", "temperature_c"))
    return {
        "volume": None if volume is None else _number(volume, most=100),
        "disk_free_bytes": None if disk is None else _number(disk, most=MOST_BYTES),
        "temperature_c": None if heat is None else _degrees(heat),
    }


def _number(said: object, *, most: int = MOST_VERSION) -> int:
    """Return a whole number that every database can hold."""
    if not isinstance(said, int) or not 0 <= said <= most:
        raise ValueError(f"a whole number from 0 to {most} was expected")
    return said


def _degrees(said: object) -> float:
    if not isinstance(said, int | float) or not math.isfinite(said) or not -100 <= said <= 300:
        raise ValueError("a temperature is told in degrees Celsius")
    return float(said)


def _moment(said: object) -> datetime | None:
    moment = parse_datetime(str(said)) if said else None
    return moment if moment is not None and moment.tzinfo else None
