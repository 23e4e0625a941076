"""The time signal: its long note begins on the second at which the session begins, or it is not heard at all."""

from datetime import time, timedelta
from typing import Any

import pytest

from broadcast.plan.planned import Plan, air_item
from broadcast.plan.quiet import QuietHours
from broadcast.plan.reasons import Code
from broadcast.plan.rules import Booking, Frame, Rules
from broadcast.plan.terms import Kind, Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import BOTH, EAST, WEST, at, booking, in_force, rules, slot

MORNING = at("08:00")
SIGNAL = station.signal()


def framed(start: str = "17:00", *, opening: bool = True, gap_s: float = 2.0, **changes: Any) -> Rules:
    frame = Frame(
        opening=station.clip(Kind.OPENING) if opening else None, closing=None, gap_s=gap_s, signal=SIGNAL
    )
    return rules(slot(start=start, frame=frame), **changes)


def heard(result: Plan, zone: str = EAST) -> list[tuple[str, str]]:
    """Return what is heard; of the signal, when it strikes."""
    return [
        (station.clock(item.starts_at + _strikes(item.kind)), item.title) for item in result.timelines[zone]
    ]


def _strikes(kind: Kind) -> timedelta:
    return timedelta(seconds=SIGNAL.strikes_s if kind is Kind.SIGNAL else 0)


def titles(result: Plan, zone: str = EAST) -> list[str]:
    return [item.title for item in result.timelines[zone]]


def test_its_long_note_begins_on_the_second_and_the_opening_comes_after_it() -> None:
    result = plan(framed(), [booking("news")], now=MORNING)

    assert heard(result) == [("17:00:00", "signal"), ("17:00:03", "opening"), ("17:00:15", "news")]
    signal, opening, _news = result.timelines[EAST]
    assert opening.starts_at - signal.ends_at == timedelta(seconds=2)


def test_zones_that_begin_later_hear_the_same_second(stagger_s: float = 7.5) -> None:
    result = plan(framed(stagger_s={WEST: stagger_s}), [booking("news", zone_ids=BOTH)], now=MORNING)

    assert heard(result)[0] == heard(result, WEST)[0] == ("17:00:00", "signal")
    assert heard(result, WEST)[1][0] == "17:00:07"
    assert result.timelines[WEST][1].starts_at == at("17:00") + timedelta(seconds=stagger_s)


def test_it_is_never_heard_where_no_programme_follows() -> None:
    assert titles(plan(framed(), [], now=MORNING)) == []
    only_east = plan(framed(), [booking("news")], now=MORNING)
    assert titles(only_east, WEST) == []

    in_the_window = at("16:57")
    before = plan(framed(), [booking("news")], now=MORNING)
    withdrawn = plan(framed(), [], now=in_the_window, fixed=in_force(before))
    assert titles(withdrawn) == []


def test_it_is_not_heard_when_what_follows_comes_much_later() -> None:
    relay = booking("relay", 240, slot_id=None, at=at("17:00:01.200"))
    result = plan(framed(gap_s=0.0, opening=False), [relay, booking("news")], now=MORNING)

    assert titles(result) == ["relay", "news"]


@pytest.mark.parametrize("until", ["17:00", "16:59:58"])
def test_quiet_hours_silence_it_though_the_session_itself_is_heard(until: str) -> None:
    quiet = QuietHours(start=time(12), until=time.fromisoformat(until))
    result = plan(framed(quiet=(quiet,)), [booking("news")], now=MORNING)

    assert titles(result) == ["opening", "news"]
    assert heard(result)[0] == ("17:00:00", "opening")


def test_it_gives_way_to_what_sounds_at_its_moment() -> None:
    earlier = slot("noon", "16:50", budget_s=600.0)
    both = framed()
    both = rules(earlier, *both.slots)
    queue: list[Booking] = [booking("long", 597, slot_id="noon"), booking("news")]

    assert heard(plan(both, queue, now=MORNING)) == [
        ("16:50:00", "long"), ("17:00:00", "opening"), ("17:00:12", "news"),
    ]  # fmt: skip


def test_a_session_that_does_not_begin_on_a_minute_has_none() -> None:
    assert titles(plan(framed("17:00:20"), [booking("news")], now=MORNING)) == ["opening", "news"]


def test_a_session_that_is_called_too_late_for_it_begins_without() -> None:
    result = plan(framed(), [booking("news")], now=at("16:59:50"))

    assert titles(result) == ["opening", "news"]


@pytest.mark.parametrize("now", ["16:54:58", "16:55:00", "16:59:40", "16:59:58", "17:00:02", "17:00:05"])
@pytest.mark.parametrize("stagger_s", [0.0, 3.0, 7.5])
def test_time_alone_changes_nothing(now: str, stagger_s: float) -> None:
    zoned = framed(stagger_s={EAST: stagger_s})
    queue = [booking("news"), booking("notice", 30)]
    before = plan(zoned, queue, now=MORNING)

    after = plan(zoned, queue, now=at(now), fixed=in_force(before))

    assert [(i.airing, i.starts_at) for i in after.timelines[EAST]] == [
        (i.airing, i.starts_at) for i in before.timelines[EAST]
    ]


def test_a_session_moved_within_the_freeze_window_takes_its_signal_along() -> None:
    before = plan(framed(), [booking("news")], now=MORNING)

    moved = plan(framed("17:02"), [booking("news")], now=at("16:58"), fixed=in_force(before))

    assert heard(moved)[0] == ("17:02:00", "signal")
    assert titles(moved) == ["signal", "opening", "news"]


def test_a_programme_that_fills_the_rest_of_the_session_still_fits() -> None:
    # 600 s less 1.15 s of the signal after its moment, 10 s of opening and two gaps of 2 s
    fits = plan(framed(), [booking("news", 584.8)], now=MORNING)
    over = plan(framed(), [booking("news", 584.9)], now=MORNING)

    assert titles(fits) == ["signal", "opening", "news"]
    assert station.unplaced(over, "news").reason.code is not None
    assert Code.TOO_LONG.value in str(station.unplaced(over, "news").reason.code.value)


def test_an_emergency_at_its_moment_silences_it() -> None:
    before = plan(framed(), [booking("news")], now=MORNING)
    storm = station.emergency(duration_s=60)

    after = plan(framed(), [booking("news"), storm], now=at("16:59:30"), fixed=in_force(before))

    assert "signal" not in titles(after)
    assert titles(after)[0] == "storm"


def test_devices_are_told_of_an_opening_so_that_older_ones_take_the_plan() -> None:
    signal = plan(framed(), [booking("news")], now=MORNING).timelines[EAST][0]

    item = air_item(signal, grace_s=0.1)

    assert item.kind is Kind.OPENING
    assert item.priority is Priority.NORMAL
    assert item.starts_at == at("17:00") - timedelta(seconds=5.05)
    assert item.grace_ms == 100
