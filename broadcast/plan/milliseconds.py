"""Times as whole milliseconds since 1970: what the planner counts in, so that nothing is rounded twice."""

import math
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE = timedelta(milliseconds=1)


def to_ms(when: datetime) -> int:
    """Return the last whole millisecond not after ``when`` (aware)."""
    return (when - _EPOCH) // _ONE


@lru_cache(maxsize=16_384)
def from_ms(moment: int) -> datetime:
    """Return the time in UTC; up to the year 2242 the nearest float is the very millisecond.

    Every zone and every plan asks for the same moments of a week again.
    """
    return datetime.fromtimestamp(moment / 1000, UTC)


def length_ms(seconds: float) -> int:
    """Return a duration, rounded up so that no sound is cut off."""
    return math.ceil(round(seconds * 1000, 3))
