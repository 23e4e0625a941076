"""Quiet hours, told in local wall time: the one rule that server and device both keep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from broadcast.plan.fields import Fields, Malformed

_DAY = timedelta(days=1)


EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """From ``start`` to ``until``; past midnight when ``until`` is the smaller. ``weekdays``: on which they begin."""

    start: time
    until: time
    weekdays: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.start == self.until:
            raise ValueError("quiet hours must end at another time than they begin")


def quiet_hours_of(fields: Fields) -> QuietHours:
    """Read quiet hours as the manifest writes them; raises ``Malformed``."""
    try:
        return QuietHours(
            start=fields.wall_time("from"), until=fields.wall_time("until"), weekdays=_weekdays(fields)
        )
    except Malformed:
        raise
    except ValueError as fault:
        raise fields.fault("until", str(fault)) from fault


def _weekdays(fields: Fields) -> frozenset[int]:
    """Read on which days quiet hours begin; without the field, on every day."""
    if fields.is_empty("weekdays"):
        return EVERY_DAY
    return frozenset(fields.integers("weekdays", at_most=7, most=6))


def quiet_spans(
    quiet: Iterable[QuietHours], *, zone: tzinfo, first: date, last: date
) -> Iterator[tuple[datetime, datetime]]:
    """Yield every quiet span (UTC) that begins on a local day from ``first`` to ``last``.

    Where the clocks change, a doubled or missing wall time counts as quiet in both its readings.
    """
    hours = tuple(quiet)
    for ahead in range((last - first).days + 1):
        day = first + ahead * _DAY
        for each in hours:
            if day.weekday() not in each.weekdays:
                continue
            end_day = day if each.start < each.until else day + _DAY
            yield min(_readings(day, each.start, zone)), max(_readings(end_day, each.until, zone))


def touches_quiet(
    quiet: Iterable[QuietHours], *, zone: tzinfo, starts_at: datetime, ends_at: datetime
) -> bool:
    """Say whether any moment from ``starts_at`` up to ``ends_at`` is quiet."""
    first = starts_at.astimezone(zone).date() - _DAY
    last = ends_at.astimezone(zone).date()
    spans = quiet_spans(quiet, zone=zone, first=first, last=last)
    return any(begin < ends_at and starts_at < end for begin, end in spans)


def _readings(day: date, wall: time, zone: tzinfo) -> tuple[datetime, datetime]:
    local = datetime.combine(day, wall, zone)
    return local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
