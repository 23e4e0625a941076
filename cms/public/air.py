"""What the public may know of the air: the hours of each day, what sounds now, and what was played today.

Of what comes, only the names and hours of the slots are told, never a title: nothing embargoed leaks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadcast import rulebook
from broadcast.models import Airing, Station, Zone
from broadcast.models.questions import lawful_programme
from broadcast.plan.occurrences import Occurrence
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
class Session:
    """One session of one day, on the commune's clock; ``zones`` are the names of those it reaches, none for all."""

    slot: str
    name: str
    starts_at: datetime
    ends_at: datetime
    zone_ids: frozenset[str]
    zones: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AirTime:
    """One session of today; ``when`` is ``over``, ``now``, ``next`` or ``later``, ``said`` the same in words."""

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


def hamlets() -> list[Zone]:
    """Return every zone in the order in which people name them, its station and the rules along."""
    return list(Zone.objects.select_related("station__regulation").order_by("place__position", "name"))


def sessions(now: datetime, *, days: int = DAYS_AHEAD, zones: Sequence[Zone] | None = None) -> list[Session]:
    """Return the sessions from today to ``days`` later, as season, holidays and changes have it."""
    rows = hamlets() if zones is None else zones
    station = rows[0].station if rows else Station.objects.order_by("pk").first()
    if station is None:
        return []
    names = {str(zone.pk): zone.name for zone in rows}
    first = timezone.localtime(now).date()
    last = first + timedelta(days=days)
    found = rulebook.sessions_between(station, first, last, zone_ids=frozenset(names))
    return [_session(each, names) for each in found]


def _session(occurrence: Occurrence, names: Mapping[str, str]) -> Session:
    zone_ids = occurrence.slot.zone_ids
    reached = tuple(name for pk, name in names.items() if pk in zone_ids)
    return Session(
        slot=occurrence.slot.id,
        name=occurrence.slot.name,
        starts_at=timezone.localtime(occurrence.starts_at),
        ends_at=timezone.localtime(occurrence.ends_at),
        zone_ids=zone_ids,
        zones=() if len(reached) == len(names) else reached,
    )


def day(sessions: Sequence[Session], sounding: Sequence[Sounding], now: datetime) -> Day:
    """Return today's air times."""
    local = timezone.localtime(now)
    today = [each for each in sessions if each.starts_at.date() == local.date()]
    upcoming = next((each for each in today if each.starts_at > local), None)
    times = tuple(
        AirTime(
            name=each.name,
            hour=wording.hour(each.starts_at),
            zones=", ".join(each.zones),
            when=(when := "next" if each is upcoming else _when(each, bool(sounding), local)),
            said=str(WHEN_IN_WORDS[when]),
        )
        for each in today
    )
    return Day(
        date=wording.day(local),
        times=times,
        titles_on_air=tuple(dict.fromkeys(item.title for item in sounding)),
        coming=coming(sessions, now),
    )


def coming(sessions: Iterable[Session], now: datetime) -> str:
    """Return the next start in words, within a week; empty when there is none."""
    local = timezone.localtime(now)
    starts = [each.starts_at for each in sessions if each.starts_at > local]
    return _said(min(starts), local) if starts else ""


def _said(start: datetime, local: datetime) -> str:
    words = {"hour": f"{start:%H:%M}", "day": wording.day(start)}
    if start.date() == local.date():
        return _("today at %(hour)s") % words
    if start.date() == local.date() + timedelta(days=1):
        return _("tomorrow at %(hour)s") % words
    return _("%(day)s at %(hour)s") % words


def _when(session: Session, is_on_air: bool, local: datetime) -> str:
    if local < session.starts_at:
        return "later"
    if is_on_air and local < session.ends_at:
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


def zones(
    rows: Iterable[Zone], sessions: Sequence[Session], sounding: Sequence[Sounding], now: datetime
) -> list[ZoneAir]:
    """Return zones with what each hears now or next."""
    heard = {item.zone: item for item in sounding}
    return [
        ZoneAir(
            name=zone.name,
            sounding=heard.get(zone.name),
            coming=coming([each for each in sessions if str(zone.pk) in each.zone_ids], now),
        )
        for zone in rows
    ]


def played_today(now: datetime, *, everywhere: int) -> list[Played]:
    """Return what loudspeakers confirm to have played today, the latest first, one line for each programme and hour.

    ``everywhere``: how many zones there are.
    """
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
    zones: dict[tuple[datetime, str], list[str]] = {}
    for airing in airings:
        zones.setdefault((airing.starts_at.replace(second=0, microsecond=0), airing.title), []).append(
            airing.zone.name
        )
    return [
        Played(title=title, hour=wording.hour(minute), zones=wording.places(names, everywhere))
        for (minute, title), names in sorted(zones.items(), reverse=True)
    ]
