"""Before a booking is saved, the desk hears whether it fits, and where else it would."""

from datetime import timedelta

from broadcast.plan.check import check
from broadcast.plan.reasons import Code
from broadcast.plan.terms import Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import MONDAY, TUESDAY, at, booking, rules, slot

MORNING = at("08:00")


def test_booking_that_fits_is_not_objected_to() -> None:
    assert check(rules(), [booking("a", 300)], booking("b", 300), now=MORNING) is None


def test_overflow_is_told_with_its_seconds_and_the_nearest_free_places() -> None:
    queue = [booking("a", 400), booking("tuesday", 500, on=TUESDAY)]

    verdict = check(rules(), queue, booking("b", 300), now=MORNING)

    assert verdict is not None
    assert (verdict.reason.code, verdict.over_s, verdict.zone_ids) == (Code.OVER_BUDGET, 100, (station.EAST,))
    assert [each.on for each in verdict.free] == [MONDAY + timedelta(days=ahead) for ahead in (2, 3, 4)]


def test_free_places_must_be_free_in_every_zone() -> None:
    queue = [
        booking("a", 400),
        booking("west tuesday", 500, on=TUESDAY, zone_ids=frozenset({station.WEST})),
    ]

    verdict = check(rules(), queue, booking("b", 300, zone_ids=station.BOTH), now=MORNING)

    assert verdict is not None
    assert verdict.zone_ids == (station.EAST,)
    assert [each.on.day for each in verdict.free] == [25, 26, 27]


def test_free_places_are_found_in_other_slots() -> None:
    two = rules(slot(), slot("night", "19:00"))

    verdict = check(two, [booking("a", 400)], booking("b", 300), now=MORNING)

    assert verdict is not None
    assert [(each.slot.id, each.on.day) for each in verdict.free] == [
        ("night", 23),
        ("evening", 24),
        ("night", 24),
    ]


def test_booking_that_drives_others_away_names_them() -> None:
    important = booking("important", 300, priority=Priority.PRIORITY)

    verdict = check(rules(), [booking("a", 400)], important, now=MORNING)

    assert verdict is not None
    assert (verdict.reason.code, verdict.displaced, verdict.zone_ids) == (Code.DISPLACES, ("a",), ())


def test_saved_booking_can_be_checked_again() -> None:
    queue = [booking("a", 300), booking("b", 300)]
    released = plan(rules(), queue, now=MORNING)

    assert check(rules(), queue, booking("b", 200), now=MORNING, fixed=station.in_force(released)) is None


def test_too_long_for_any_session_offers_only_longer_slots() -> None:
    two = rules(slot(), slot("long", "19:00", budget_s=1800))

    verdict = check(two, [], booking("b", 900), now=MORNING)

    assert verdict is not None
    assert (verdict.reason.code, verdict.over_s) == (Code.TOO_LONG, 300)
    assert {each.slot.id for each in verdict.free} == {"long"}


def test_missed_slot_is_told_and_free_places_are_still_to_come() -> None:
    verdict = check(rules(), [], booking("b"), now=at("18:00"))

    assert verdict is not None
    assert verdict.reason.code is Code.MISSED
    assert verdict.free[0].on == TUESDAY
