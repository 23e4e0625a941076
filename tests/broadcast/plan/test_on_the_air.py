"""While the day runs: what is frozen stays, what is withdrawn goes."""

from dataclasses import replace
from datetime import time, timedelta

from broadcast.plan.quiet import QuietHours
from broadcast.plan.reasons import Code
from broadcast.plan.terms import Kind, Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import (
    TUESDAY,
    airing,
    at,
    booking,
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

    assert heard(result) == [
        ("17:00:00", "news"),
        ("17:01:00", "closing"),
        ("Tue 17:00:00", "extra"),
        ("Tue 17:02:00", "closing"),
    ]
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


def test_session_that_began_yesterday_still_takes_an_item() -> None:
    midnight = rules(slot(start="23:55"))

    result = plan(midnight, [booking("news", 60)], now=at("00:01", TUESDAY))

    assert heard(result) == [("Tue 00:01:20", "news")]


def test_gap_is_kept_after_an_item_of_another_session() -> None:
    two = rules(slot(), slot("second", "17:05"), gap_s=5)
    queue = [booking("a", 400), booking("b", 60, slot_id="second")]

    result = plan(two, queue, now=MORNING)

    assert heard(result) == [("17:00:00", "a"), ("17:06:45", "b")]


def test_slot_that_was_taken_from_a_zone_gives_up_its_frozen_items() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)
    elsewhere = rules(slot(zone_ids=frozenset({station.WEST})))

    result = plan(elsewhere, [booking("news")], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == []
    assert unplaced(result, "news").reason.code is Code.ZONE_NOT_SERVED


def test_same_input_gives_the_same_names_on_another_day_of_planning() -> None:
    early = plan(rules(), [booking("news")], now=MORNING)

    late = plan(rules(), [booking("news")], now=MORNING + timedelta(hours=3))

    assert in_force(early) == in_force(late)
    assert replace(airing(early, "news")) == airing(late, "news")
