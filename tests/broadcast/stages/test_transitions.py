from datetime import datetime

import pytest
from django.db import models

from broadcast.models import Airing, Device, Move, Programme, Recording
from broadcast.states import LAWFUL, AiringStatus, DeviceStatus, ProgrammeStatus, RecordingStatus
from broadcast.transitions import LostRace, Movable, UnlawfulMove, move, try_move
from tests.broadcast.boxes import box_in
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
MACHINES: dict[type[models.TextChoices], type[Movable]] = {
    ProgrammeStatus: Programme,
    RecordingStatus: Recording,
    AiringStatus: Airing,
    DeviceStatus: Device,
}


@pytest.fixture
def rows(commune: Commune, now: datetime) -> dict[type[models.TextChoices], Movable]:
    """Return a row of every machine."""
    programme = commune.booked(now=now)
    commune.released(now=now)
    box_in(commune, commune.zones[0], now=now)
    return {
        ProgrammeStatus: programme,
        RecordingStatus: programme.recordings.get(),
        AiringStatus: Airing.objects.all()[0],
        DeviceStatus: Device.objects.get(),
    }


def _at(row: Movable, status: str) -> Movable:
    type(row)._default_manager.filter(pk=str(row.pk)).update(status=status)
    row.refresh_from_db()
    return row


def test_every_machine_has_a_way_out_of_every_state_or_says_that_it_ends() -> None:
    for states in MACHINES:
        assert set(LAWFUL[states]) == set(states)


def test_every_lawful_move_is_made_and_written_down(
    rows: dict[type[models.TextChoices], Movable],
) -> None:
    for states, row in rows.items():
        for source in states:
            for target in LAWFUL[states][source]:
                move(_at(row, source), target, by="Ba Lan", reason="vì thế")

                written = Move.objects.latest("pk")
                assert type(row)._default_manager.get(pk=str(row.pk)).status == row.status == target
                assert (written.kind, written.row_id) == (row._meta.model_name, str(row.pk))
                assert (written.source, written.target) == (source, target)
                assert (written.by, written.reason) == ("Ba Lan", "vì thế")


def test_every_other_move_is_refused_and_changes_nothing(
    rows: dict[type[models.TextChoices], Movable],
) -> None:
    made = Move.objects.count()

    for states, row in rows.items():
        for source in states:
            for target in set(states) - LAWFUL[states][source]:
                with pytest.raises(UnlawfulMove):
                    move(_at(row, source), target)
                assert type(row)._default_manager.get(pk=str(row.pk)).status == source

    assert Move.objects.count() == made


def test_whoever_comes_second_loses_the_race_and_changes_nothing(
    rows: dict[type[models.TextChoices], Movable],
) -> None:
    first = _at(rows[ProgrammeStatus], ProgrammeStatus.QUEUED)
    second = Programme.objects.get(pk=str(first.pk))
    move(first, ProgrammeStatus.AIRED)
    made = Move.objects.count()

    with pytest.raises(LostRace):
        move(second, ProgrammeStatus.ACCEPTED)

    assert Programme.objects.get(pk=str(first.pk)).status == ProgrammeStatus.AIRED
    assert Move.objects.count() == made


def test_a_lost_race_can_be_somebody_else_s_success(
    rows: dict[type[models.TextChoices], Movable],
) -> None:
    first = _at(rows[ProgrammeStatus], ProgrammeStatus.QUEUED)
    second = Programme.objects.get(pk=str(first.pk))

    outcomes = [try_move(first, ProgrammeStatus.AIRED), try_move(second, ProgrammeStatus.AIRED)]

    assert outcomes == [True, False]
