"""A device's history as stretches of equal state: one row a change, not one a heartbeat."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from broadcast.models import DeviceSpell
from broadcast.operating import Span

BRIDGED = timedelta(minutes=5)
"""Heartbeats come each minute: so long between two of them is a lost one or two, and no silence."""
KEPT = timedelta(days=400)  # a year's report and a month to write it in
HOT_C, WARM_C = 80.0, 65.0
LOW_DISK, SCARCE_DISK = 200_000_000, 1_000_000_000
CLOCK_OFF_S, CLOCK_WRONG_S = 5.0, 60.0


def state_of(condition: Mapping[str, Any]) -> dict[str, Any]:
    """Return what makes two heartbeats equal: measures count by their class, or each would be a change.

    What it plays and which plan it holds are no part of it: receipts and confirmations tell those exactly.
    """
    return {
        "software": condition["software"],
        "volume": condition["volume"],
        "heat": heat(condition["temperature_c"]),
        "disk": disk(condition["disk_free_bytes"]),
        "clock": clock(condition["clock_error_s"]),
        "problems": list(condition["problems"]),
    }


def heat(temperature_c: float | None) -> str:
    """Return the class of a temperature."""
    if temperature_c is None:
        return ""
    return "hot" if temperature_c >= HOT_C else "warm" if temperature_c >= WARM_C else "normal"


def disk(free_bytes: int | None) -> str:
    """Return the class of what is free on the card."""
    if free_bytes is None:
        return ""
    return "low" if free_bytes < LOW_DISK else "scarce" if free_bytes < SCARCE_DISK else "plenty"


def clock(error_s: float | None) -> str:
    """Return the class of a clock's error."""
    if error_s is None:
        return ""
    size = abs(error_s)
    return "wrong" if size >= CLOCK_WRONG_S else "off" if size >= CLOCK_OFF_S else "right"


@transaction.atomic
def note(device: UUID, condition: Mapping[str, Any], *, now: datetime) -> None:
    """Lengthen the device's present spell, or begin another one when its state is another or it was silent."""
    state = state_of(condition)
    rows = DeviceSpell.objects.filter(device=device).order_by("-until", "-since", "-pk")
    last = rows.values("pk", "state", "until", "hottest_c", "least_disk_bytes", "worst_clock_s").first()
    is_near = last is not None and timedelta(0) <= now - last["until"] <= BRIDGED
    if last is None or not is_near:
        DeviceSpell.objects.create(
            device_id=device, since=now, until=now, state=state, **_extremes(condition)
        )
    elif last["state"] == state:
        DeviceSpell.objects.filter(pk=last["pk"]).update(until=now, **_extremes(condition, last))
    else:
        DeviceSpell.objects.filter(pk=last["pk"]).update(until=now)  # it was so until something else was seen
        DeviceSpell.objects.create(
            device_id=device, since=now, until=now, state=state, **_extremes(condition)
        )


def _extremes(condition: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    old = before or {}
    heats = [old.get("hottest_c"), condition["temperature_c"]]
    disks = [old.get("least_disk_bytes"), condition["disk_free_bytes"]]
    clocks = [old.get("worst_clock_s"), condition["clock_error_s"]]
    return {
        "hottest_c": max((each for each in heats if each is not None), default=None),
        "least_disk_bytes": min((each for each in disks if each is not None), default=None),
        "worst_clock_s": max((each for each in clocks if each is not None), key=abs, default=None),
    }


def contact(begin: datetime, end: datetime) -> dict[UUID, list[Span]]:
    """Return for every device when it was in contact between two moments; one query for all."""
    rows = DeviceSpell.objects.filter(until__gt=begin, since__lt=end).order_by("since")
    found: dict[UUID, list[Span]] = {}
    for device, since, until in rows.values_list("device", "since", "until"):
        found.setdefault(device, []).append((max(since, begin), min(until, end)))
    return found


def prune(now: datetime) -> int:
    """Remove spells that ended before anybody's report could ask for them; return how many."""
    return DeviceSpell.objects.filter(until__lt=now - KEPT).delete()[0]
