"""The limits of the Quy chế, and what sets them aside."""

from typing import Any

from broadcast.plan.days import Calendar
from broadcast.plan.limits import Limit, Limits, Waived
from broadcast.plan.reasons import Code
from broadcast.plan.rules import Rules
from broadcast.plan.terms import Kind, Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import EAST, MONDAY, airing, at, booking, heard, in_force, rules, slot

MORNING = at("08:00")


def limited(*slots: Any, waived: frozenset[Limit] = frozenset(), **limits: Any) -> Rules:
    set_aside = frozenset(Waived(limit=limit, on=MONDAY) for limit in waived)
    return rules(*slots, calendar=Calendar(limits=Limits(**limits), waived=set_aside))


def two() -> tuple[Any, Any]:
    return slot(), slot("night", "19:00")


def code(result: Any, title: str) -> Code | None:
    moved = airing(result, title).moved
    return moved.code if moved else None


def test_a_day_has_at_most_so_many_sessions() -> None:
    queue = [booking("first"), booking("second", slot_id="night")]

    result = plan(limited(*two(), sessions=1), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "first"), ("Tue 19:00:00", "second")]
    assert code(result, "second") is Code.LIMIT_SESSIONS


def test_a_session_that_was_heard_counts() -> None:
    one = limited(*two(), sessions=1)
    released = plan(one, [booking("first")], now=MORNING)
    queue = [booking("first"), booking("second", slot_id="night")]

    result = plan(one, queue, now=at("18:00"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "first"), ("Tue 19:00:00", "second")]


def test_a_limit_that_was_set_aside_does_not_bind_that_day() -> None:
    queue = [booking("first"), booking("second", slot_id="night")]

    result = plan(limited(*two(), sessions=1, waived=frozenset({Limit.SESSIONS})), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "first"), ("19:00:00", "second")]


def test_a_session_is_no_longer_than_the_regulation_allows() -> None:
    queue = [booking("a", 200), booking("b", 200)]

    result = plan(limited(session_s=300), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "a"), ("Tue 17:00:00", "b")]
    assert code(result, "b") is Code.OVER_BUDGET


def test_no_session_is_held_on_a_weekday_that_the_regulation_excludes() -> None:
    result = plan(limited(weekdays=frozenset({2})), [booking("news")], now=MORNING)

    assert heard(result) == [("Wed 17:00:00", "news")]
    assert code(result, "news") is Code.LIMIT_WEEKDAYS


def test_a_zone_has_no_more_minutes_a_day_than_allowed_clips_included() -> None:
    framed = limited(*two(), day_s=420)
    framed = Rules(**{**vars_of(framed), "opening": station.clip(Kind.OPENING, 30), "closing": None})
    queue = [booking("first", 240), booking("second", 150, slot_id="night")]

    result = plan(framed, queue, now=MORNING)

    assert [(when, title) for when, title in heard(result) if title != "opening"] == [
        ("17:00:30", "first"),
        ("Tue 19:00:30", "second"),
    ]
    assert code(result, "second") is Code.LIMIT_DAY
    moved = airing(result, "second").moved
    assert moved is not None
    assert moved.over_s == 30


def test_a_programme_is_heard_no_more_often_a_day_than_allowed() -> None:
    queue = [booking("news"), booking("again", programme_id="news", slot_id="night")]

    result = plan(limited(*two(), repeats=1), queue, now=MORNING)

    assert heard(result) == [("17:00:00", "news"), ("Tue 19:00:00", "again")]
    assert code(result, "again") is Code.LIMIT_REPEATS


def test_urgent_items_pass_every_limit() -> None:
    strict = limited(sessions=0, day_s=0.0, repeats=0)

    result = plan(strict, [station.emergency(), booking("warning", priority=Priority.URGENT)], now=MORNING)

    assert heard(result) == [("08:00:20", "storm"), ("17:00:00", "warning")]


def test_an_emergency_uses_nothing_up() -> None:
    called = station.emergency(duration_s=300)
    released = plan(limited(day_s=300), [called], now=MORNING)

    result = plan(
        limited(day_s=300), [called, booking("news", 300)], now=at("09:00"), fixed=in_force(released)
    )

    assert heard(result)[-1] == ("17:00:00", "news")


def vars_of(rules_: Rules) -> dict[str, Any]:
    return {name: getattr(rules_, name) for name in Rules.__dataclass_fields__}


def test_limits_bind_every_zone_by_itself() -> None:
    queue = [
        booking("east", 300),
        booking("both", 200, slot_id="night", zone_ids=station.BOTH),
    ]

    result = plan(limited(*two(), day_s=400), queue, now=MORNING)

    assert heard(result, station.WEST) == [("19:00:00", "both")]
    assert heard(result, EAST)[-1] == ("Tue 19:00:00", "both")
