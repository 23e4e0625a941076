"""Who lives: processes say that they work, the desk and /healthz ask when they last did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcast.models import Heartbeat

STATION, QUEUE = "station", "queue"
STALE_AFTER = {STATION: timedelta(seconds=30), QUEUE: timedelta(seconds=150)}


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """One process: when it last said that it works, and whether that is too long ago."""

    name: str
    beat_at: datetime | None
    stale: bool


def beat(name: str, *, now: datetime, **detail: object) -> None:
    """Say that this process works."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now, "detail": detail})


def pulses(now: datetime) -> list[Pulse]:
    """Return the station's and the queue's pulse."""
    last = dict(Heartbeat.objects.values_list("name", "beat_at"))
    return [
        Pulse(name=name, beat_at=last.get(name), stale=name not in last or now - last[name] > limit)
        for name, limit in STALE_AFTER.items()
    ]
