"""Days unlike their week: seasons, holidays, mourning, and one session cancelled, moved, lengthened or added."""

from datetime import date, time, timedelta
from typing import Any

from broadcast.plan.days import Calendar, Change, Season, Sessions, SpecialDays
from broadcast.plan.occurrences import occurrences
from broadcast.plan.quiet import QuietHours
from broadcast.plan.reasons import Code
from broadcast.plan.rules import Rules
from broadcast.plan.terms import Form, Kind, Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import (
    COMMUNE,
    EAST,
    MONDAY,
    TUESDAY,
    WEST,
    airing,
    at,
    booking,
    heard,
    in_force,
    rules,
    slot,
)

MORNING = at("08:00")
SUMMER = Season(first=(4, 15), last=(10, 15))
NEWS_ONLY = frozenset({Form.BULLETIN})


def special(
    name: str = "Quốc tang", first: date = MONDAY, last: date = MONDAY, **changes: Any
) -> SpecialDays:
    return SpecialDays(name=name, first=first, last=last, **changes)


def with_calendar(*slots: Any, **fields: Any) -> Rules:
    return rules(*slots, calendar=Calendar(**fields))


def test_a_slot_begins_at_its_summer_time_between_the_days_of_summer() -> None:
    seasonal = slot(seasons=((SUMMER, time(16, 30)),))

    found = occurrences(seasonal, date(2027, 4, 14), date(2027, 4, 15), COMMUNE)

    assert [each.starts_at.astimezone(COMMUNE).time() for each in found] == [time(17), time(16, 30)]


def test_a_season_may_pass_new_year() -> None:
    winter = Season(first=(11, 1), last=(2, 28))

    assert [winter.holds(date(2027, month, 1)) for month in (10, 11, 12, 1, 2, 3)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]


def test_a_cancelled_session_says_why_and_its_items_go_on_to_the_next() -> None:
    off = with_calendar(changes=(Change(slot_id="evening", on=MONDAY, cancelled=True, why="mất điện cả xã"),))

    result = plan(off, [booking("news")], now=MORNING)

    assert heard(result) == [("Tue 17:00:00", "news")]
    reason = airing(result, "news").moved
    assert reason is not None
    assert reason.code is Code.CANCELLED
    assert "mất điện cả xã" in reason.sentence


def test_a_session_is_moved_for_one_day_only() -> None:
    moved = with_calendar(changes=(Change(slot_id="evening", on=MONDAY, start=time(18, 30)),))

    result = plan(moved, [booking("news"), booking("later", on=TUESDAY)], now=MORNING)

    assert heard(result) == [("18:30:00", "news"), ("Tue 17:00:00", "later")]


def test_a_lengthened_session_takes_what_would_not_have_fitted() -> None:
    longer = with_calendar(changes=(Change(slot_id="evening", on=MONDAY, budget_s=1200),))

    assert heard(plan(longer, [booking("long", 900)], now=MORNING)) == [("17:00:00", "long")]
    assert plan(rules(), [booking("long", 900)], now=MORNING).unplaced[0].reason.code is Code.TOO_LONG


def test_a_session_is_added_to_a_day_without_one() -> None:
    weekend = slot(weekdays=frozenset({5, 6}))
    added = with_calendar(weekend, changes=(Change(slot_id="evening", on=MONDAY, start=time(9)),))

    assert heard(plan(added, [booking("news")], now=MORNING)) == [("09:00:00", "news")]


def test_a_holiday_without_sessions_moves_everything_but_emergencies() -> None:
    holiday = with_calendar(special=(special("Tết Dương lịch", sessions=Sessions.NONE),))

    result = plan(holiday, [booking("news"), station.emergency()], now=MORNING)

    assert heard(result) == [("08:00:20", "storm"), ("Tue 17:00:00", "news")]
    reason = airing(result, "news").moved
    assert reason is not None
    assert (reason.code, "Tết Dương lịch" in reason.sentence) == (Code.HOLIDAY, True)


def test_a_session_that_is_opened_by_hand_is_held_on_a_holiday_too() -> None:
    opened = with_calendar(
        special=(special(sessions=Sessions.NONE),),
        changes=(Change(slot_id="evening", on=MONDAY, start=time(10)),),
    )

    assert heard(plan(opened, [booking("news")], now=MORNING)) == [("10:00:00", "news")]


def test_a_holiday_as_on_a_sunday_has_the_slots_of_sunday() -> None:
    workday, sunday = slot(weekdays=frozenset(range(5))), slot("sunday", "07:30", weekdays=frozenset({6}))
    holiday = with_calendar(workday, sunday, special=(special(sessions=Sessions.AS_SUNDAY),))

    result = plan(holiday, [booking("news"), booking("feast", slot_id="sunday")], now=at("06:00"))

    assert heard(result) == [("07:30:00", "feast"), ("Tue 17:00:00", "news")]


def test_on_days_of_mourning_only_the_chosen_kinds_go_out_and_chimes_are_silent() -> None:
    framed = rules(
        opening=station.clip(Kind.OPENING),
        closing=station.clip(Kind.CLOSING),
        calendar=Calendar(special=(special(forms=NEWS_ONLY),)),
    )
    queue = [booking("news"), booking("song", form=Form.MUSIC)]

    result = plan(framed, queue, now=MORNING)

    assert heard(result) == [
        ("17:00:00", "news"),
        ("Tue 17:00:00", "opening"),
        ("Tue 17:00:10", "song"),
        ("Tue 17:02:10", "closing"),
    ]
    reason = airing(result, "song").moved
    assert reason is not None
    assert (reason.code, "Quốc tang" in reason.sentence) == (Code.MOURNING, True)


def test_mourning_declared_within_the_freeze_window_takes_the_music_out() -> None:
    queue = [booking("song", form=Form.MUSIC), booking("news")]
    released = plan(rules(), queue, now=MORNING)
    mourning = with_calendar(special=(special(forms=NEWS_ONLY),))

    result = plan(mourning, queue, now=at("16:58"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "news"), ("Tue 17:00:00", "song")]


def test_urgent_music_stays_frozen_on_a_day_of_mourning_as_it_was_let_in() -> None:
    mourning = with_calendar(special=(special(forms=NEWS_ONLY),))
    siren = booking("siren", 20, form=Form.MUSIC, priority=Priority.URGENT)
    released = plan(mourning, [siren], now=MORNING)
    later = booking("later", 60, priority=Priority.URGENT, position=-1)

    result = plan(mourning, [siren, later], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == [("17:00:00", "siren"), ("17:00:20", "later")]


def test_a_session_cancelled_within_the_freeze_window_is_silent() -> None:
    released = plan(rules(), [booking("news")], now=MORNING)
    off = with_calendar(changes=(Change(slot_id="evening", on=MONDAY, cancelled=True),))

    result = plan(off, [booking("news")], now=at("16:58"), fixed=in_force(released))

    assert heard(result) == [("Tue 17:00:00", "news")]


def test_quiet_hours_of_one_zone_bind_that_zone_on_their_weekdays() -> None:
    mass = QuietHours(start=time(16, 50), until=time(17, 30), weekdays=frozenset({0}))
    church = rules(zone_quiet={EAST: (mass,)})
    queue = [booking("news", zone_ids=station.BOTH), booking("next", on=TUESDAY)]

    result = plan(church, queue, now=MORNING)

    assert heard(result, WEST) == [("17:00:00", "news")]
    assert heard(result) == [
        ("Tue 17:00:00", "news"),
        ("Tue 17:02:00", "next"),
    ]


def test_zones_begin_one_after_the_other_where_their_horns_overlap() -> None:
    staggered = rules(stagger_s={WEST: 15})

    result = plan(staggered, [booking("news", zone_ids=station.BOTH)], now=MORNING)

    assert (heard(result), heard(result, WEST)) == ([("17:00:00", "news")], [("17:00:15", "news")])


def test_days_before_and_after_special_ones_are_as_usual() -> None:
    calendar = Calendar(
        special=(special(first=TUESDAY, last=TUESDAY + timedelta(1), sessions=Sessions.NONE),)
    )

    found = occurrences(slot(), MONDAY, MONDAY + timedelta(4), COMMUNE, calendar)

    assert [each.on.day for each in found] == [23, 26, 27]
