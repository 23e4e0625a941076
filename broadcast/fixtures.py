"""When the repertoire is heard: fixed times of recorded programmes and relays, and music in what a session has left."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from broadcast import provenance, rulebook
from broadcast.authority import NotReleasable, Output, released
from broadcast.models import Fixture, RepertoireItem, Slot, Station
from broadcast.plan.days import days_between
from broadcast.plan.rules import Booking
from broadcast.plan.terms import Authority, Form

MOST_PIECES = 8
"""So many pieces of music are offered to one session; what does not fit is left."""
AFTER_NEWS, LAST = 500, 1000
_FORMS = {
    RepertoireItem.Kind.RECORDED: Form.RECORDED,
    RepertoireItem.Kind.MUSIC: Form.MUSIC,
    RepertoireItem.Kind.RELAY: Form.RELAY,
}


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An item in force, by what authority, and the file (of a relay: the name of its address)."""

    item: RepertoireItem
    authority: Authority
    media: str


def bookings_of(station: Station, *, now: datetime, with_music: bool = True) -> tuple[Booking, ...]:
    """Return the repertoire as bookings for the days being planned; what may not be heard now is left out."""
    in_force = {each.item.pk: each for each in _in_force(station, now)}
    if not in_force:
        return ()
    desk = _Desk(station, now)
    found = list(desk.at_fixed_times(in_force))
    if with_music:
        pieces = [each for each in in_force.values() if each.item.kind == RepertoireItem.Kind.MUSIC]
        found += desk.fillers(sorted(pieces, key=lambda each: each.item.pk))
    return tuple(found)


def fallback_of(station: Station, *, now: datetime) -> str | None:
    """Return the file that is heard while nothing comes from a relay, None for silence."""
    music = (each for each in _in_force(station, now) if each.item.kind == RepertoireItem.Kind.MUSIC)
    return next((each.media for each in music), None)


def titles(names: Iterable[str | None]) -> dict[str, str]:
    """Return what the planner's names of fixed times are called, for those that a person may ask about."""
    rows = {name: int(name[1:].partition(".")[0]) for name in names if name and name.startswith("r")}
    known = dict(Fixture.objects.filter(pk__in=rows.values()).values_list("pk", "item__title"))
    return {name: known[pk] for name, pk in rows.items() if pk in known}


def _in_force(station: Station, now: datetime) -> Iterator[Heard]:
    rows = station.repertoire.in_force(now).select_related("entry").order_by("pk")
    for item, authority in released(rows, output=Output.AIR, now=now):
        with suppress(NotReleasable):
            yield Heard(item=item, authority=authority, media=_media(item))


def _media(item: RepertoireItem) -> str:
    if item.kind == RepertoireItem.Kind.RELAY:
        return sha256(item.url.encode()).hexdigest()
    return provenance.repertoire_sound(item).output_sha256


class _Desk:
    """Writes bookings for the days from yesterday to the end of the plan."""

    def __init__(self, station: Station, now: datetime) -> None:
        self._station, self._now, self._zone = station, now, ZoneInfo(station.timezone)
        today = rulebook.local_day(station, now)
        self._days = list(
            days_between(today - timedelta(days=1), today + timedelta(days=station.horizon_days))
        )
        self._zones = frozenset(str(pk) for pk in station.zones.values_list("pk", flat=True))
        self._slots = {slot.pk: slot for slot in station.slots.prefetch_related("zones")}

    def at_fixed_times(self, in_force: dict[int, Heard]) -> Iterator[Booking]:
        for row in Fixture.objects.filter(item__in=in_force, ended_at=None):
            heard = in_force[row.item_id]
            for day in self._days:
                if _is_on(row, day) and self._was_ahead(row, day):
                    yield from self._fixed(row, heard, day)

    def _was_ahead(self, row: Fixture, day: date) -> bool:
        """Whether that day's time was still to come when somebody chose it: nobody missed what came before."""
        slot = self._slots.get(row.slot_id or 0)
        start = slot.starts_at if slot is not None else row.starts_at
        return start is None or datetime.combine(day, start, self._zone) > row.made_at

    def _fixed(self, row: Fixture, heard: Heard, day: date) -> Iterator[Booking]:
        name = f"r{row.pk}.{day:%Y%m%d}"
        slot = self._slots.get(row.slot_id or 0)
        if slot is not None and slot.active:
            yield self._booking(name, heard, day, zone_ids=self._zones_of(slot), slot_id=str(slot.pk))
        if row.starts_at is not None and row.minutes is not None:
            at = datetime.combine(day, row.starts_at, self._zone).astimezone(UTC)
            seconds = heard.item.duration_s or row.minutes * 60.0
            if at + timedelta(seconds=seconds) > self._now:
                yield self._booking(name, heard, day, zone_ids=self._zones, at=at, duration_s=seconds)

    def fillers(self, pieces: list[Heard]) -> Iterator[Booking]:
        """Offer music to each session, on every day beginning with another piece."""
        for slot in self._slots.values():
            for day in self._days if slot.filled and slot.active and pieces else ():
                first = (day.toordinal() + slot.pk) % len(pieces)
                for place, heard in enumerate((pieces[first:] + pieces[:first])[:MOST_PIECES]):
                    name = f"m{heard.item.pk}.{slot.pk}.{day:%Y%m%d}"
                    yield self._booking(
                        name,
                        heard,
                        day,
                        zone_ids=self._zones_of(slot),
                        slot_id=str(slot.pk),
                        programme_id=name,
                        position=LAST + place,
                        fills=True,
                    )

    def _zones_of(self, slot: Slot) -> frozenset[str]:
        return frozenset(str(zone.pk) for zone in slot.zones.all()) or self._zones

    def _booking(self, name: str, heard: Heard, day: date, **changes: Any) -> Booking:
        item = heard.item
        fields: dict[str, Any] = {
            "programme_id": f"item {item.pk}",
            "slot_id": None,
            "duration_s": item.duration_s or 0.0,
            "position": AFTER_NEWS,
        }
        return Booking(
            id=name,
            title=item.title,
            on=day,
            media=heard.media,
            authority=heard.authority,
            booked_at=item.made_at,
            valid_until=item.valid_until,
            form=_FORMS[RepertoireItem.Kind(item.kind)],
            stream=item.url,
            stays=True,
            **fields | changes,
        )


def _is_on(row: Fixture, day: date) -> bool:
    return day.weekday() in row.weekdays and row.first <= day and (row.last is None or day <= row.last)
