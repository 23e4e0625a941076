"""What a box reported as heard is not said again, however wrong a clock was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadcast.plan.days import Calendar, Change
from broadcast.plan.planned import Planned
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import EAST, MONDAY, at, in_force


def a_played_item() -> Planned:
    rules = station.rules()
    (item,) = in_force(plan(rules, [station.booking("news")], now=at("16:00")))
    return replace(item, heard=True)


def test_what_was_heard_is_not_planned_again_when_the_clock_is_set_back() -> None:
    heard = a_played_item()
    calendar = Calendar(changes=(Change(slot_id="evening", on=MONDAY, cancelled=True),))

    result = plan(station.rules(calendar=calendar), [station.booking("news")], now=at("16:30"), fixed=[heard])

    assert result.timelines[EAST] == ()
    assert result.unplaced == ()


def test_an_emergency_that_was_heard_is_not_called_again_when_the_clock_is_set_back() -> None:
    storm = station.emergency()
    (item,) = in_force(plan(station.rules(), [storm], now=at("16:00")))

    result = plan(station.rules(), [storm], now=at("15:00"), fixed=[replace(item, heard=True)])

    assert result.timelines[EAST] == ()


def test_what_a_box_played_by_an_older_plan_cuts_nothing_off_and_is_not_said_again() -> None:
    other = station.booking("other", 200)
    (in_its_place,) = in_force(plan(station.rules(), [other], now=at("16:00")))
    by_an_older_plan = replace(a_played_item(), starts_at=in_its_place.starts_at + timedelta(seconds=30))

    result = plan(
        station.rules(),
        [station.booking("news"), other],
        now=at("18:00"),
        fixed=[in_its_place, by_an_older_plan],
    )

    assert result.timelines[EAST] == (in_its_place,)
    assert result.unplaced == ()


@pytest.mark.parametrize("is_over", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_an_emergency_stays_in_the_plan_when_a_box_cut_off_tells_what_it_played_meanwhile(
    is_over: bool, whole: bool
) -> None:
    storm = station.emergency()
    (item,) = in_force(plan(station.rules(), [storm], now=at("17:00")))
    called = replace(item, heard=is_over)
    by_an_older_plan = replace(
        a_played_item(), starts_at=called.starts_at + timedelta(seconds=5), heard=whole
    )

    result = plan(
        station.rules(),
        [station.booking("news"), storm],
        now=called.ends_at + timedelta(seconds=30)
        if is_over
        else by_an_older_plan.starts_at + timedelta(seconds=1),
        fixed=[called, by_an_older_plan],
    )

    assert result.timelines[EAST] == (called,)
    assert result.unplaced == ()
