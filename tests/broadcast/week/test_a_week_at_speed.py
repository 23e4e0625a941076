"""Weeks at speed (``LOAXA_WEEKS=200``: many more): no unlawful play, and a reason for every play that is missing."""

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from broadcast.plan.manifest import Manifest
from broadcast.plan.planned import Planned
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.terms import AuthorityKind, Kind, Priority
from broadcast.player.words import REASONS
from tests.broadcast.plan.station import COMMUNE
from tests.broadcast.week.paper_box import PaperBox, Play
from tests.broadcast.week.paper_week import PaperWeek

WEEKS = range(int(os.environ.get("LOAXA_WEEKS", "4")))
FREEZE = timedelta(seconds=Rules.freeze_s)
SLACK = timedelta(seconds=3)  # clocks of boxes are off by seconds


@cache
def lived(seed: int) -> PaperWeek:
    return PaperWeek(seed).live()


def plays(week: PaperWeek) -> Iterator[tuple[str, PaperBox, Play]]:
    for zone_id, box in week.boxes.items():
        for play in box.plays:
            yield zone_id, box, play


@pytest.mark.parametrize("seed", WEEKS)
def test_nothing_overlaps_in_a_zone(seed: int) -> None:
    for box in lived(seed).boxes.values():
        for earlier, later in pairwise(box.plays):
            assert earlier.starts <= earlier.ends
            assert earlier.ends - SLACK - SLACK <= later.starts


@pytest.mark.parametrize("seed", WEEKS)
def test_nothing_but_emergencies_begins_in_quiet_hours(seed: int) -> None:
    for _zone_id, _box, play in plays(lived(seed)):
        if play.item.priority is not Priority.URGENT:
            assert not play.manifest.is_quiet(play.item.starts_at, play.item.ends_at)
            assert not play.manifest.is_quiet(play.starts, play.starts + timedelta(milliseconds=1))


@pytest.mark.parametrize("seed", WEEKS)
def test_only_what_has_authority_is_heard(seed: int) -> None:
    week = lived(seed)
    granted = {booking.authority.id for booking in week.booked}
    for _zone_id, box, play in plays(week):
        authority = play.item.authority
        assert authority.id in granted or authority.kind is AuthorityKind.STANDING
        recalled = week.station.recalled.get(authority.id)
        told = None if recalled is None else first_told(week, box, recalled)
        assert told is None or play.ends - box.error <= told + SLACK


def first_told(week: PaperWeek, box: PaperBox, recalled: datetime) -> datetime | None:
    """Return when a box heard of a recall: after the loop signed it, and when the network let it."""
    signed = next((at for at in week.station.released if at >= recalled), None)
    return next((at for at in box.contacts if signed and at >= signed), None)


@pytest.mark.parametrize("seed", WEEKS)
def test_nothing_is_heard_again_that_a_box_reported_as_heard(seed: int) -> None:
    week = lived(seed)
    for box in week.boxes.values():
        whole: dict[str, Play] = {}
        for play in box.plays:
            name = play.item.authority.id
            if play.cut or play.item.authority.kind is AuthorityKind.STANDING:
                continue
            assert name not in whole or not was_known(week, whole[name], before=play.starts - FREEZE)
            whole[name] = play


def was_known(week: PaperWeek, play: Play, *, before: datetime) -> bool:
    """Whether the station had planned with a report of this play, in time for what comes next not to be frozen."""
    reported = week.station.reported.get(play.item.airing)
    return reported is not None and any(reported <= at < before for at in week.station.released)


@pytest.mark.parametrize("seed", WEEKS)
def test_a_day_has_no_more_than_the_regulation_allows(seed: int) -> None:
    week = lived(seed)
    for box in week.boxes.values():
        length: dict[date, float] = defaultdict(float)
        for play in box.plays:
            if play.item.priority is not Priority.URGENT:
                day = play.item.starts_at.astimezone(COMMUNE).date()
                length[day] += (play.ends - play.starts).total_seconds()
        for day, seconds in length.items():
            assert seconds <= most_on(week, day)


def most_on(week: PaperWeek, day: date) -> float:
    """Return the longest day that any plan near that day was made for: clocks are wrong by a day at times."""
    near = [each.limits.day_s for on, each in week.station.calendars if abs(on - day) <= timedelta(days=2)]
    return max((1e9 if most is None else most for most in near), default=1e9)


@pytest.mark.parametrize("seed", WEEKS)
def test_every_missing_play_is_explained(seed: int) -> None:
    week = lived(seed)
    for booking in week.booked:
        for zone_id in sorted(booking.zone_ids):
            assert reason_of(week, booking, zone_id), (booking.id, zone_id)


def reason_of(week: PaperWeek, booking: Booking, zone_id: str) -> str:
    """Return why a booking was not heard in a zone, or that it was; "" when nobody could tell."""
    box, station = week.boxes[zone_id], week.station
    if any(play.item.authority.id == booking.authority.id and not play.cut for play in box.plays):
        return "heard"
    if booking.id in station.withdrawn:
        return station.withdrawn[booking.id]
    if (booking.id, zone_id) in station.told:
        return station.told[booking.id, zone_id]
    if not any(at >= booking.booked_at for at in station.released):
        return "the loop has been down since"
    airings = station.planned.get((booking.id, zone_id), {})
    return next((why for name in airings if (why := why_silent(week, box, airings[name]))), "")


def why_silent(week: PaperWeek, box: PaperBox, item: Planned) -> str:
    """Return why a box did not play an item that was planned for it."""
    name, starts = str(item.airing), item.starts_at
    if name in box.whys:
        return REASONS[box.whys[name]]
    if starts >= week.now:
        return "still to come"
    if box.was_dark(starts) or not box.heard_of(week.station.listed[name], starts):
        return "no loudspeaker has reported it"
    # Its own clock may be some seconds behind: then it held a newer plan by the time it was to begin.
    held = [box.held_at(starts), box.held_at(starts + SLACK)]
    if any(each and is_from_the_future(*each) and item.ends_at < each[1].issued_at for each in held):
        return "no loudspeaker has reported it: the station's clock took it for past"
    return ""


def is_from_the_future(since: datetime, held: Manifest) -> bool:
    return held.issued_at > since + timedelta(minutes=1)


@pytest.mark.parametrize("seed", WEEKS)
def test_a_week_brings_enough_of_everything(seed: int) -> None:
    week = lived(seed)
    heard = [play for _zone_id, _box, play in plays(week)]

    assert len(heard) > 40
    assert any(play.item.kind is Kind.EMERGENCY for play in heard)
    assert week.station.recalled
    assert len(week.station.released) > 200


def test_the_same_seed_is_the_same_week() -> None:
    once, again = PaperWeek(0).live(), lived(0)

    assert {name: box.plays for name, box in once.boxes.items()} == {
        name: box.plays for name, box in again.boxes.items()
    }
    assert once.station.told == again.station.told
