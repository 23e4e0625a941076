"""When a device is switched on by rule: outside these hours its silence is nobody's worry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From ``start`` to ``until`` in local wall time, past midnight when ``until`` is the smaller; equal: always."""

    start: time = time(0)
    until: time = time(0)

    @property
    def is_always(self) -> bool:
        """Whether the device is never switched off."""
        return self.start == self.until

    def spans(self, begin: datetime, end: datetime, *, tz: tzinfo) -> Iterator[Span]:
        """Yield the stretches of operation that lie between two moments, cut to them."""
        if self.is_always:
            yield begin, end
            return
        day = begin.astimezone(tz).date() - _DAY
        while day <= end.astimezone(tz).date():
            opens = datetime.combine(day, self.start, tz)
            closes = datetime.combine(day if self.start < self.until else day + _DAY, self.until, tz)
            if opens < end and begin < closes:
                yield max(opens, begin), min(closes, end)
            day += _DAY

    def open_since(self, now: datetime, *, tz: tzinfo) -> datetime | None:
        """Return since when the device should be on at ``now`` (at most two days back), None when it need not be."""
        around = list(self.spans(now - 2 * _DAY, now + timedelta(seconds=1), tz=tz))
        return next((begin for begin, end in around if begin <= now < end), None)


def hours_of(works_from: time | None, works_until: time | None) -> Hours:
    """Return the hours of a device's row; without them it works around the clock."""
    if works_from is None or works_until is None:
        return Hours()
    return Hours(start=works_from, until=works_until)


def seconds(spans: Iterable[Span]) -> float:
    """Return how long stretches that do not overlap are together."""
    return sum((end - begin).total_seconds() for begin, end in spans)


def shared_seconds(some: Iterable[Span], others: Iterable[Span]) -> float:
    """Return for how long both were so; each side is in order and free of overlaps."""
    left, right, total = list(some), list(others), 0.0
    while left and right:
        begin, end = max(left[0][0], right[0][0]), min(left[0][1], right[0][1])
        total += max(0.0, (end - begin).total_seconds())
        (left if left[0][1] <= right[0][1] else right).pop(0)
    return total
