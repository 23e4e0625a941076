"""A session: who comes first, what fits, and where the rest goes."""

from datetime import timedelta

import pytest

from broadcast.plan.reasons import Code
from broadcast.plan.rules import Booking, Frame
from broadcast.plan.terms import Kind, Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import MONDAY, TUESDAY, airing, at, booking, heard, rules, slot, unplaced

MORNING = at("08:00")


def test_programmes_follow_one_another_from_the_start_of_the_slot() -> None:
    result = plan(rules(gap_s=2), [booking("news", 60), booking("notice", 30)], now=MORNING)

    assert heard(result) == [("17:00:00", "news"), ("17:01:02", "notice")]
    assert result.unplaced == ()


def test_order_is_priority_then_position_then_who_came_first() -> None:
    queue = [
        booking("d late", booked_at=at("09:00")),
        booking("c early", booked_at=at("07:00")),
        booking("e placed last", position=5, booked_at=at("06:00")),
        booking("b must run", priority=Priority.PRIORITY, position=9),
        booking("a urgent", priority=Priority.URGENT, position=9),
    ]

    result = plan(rules(), queue, now=MORNING)

    assert [title[0] for _, title in heard(result)] == ["a", "b", "c", "d", "e"]


def test_opening_and_closing_stand_round_a_session_that_has_programmes() -> None:
    framed = rules(opening=station.clip(Kind.OPENING), closing=station.clip(Kind.CLOSING), gap_s=1)

    result = plan(framed, [booking("news", 60)], now=MORNING)

    assert heard(result) == [("17:00:00", "opening"), ("17:00:11", "news"), ("17:01:12", "closing")]
    assert len({item.session for item in result.timelines[station.EAST]}) == 1
    assert result.timelines[station.WEST] == ()


def test_opening_and_closing_count_in_the_budget() -> None:
    framed = rules(opening=station.clip(Kind.OPENING), closing=station.clip(Kind.CLOSING))

    fits = plan(framed, [booking("news", 580)], now=MORNING)
    exceeds = plan(framed, [booking("news", 581)], now=MORNING)

    assert airing(fits, "closing").ends_at == at("17:10")
    assert unplaced(exceeds, "news").reason.code is Code.TOO_LONG
    assert unplaced(exceeds, "news").reason.over_s == 1
    assert exceeds.timelines[station.EAST] == ()


def test_a_slot_may_have_a_frame_of_its_own() -> None:
    own = Frame(opening=None, closing=station.clip(Kind.CLOSING, 30), gap_s=5)
    slots = (station.slot(frame=own), station.slot("night", "20:00"))
    framed = rules(*slots, opening=station.clip(Kind.OPENING), closing=station.clip(Kind.CLOSING))
    queue = [booking("a", 60), booking("b", 60), booking("late", 60, slot_id="night")]

    first = plan(framed, queue, now=MORNING)
    again = plan(framed, queue, now=at("16:59"), fixed=first.timelines[station.EAST])

    assert heard(first) == [
        ("17:00:00", "a"), ("17:01:05", "b"), ("17:02:10", "closing"),
        ("20:00:00", "opening"), ("20:00:10", "late"), ("20:01:10", "closing"),
    ]  # fmt: skip
    assert heard(again) == heard(first)
    fits, exceeds = (plan(framed, [booking("long", length)], now=MORNING) for length in (565, 566))
    assert heard(fits)[0] == ("17:00:00", "long")
    assert unplaced(exceeds, "long").reason.code is Code.TOO_LONG


def test_what_does_not_fit_moves_whole_to_the_next_day_with_a_reason() -> None:
    queue = [booking("a", 400), booking("b", 300), booking("c", 200)]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "a"), ("17:06:40", "c"), ("Tue 17:00:00", "b")]
    reason = airing(result, "b").moved
    assert reason is not None
    assert (reason.code, reason.over_s) == (Code.OVER_BUDGET, 100)
    assert reason.sentence == (
        "Khung giờ “evening” thứ Hai 23/11/2026 đã kín, thiếu 1 phút 40 giây. "
        "Đã chuyển sang khung giờ “evening” thứ Ba 24/11/2026. "
        "Muốn phát đúng lượt này, hãy bỏ bớt hoặc rút ngắn một mục, hoặc chọn khung giờ khác."
    )


def test_moved_item_stays_moved_when_its_day_has_passed() -> None:
    queue = [booking("a", 400), booking("b", 300)]
    monday = plan(rules(), queue, now=MORNING)

    tuesday = plan(rules(), queue, now=at("09:00", TUESDAY), fixed=station.in_force(monday))

    assert airing(tuesday, "b") == airing(monday, "b")
    assert tuesday.unplaced == ()


def test_moved_item_returns_when_room_is_made_in_time() -> None:
    queue = [booking("a", 400), booking("b", 300)]
    full = plan(rules(), queue, now=MORNING)

    result = plan(rules(), queue[1:], now=at("09:00"), fixed=station.in_force(full))

    assert heard(result) == [("17:00:00", "b")]
    assert airing(result, "b").moved is None


def test_item_is_not_moved_beyond_its_validity() -> None:
    queue = [booking("a", 400), booking("b", 300, valid_until=at("12:00", TUESDAY))]

    result = plan(rules(), queue, now=MORNING)

    assert unplaced(result, "b").reason.code is Code.EXPIRED
    assert "12:00 thứ Ba 24/11/2026" in unplaced(result, "b").reason.sentence


def test_item_that_finds_no_room_in_the_whole_horizon_says_so() -> None:
    full = [
        booking(f"day {ahead}", 600, on=MONDAY + timedelta(days=ahead), priority=Priority.PRIORITY)
        for ahead in range(8)
    ]

    result = plan(rules(), [*full, booking("extra", 60)], now=MORNING)

    reason = unplaced(result, "extra").reason
    assert reason.code is Code.OVER_BUDGET
    assert "Đến hết thứ Hai 30/11/2026 không còn lượt nào phù hợp." in reason.sentence


def test_slot_that_has_passed_is_missed() -> None:
    result = plan(rules(), [booking("news")], now=at("17:10"))

    assert unplaced(result, "news").reason.code is Code.MISSED
    assert heard(result) == []


def test_item_booked_into_a_running_slot_starts_late_and_says_so() -> None:
    result = plan(rules(lead_s=20), [booking("news")], now=at("17:05"))

    assert heard(result) == [("17:05:20", "news")]
    reason = airing(result, "news").moved
    assert reason is not None
    assert reason.code is Code.STARTED_LATE


def test_item_too_long_for_the_rest_of_a_running_slot_moves() -> None:
    result = plan(rules(), [booking("news", 300)], now=at("17:05"))

    assert heard(result) == [("Tue 17:00:00", "news")]
    reason = airing(result, "news").moved
    assert reason is not None
    assert reason.code is Code.LATE


def test_day_on_which_the_slot_does_not_run_moves_the_item() -> None:
    weekend = rules(slot(weekdays=frozenset({5, 6})))

    result = plan(weekend, [booking("news")], now=MORNING)

    assert heard(result) == [("Sat 17:00:00", "news")]
    reason = airing(result, "news").moved
    assert reason is not None
    assert reason.code is Code.NOT_THAT_DAY


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (booking("news", slot_id="gone"), Code.NO_SLOT),
        (booking("news", zone_ids=frozenset({"north"})), Code.ZONE_NOT_SERVED),
        (booking("news", on=MONDAY + timedelta(days=8)), Code.TOO_FAR),
        (booking("news", on=MONDAY - timedelta(days=30)), Code.MISSED),
        (booking("news", 601), Code.TOO_LONG),
    ],
)
def test_booking_that_cannot_be_planned_gives_its_reason(refused: Booking, code: Code) -> None:
    result = plan(rules(), [refused], now=MORNING)

    assert unplaced(result, "news", min(refused.zone_ids)).reason.code is code
    assert station.in_force(result) == []


def test_later_of_two_overlapping_slots_is_pushed() -> None:
    two = rules(slot(), slot("second", "17:05"))
    queue = [booking("long", 540), booking("short", 600, slot_id="second")]

    result = plan(two, queue, now=MORNING)

    assert heard(result) == [("17:00:00", "long"), ("17:09:00", "short")]
    reason = airing(result, "short").moved
    assert reason is not None
    assert (reason.code, reason.over_s) == (Code.PUSHED, 240)


def test_slot_pushed_by_more_than_its_budget_moves_to_the_next_day() -> None:
    two = rules(slot(budget_s=3600), slot("second", "17:05"))
    queue = [booking("long", 1800), booking("short", 600, slot_id="second")]

    result = plan(two, queue, now=MORNING)

    assert heard(result) == [("17:00:00", "long"), ("Tue 17:05:00", "short")]
    reason = airing(result, "short").moved
    assert reason is not None
    assert reason.code is Code.TAKEN


def test_quiet_hours_move_the_item() -> None:
    late = rules(slot(start="21:25"), quiet=(station.NIGHT,))

    result = plan(late, [booking("short", 300), booking("too much", 60)], now=MORNING)

    assert heard(result) == [("21:25:00", "short"), ("Tue 21:25:00", "too much")]
    reason = airing(result, "too much").moved
    assert reason is not None
    assert reason.code is Code.QUIET


def test_urgent_item_passes_quiet_hours_without_clips() -> None:
    night = rules(slot(start="22:00"), quiet=(station.NIGHT,), opening=station.clip(Kind.OPENING))

    result = plan(night, [booking("flood", priority=Priority.URGENT), booking("news")], now=MORNING)

    assert heard(result) == [("22:00:00", "flood")]
    assert unplaced(result, "news").reason.code is Code.QUIET


def test_zones_are_planned_apart() -> None:
    queue = [booking("a east only", 400), booking("both", 200, zone_ids=station.BOTH)]

    result = plan(rules(), queue, now=MORNING)

    assert heard(result, station.WEST) == [("17:00:00", "both")]
    assert heard(result, station.EAST) == [("17:00:00", "a east only"), ("17:06:40", "both")]
    assert airing(result, "both", station.EAST).airing != airing(result, "both", station.WEST).airing
