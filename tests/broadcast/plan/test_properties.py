"""Whatever the rules, the queue and the clock: what a plan must always keep."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.plan.check import check
from broadcast.plan.limits import Limit
from broadcast.plan.planned import Plan, Planned
from broadcast.plan.quiet import touches_quiet
from broadcast.plan.reasons import Code
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.terms import Form, Kind, Priority, Resume
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station, stations
from tests.broadcast.plan.station import in_force

# A busy machine is no fault of the planner: no deadline for one example.
always = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True, kw_only=True)
class Day:
    """A plan made when another was in force, on a day on which things were added and withdrawn."""

    rules: Rules
    before: Plan
    queue: list[Booking]
    now: datetime
    result: Plan

    @property
    def kept(self) -> set[UUID]:
        """Airings that had begun or were frozen."""
        limit = self.now + timedelta(seconds=self.rules.freeze_s)
        return {item.airing for item in in_force(self.before) if item.starts_at < limit}

    @property
    def new(self) -> list[Planned]:
        """Airings that this plan was free to place."""
        return [item for item in in_force(self.result) if item.airing not in self.kept]


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Plan, let time pass until about the start of some item, withdraw and add, plan again."""
    rules = draw(stations.stations())
    first = draw(stations.moments(rules))
    queue = draw(stations.queues(rules, first, fewest=3))
    before = plan(rules, queue, now=first)
    moments = [first, *(item.starts_at for item in in_force(before))]
    seconds = draw(st.sampled_from((-301.0, -290.0, -30.0, -10.0, 0.0, 5.0, 40.0005, 900.0, 86_000.0)))
    now = max(first, draw(st.sampled_from(moments)) + timedelta(seconds=seconds))
    withdrawn = draw(st.just(set()) | st.sets(st.sampled_from([each.id for each in queue]), max_size=2))
    added = draw(stations.queues(rules, now, prefix="added "))
    later = [each for each in queue if each.id not in withdrawn] + added
    result = plan(rules, later, now=now, fixed=in_force(before))
    return Day(rules=rules, before=before, queue=later, now=now, result=result)


@always
@given(days())
def test_nothing_overlaps_in_a_zone(day: Day) -> None:
    for timeline in day.result.timelines.values():
        for earlier, later in pairwise(timeline):
            assert earlier.starts_at < earlier.ends_at <= later.starts_at


@always
@given(days())
def test_quiet_hours_are_kept_by_all_but_urgent_items(day: Day) -> None:
    for item in in_force(day.result):
        if item.starts_at > day.now and item.priority is not Priority.URGENT:
            assert not touches_quiet(
                day.rules.quiet_in(item.zone_id),
                zone=day.rules.zone,
                starts_at=item.starts_at,
                ends_at=item.ends_at,
            )


@always
@given(days())
def test_budgets_are_kept(day: Day) -> None:
    budgets = {slot.id: slot.budget_s for slot in day.rules.slots}
    for items in sessions(in_force(day.result)).values():
        slot_id = items[0].slot_id
        if slot_id is not None:
            budget_s = day.rules.calendar.budget_s(slot_id, budgets[slot_id], items[0].on)
            assert used_s(items, day.rules) <= budget_s + 0.001


@always
@given(days())
def test_more_important_items_come_first_in_a_session(day: Day) -> None:
    bookings = {booking.id: booking for booking in day.queue}
    for items in sessions(day.new).values():
        programmes = [bookings[item.booking_id] for item in items if item.booking_id]
        order = [
            (each.priority.rank, each.order or 9, each.position, each.booked_at)
            for each in programmes
            if not each.follows
        ]
        assert order == sorted(order)


@always
@given(days())
def test_limits_of_the_regulation_are_kept_by_all_but_urgent_items(day: Day) -> None:
    calendar = day.rules.calendar
    bookings = {booking.id: booking for booking in day.queue}
    for (_, on), items in by_day(in_force(day.result)).items():
        length = sum((item.ends_at - item.starts_at).total_seconds() for item in items)
        assert waived(day, Limit.DAY_LENGTH, on) or length <= (calendar.limits.day_s or 1e9) + 0.001
        assert waived(day, Limit.SESSIONS, on) or len({item.slot_id for item in items} - {None}) <= (
            calendar.limits.sessions or 99
        )
        heard = Counter(
            bookings[item.booking_id].programme_id for item in items if item.booking_id in bookings
        )
        assert waived(day, Limit.REPEATS, on) or max(heard.values(), default=0) <= (
            calendar.limits.repeats or 99
        )


@always
@given(days())
def test_only_the_kinds_of_a_day_are_heard_on_it(day: Day) -> None:
    bookings = {booking.id: booking for booking in day.queue}
    for item in day.new:
        forms = day.rules.calendar.forms_on(item.on)
        if forms is None or item.priority is Priority.URGENT:
            continue
        booking = bookings.get(item.booking_id or "")
        urgent = any(each.priority is Priority.URGENT for each in day.queue)
        assert (booking.form if booking else Form.CHIME) in forms or (booking is None and urgent)


@always
@given(days())
def test_what_is_booked_for_a_moment_begins_within_its_patience(day: Day) -> None:
    bookings = {booking.id: booking for booking in day.queue}
    for item in day.new:
        booking = bookings.get(item.booking_id or "")
        if booking and booking.at:
            assert timedelta(0) <= item.starts_at - to_whole(booking.at) <= timedelta(seconds=booking.wait_s)


@always
@given(days())
def test_repeats_keep_their_distance(day: Day) -> None:
    for timeline in day.result.timelines.values():
        at = {item.booking_id: item for item in timeline if not item.was_interrupted}
        for booking in day.queue:
            first, again = at.get(booking.follows or ""), at.get(booking.id)
            if first and again and not booking.at and again.airing not in day.kept:
                assert again.starts_at >= first.ends_at + timedelta(seconds=booking.follows_gap_s)


@always
@given(days())
def test_every_booking_is_planned_or_has_a_reason_in_every_zone(day: Day) -> None:
    reasons = {(each.booking_id, each.zone_id): each.reason for each in day.result.unplaced}
    for booking in day.queue:
        for zone_id in booking.zone_ids:
            airings = [item for item in day.result.timelines[zone_id] if item.booking_id == booking.id]
            done = [item for item in airings if not item.was_interrupted or booking.resume is Resume.NEVER]
            reason = reasons.pop((booking.id, zone_id), None)
            assert len(done) == (0 if reason else 1)
            assert reason is None or reason.sentence
    assert not reasons


@always
@given(days())
def test_item_outside_its_place_says_why(day: Day) -> None:
    bookings = {booking.id: booking for booking in day.queue}
    for item in day.new:
        if item.booking_id and item.slot_id:
            booking = bookings[item.booking_id]
            assert item.slot_id == booking.slot_id
            assert item.on >= booking.on
            assert item.on == booking.on or item.moved


@always
@given(days())
def test_sessions_have_their_clips_and_no_clip_stands_alone(day: Day) -> None:
    for items in sessions(in_force(day.result)).values():
        kinds = [item.kind for item in items]
        assert Kind.SIGNAL not in kinds[1:]
        assert Kind.OPENING not in [kind for kind in kinds if kind is not Kind.SIGNAL][1:]
        assert Kind.CLOSING not in kinds[:-1]
        if not {Kind.PROGRAMME, Kind.EMERGENCY} & set(kinds):
            assert items[0].starts_at <= day.now


@always
@given(days())
def test_a_time_signal_strikes_on_a_minute(day: Day) -> None:
    for item in day.new:
        if item.kind is Kind.SIGNAL:
            strikes = item.starts_at + timedelta(seconds=station.signal().strikes_s)
            assert strikes.second == strikes.microsecond == 0


@always
@given(days())
def test_whole_items_are_planned_with_one_name_each(day: Day) -> None:
    lengths = {booking.id: booking.duration_s for booking in day.queue}
    items = in_force(day.result)

    assert len({item.airing for item in items}) == len(items)
    for item in day.new:
        if item.booking_id and not item.was_interrupted:
            assert abs((item.ends_at - item.starts_at).total_seconds() - lengths[item.booking_id]) < 0.001


@always
@given(days())
def test_nothing_new_starts_before_devices_can_know(day: Day) -> None:
    earlier = {item.airing for item in in_force(day.before)}
    for item in day.new:
        if item.airing not in earlier:
            assert item.starts_at >= day.now + timedelta(seconds=day.rules.lead_s)


@always
@given(days())
def test_items_end_within_their_validity(day: Day) -> None:
    limits = {booking.id: booking.valid_until for booking in day.queue}
    for item in day.new:
        limit = limits[item.booking_id] if item.booking_id else None
        assert limit is None or item.ends_at <= limit


@always
@given(days())
def test_emergencies_wait_for_nothing_but_urgent_items(day: Day) -> None:
    soonest = day.now + timedelta(seconds=day.rules.lead_s)
    pause, tick = timedelta(seconds=day.rules.gap_s), timedelta(milliseconds=1)
    for timeline in day.result.timelines.values():
        urgent = [item for item in timeline if item.priority is Priority.URGENT]
        for item in urgent:
            if item.kind is Kind.EMERGENCY and item.airing not in day.kept:
                # What is shorter than the pause between two emergencies may be heard in it.
                waits = any(timedelta(0) <= item.starts_at - each.ends_at <= pause for each in urgent)
                assert item.starts_at - soonest < tick or waits


@always
@given(days(), st.randoms(use_true_random=False))
def test_order_of_the_arguments_makes_no_difference(day: Day, shuffler: Random) -> None:
    queue, fixed = list(day.queue), in_force(day.before)
    shuffler.shuffle(queue)
    shuffler.shuffle(fixed)

    assert plan(day.rules, queue, now=day.now, fixed=fixed) == day.result


@always
@given(days())
def test_planning_again_changes_nothing(day: Day) -> None:
    again = plan(day.rules, day.queue, now=day.now, fixed=in_force(day.result))

    assert places(again) == places(day.result)
    assert unplaced(again) == unplaced(day.result)


@always
@given(days(), st.integers(0, 1200))
def test_time_that_passes_changes_nothing_that_was_planned(day: Day, seconds: int) -> None:
    later = day.now + timedelta(seconds=seconds)

    again = plan(day.rules, day.queue, now=later, fixed=in_force(day.result))

    # What an emergency drove out of a session may be seen only now to want the minutes of its equal: a person is asked.
    asked = {(each.booking_id, each.zone_id) for each in again.unplaced if each.reason.code is Code.CLASH}
    before = {item.airing for item in in_force(day.result) if (item.booking_id, item.zone_id) in asked}
    kept = {airing: place for airing, place in places(day.result).items() if airing not in before}
    assert kept.items() <= places(again).items()


@always
@given(days(), st.data())
def test_adding_what_is_not_an_emergency_moves_nothing_frozen(day: Day, data: st.DataObject) -> None:
    later = day.now + timedelta(seconds=data.draw(st.integers(0, 600)))
    added = data.draw(stations.queues(day.rules, later, prefix="late "))
    ordinary = [booking for booking in added if not booking.play_now]

    again = plan(day.rules, [*day.queue, *ordinary], now=later, fixed=in_force(day.result))

    limit = later + timedelta(seconds=day.rules.freeze_s)
    frozen = {name: place for name, place in places(day.result).items() if place[1] < limit}
    assert frozen.items() <= places(again).items()


@settings(always, max_examples=25)
@given(days(), st.data())
def test_unobjected_booking_gets_its_place(day: Day, data: st.DataObject) -> None:
    for booking in data.draw(stations.queues(day.rules, day.now, prefix="asked "))[:2]:
        fixed = in_force(day.result)
        verdict = check(day.rules, day.queue, booking, now=day.now, fixed=fixed)

        result = plan(day.rules, [*day.queue, booking], now=day.now, fixed=fixed)
        got = [item for item in in_force(result) if item.booking_id == booking.id]
        simply = len(got) == len(booking.zone_ids) and all(item.on == booking.on for item in got)
        assert simply or verdict
        assert verdict is None or verdict.reason.sentence


def sessions(items: Iterable[Planned]) -> Mapping[UUID, list[Planned]]:
    """Return the items of each session, in the order of time."""
    found: dict[UUID, list[Planned]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.starts_at):
        found[item.session].append(item)
    return found


def by_day(items: Iterable[Planned]) -> Mapping[tuple[str, date], list[Planned]]:
    """Return what limits count, by zone and day: whole items that are not urgent."""
    found: dict[tuple[str, date], list[Planned]] = defaultdict(list)
    for item in items:
        if item.priority is not Priority.URGENT and item.kind is Kind.PROGRAMME and not item.was_interrupted:
            found[item.zone_id, item.on].append(item)
    return found


def waived(day: Day, limit: Limit, on: date) -> bool:
    """Say whether a limit was set aside."""
    return day.rules.calendar.is_waived(limit, on)


def to_whole(when: datetime) -> datetime:
    """Cut a time to whole milliseconds, which is what the planner counts in."""
    return when.replace(microsecond=when.microsecond // 1000 * 1000)


def used_s(items: list[Planned], rules: Rules) -> float:
    """Return the time on the air, gaps included; of a time signal counts what follows the session's begin in its zone.

    Its strokes sound before its moment, and a zone that begins later hears the same moment.
    """
    frame = rules.frame_of(next(each for each in rules.slots if each.id == items[0].slot_id))
    later_s = rules.stagger_s.get(items[0].zone_id, 0.0)
    total = -frame.gap_s
    for item in items:
        taken = (item.ends_at - item.starts_at).total_seconds() + frame.gap_s
        if item.kind is Kind.SIGNAL and frame.signal:
            taken = max(0.0, taken - frame.signal.strikes_s - later_s)
        total += taken
    return total


def places(result: Plan) -> dict[UUID, tuple[str, datetime, datetime]]:
    """Return where every airing stands."""
    return {item.airing: (item.zone_id, item.starts_at, item.ends_at) for item in in_force(result)}


def unplaced(result: Plan) -> set[tuple[str, str]]:
    """Return what has no place."""
    return {(each.booking_id, each.zone_id) for each in result.unplaced}
