"""On the second, repeats with a distance, ưu tiên that clash, and where an emergency may cut."""

from datetime import timedelta
from typing import Any

import pytest

from broadcast.plan.planned import air_item
from broadcast.plan.reasons import Code
from broadcast.plan.rules import Booking
from broadcast.plan.terms import Cut, Kind, Priority, Resume
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import (
    TUESDAY,
    airing,
    at,
    booking,
    emergency,
    heard,
    in_force,
    rules,
    unplaced,
)

MORNING = at("08:00")
FIRST = Priority.PRIORITY


def moment(identity: str = "signal", clock: str = "17:03", duration_s: float = 30, **changes: Any) -> Booking:
    return booking(identity, duration_s, **{"slot_id": None, "at": at(clock)} | changes)


# ------------------------------------------------------------ on the second


def test_what_is_booked_for_a_moment_begins_on_the_second_and_others_give_way() -> None:
    queue = [booking("a", 120), booking("b", 120), moment()]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "a"), ("17:03:00", "signal"), ("17:03:30", "b")]


def test_what_is_booked_for_a_moment_needs_no_slot_and_no_opening() -> None:
    framed = rules(opening=station.clip(Kind.OPENING))

    assert heard(plan(framed, [moment(clock="12:00")], now=MORNING)) == [("12:00:00", "signal")]


def test_it_waits_as_long_as_it_may_and_says_so() -> None:
    queue = [moment("first", duration_s=90, position=0), moment("second", wait_s=120, position=1)]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result) == [("17:03:00", "first"), ("17:04:30", "second")]
    reason = airing(result, "second").moved
    assert reason is not None
    assert (reason.code, reason.over_s) == (Code.WAITED, 90)


@pytest.mark.parametrize(
    ("changes", "clock", "code"),
    [
        ({"wait_s": 60}, "08:00", Code.TAKEN_AT),
        ({}, "17:04", Code.LATE_AT),
        ({"at": at("22:00")}, "08:00", Code.QUIET_AT),
        ({"valid_until": at("17:03:10"), "position": -1}, "08:00", Code.EXPIRED),
    ],
)
def test_it_is_not_moved_to_another_time_but_says_what_stood_in_the_way(
    changes: dict[str, Any], clock: str, code: Code
) -> None:
    queue = [moment("first", duration_s=90), moment("second", **{"position": 1} | changes)]

    result = plan(rules(quiet=(station.NIGHT,)), queue, now=at(clock))

    assert unplaced(result, "second").reason.code is code


def test_it_stays_where_it_is_within_the_freeze_window_and_is_heard_once() -> None:
    released = plan(rules(), [moment()], now=MORNING)
    important = moment("important", clock="17:02:50", priority=FIRST)

    frozen = plan(rules(), [moment(), important], now=at("17:00"), fixed=in_force(released))
    after = plan(rules(), [moment()], now=at("17:04"), fixed=in_force(released))

    assert airing(frozen, "signal").starts_at == at("17:03")
    assert unplaced(frozen, "important").reason.code is Code.TAKEN_AT
    assert (heard(after), after.unplaced) == ([("17:03:00", "signal")], ())


def test_what_stands_at_its_moment_stays_there_when_what_came_before_it_is_withdrawn() -> None:
    recalled, soon = moment("recalled", clock="17:02:30"), moment("soon")
    released = plan(rules(), [recalled, soon, moment("later", clock="17:04")], now=MORNING)
    left = [soon, moment("later", clock="17:04")]

    result = plan(rules(), left, now=at("17:02:50"), fixed=in_force(released)[1:])
    sooner = plan(rules(lead_s=60), left, now=at("17:02:10"), fixed=in_force(released))

    for each in (result, sooner):
        assert heard(each)[-2:] == [("17:03:00", "soon"), ("17:04:00", "later")]
        assert each.unplaced == ()


def test_a_booking_for_a_moment_has_no_slot() -> None:
    with pytest.raises(ValueError, match="slot"):
        booking("signal", at=at("17:00"))


# ------------------------------------------------------------------ repeats


def test_a_repeat_keeps_its_distance_and_others_fill_it() -> None:
    again = booking("again", 60, follows="news", follows_gap_s=180)
    queue = [booking("news", 60), again, booking("b", 120, position=9)]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "news"), ("17:01:00", "b"), ("17:04:00", "again")]


def test_a_repeat_never_comes_before_the_first() -> None:
    again = booking("again", 60, follows="news", follows_gap_s=60)
    queue = [booking("full", 590, priority=FIRST), booking("news", 60), again]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result)[1:] == [("Tue 17:00:00", "news"), ("Tue 17:02:00", "again")]


def test_a_repeat_of_what_was_withdrawn_stands_by_itself() -> None:
    again = booking("again", 60, follows="news", follows_gap_s=60)

    assert heard(plan(rules(), [again], now=MORNING)) == [("17:00:00", "again")]


def test_an_emergency_is_repeated_at_its_distance() -> None:
    queue = [emergency("storm"), emergency("storm again", follows="storm", follows_gap_s=120)]

    result = plan(rules(), queue, now=at("12:00"))

    assert heard(result) == [("12:00:20", "storm"), ("12:03:20", "storm again")]


# --------------------------------------------------------- ưu tiên that clash


def test_two_priority_items_that_want_the_same_minutes_wait_for_a_person() -> None:
    queue = [booking("a", 400, priority=FIRST), booking("b", 400, priority=FIRST, booked_at=at("09:00"))]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "a")]
    assert unplaced(result, "b").reason.code is Code.CLASH


def test_a_clash_goes_on_waiting_when_the_other_may_not_move_any_more() -> None:
    queue = [booking("a", 400, priority=FIRST), booking("b", 400, priority=FIRST, booked_at=at("09:00"))]
    before = plan(rules(), queue, now=MORNING)

    frozen = plan(rules(), queue, now=at("16:57"), fixed=in_force(before))
    begun = plan(rules(), queue, now=at("17:01"), fixed=in_force(frozen))
    over = plan(rules(), queue, now=at("17:30"), fixed=in_force(begun))

    assert [unplaced(each, "b").reason.code for each in (frozen, begun, over)] == [
        Code.CLASH,
        Code.CLASH,
        Code.MISSED,
    ]


def test_the_order_that_a_person_decided_is_kept() -> None:
    queue = [booking("a", 400, priority=FIRST, order=2), booking("b", 400, priority=FIRST, order=1)]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "b"), ("Tue 17:00:00", "a")]
    reason = airing(result, "a").moved
    assert reason is not None
    assert reason.code is Code.OVER_BUDGET


def test_priority_items_that_all_fit_need_nobody() -> None:
    queue = [booking("a", 200, priority=FIRST), booking("b", 200, priority=FIRST)]

    assert len(heard(plan(rules(), queue, now=MORNING))) == 2


# ------------------------------------------------- where an emergency may cut


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({}, "17:01:20"),
        ({"cut": Cut.SENTENCE, "sentence_ends": (40.0, 84.5, 110.0)}, "17:01:24"),
        ({"cut": Cut.SENTENCE, "sentence_ends": (40.0, 95.0)}, "17:01:20"),
        ({"cut": Cut.NEVER}, "17:01:40"),
        ({"cut": Cut.NEVER, "duration_s": 200}, "17:01:20"),
    ],
)
def test_an_emergency_waits_for_a_sentence_but_not_for_long(changes: dict[str, Any], begins: str) -> None:
    queue = [booking("a", **{"duration_s": 100} | changes)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), [*queue, emergency()], now=at("17:01"), fixed=in_force(released))

    assert heard(result)[1] == (begins, "storm")


def test_an_emergency_that_waits_for_a_sentence_is_not_put_off_by_planning_again() -> None:
    queue = [booking("a", 100, cut=Cut.SENTENCE, sentence_ends=(84.5, 88.0)), emergency()]
    released = plan(rules(), queue[:1], now=MORNING)
    first = plan(rules(), queue, now=at("17:01"), fixed=in_force(released))

    for seconds in (1, 3, 10, 24):
        again = plan(rules(), queue, now=at("17:01") + timedelta(seconds=seconds), fixed=in_force(first))
        assert heard(again) == heard(first)


# ------------------------------------------------------------------- resume


def test_after_an_emergency_the_station_plans_it_again_and_the_box_does_nothing_by_itself() -> None:
    queue = [booking("a", 120, resume=Resume.AFTER_EMERGENCY)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), [*queue, emergency()], now=at("17:01"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "a"), ("17:01:20", "storm"), ("17:02:20", "a")]
    sent = [air_item(item, grace_s=60).resume for item in result.timelines[station.EAST]]
    assert set(sent) == {Resume.NEVER}


def test_what_was_heard_to_its_end_is_not_planned_again() -> None:
    queue = [booking("a", 120, resume=Resume.AFTER_EMERGENCY)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), queue, now=at("18:00"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "a")]
    assert airing(result, "a").on != TUESDAY
