"""Today as a list: session by session, each play with the zones where the same became of it, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import pgettext

from broadcast import desk, rulebook, stops
from broadcast.models import Airing, SessionChange, Station, Zone
from broadcast.states import AiringStatus

BOOKENDS = frozenset({"opening", "closing", "signal"})
SIGNS = {
    "planned": "○",
    "air": "▶",
    "unreported": "…",
    "played": "✓",
    "partial": "½",
    "missed": "!",
    "stopped": "■",
    "dropped": "✕",
}


@dataclass(frozen=True, kw_only=True)
class Held:
    """A session of the day; ``why_not`` says why it is not held."""

    slot_id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    zone_ids: frozenset[str]
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One play in all zones where the same became of it."""

    airing: Airing
    state: str
    ends_at: datetime
    zones: Sequence[str]
    everywhere: bool
    why: str

    @property
    def state_text(self) -> str:
        """What became of it, in words."""
        return state_words()[self.state]

    @property
    def sign(self) -> str:
        """The same as a sign."""
        return SIGNS[self.state]


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A session with its plays."""

    name: str
    starts_at: datetime
    entries: Sequence[Entry]
    why_not: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing of it sounds or is still to come."""
        return not any(entry.state in {"planned", "air"} for entry in self.entries)

    @property
    def tally(self) -> Sequence[tuple[str, str]]:
        """What became of its programmes: a sign and words for each that there is."""
        states = [entry.state for entry in self.entries if entry.airing.kind not in BOOKENDS]
        words = state_words()
        return [(SIGNS[state], words[state]) for state in dict.fromkeys(states)]


@dataclass(frozen=True, kw_only=True)
class Today:
    """All that is known of today; ``entry_of`` names for each airing the one that stands for its entry."""

    now: datetime
    day: date
    zone: ZoneInfo
    midnight: datetime
    zones: Sequence[Zone]
    airings: Sequence[Airing]
    sessions: Sequence[Held]
    sittings: Sequence[Sitting]
    why: Mapping[object, str]
    entry_of: Mapping[object, object]


def state_words() -> Mapping[str, str]:
    """Return what each state is called."""
    return {
        "planned": pgettext("timeline", "planned"),
        "air": pgettext("timeline", "on the air"),
        "unreported": pgettext("timeline", "over, report awaited"),
        "played": pgettext("timeline", "heard"),
        "partial": pgettext("timeline", "heard in part"),
        "missed": pgettext("timeline", "not heard"),
        "stopped": pgettext("timeline", "stopped"),
        "dropped": pgettext("timeline", "taken out"),
    }


def state_of(row: Airing, now: datetime) -> str:
    """Return what has become of a play by now."""
    if row.status == AiringStatus.DROPPED:
        return "dropped"
    if stops.stop_of(row) is not None:
        return "stopped"
    if row.status in {AiringStatus.PLAYED, AiringStatus.PARTIAL, AiringStatus.MISSED}:
        return str(row.status)
    if row.starts_at > now:
        return "planned"
    return "air" if now < end_of(row) else "unreported"


def end_of(row: Airing) -> datetime:
    """Return when a play ends, or would have ended."""
    return row.starts_at + timedelta(seconds=row.duration_s)


def today_of(station: Station, *, now: datetime) -> Today:
    """Read the day; a fixed number of queries for any number of zones and plays."""
    tz = ZoneInfo(station.timezone)
    day = now.astimezone(tz).date()
    zones = list(station.zones.select_related("place").prefetch_related("quiet_hours"))
    airings = list(desk.airings_on(station, day))
    why = desk.explained(airings)
    sessions = list(_held(station, day, frozenset(str(zone.pk) for zone in zones)))
    groups = _groups(airings, why, now)
    return Today(
        now=now,
        day=day,
        zone=tz,
        midnight=datetime.combine(day, time.min, tz),
        zones=zones,
        airings=airings,
        sessions=sessions,
        sittings=_sittings(sessions, groups, why, len(zones), now),
        why=why,
        entry_of={row.pk: group[0].pk for group in groups for row in group},
    )


def _held(station: Station, day: date, zone_ids: frozenset[str]) -> Iterable[Held]:
    """Yield the sessions of the day, and those that were cancelled for it."""
    for each in rulebook.sessions_between(station, day, day, zone_ids=zone_ids):
        yield Held(
            slot_id=each.slot.id,
            name=each.slot.name,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            zone_ids=each.slot.zone_ids,
        )
    cancelled = SessionChange.objects.filter(
        slot__station=station, on=day, cancelled=True, ended_at=None, slot__active=True
    )
    for row in cancelled.select_related("slot").prefetch_related("slot__zones"):
        starts_at = datetime.combine(day, row.slot.starts_at, ZoneInfo(station.timezone))
        yield Held(
            slot_id=str(row.slot_id),
            name=row.slot.name,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=row.slot.budget_minutes),
            zone_ids=frozenset(str(zone.pk) for zone in row.slot.zones.all()) or zone_ids,
            why_not=row.why,
        )


def _groups(airings: Iterable[Airing], why: Mapping[object, str], now: datetime) -> list[list[Airing]]:
    """Put together the zones in which the same became of the same thing."""
    together: dict[tuple[object, ...], list[Airing]] = {}
    for row in airings:
        key = (row.slot_id, row.booking_id, row.kind, row.title, state_of(row, now), why.get(row.pk, ""))
        together.setdefault(key, []).append(row)
    return list(together.values())


def _sittings(
    sessions: Iterable[Held],
    groups: Iterable[list[Airing]],
    why: Mapping[object, str],
    zones: int,
    now: datetime,
) -> list[Sitting]:
    entries: dict[str, list[Entry]] = {}
    for group in groups:
        entries.setdefault(str(group[0].slot_id or ""), []).append(_entry(group, why, zones, now))
    found = [
        Sitting(
            name=each.name,
            starts_at=each.starts_at,
            entries=entries.pop(each.slot_id, []),
            why_not=each.why_not,
        )
        for each in sessions
    ]
    for left in entries.values():
        slot = left[0].airing.slot
        name = slot.name if slot else pgettext("timeline", "outside the sessions")
        found.append(Sitting(name=name, starts_at=left[0].airing.starts_at, entries=left))
    return sorted(found, key=lambda sitting: sitting.starts_at)


def _entry(group: Sequence[Airing], why: Mapping[object, str], zones: int, now: datetime) -> Entry:
    return Entry(
        airing=group[0],
        state=state_of(group[0], now),
        ends_at=max(end_of(row) for row in group),
        zones=list(dict.fromkeys(row.zone.name for row in group)),
        everywhere=len({row.zone_id for row in group}) == zones,
        why=why.get(group[0].pk, ""),
    )
