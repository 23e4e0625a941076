from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from broadcast.operating import Hours, hours_of, seconds, shared_seconds

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MIDNIGHT = datetime(2026, 11, 25, tzinfo=HANOI)


def at(hour: float, *, day: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=day, hours=hour)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (Hours(), 48.0),
        (Hours(start=time(5), until=time(21)), 32.0),
        (Hours(start=time(16), until=time(6)), 28.0),
    ],
)
def test_two_days_hold_so_many_hours_of_operation(hours: Hours, expected: float) -> None:
    spans = list(hours.spans(at(0), at(0, day=2), tz=HANOI))

    assert seconds(spans) == expected * 3600
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("hour", "since"),
    [(4.9, None), (5.0, 5.0), (20.9, 5.0), (21.0, None), (0.0, None)],
)
def test_a_device_is_on_from_its_hour_to_its_hour(hour: float, since: float | None) -> None:
    hours = Hours(start=time(5), until=time(21))

    assert hours.open_since(at(hour), tz=HANOI) == (None if since is None else at(since))


def test_hours_past_midnight_began_the_day_before() -> None:
    hours = Hours(start=time(16), until=time(6))

    assert hours.open_since(at(2), tz=HANOI) == at(16, day=-1)
    assert hours.open_since(at(10), tz=HANOI) is None


def test_half_a_rule_is_no_rule() -> None:
    assert hours_of(time(5), None).is_always
    assert not hours_of(time(5), time(6)).is_always


def test_shared_time_is_counted_once() -> None:
    contact = [(at(1), at(3)), (at(4), at(8))]
    hours = [(at(2), at(5)), (at(7), at(9))]

    assert shared_seconds(contact, hours) == 3 * 3600
    assert shared_seconds(contact, []) == 0
    assert shared_seconds([(at(0).astimezone(UTC), at(1))], [(at(0), at(1))]) == 3600
