"""Slots become occurrences: local wall time on running days, told in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from broadcast.plan.rules import Slot

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One slot on one local day; ``ends_at`` is where its budget ends when nothing delays it."""

    slot: Slot
    on: date
    starts_at: datetime
    ends_at: datetime


def occurrences(slot: Slot, first: date, last: date, zone: tzinfo) -> tuple[Occurrence, ...]:
    """Return the occurrences of a slot on the local days from ``first`` to ``last``, both included."""
    days = (first + ahead * _DAY for ahead in range((last - first).days + 1))
    return tuple(_occurrence(slot, day, zone) for day in days if day.weekday() in slot.weekdays)


def _occurrence(slot: Slot, day: date, zone: tzinfo) -> Occurrence:
    starts_at = datetime.combine(day, slot.start, zone).astimezone(UTC)
    return Occurrence(
        slot=slot, on=day, starts_at=starts_at, ends_at=starts_at + timedelta(seconds=slot.budget_s)
    )
