"""A take is put together from the announcer's sentences, with a voice for the rest where somebody chose one."""

from typing import Any

import numpy as np
import pytest

from broadcast import announced, announcer, media, narration, speech
from broadcast.announcer import NotKept
from broadcast.authority import spoken_sha256
from broadcast.models import Recording
from broadcast.speech import Delivery, Line
from broadcast.states import RecordingStatus
from tests.broadcast.announcer.conftest import Desk
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def finished(desk: Desk, *, voice: str = "") -> Recording:
    """Finish and let the worker make it."""
    recording = announcer.finish(desk.programme, voice=voice, person=desk.announcer)
    narration.make_recording(recording.pk)
    recording.refresh_from_db()
    return recording


def test_the_announcers_sentences_become_a_take_like_any(commune: Commune, desk: Desk) -> None:
    for number in (2, 3, 1):
        desk.speak(number)

    take = finished(desk)

    assert take.status == RecordingStatus.MADE
    assert (take.voice, take.spoke, take.synthetic) == ("announcer", "announcer", False)
    assert take.spoken_sha256 == spoken_sha256(desk.programme.spoken)
    assert (take.sentences_done, take.sentences_total) == (3, 3)
    assert len(take.timeline) == 3
    narration.accept(take, person=commune.operator, now=desk.now)
    assert take.acceptance.master_sha256 == take.master_sha256


def test_a_voice_reads_what_nobody_spoke(desk: Desk) -> None:
    desk.speak(1)

    take = finished(desk, voice="silent")

    assert take.status == RecordingStatus.MADE
    assert (take.spoke, take.synthetic, take.is_mixed) == ("silent", True, True)
    assert [pick is not None for pick in take.picked] == [True, False, False]
    assert take.sentences_done == 3


def test_every_sentence_comes_in_its_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, third = desk.speak(1), desk.speak(3, level=0.05)
    take = announcer.finish(desk.programme, voice="silent", person=desk.announcer)
    said: list[str] = []
    speak_lines = speech.speak_lines

    def listen(lines: list[Line], **more: Any) -> Any:
        said.extend(line.words for line in lines)
        return speak_lines(lines, **more)

    monkeypatch.setattr(speech, "speak_lines", listen)
    words = [line.text for line in announcer.lines(desk.programme)]
    lines = [Line(words=each) for each in words]

    spoken = announced.read(take, lines, Delivery(), progress=lambda done, total: None)

    assert said == [words[1]]
    lengths = [clip.duration_s for clip in spoken.clips]
    assert lengths[0] == pytest.approx(first.duration_s)
    assert lengths[2] == pytest.approx(third.duration_s)
    assert spoken.clips[1].rate != spoken.clips[0].rate or not np.array_equal(
        spoken.clips[1].samples, spoken.clips[0].samples
    )


def test_nothing_is_put_together_before_a_sentence_was_spoken(desk: Desk) -> None:
    with pytest.raises(NotKept) as refusal:
        announcer.finish(desk.programme, voice="silent", person=desk.announcer)

    assert refusal.value.code == "nothing"


def test_somebody_says_who_reads_the_rest(desk: Desk) -> None:
    desk.speak(1)

    with pytest.raises(NotKept) as refusal:
        announcer.finish(desk.programme, voice="", person=desk.announcer)

    assert refusal.value.code == "unfinished"
    assert desk.programme.recordings.filter(voice="announcer").count() == 0


def test_a_sentence_whose_sound_was_changed_on_disk_is_named(desk: Desk) -> None:
    takes = [desk.speak(1, level=0.1), desk.speak(2, level=0.2), desk.speak(3, level=0.3)]
    media.path_of(takes[1].sound_sha256).write_bytes(b"something else")

    take = finished(desk)

    assert take.status == RecordingStatus.FAILED
    assert "Mỗi nhà một người" in take.error
    assert "2" in take.error


def test_a_take_keeps_what_was_picked_when_a_sentence_is_spoken_again(desk: Desk) -> None:
    picked = [desk.speak(1).pk, desk.speak(2).pk, desk.speak(3).pk]
    recording = announcer.finish(desk.programme, voice="", person=desk.announcer)

    desk.speak(2, level=0.4)

    narration.make_recording(recording.pk)
    recording.refresh_from_db()
    assert recording.status == RecordingStatus.MADE
    assert recording.picked == picked


def test_picked_sentences_of_other_words_are_refused(desk: Desk) -> None:
    take = desk.speak(1)
    recording = announcer.finish(desk.programme, voice="silent", person=desk.announcer)
    Recording.objects.filter(pk=recording.pk).update(picked=[None, take.pk, None])

    narration.make_recording(recording.pk)

    recording.refresh_from_db()
    assert recording.status == RecordingStatus.FAILED
    assert "Mỗi nhà một người" in recording.error
