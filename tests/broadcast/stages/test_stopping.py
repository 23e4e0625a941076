from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from broadcast import pipeline, playout, release, schedule, stopping, stops
from broadcast.models import Airing, AiringStop, Programme
from broadcast.plan.reasons import Code
from broadcast.planning import plan_of
from broadcast.states import ProgrammeStatus
from newsroom.models.append_only import Unchangeable
from tests.broadcast.boxes import box_in, receipt, row_of
from tests.broadcast.commune import Commune, newest

pytestmark = pytest.mark.django_db
WHY = "Nội dung cũ"
FIRST_SECOND = timedelta(seconds=1)


@pytest.fixture
def airing(commune: Commune, now: datetime) -> Airing:
    """Return a play that begins in the first zone at five, neighbours ten seconds later."""
    second = commune.zones[1]
    second.stagger_s = 10
    second.save()
    programme = commune.booked(now=now)
    programme.recordings.update(duration_s=300)
    release.release(commune.station, now=now)
    return Airing.objects.filter(booking__programme=programme).earliest("starts_at")


def stop(commune: Commune, airing: Airing, at: datetime, **fields: object) -> None:
    usual = {"zone_ids": [zone.pk for zone in commune.zones], "why": WHY, "person": commune.operator}
    stopping.stop(airing, now=at, **(usual | fields))  # type: ignore[arg-type]


def test_a_play_that_sounds_is_stopped_in_every_zone_and_named_in_their_plans(
    commune: Commune, airing: Airing
) -> None:
    at = airing.starts_at + FIRST_SECOND
    before = newest(commune.zones[0])

    stop(commune, airing, at)
    pipeline.stop_at_once(at)

    plans = [newest(zone) for zone in commune.zones]
    names = {str(row.pk) for row in Airing.objects.all()}
    assert [plan.stopped for plan in plans] == [
        frozenset({name}) for name in [str(airing.pk), *(names - {str(airing.pk)})]
    ]
    assert before.stopped == frozenset()
    assert plans[0].counter == before.counter + 1
    assert playout.on_air_now(at) == []


def test_only_the_chosen_zones_fall_silent(commune: Commune, airing: Airing) -> None:
    at = airing.starts_at + timedelta(seconds=30)

    stop(commune, airing, at, zone_ids=[commune.zones[0].pk])
    release.release(commune.station, now=at)

    assert newest(commune.zones[1]).stopped == frozenset()
    assert [row.zone_id for row in playout.on_air_now(at)] == [commune.zones[1].pk]


def test_what_was_stopped_is_never_planned_again_not_even_after_an_emergency(
    commune: Commune, airing: Airing, now: datetime
) -> None:
    at = airing.starts_at + timedelta(seconds=30)
    stop(commune, airing, at)
    with time_machine.travel(at, tick=False):
        alarm = commune.accepted(now=at, title="Lũ về")
        Programme.objects.filter(pk=alarm.pk).update(priority="urgent")
        alarm.refresh_from_db()
        schedule.book_now(alarm, zones=commune.zones, person=commune.operator, now=at)

    for later in (1, 60, 600, 86_400):
        release.release(commune.station, now=at + timedelta(seconds=later))

    plays = Airing.objects.filter(booking=airing.booking, zone=airing.zone)
    assert [row.pk for row in plays] == [airing.pk]
    line = plan_of(commune.station, now=at + timedelta(seconds=60)).timelines[str(airing.zone_id)]
    assert [item.moved and item.moved.code for item in line] == [Code.STOPPED, None]
    assert line[0].ends_at <= line[1].starts_at


def test_what_follows_keeps_the_time_that_was_promised(
    commune: Commune, airing: Airing, now: datetime
) -> None:
    after = commune.accepted(now=now, title="Tin sau")
    after.recordings.update(duration_s=60)
    commune.book(after, now=now)
    release.release(commune.station, now=now)
    promised = Airing.objects.get(booking__programme=after, zone=airing.zone).starts_at
    at = airing.starts_at + FIRST_SECOND

    (play, *_others) = stopping.plays(airing, now=at)
    stop(commune, airing, at)
    release.release(commune.station, now=at + FIRST_SECOND)

    assert play.following is not None
    assert play.following.starts_at == promised
    assert Airing.objects.get(booking__programme=after, zone=airing.zone).starts_at == promised


def test_its_later_plays_go_too_when_that_is_asked_for(
    commune: Commune, airing: Airing, now: datetime
) -> None:
    at = airing.starts_at + FIRST_SECOND
    assert airing.booking is not None

    stop(commune, airing, at, and_later=True)
    release.release(commune.station, now=at)

    airing.booking.refresh_from_db()
    assert airing.booking.cancelled_at == at
    assert airing.booking.programme.status == ProgrammeStatus.ACCEPTED
    assert newest(commune.zones[0]).air == ()
    assert newest(commune.zones[0]).stopped == {str(airing.pk)}


def test_repeats_of_repeats_count_as_later_plays(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now)
    schedule.book(
        programme,
        slot=commune.slot,
        on=now.date(),
        zones=commune.zones[:1],
        person=commune.operator,
        now=now,
        times=3,
        gap_minutes=6,
    )
    release.release(commune.station, now=now)
    first, *others = Airing.objects.filter(booking__programme=programme).order_by("starts_at")

    assert stopping.later_plays(first, now=first.starts_at + FIRST_SECOND) == others
    assert len(others) == 2


def test_nothing_is_stopped_that_is_over_or_stopped_already(commune: Commune, airing: Airing) -> None:
    at = airing.starts_at + FIRST_SECOND
    stop(commune, airing, at)

    with pytest.raises(stopping.CannotStop, match="over already"):
        stop(commune, airing, at)
    with pytest.raises(stopping.CannotStop, match="over already"):
        stop(commune, airing, at + timedelta(hours=1))
    assert AiringStop.objects.count() == 2


def test_a_stop_says_why_and_is_never_changed(commune: Commune, airing: Airing) -> None:
    at = airing.starts_at + FIRST_SECOND

    with pytest.raises(stopping.CannotStop, match="Write why"):
        stop(commune, airing, at, why=" . ")
    stop(commune, airing, at)

    with pytest.raises(Unchangeable):
        AiringStop.objects.update(why="khác")


def test_leaders_stop_too_and_others_do_not(commune: Commune, airing: Airing) -> None:
    at = airing.starts_at + FIRST_SECOND

    with pytest.raises(PermissionDenied):
        stop(commune, airing, at, person=commune.editor)
    stop(commune, airing, at, person=commune.leader)

    assert AiringStop.objects.latest("pk").person_name == commune.leader.get_full_name()


def test_a_box_says_whether_it_holds_the_stop(commune: Commune, airing: Airing) -> None:
    at = airing.starts_at + FIRST_SECOND
    box = box_in(commune, commune.zones[0], now=at)
    stop(commune, airing, at)
    release.release(commune.station, now=at)

    (before,) = stops.recent(commune.station, now=at)
    held = newest(commune.zones[0])
    with time_machine.travel(at, tick=False):
        box.get("manifest", **{"if-none-match": held.etag})
    (after,) = stops.recent(commune.station, now=at)

    assert ([each.pk for each in before.untold], before.told) == ([row_of(box).pk], [])
    assert ([each.pk for each in after.told], after.untold) == ([row_of(box).pk], [])
    assert after.zones == [zone.name for zone in commune.zones]
    assert stops.recent(commune.station, now=at + timedelta(minutes=16)) == []


def test_a_stopped_play_is_written_down_as_heard_in_part(
    commune: Commune, airing: Airing, now: datetime
) -> None:
    at = airing.starts_at + FIRST_SECOND
    box = box_in(commune, commune.zones[0], now=at)
    stop(commune, airing, at)

    with time_machine.travel(at, tick=False):
        playout.take_receipts(row_of(box), [receipt(airing, outcome="partial")])

    airing.refresh_from_db()
    assert airing.status == "partial"
