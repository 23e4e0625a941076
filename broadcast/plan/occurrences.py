"""Slots become occurrences: local wall time on running days, told in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from broadcast.plan.days import Calendar, days_between
from broadcast.plan.rules import Slot
from broadcast.plan.terms import Form

_EVERY_WEEK = Calendar()


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One slot on one local day; ``ends_at`` is where its budget ends when nothing delays it.

    ``forms``: the kinds that may go out, None for all.
    """

    slot: Slot
    on: date
    starts_at: datetime
    ends_at: datetime
    forms: frozenset[Form] | None = None


def occurrences(
    slot: Slot, first: date, last: date, zone: tzinfo, calendar: Calendar = _EVERY_WEEK
) -> tuple[Occurrence, ...]:
    """Return the occurrences of a slot on the local days from ``first`` to ``last``, both included."""
    if calendar.is_plain:
        return tuple(
            _occurrence(slot, day, zone, calendar)
            for day in days_between(first, last)
            if day.weekday() in slot.weekdays
        )
    return tuple(
        _occurrence(slot, day, zone, calendar)
        for day in days_between(first, last)
        if calendar.runs(slot.id, slot.weekdays, day)
    )


def start_on(slot: Slot, day: date, calendar: Calendar = _EVERY_WEEK) -> time:
    """Return the local time at which a slot begins on a day: as laid down for it, by the season, or as usual."""
    change = calendar.change_of(slot.id, day)
    if change is not None and change.start is not None:
        return change.start
    return next((start for season, start in slot.seasons if season.holds(day)), slot.start)


def _occurrence(slot: Slot, day: date, zone: tzinfo, calendar: Calendar) -> Occurrence:
    starts_at = datetime.combine(day, start_on(slot, day, calendar), zone).astimezone(UTC)
    budget_s = calendar.budget_s(slot.id, slot.budget_s, day)
    return Occurrence(
        slot=slot,
        on=day,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(seconds=budget_s),
        forms=calendar.forms_on(day),
    )
