"""While the day runs: what is frozen stays, what is withdrawn goes, emergencies come at once."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from broadcast.plan.planned import air_item
from broadcast.plan.quiet import QuietHours
from broadcast.plan.reasons import Code
from broadcast.plan.terms import Kind, Priority, Resume
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
    slot,
    unplaced,
)

MORNING = at("08:00")


def test_item_in_the_freeze_window_is_not_moved_by_a_more_important_one() -> None:
    news, notice = booking("news", 120), booking("notice", 120)
    released = plan(rules(), [news, notice], now=MORNING)
    important = booking("important", 60, priority=Priority.PRIORITY)

    result = plan(rules(), [news, notice, important], now=at("16:56"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "news"), ("17:02:00", "important"), ("17:03:00", "notice")]


def test_all_is_planned_again_before_the_freeze_window() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)
    important = booking("important", 60, priority=Priority.PRIORITY)

    result = plan(rules(), [booking("news"), important], now=at("16:55"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "important"), ("17:01:00", "news")]


def test_session_whose_closing_is_frozen_takes_nothing_more() -> None:
    framed = rules(closing=station.clip(Kind.CLOSING))
    released = plan(framed, [booking("news", 60)], now=MORNING)

    result = plan(framed, [booking("news", 60), booking("extra")], now=at("16:58"), fixed=in_force(released))

    assert heard(result)[:2] == [("17:00:00", "news"), ("17:01:00", "closing")]
    reason = airing(result, "extra").moved
    assert reason is not None
    assert (reason.code, airing(result, "extra").on) == (Code.CLOSED, TUESDAY)


def test_withdrawn_item_leaves_the_freeze_window_and_the_rest_closes_up() -> None:
    queue = [booking("a"), booking("b"), booking("c")]
    released = plan(rules(), queue, now=MORNING)

    result = plan(rules(), queue[1:], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "b"), ("17:02:00", "c")]


def test_new_recording_replaces_the_frozen_one() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)
    new_take = booking("news", 90, media="9" * 64)

    result = plan(rules(), [new_take], now=at("16:58"), fixed=in_force(released))

    assert airing(result, "news").media == "9" * 64
    assert airing(result, "news").ends_at == at("17:01:30")


def test_opening_is_not_left_alone_when_its_only_programme_is_withdrawn() -> None:
    framed = rules(opening=station.clip(Kind.OPENING), closing=station.clip(Kind.CLOSING))
    released = plan(framed, [booking("news", 60)], now=MORNING)

    result = plan(framed, [], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == []


def test_what_has_begun_stays_even_when_it_was_withdrawn() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)

    result = plan(rules(), [], now=at("17:01"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "news")]


def test_heard_item_is_not_planned_again() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)

    result = plan(rules(), [booking("news")], now=at("18:00"), fixed=in_force(released))

    assert (heard(result), result.unplaced) == ([("17:00:00", "news")], ())


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


def test_session_gets_back_what_others_took_and_no_more() -> None:
    two = rules(slot(), slot("second", "17:05"))
    frozen = booking("frozen", 60, slot_id="second")
    released = plan(two, [frozen], now=MORNING)
    added = [booking("a", 260), booking("b", 300), booking("c", 60)]

    result = plan(two, [frozen, *added], now=at("17:00:20"), fixed=in_force(released))

    assert heard(result) == [
        ("17:00:40", "a"),
        ("17:05:00", "frozen"),
        ("17:06:00", "b"),
        ("Tue 17:00:00", "c"),
    ]


def test_quiet_hours_that_are_laid_down_later_free_the_frozen_item() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)
    early_night = rules(quiet=(QuietHours(start=time(17, 1), until=time(5, 0)),))

    result = plan(early_night, [booking("news")], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == []
    assert unplaced(result, "news").reason.code is Code.QUIET


def test_validity_that_was_shortened_takes_the_frozen_item_out() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)

    result = plan(
        rules(), [booking("news", valid_until=at("17:01"))], now=at("16:58"), fixed=in_force(released)
    )

    assert unplaced(result, "news").reason.code is Code.EXPIRED


def test_session_that_fell_silent_is_not_closed_afterwards() -> None:
    framed = rules(closing=station.clip(Kind.CLOSING))
    released = plan(rules(), [booking("news")], now=MORNING)

    result = plan(framed, [booking("news")], now=at("17:05"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "news")]


def test_slot_that_was_taken_from_a_zone_gives_up_its_frozen_items() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)
    elsewhere = rules(slot(zone_ids=frozenset({station.WEST})))

    result = plan(elsewhere, [booking("news")], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == []
    assert unplaced(result, "news").reason.code is Code.ZONE_NOT_SERVED


def test_airing_is_written_into_the_manifest_with_its_planned_length() -> None:
    queue = [booking("a", 120.0004)]
    released = plan(rules(), queue, now=MORNING)
    result = plan(rules(), [*queue, emergency()], now=at("17:01"), fixed=in_force(released))

    whole = air_item(airing(released, "a"), grace_s=60)
    cut = air_item(airing(result, "a"), grace_s=60)

    assert (whole.duration_ms, whole.grace_ms) == (120_001, 60_000)
    assert (cut.duration_ms, cut.airing) == (80_000, whole.airing)


def test_same_input_gives_the_same_names_on_another_day_of_planning() -> None:
    early = plan(rules(), [booking("news")], now=MORNING)

    late = plan(rules(), [booking("news")], now=MORNING + timedelta(hours=3))

    assert in_force(early) == in_force(late)
    assert replace(airing(early, "news")) == airing(late, "news")
