"""What sounds at this moment, where, for how long still, and what comes next; and which zones are silent until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from broadcast import stops
from broadcast.models import Airing, LiveAuthority, Station, Zone
from broadcast.plan.reasons import length_text
from broadcast.states import AiringStatus

BACK = timedelta(hours=3)
AHEAD = timedelta(days=2)
WAITING = (AiringStatus.PLANNED, AiringStatus.RELEASED)


@dataclass(frozen=True, kw_only=True)
class Sounding:
    """One thing on the air, in the zones that hear it together; ``airing`` stands for all of them."""

    airing: Airing
    zones: Sequence[Zone]
    starts_at: datetime
    ends_at: datetime
    following: Airing | None
    left_s: int
    everywhere: bool

    @property
    def total_s(self) -> int:
        """How long it is."""
        return max(1, round((self.ends_at - self.starts_at).total_seconds()))

    @property
    def passed_s(self) -> int:
        """How much of it has been heard."""
        return self.total_s - self.left_s

    @property
    def left_text(self) -> str:
        """How long it still sounds, as a clock says it."""
        return f"{self.left_s // 60}:{self.left_s % 60:02d}"

    @property
    def programme_id(self) -> int | None:
        """The programme behind it; None for an opening or sign-off."""
        return self.airing.booking.programme_id if self.airing.booking else None


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Zones in which nothing sounds, and the next thing that they will all hear."""

    zones: Sequence[Zone]
    following: Airing | None
    waits_s: int

    @property
    def waits_text(self) -> str:
        """How long it is until then, for a person."""
        hours, minutes = divmod(max(1, round(self.waits_s / 60)), 60)
        if not hours:
            return length_text(minutes * 60_000)
        return _("%(hours)s hours %(minutes)s minutes") % {"hours": hours, "minutes": minutes}


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """The air at one moment."""

    sounding: Sequence[Sounding]
    silent: Sequence[Silence]
    live: Sequence[LiveAuthority]
    stopped: Sequence[stops.Stopped]


def on_air(station: Station, *, now: datetime) -> OnAir:
    """Return what sounds and what is silent; a fixed number of queries."""
    zones = list(station.zones.select_related("place"))
    rows = list(_around(station, now))
    current = {row.zone_id: row for row in rows if row.starts_at <= now < _end(row)}
    following = {row.zone_id: row for row in reversed(rows) if row.starts_at > now and row.status in WAITING}
    return OnAir(
        sounding=_sounding(zones, current, following, now),
        silent=_silent([zone for zone in zones if zone.pk not in current], following, now),
        live=list(LiveAuthority.objects.open(now).filter(station=station).prefetch_related("zones")),
        stopped=stops.recent(station, now=now),
    )


def _around(station: Station, now: datetime) -> Iterable[Airing]:
    return (
        Airing.objects.filter(
            zone__station=station, starts_at__gt=now - BACK, starts_at__lt=now + AHEAD, stop=None
        )
        .exclude(status=AiringStatus.DROPPED)
        .select_related("zone", "booking__programme")
        .order_by("starts_at")
    )


def _end(row: Airing) -> datetime:
    return row.starts_at + timedelta(seconds=row.duration_s)


def _sounding(
    zones: Sequence[Zone], current: dict[int, Airing], following: dict[int, Airing], now: datetime
) -> list[Sounding]:
    together: dict[tuple[object, ...], list[Zone]] = {}
    for zone in zones:
        row = current.get(zone.pk)
        if row is not None:
            after = following.get(zone.pk)
            key = (row.kind, row.booking_id, row.slot_id, row.title, after.title if after else None)
            together.setdefault(key, []).append(zone)
    found = []
    for group in together.values():
        rows = [current[zone.pk] for zone in group]
        ends_at = max(_end(row) for row in rows)
        found.append(
            Sounding(
                airing=rows[0],
                zones=group,
                starts_at=min(row.starts_at for row in rows),
                ends_at=ends_at,
                following=following.get(group[0].pk),
                left_s=max(0, round((ends_at - now).total_seconds())),
                everywhere=len(group) == len(zones),
            )
        )
    return found


def _silent(zones: Sequence[Zone], following: dict[int, Airing], now: datetime) -> list[Silence]:
    together: dict[tuple[object, ...], list[Zone]] = {}
    for zone in zones:
        row = following.get(zone.pk)
        key = (row.kind, row.booking_id, row.slot_id, row.on) if row else ()
        together.setdefault(key, []).append(zone)
    found = []
    for group in together.values():
        after = following.get(group[0].pk)
        waits = round((after.starts_at - now).total_seconds()) if after else 0
        found.append(Silence(zones=group, following=after, waits_s=waits))
    return found
