"""What will be on the air, worked out before it happens: sessions, their items, and why each stands there."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from broadcast import fixtures, logbook, planning, rulebook
from broadcast.airings import row_of
from broadcast.models import Booking, Station
from broadcast.plan.ical import Event, calendar
from broadcast.plan.occurrences import Occurrence
from broadcast.plan.planned import Plan, Planned
from broadcast.plan.reasons import length_text


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item as it will be heard; zones that hear it at the same second share a line."""

    item: Planned
    starts_at: datetime  # local
    seconds: int
    zones: str
    programme_id: int | None

    @property
    def reason(self) -> str:
        """Why it stands here."""
        return self.item.moved.sentence if self.item.moved else ""

    @property
    def length_text(self) -> str:
        """How long it is, for a person."""
        return length_text(self.seconds * 1000)


@dataclass(frozen=True, kw_only=True)
class Session:
    """A session of one day; without a slot, what is heard at a moment of its own."""

    name: str
    slot_id: str | None
    on: date
    starts_at: datetime  # local
    budget_s: int
    lines: Sequence[Line]

    @property
    def used_s(self) -> int:
        """The seconds on the air in the fullest zone, pauses included."""
        by_zone: dict[str, list[Planned]] = {}
        for line in self.lines:
            by_zone.setdefault(line.item.zone_id, []).append(line.item)
        return max((_length_s(items) for items in by_zone.values()), default=0)

    @property
    def used_text(self) -> str:
        """How much of it is used, for a person."""
        return length_text(self.used_s * 1000)

    @property
    def budget_text(self) -> str:
        """How long it may be, for a person."""
        return length_text(self.budget_s * 1000)

    @property
    def ends_at(self) -> datetime:
        """The end of its last item, or of its budget when it is empty."""
        ends = [line.starts_at + timedelta(seconds=line.seconds) for line in self.lines]
        return max(ends, default=self.starts_at + timedelta(seconds=self.budget_s))


@dataclass(frozen=True, kw_only=True)
class Unheard:
    """A booking without a place in some zones."""

    title: str
    programme_id: int | None  # None for the repertoire
    zones: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The sessions of some days, in order, and what has no place."""

    sessions: Sequence[Session]
    unheard: Sequence[Unheard]

    def on(self, day: date) -> list[Session]:
        """Return the sessions that begin on a day."""
        return [session for session in self.sessions if session.starts_at.date() == day]


def outlook(station: Station, first: date, last: date, *, now: datetime) -> Outlook:
    """Work out the days from ``first`` to ``last``, both included."""
    plan = planning.plan_of(station, now=now)
    return _Reader(station, plan).read(rulebook.sessions_between(station, first, last), first, last)


class _Reader:
    """Turns a plan into what a person reads."""

    def __init__(self, station: Station, plan: Plan) -> None:
        self._zone = ZoneInfo(station.timezone)
        self._names = {str(pk): name for pk, name in station.zones.values_list("pk", "name")}
        self._slots = {str(pk): name for pk, name in station.slots.values_list("pk", "name")}
        self._plan = plan
        ids = {item.booking_id for line in plan.timelines.values() for item in line if item.booking_id}
        ids |= {each.booking_id for each in plan.unplaced}
        self._fixed = fixtures.titles(ids)
        rows = Booking.objects.filter(pk__in=filter(None, map(row_of, ids))).values_list(
            "pk", "programme_id", "programme__title"
        )
        self._programmes = {str(pk): (programme, title) for pk, programme, title in rows}

    def read(self, occurrences: Iterable[Occurrence], first: date, last: date) -> Outlook:
        """Return the sessions between two days, empty ones too."""
        by_session: dict[tuple[str | None, date], list[Planned]] = {}
        for timeline in self._plan.timelines.values():
            for item in timeline:
                if first <= item.starts_at.astimezone(self._zone).date() <= last:
                    by_session.setdefault((item.slot_id, item.on), []).append(item)
        sessions = [self._session(each, by_session.pop((each.slot.id, each.on), [])) for each in occurrences]
        sessions += [self._other(slot_id, on, items) for (slot_id, on), items in by_session.items()]
        sessions.sort(key=lambda session: (session.starts_at, session.name))
        return Outlook(sessions=sessions, unheard=self._unheard())

    def _session(self, occurrence: Occurrence, items: list[Planned]) -> Session:
        return Session(
            name=occurrence.slot.name,
            slot_id=occurrence.slot.id,
            on=occurrence.on,
            starts_at=occurrence.starts_at.astimezone(self._zone),
            budget_s=int((occurrence.ends_at - occurrence.starts_at).total_seconds()),
            lines=self._lines(items),
        )

    def _other(self, slot_id: str | None, on: date, items: list[Planned]) -> Session:
        """Return what belongs to no session of these days: moments, emergencies, slots switched off meanwhile."""
        lines = self._lines(items)
        name = self._slots.get(slot_id or "", "") or _("outside the slots")
        return Session(
            name=name,
            slot_id=None,
            on=on,
            starts_at=lines[0].starts_at,
            budget_s=round(_length_s(items)),
            lines=lines,
        )

    def _lines(self, items: list[Planned]) -> list[Line]:
        together: dict[tuple[datetime, str, str | None], list[Planned]] = {}
        for item in sorted(items, key=lambda item: (item.starts_at, item.zone_id)):
            together.setdefault((item.starts_at, item.title, item.booking_id), []).append(item)
        return [self._line(same) for same in together.values()]

    def _line(self, same: list[Planned]) -> Line:
        item = same[0]
        programme = self._programmes.get(item.booking_id or "")
        return Line(
            item=item,
            starts_at=item.starts_at.astimezone(self._zone),
            seconds=round((item.ends_at - item.starts_at).total_seconds()),
            zones=self._zones(each.zone_id for each in same),
            programme_id=programme[0] if programme else None,
        )

    def _zones(self, ids: Iterable[str]) -> str:
        found = set(ids)
        if found >= set(self._names) and len(self._names) > 1:
            return _("all zones")
        return ", ".join(name for pk, name in self._names.items() if pk in found)

    def _unheard(self) -> list[Unheard]:
        together: dict[tuple[str, str], list[str]] = {}
        for each in self._plan.unplaced:
            together.setdefault((each.booking_id, each.reason.sentence), []).append(each.zone_id)
        return [
            Unheard(title=title, programme_id=programme_id, zones=self._zones(zones), reason=reason)
            for (booking_id, reason), zones in together.items()
            for programme_id, title in self._named(booking_id)
        ]

    def _named(self, booking_id: str) -> list[tuple[int | None, str]]:
        """Return whose airing it is: a programme's, or a fixed time's."""
        if booking_id in self._programmes:
            return [self._programmes[booking_id]]
        return [(None, self._fixed[booking_id])] if booking_id in self._fixed else []


def _length_s(items: Sequence[Planned]) -> int:
    """Return the seconds from the first to the last moment of one zone's items."""
    zone = items[0].zone_id
    own = [item for item in items if item.zone_id == zone]
    first, last = min(item.starts_at for item in own), max(item.ends_at for item in own)
    return round((last - first).total_seconds())


# -------------------------------------------------------------------- files


def as_ical(station: Station, seen: Outlook, *, now: datetime) -> str:
    """Return the sessions that have something to say as a calendar file."""
    events = [
        Event(
            uid=f"{session.slot_id or session.lines[0].item.airing}-{session.on:%Y%m%d}@loaxa-{station.pk}",
            starts_at=session.lines[0].starts_at,
            ends_at=session.ends_at,
            summary=session.name,
            description="\n".join(f"{line.starts_at:%H:%M:%S} {line.item.title}" for line in session.lines),
        )
        for session in seen.sessions
        if session.lines
    ]
    return calendar(events, name=station.name, now=now)


def as_csv(seen: Outlook) -> str:
    """Return the days as a table that a spreadsheet opens."""
    file = StringIO()
    file.write("\ufeff")
    table = csv.writer(file)
    table.writerow(
        [
            _("Day"),
            _("Begins at"),
            _("Slot"),
            _("Kind"),
            _("What is heard"),
            _("Seconds"),
            _("Zone"),
            _("Reason"),
        ]
    )
    kinds = logbook.kind_words()
    for session in seen.sessions:
        for line in session.lines:
            cells = [
                f"{line.starts_at:%d/%m/%Y}",
                f"{line.starts_at:%H:%M:%S}",
                session.name,
                kinds.get(line.item.kind, line.item.kind),
                line.item.title,
                str(line.seconds),
                line.zones,
                line.reason,
            ]
            table.writerow([logbook.harmless(cell) for cell in cells])
    return file.getvalue()
