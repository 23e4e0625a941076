"""Thousands of random stations, queues and moments, cheaply drawn: what a plan must keep, whatever the day brings."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest

from broadcast.plan.days import Calendar, Change, Sessions, SpecialDays
from broadcast.plan.limits import Limits
from broadcast.plan.planned import Plan, Planned
from broadcast.plan.quiet import QuietHours, touches_quiet
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.terms import Form, Kind, Priority, Resume
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import BOTH, EAST, MONDAY, WEST, at, in_force

ROUNDS, BATCHES = 150, 8
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Story:
    """A plan, and the plan made when time had passed and things were added and withdrawn."""

    rules: Rules
    before: Plan
    queue: list[Booking]
    now: datetime
    result: Plan


def stories(seed: int) -> Iterator[Story]:
    """Yield so many random days."""
    dice = random.Random(seed)
    for _ in range(ROUNDS):
        rules = a_station(dice)
        first = at("16:30") + timedelta(minutes=dice.randrange(-60, 60))
        queue = [a_booking(dice, f"b{number}", first) for number in range(dice.randrange(2, 9))]
        before = plan(rules, queue, now=first)
        now = first + timedelta(seconds=dice.choice((0, 1, 30, 300, 1500, 2100, 5400, 90_000)))
        kept = [each for each in queue if dice.random() > 0.1]
        later = kept + [a_booking(dice, f"c{number}", now) for number in range(dice.randrange(3))]
        result = plan(rules, later, now=now, fixed=in_force(before))
        yield Story(rules=rules, before=before, queue=later, now=now, result=result)


def a_station(dice: random.Random) -> Rules:
    """Return two slots near each other, and a calendar more often than not."""
    rest = QuietHours(start=time(17, dice.randrange(60)), until=time(18, dice.randrange(60)))
    return station.rules(
        station.slot("evening", "17:00", budget_s=float(dice.randrange(120, 900))),
        station.slot("night", f"17:{dice.randrange(5, 50):02d}", budget_s=float(dice.randrange(120, 900))),
        quiet=(rest,) if dice.random() < 0.2 else (),
        zone_quiet={WEST: (replace(rest, weekdays=frozenset({0})),)} if dice.random() < 0.3 else {},
        stagger_s={WEST: 20.0} if dice.random() < 0.3 else {},
        opening=station.clip(Kind.OPENING) if dice.random() < 0.5 else None,
        closing=station.clip(Kind.CLOSING) if dice.random() < 0.5 else None,
        gap_s=dice.choice((0.0, 2.0)),
        calendar=a_calendar(dice) if dice.random() < 0.7 else Calendar(),
    )


def a_calendar(dice: random.Random) -> Calendar:
    """Return limits and days unlike their week."""
    on = MONDAY + dice.randrange(3) * DAY
    special = SpecialDays(
        name="Quốc tang",
        first=on,
        last=on,
        sessions=dice.choice(tuple(Sessions)),
        forms=dice.choice((None, frozenset({Form.BULLETIN}))),
    )
    start = time(17, dice.randrange(60))
    change = Change(slot_id="evening", on=on, cancelled=dice.random() < 0.4, start=start)
    return Calendar(
        special=(special,) if dice.random() < 0.3 else (),
        changes=(change,) if dice.random() < 0.3 else (),
        limits=Limits(
            sessions=dice.choice((None, None, 1)),
            session_s=dice.choice((None, 300.0)),
            day_s=dice.choice((None, 400.0, 700.0)),
            repeats=dice.choice((None, 1)),
        ),
    )


def a_booking(dice: random.Random, identity: str, now: datetime) -> Booking:
    """Return a booking of any sort."""
    common = {
        "duration_s": dice.choice((20.0, 61.5, 120.0, 290.0)),
        "zone_ids": dice.choice((BOTH, frozenset({EAST}), frozenset({WEST}))),
        "priority": dice.choice(tuple(Priority)),
        "resume": dice.choice(tuple(Resume)),
        "form": dice.choice((Form.BULLETIN, Form.BULLETIN, Form.MUSIC)),
        "booked_at": now,
        "position": dice.randrange(3),
        "programme_id": dice.choice((identity, "same")),
    }
    sort = dice.random()
    if sort < 0.1:
        return station.emergency(identity, **{**common, "priority": Priority.URGENT})
    if sort < 0.25:
        moment = now + timedelta(seconds=dice.randrange(0, 3600))
        wait = dice.choice((0.0, 120.0))
        return station.booking(identity, slot_id=None, at=moment, wait_s=wait, **common)
    on = MONDAY + dice.choice((0, 0, 0, 1)) * DAY
    return station.booking(identity, slot_id=dice.choice(("evening", "night")), on=on, **common)


@pytest.mark.parametrize("seed", range(BATCHES))
def test_whatever_the_day_brings_the_plan_keeps_its_word(seed: int) -> None:
    for story in stories(seed):
        for timeline in story.result.timelines.values():
            nothing_overlaps(timeline)
            quiet_hours_are_kept(story, timeline)
            limits_are_kept(story, timeline)
        all_have_a_place_or_a_reason(story)
        the_freeze_window_is_still(story)
        assert (
            plan(story.rules, story.queue[::-1], now=story.now, fixed=in_force(story.before)) == story.result
        )


def nothing_overlaps(timeline: tuple[Planned, ...]) -> None:
    """No two items of a zone sound at once."""
    for earlier, later in pairwise(timeline):
        assert earlier.starts_at < earlier.ends_at <= later.starts_at


def quiet_hours_are_kept(story: Story, timeline: tuple[Planned, ...]) -> None:
    """Only urgent items sound in the quiet hours of all and of the zone."""
    for item in timeline:
        if item.starts_at > story.now and item.priority is not Priority.URGENT:
            hours = story.rules.quiet_in(item.zone_id)
            assert not touches_quiet(
                hours, zone=story.rules.zone, starts_at=item.starts_at, ends_at=item.ends_at
            )


def limits_are_kept(story: Story, timeline: tuple[Planned, ...]) -> None:
    """A day has no more of anything than the regulation allows, urgent items aside."""
    limits = story.rules.calendar.limits
    days = defaultdict(list)
    for item in timeline:
        if item.kind is Kind.PROGRAMME and item.priority is not Priority.URGENT and not item.was_interrupted:
            days[item.on].append(item)
    for items in days.values():
        length = sum((item.ends_at - item.starts_at).total_seconds() for item in items)
        assert limits.day_s is None or length <= limits.day_s
        assert limits.sessions is None or len({item.slot_id for item in items} - {None}) <= limits.sessions


def all_have_a_place_or_a_reason(story: Story) -> None:
    """Every missing play is explained in words."""
    told = {(each.booking_id, each.zone_id) for each in story.result.unplaced if each.reason.sentence}
    for booking in story.queue:
        for zone_id in booking.zone_ids:
            heard = [each for each in story.result.timelines[zone_id] if each.booking_id == booking.id]
            assert heard or (booking.id, zone_id) in told


def the_freeze_window_is_still(story: Story) -> None:
    """What starts within five minutes stays, whatever is added, unless an emergency comes."""
    calm = [replace(each, play_now=False) for each in story.queue if not each.play_now]
    now = story.now + timedelta(seconds=5)
    fixed = in_force(story.result)
    added = [*story.queue, *(replace(each, id=f"new {each.id}", booked_at=now) for each in calm)]
    again = {item.airing: item for item in in_force(plan(story.rules, added, now=now, fixed=fixed))}
    for item in fixed:
        if item.starts_at < now + timedelta(seconds=story.rules.freeze_s):
            assert again[item.airing].starts_at == item.starts_at
