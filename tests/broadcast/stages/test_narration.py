import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadcast import media, narration, reading_aloud
from broadcast.authority import NotReleasable
from broadcast.models import Programme, Recording, Rendition
from broadcast.speech import SentenceRefused
from broadcast.states import ProgrammeStatus, RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme whose first take waits."""
    return commune.take_in(commune.submit(), now=now)


def _mute(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise SentenceRefused("Giọng đọc hỏng")

    monkeypatch.setattr(reading_aloud, "speak", fail)


def test_a_take_is_made_and_every_file_lies_under_its_digest(commune: Commune, programme: Programme) -> None:
    waiting = narration.recordings_to_make()

    narration.make_recording(waiting[0])

    take = programme.recordings.get()
    assert take.status == RecordingStatus.MADE
    assert all(
        media.is_whole(digest) for digest in (take.master_sha256, take.device_sha256, take.waveform_sha256)
    )
    assert Rendition.objects.get(source_sha256=take.master_sha256).output_sha256 == take.device_sha256
    assert commune.programme(programme.submission).status == ProgrammeStatus.RECORDED


def test_the_recording_says_which_voice_spoke_and_how_far_it_is(
    commune: Commune, programme: Programme
) -> None:
    take = commune.record(programme)

    assert take.spoke == "silent"
    assert take.synthetic
    assert take.sentences_done == take.sentences_total > 0


def test_a_take_that_another_worker_has_is_left_alone(commune: Commune, programme: Programme) -> None:
    take = programme.recordings.get()
    Recording.objects.update(status=RecordingStatus.MAKING)

    narration.make_recording(take.pk)

    take.refresh_from_db()
    assert take.status == RecordingStatus.MAKING
    assert not take.master_sha256


def test_a_fault_of_the_voice_is_kept_and_the_programme_says_so(
    commune: Commune, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mute(monkeypatch)

    take = commune.record(programme)

    assert take.status == RecordingStatus.FAILED
    assert take.error == "Giọng đọc hỏng"
    assert commune.programme(programme.submission).status == ProgrammeStatus.FAILED


def test_a_failed_take_can_be_made_again(
    commune: Commune, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        _mute(broken)
        take = commune.record(programme)

    narration.retry(take, person=commune.operator)
    take = commune.record(programme)

    assert take.status == RecordingStatus.MADE
    assert take.error == ""
    assert commune.programme(programme.submission).status == ProgrammeStatus.RECORDED


def test_a_script_without_words_fails_with_a_reason(commune: Commune, programme: Programme) -> None:
    Programme.objects.update(spoken="")

    take = commune.record(programme)

    assert take.status == RecordingStatus.FAILED
    assert take.error


def test_a_take_whose_worker_died_is_asked_for_again(programme: Programme, now: datetime) -> None:
    take = programme.recordings.get()
    Recording.objects.update(
        status=RecordingStatus.MAKING, touched_at=now - narration.STUCK_AFTER - timedelta(seconds=1)
    )

    narration.rescue_stuck(now)

    take.refresh_from_db()
    assert take.status == RecordingStatus.REQUESTED


def test_a_take_that_is_being_made_is_not_taken_away(programme: Programme, now: datetime) -> None:
    take = programme.recordings.get()
    Recording.objects.update(status=RecordingStatus.MAKING, touched_at=now - timedelta(seconds=20))

    narration.rescue_stuck(now)

    take.refresh_from_db()
    assert take.status == RecordingStatus.MAKING


def test_a_service_voice_gets_only_approved_words(commune: Commune, programme: Programme) -> None:
    with pytest.raises(NotReleasable):
        narration.request_take(programme, voice="google", person=commune.operator)

    assert list(programme.recordings.values_list("voice", flat=True)) == ["silent"]


def test_an_unknown_voice_is_refused_before_a_worker_meets_it(commune: Commune, programme: Programme) -> None:
    with pytest.raises(ValueError, match="no such voice"):
        narration.request_take(programme, voice="ca-sĩ", person=commune.operator)

    assert programme.recordings.count() == 1


def test_nothing_more_is_recorded_of_a_withdrawn_programme(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    assert programme.approval is not None
    commune.recall(programme.approval)
    withdrawn = commune.take_in(programme.submission, now=now)

    with pytest.raises(NotReleasable):
        narration.request_take(withdrawn, voice="espeak", person=commune.operator)
    with pytest.raises(NotReleasable):
        narration.upload_take(withdrawn, name="a.wav", chunks=[b"x"], person=commune.operator)

    assert programme.recordings.count() == 1


def test_the_announcer_s_file_is_kept_as_it_came(commune: Commune, programme: Programme, files: Path) -> None:
    take = narration.upload_take(
        programme, name="Bản tin sáng.WAV", chunks=[b"RI", b"FF"], person=commune.operator
    )

    kept = files / "broadcast" / take.upload
    assert kept.read_bytes() == b"RIFF"
    assert kept.suffix == ".wav"
    assert not take.synthetic


def test_a_broken_file_of_the_announcer_fails_and_leaves_the_recorded_programme_as_it_was(
    commune: Commune, programme: Programme
) -> None:
    commune.record(programme)
    narration.upload_take(programme, name="a.mp3", chunks=[b"no sound"], person=commune.operator)

    take = commune.record(programme)

    assert take.status == RecordingStatus.FAILED
    assert "không phải bản ghi âm" in take.error
    assert commune.programme(programme.submission).status == ProgrammeStatus.RECORDED


def test_a_made_recording_is_named_by_the_words_it_says(commune: Commune, programme: Programme) -> None:
    take = commune.record(programme)

    assert take.spoken_sha256 == hashlib.sha256(programme.spoken.encode()).hexdigest()
