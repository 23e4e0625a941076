"""A take that is cancelled is put aside at once, and whoever makes it stops before the next sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from broadcast import narration
from broadcast.models import Programme, Recording
from broadcast.speech import Clip, Delivery, Profile
from broadcast.speech.silent import SilentVoice
from broadcast.states import ProgrammeStatus, RecordingStatus
from tests.broadcast.commune import Commune, noise

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme whose first take waits."""
    return commune.take_in(commune.submit(), now=now)


def _during_the_second_sentence(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> list[str]:
    said: list[str] = []
    speak = SilentVoice.speak

    def spoken(self: SilentVoice, sentence: str, **more: float) -> Clip:
        said.append(sentence)
        if len(said) == 2:
            act()
        return speak(self, sentence, **more)

    monkeypatch.setattr(SilentVoice, "speak", spoken)
    return said


def test_a_take_that_waits_is_put_aside(commune: Commune, programme: Programme) -> None:
    take = programme.recordings.get()

    narration.cancel(take, commune.operator)

    assert programme.recordings.get().status == RecordingStatus.REJECTED
    assert narration.recordings_to_make() == []


def test_whoever_makes_it_stops_within_one_sentence(
    commune: Commune, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = programme.recordings.get()
    said = _during_the_second_sentence(
        monkeypatch, lambda: narration.cancel(Recording.objects.get(pk=take.pk), commune.operator)
    )

    narration.make_recording(take.pk)

    take.refresh_from_db()
    assert len(said) == 2 < take.sentences_total
    assert (take.status, take.master_sha256, take.error) == (RecordingStatus.REJECTED, "", "")
    assert commune.programme(programme.submission).status == ProgrammeStatus.RECEIVED


def test_one_cancelled_while_the_sound_is_put_together_is_not_kept(
    commune: Commune, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = programme.recordings.get()
    put_together = noise

    def cancelled_meanwhile(parts: Sequence[object], **more: object) -> object:
        narration.cancel(Recording.objects.get(pk=take.pk), commune.operator)
        return put_together(parts, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(narration, "produce", cancelled_meanwhile)

    narration.make_recording(take.pk)

    take.refresh_from_db()
    assert (take.status, take.master_sha256) == (RecordingStatus.REJECTED, "")


def test_after_cancelling_another_take_can_be_asked_for(commune: Commune, programme: Programme) -> None:
    narration.cancel(programme.recordings.get(), commune.operator)
    narration.request_take(programme, voice="silent", person=commune.operator)

    assert commune.record(programme).status == RecordingStatus.MADE


def test_what_is_made_cannot_be_cancelled_any_more(commune: Commune, programme: Programme) -> None:
    take = commune.record(programme)

    with pytest.raises(narration.NothingToHear):
        narration.cancel(take, commune.operator)

    assert programme.recordings.get().status == RecordingStatus.MADE


def test_a_take_keeps_how_it_was_asked_to_be_delivered(commune: Commune, programme: Programme) -> None:
    wanted = Delivery(rate=0.8, profile=Profile.ECHO_SAFE)

    narration.request_take(programme, voice="silent", person=commune.operator, delivery=wanted)
    take = commune.record(programme)

    assert Delivery.from_row(take.delivery) == wanted
