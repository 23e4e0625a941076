from datetime import datetime

import pytest

from broadcast import media, narration
from broadcast.authority import NotReleasable
from broadcast.models import Acceptance, Programme, Recording
from broadcast.narration import NothingToHear
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import LostRace
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return an approved programme with a take that nobody has heard."""
    return commune.approved(now=now)


def _accept(commune: Commune, take: Recording, now: datetime) -> Acceptance:
    return narration.accept(take, person=commune.operator, now=now)


def _another_take(commune: Commune, programme: Programme) -> Recording:
    narration.request_take(programme, voice="silent", person=commune.operator)
    return commune.record(programme)


def test_accepting_ties_exactly_this_master_to_the_approval(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    take = programme.recordings.get()

    acceptance = _accept(commune, take, now)

    assert acceptance.master_sha256 == take.master_sha256
    assert acceptance.approval == programme.approval
    assert (acceptance.person_name, acceptance.accepted_at) == (commune.operator.get_full_name(), now)
    assert commune.programme(programme.submission).status == ProgrammeStatus.ACCEPTED


def test_what_nobody_approved_cannot_be_accepted(commune: Commune, now: datetime) -> None:
    programme = commune.take_in(commune.submit(), now=now)
    take = commune.record(programme)

    with pytest.raises(NotReleasable):
        _accept(commune, take, now)

    take.refresh_from_db()
    assert take.status == RecordingStatus.MADE


def test_what_was_recalled_cannot_be_accepted(commune: Commune, programme: Programme, now: datetime) -> None:
    assert programme.approval is not None
    commune.recall(programme.approval)

    with pytest.raises(NotReleasable):
        _accept(commune, programme.recordings.get(), now)

    assert not Acceptance.objects.exists()


def test_a_recording_that_says_other_words_is_refused(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    Recording.objects.update(spoken_sha256="0" * 64)

    with pytest.raises(NothingToHear, match="other words"):
        _accept(commune, programme.recordings.get(), now)

    assert not Acceptance.objects.exists()


def test_a_recording_whose_file_was_changed_is_refused(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    take = programme.recordings.get()
    media.path_of(take.master_sha256).write_bytes(b"something else")

    with pytest.raises(NothingToHear):
        _accept(commune, take, now)

    assert not Acceptance.objects.exists()


def test_a_take_that_is_not_made_yet_is_refused(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    waiting = narration.request_take(programme, voice="silent", person=commune.operator)

    with pytest.raises(NothingToHear):
        _accept(commune, waiting, now)

    assert not Acceptance.objects.exists()


def test_accepting_another_take_puts_the_first_aside(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    first = programme.recordings.get()
    _accept(commune, first, now)
    second = _another_take(commune, programme)

    _accept(commune, second, now)

    first.refresh_from_db()
    assert first.status == RecordingStatus.REJECTED
    assert commune.programme(programme.submission).status == ProgrammeStatus.ACCEPTED


def test_accepting_another_take_of_a_booked_programme_keeps_it_in_the_queue(
    commune: Commune, now: datetime
) -> None:
    programme = commune.booked(now=now)
    second = _another_take(commune, programme)

    _accept(commune, second, now)

    assert commune.programme(programme.submission).status == ProgrammeStatus.QUEUED
    assert [item.media for item in commune.released(now=now).air] == [second.device_sha256]


def test_rejecting_the_only_take_makes_the_programme_wait_for_another(
    commune: Commune, programme: Programme
) -> None:
    narration.reject(programme.recordings.get(), person=commune.operator, reason="Đọc sai tên")

    assert commune.programme(programme.submission).status == ProgrammeStatus.RECEIVED


def test_rejecting_the_accepted_take_leaves_one_to_be_heard(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    first = programme.recordings.get()
    _another_take(commune, programme)
    _accept(commune, first, now)

    narration.reject(Recording.objects.get(pk=first.pk), person=commune.operator, reason="Có tiếng ồn")

    assert commune.programme(programme.submission).status == ProgrammeStatus.RECORDED


def test_the_take_of_a_booked_programme_is_not_put_aside_behind_its_back(
    commune: Commune, now: datetime
) -> None:
    programme = commune.booked(now=now)

    with pytest.raises(NothingToHear):
        narration.reject(programme.recordings.get(), person=commune.operator, reason="Có tiếng ồn")

    assert programme.recordings.get().status == RecordingStatus.ACCEPTED


def test_two_people_cannot_accept_the_same_take(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    take, same = programme.recordings.get(), programme.recordings.get()
    _accept(commune, take, now)

    with pytest.raises(LostRace):
        _accept(commune, same, now)

    assert Acceptance.objects.count() == 1
