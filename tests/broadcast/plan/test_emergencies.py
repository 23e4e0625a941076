"""Emergencies come at once; what they interrupt is cut, repeated or pushed by its rule."""

import pytest

from broadcast.plan.planned import air_item
from broadcast.plan.reasons import Code
from broadcast.plan.terms import Kind, Resume
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import (
    airing,
    at,
    booking,
    emergency,
    heard,
    in_force,
    rules,
    slot,
    unplaced,
)

MORNING = at("08:00")


def test_emergency_starts_after_the_lead_even_at_night() -> None:
    night = rules(quiet=(station.NIGHT,), lead_s=20)

    result = plan(night, [emergency()], now=at("23:00"))

    assert heard(result) == [("23:00:20", "storm")]
    assert airing(result, "storm").kind is Kind.EMERGENCY


def test_emergency_interrupts_what_is_on_the_air() -> None:
    queue = [booking("a", 120), booking("b", 120)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), [*queue, emergency()], now=at("17:01"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "a"), ("17:01:20", "storm"), ("17:02:20", "b")]
    cut = airing(result, "a")
    assert cut.ends_at == at("17:01:20")
    assert cut.airing == airing(released, "a").airing
    assert cut.moved is not None
    assert cut.moved.code is Code.INTERRUPTED
    assert "17:01" in cut.moved.sentence
    assert result.unplaced == ()


def test_interrupted_item_is_played_again_when_its_rule_says_so() -> None:
    queue = [booking("a", 120, resume=Resume.RERUN), booking("b", 120)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), [*queue, emergency()], now=at("17:01"), fixed=in_force(released))

    assert heard(result) == [
        ("17:00:00", "a"),
        ("17:01:20", "storm"),
        ("17:02:20", "a"),
        ("17:04:20", "b"),
    ]
    first, second = (item for item in result.timelines[station.EAST] if item.title == "a")
    assert first.airing != second.airing
    assert second.moved is not None
    assert second.moved.code is Code.RERUN


def test_rerun_finds_the_next_day_when_its_session_is_over() -> None:
    queue = [booking("a", 600, resume=Resume.RERUN)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), [*queue, emergency()], now=at("17:09"), fixed=in_force(released))
    later = plan(rules(), [*queue, emergency()], now=at("19:00"), fixed=in_force(result))

    assert heard(result)[-1] == ("Tue 17:00:00", "a")
    assert heard(later) == heard(result)


def test_rerun_stays_in_its_session_while_that_may_run_on() -> None:
    eager = rules(freeze_s=10)
    queue = [booking("a", 200, resume=Resume.RERUN)]
    released = plan(eager, queue, now=MORNING)
    queue.append(emergency(duration_s=590))
    on_air = plan(eager, queue, now=at("17:01"), fixed=in_force(released))

    later = plan(eager, queue, now=at("17:10:30"), fixed=in_force(on_air))

    assert heard(on_air)[2:] == [("17:11:10", "a")]
    assert heard(later) == heard(on_air)


def test_interrupted_session_runs_on_for_what_it_lost() -> None:
    queue = [booking("a", 300), booking("b", 300)]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), [*queue, emergency()], now=at("17:04:50"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "a"), ("17:05:10", "storm"), ("17:06:10", "b")]
    assert airing(result, "b").ends_at == at("17:11:10")


def test_emergency_waits_for_an_earlier_emergency() -> None:
    first = emergency("first", booked_at=at("12:00"))
    released = plan(rules(lead_s=20), [first], now=at("12:00"))

    result = plan(rules(), [first, emergency("second")], now=at("12:00:30"), fixed=in_force(released))

    assert heard(result) == [("12:00:20", "first"), ("12:01:20", "second")]
    reason = airing(result, "second").moved
    assert reason is not None
    assert reason.code is Code.AFTER_EMERGENCY


def test_emergency_begins_sooner_where_devices_are_rung_for() -> None:
    hasty = rules(lead_s=20, urgent_lead_s=4)
    released = plan(hasty, [booking("a", 300), emergency()], now=at("17:02:00"))

    again = plan(hasty, [booking("a", 300), emergency()], now=at("17:02:01"), fixed=in_force(released))

    assert heard(released) == [("17:02:04", "storm"), ("17:03:04", "a")]
    assert heard(again) == heard(released)


def test_waiting_emergency_comes_at_once_when_the_one_before_it_is_withdrawn() -> None:
    first, second = emergency("first", 300, booked_at=at("07:00")), emergency("second")
    released = plan(rules(), [first, second], now=at("12:00"))

    result = plan(rules(), [second], now=at("12:00:10"), fixed=in_force(released))

    assert heard(released) == [("12:00:20", "first"), ("12:05:20", "second")]
    assert heard(result) == [("12:00:30", "second")]


def test_emergency_already_planned_is_not_put_off_by_planning_again() -> None:
    released = plan(rules(), [emergency()], now=at("12:00"))

    result = plan(rules(), [emergency()], now=at("12:00:10"), fixed=in_force(released))

    assert heard(result) == heard(released)


def test_emergency_that_is_no_longer_valid_is_not_played() -> None:
    over = emergency(valid_until=at("12:01"))

    result = plan(rules(), [over], now=at("12:00"))

    assert unplaced(result, "storm").reason.code is Code.EXPIRED


def test_only_urgent_bookings_may_play_now() -> None:
    with pytest.raises(ValueError, match="urgent"):
        booking("news", play_now=True)


def test_emergency_before_a_session_pushes_it() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)

    result = plan(rules(), [booking("news"), emergency()], now=at("16:59:30"), fixed=in_force(released))

    assert heard(result) == [("16:59:50", "storm"), ("17:00:50", "news")]
    reason = airing(result, "news").moved
    assert reason is not None
    assert reason.code is Code.PUSHED


def test_session_remembers_what_it_lost_when_planned_again_after_the_interruption() -> None:
    longer = rules(slot(budget_s=720))
    queue = [booking("a", 200), booking("b", 400), booking("c", 110)]
    released = plan(longer, queue, now=MORNING)
    queue.append(emergency(duration_s=180))
    on_air = plan(longer, queue, now=at("17:01"), fixed=in_force(released))

    later = plan(longer, queue, now=at("17:04:30"), fixed=in_force(on_air))

    assert heard(on_air)[2:] == [("17:04:20", "b"), ("17:11:00", "c")]
    assert heard(later) == heard(on_air)
    assert airing(later, "c").ends_at == at("17:12:50")


def test_airing_is_written_into_the_manifest_with_its_planned_length() -> None:
    queue = [booking("a", 120.0004)]
    released = plan(rules(), queue, now=MORNING)
    result = plan(rules(), [*queue, emergency()], now=at("17:01"), fixed=in_force(released))

    whole = air_item(airing(released, "a"), grace_s=60)
    cut = air_item(airing(result, "a"), grace_s=60)

    assert (whole.duration_ms, whole.grace_ms) == (120_001, 60_000)
    assert (cut.duration_ms, cut.airing) == (80_000, whole.airing)
