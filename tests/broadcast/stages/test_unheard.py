"""A programme that no zone heard goes back to those that wait for a time, and the desk says so first."""

from datetime import datetime, timedelta

import pytest

from broadcast import pipeline, playout, problems, schedule
from broadcast.models import Airing, Move, Programme
from broadcast.states import AiringStatus, ProgrammeStatus
from tests.broadcast.boxes import box_in, receipt, row_of
from tests.broadcast.commune import Commune, days

pytestmark = pytest.mark.django_db


def status(programme: Programme) -> str:
    """Return the programme's status as it is now."""
    return Programme.objects.get(pk=programme.pk).status


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme that both zones were to hear at 17:00."""
    programme = commune.booked(now=now, on_boards=False)
    pipeline.sweep(now)
    return programme


def test_a_programme_that_nobody_reported_waits_for_another_time(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    evening = now.replace(hour=18)
    pipeline.sweep(evening)

    assert status(programme) == ProgrammeStatus.ACCEPTED
    move = Move.objects.filter(kind="programme", row_id=str(programme.pk)).latest("pk")
    assert move.reason == "Planned for 17:00 25/11: no loudspeaker has reported it."
    told = {each.sentence: each for each in problems.problems(commune.station, now=evening)}
    assert told[f"“{programme.title}” was heard nowhere. {move.reason}"].urgent


def test_a_programme_that_the_station_never_sent_says_so(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now, on_boards=False)

    pipeline.sweep(now.replace(hour=18))

    assert status(programme) == ProgrammeStatus.ACCEPTED
    assert programme.bookings.get().cancelled_at is not None


def test_one_zone_that_heard_it_is_enough_to_stay_out_of_the_list(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    box = box_in(commune, commune.zones[1], now=now)
    playout.take_receipts(row_of(box), [receipt(Airing.objects.get(zone=commune.zones[1]))])

    pipeline.sweep(now.replace(hour=18))

    assert status(programme) == ProgrammeStatus.AIRED


def test_a_late_report_makes_it_aired_after_all(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    box = box_in(commune, commune.zones[0], now=now)
    pipeline.sweep(now.replace(hour=18))
    playout.take_receipts(row_of(box), [receipt(Airing.objects.get(zone=commune.zones[0]))])

    assert status(programme) == ProgrammeStatus.AIRED


def test_a_programme_with_a_time_to_come_stays_in_the_queue(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    commune.book(programme, now=now, on=now.date() + days(1))

    pipeline.sweep(now.replace(hour=18))

    assert status(programme) == ProgrammeStatus.QUEUED


def test_it_can_be_given_another_time_and_is_no_longer_complained_about(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    evening = now.replace(hour=18)
    pipeline.sweep(evening)
    programme.refresh_from_db()
    schedule.book(
        programme,
        slot=commune.slot,
        on=now.date() + days(1),
        zones=commune.zones,
        person=commune.operator,
        now=evening,
    )
    pipeline.sweep(evening + timedelta(seconds=8))

    assert status(programme) == ProgrammeStatus.QUEUED
    assert not any("nowhere" in each.sentence for each in problems.problems(commune.station, now=evening))
    assert Airing.objects.filter(status=AiringStatus.RELEASED).count() == len(commune.zones)
