"""Local wall time: slots and quiet hours where clocks change, and where days end."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from broadcast.plan.occurrences import occurrences
from broadcast.plan.quiet import QuietHours, touches_quiet
from tests.broadcast.plan.station import COMMUNE, MONDAY, NIGHT, at, slot

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def test_slot_occurs_on_its_weekdays_at_local_time() -> None:
    weekend = slot(weekdays=frozenset({5, 6}))

    found = occurrences(weekend, MONDAY, MONDAY + timedelta(days=13), COMMUNE)

    assert [each.on.day for each in found] == [28, 29, 5, 6]
    assert found[0].starts_at == datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
    assert found[0].ends_at - found[0].starts_at == timedelta(minutes=10)


def test_slot_keeps_its_wall_time_when_clocks_change() -> None:
    found = occurrences(slot(start="06:00"), AUTUMN - timedelta(days=1), AUTUMN, BERLIN)

    assert [each.starts_at.hour for each in found] == [4, 5]


def test_slot_at_an_hour_that_does_not_exist_still_occurs_once() -> None:
    (found,) = occurrences(slot(start="02:30"), SPRING, SPRING, BERLIN)

    assert found.starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "quiet"),
    [
        ("21:29", "21:30", False),
        ("21:29", "21:30:01", True),
        ("04:44:59", "04:46", True),
        ("04:45", "04:46", False),
        ("00:10", "00:20", True),
        ("04:45", "21:30", False),
        ("04:40", "21:35", True),
    ],
)
def test_night_is_quiet_from_its_first_to_its_last_moment(starts: str, ends: str, quiet: bool) -> None:
    assert touches_quiet((NIGHT,), zone=COMMUNE, starts_at=at(starts), ends_at=at(ends)) is quiet


def test_hour_that_comes_twice_is_quiet_twice() -> None:
    rest = QuietHours(start=time(2, 0), until=time(2, 30))
    for hour in (0, 1):
        moment = datetime(2026, 10, 25, hour, 15, tzinfo=UTC)
        assert touches_quiet((rest,), zone=BERLIN, starts_at=moment, ends_at=moment + timedelta(seconds=1))


def test_long_item_over_several_days_meets_every_night() -> None:
    begin = at("05:00")

    assert touches_quiet((NIGHT,), zone=COMMUNE, starts_at=begin, ends_at=begin + timedelta(days=3))


def test_quiet_hours_of_no_length_are_refused() -> None:
    with pytest.raises(ValueError, match="another time"):
        QuietHours(start=time(5, 0), until=time(5, 0))
