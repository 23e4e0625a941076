"""What the public may know of the air: the hours of each day, what sounds now, and what was played today.

Of what comes, only the names and hours of the slots are told, never a title: nothing embargoed leaks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadcast.models import Airing, Slot, Zone
from broadcast.models.questions import lawful_programme
from broadcast.states import AiringStatus
from cms.public import wording

LONGEST_ITEM = timedelta(hours=2)
DAYS_AHEAD = 7
WHEN_IN_WORDS = {
    "over": gettext_lazy("earlier today"),
    "now": gettext_lazy("on air now"),
    "next": gettext_lazy("comes next"),
    "later": "",
}
SOUNDING = (AiringStatus.RELEASED, AiringStatus.PLAYED)


@dataclass(frozen=True, kw_only=True)
class AirTime:
    """One slot of today; ``when`` is ``over``, ``now``, ``next`` or ``later``, ``said`` the same in words."""

    name: str
    hour: str
    zones: str
    when: str
    said: str


@dataclass(frozen=True, kw_only=True)
class Sounding:
    """What one zone hears now."""

    zone: str
    title: str
    since: str


@dataclass(frozen=True, kw_only=True)
class ZoneAir:
    """One zone: what sounds there, else when it sounds next, in words."""

    name: str
    sounding: Sounding | None
    coming: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """The air of today."""

    date: str
    times: tuple[AirTime, ...]
    titles_on_air: tuple[str, ...]
    coming: str


@dataclass(frozen=True, kw_only=True)
class Played:
    """What was played today, in which zones."""

    title: str
    hour: str
    zones: str


def slots_in_use() -> list[Slot]:
    """Return the slots in use with their zones, by hour."""
    return list(Slot.objects.filter(active=True).prefetch_related("zones").order_by("starts_at", "pk"))


def day(slots: Sequence[Slot], sounding: Sequence[Sounding], now: datetime) -> Day:
    """Return today's air times."""
    local = timezone.localtime(now)
    today = [slot for slot in slots if local.weekday() in slot.weekdays]
    upcoming = next((slot for slot in today if slot.starts_at > local.time()), None)
    times = tuple(
        AirTime(
            name=slot.name,
            hour=f"{slot.starts_at:%H:%M}",
            zones=", ".join(zone.name for zone in slot.zones.all()),
            when=(when := "next" if slot is upcoming else _when(slot, bool(sounding), local)),
            said=str(WHEN_IN_WORDS[when]),
        )
        for slot in today
    )
    return Day(
        date=wording.day(local),
        times=times,
        titles_on_air=tuple(dict.fromkeys(item.title for item in sounding)),
        coming=coming(slots, now),
    )


def coming(slots: Iterable[Slot], now: datetime) -> str:
    """Return the next start in words, within a week; empty when no slot is in use."""
    local = timezone.localtime(now)
    starts = [start for slot in slots for start in _starts(slot, local) if start > local]
    return _said(min(starts), local) if starts else ""


def _starts(slot: Slot, local: datetime) -> list[datetime]:
    days = (local.date() + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1))
    return [_at(day, slot.starts_at, local) for day in days if day.weekday() in slot.weekdays]


def _at(day: date, hour: time, local: datetime) -> datetime:
    return datetime.combine(day, hour, tzinfo=local.tzinfo)


def _said(start: datetime, local: datetime) -> str:
    words = {"hour": f"{start:%H:%M}", "day": wording.day(start)}
    if start.date() == local.date():
        return _("today at %(hour)s") % words
    if start.date() == local.date() + timedelta(days=1):
        return _("tomorrow at %(hour)s") % words
    return _("%(day)s at %(hour)s") % words


def _when(slot: Slot, is_on_air: bool, local: datetime) -> str:
    start = _at(local.date(), slot.starts_at, local)
    if local < start:
        return "later"
    if is_on_air and local < start + timedelta(minutes=slot.budget_minutes):
        return "now"
    return "over"


def _told() -> Q:
    """Keep what may be named: openings and sign-offs, and programmes that were not recalled or withdrawn."""
    return Q(booking=None) | lawful_programme("booking__programme__")


def sounding(now: datetime) -> list[Sounding]:
    """Return what sounds now, zone by zone, by the released plan; what began last has cut off what began before."""
    begun = Airing.objects.filter(
        _told(), status__in=SOUNDING, starts_at__lte=now, starts_at__gt=now - LONGEST_ITEM
    )
    latest = {
        airing.zone_id: Sounding(
            zone=airing.zone.name, title=airing.title, since=wording.hour(airing.starts_at)
        )
        for airing in _by_zone(begun)
        if now < airing.starts_at + timedelta(seconds=airing.duration_s)
    }
    return list(latest.values())


def _by_zone(airings: QuerySet[Airing]) -> QuerySet[Airing]:
    return airings.select_related("zone").order_by("zone__place__position", "zone__name", "starts_at")


def zones(slots: Sequence[Slot], sounding: Sequence[Sounding], now: datetime) -> list[ZoneAir]:
    """Return every zone with what it hears now or next."""
    heard = {item.zone: item for item in sounding}
    rows = Zone.objects.order_by("place__position", "name")
    return [
        ZoneAir(
            name=zone.name,
            sounding=heard.get(zone.name),
            coming=coming([slot for slot in slots if _reaches(slot, zone)], now),
        )
        for zone in rows
    ]


def _reaches(slot: Slot, zone: Zone) -> bool:
    """A slot without zones is for the whole commune."""
    zones = list(slot.zones.all())
    return not zones or zone in zones


def played_today(now: datetime) -> list[Played]:
    """Return what loudspeakers confirm to have played today, the latest first, one line for each programme and hour."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    airings = _by_zone(
        Airing.objects.filter(
            _told(),
            booking__isnull=False,
            status=AiringStatus.PLAYED,
            starts_at__gte=midnight,
            starts_at__lte=now,
        )
    )
    everywhere = Zone.objects.count()
    zones: dict[tuple[datetime, str], list[str]] = {}
    for airing in airings:
        zones.setdefault((airing.starts_at.replace(second=0, microsecond=0), airing.title), []).append(
            airing.zone.name
        )
    return [
        Played(title=title, hour=wording.hour(minute), zones=wording.places(names, everywhere))
        for (minute, title), names in sorted(zones.items(), reverse=True)
    ]
