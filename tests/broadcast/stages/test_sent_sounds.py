"""Sounds sent in for the repertoire: made ready by a worker with the real ffmpeg, or told apart with the file kept."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from broadcast import media, music, narration, pipeline, sent_sounds, tidying, uploads
from broadcast.audio.upload import REASONS
from broadcast.models import RepertoireItem, SentSound, StandingClip
from tests.broadcast.audio.ebur128 import heard_by_ffmpeg, made_by_ffmpeg
from tests.broadcast.commune import Commune, noise

pytestmark = pytest.mark.django_db
VOICE = "anoisesrc=duration=2:amplitude=0.05:seed=7:sample_rate=22050,bandpass=f=900:width_type=h:w=900"


def a_file(commune: Commune, content: bytes, now: datetime, *, kind: str = "recorded") -> SentSound:
    return sent_sounds.send(
        commune.station,
        kind=kind,
        title="Pháp luật",
        source="Đài huyện",
        name="pháp luật.mp3",
        chunks=[content[:9], content[9:]],
        person=commune.operator,
        now=now,
    )


def fresh(sent: SentSound) -> SentSound:
    return SentSound.objects.select_related("item").get(pk=sent.pk)


@pytest.fixture
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any file for half a second of sound."""
    monkeypatch.setattr(sent_sounds, "from_upload", lambda _path, directory: noise([], directory=directory))


@pytest.mark.parametrize("kind", ["recorded", "music"])
def test_the_worker_makes_it_as_loud_as_all_others(
    commune: Commune, now: datetime, tmp_path: Path, kind: str
) -> None:
    sent = a_file(commune, made_by_ffmpeg(tmp_path / "a.mp3", VOICE).read_bytes(), now, kind=kind)
    assert not RepertoireItem.objects.exists()

    pipeline.work()

    item = fresh(sent).item
    assert item is not None
    assert (item.kind, item.title, item.made_by_name) == (kind, "Pháp luật", commune.operator.get_full_name())
    assert item.duration_s == pytest.approx(2, abs=0.1)
    assert heard_by_ffmpeg(media.path_of(item.device_sha256)).lufs == pytest.approx(-16, abs=1)
    assert list(RepertoireItem.objects.waiting()) == [item]


def test_a_broken_file_is_told_in_plain_words_and_kept(
    commune: Commune, now: datetime, tmp_path: Path
) -> None:
    sent = a_file(commune, b"this is not a sound at all", now)

    sent_sounds.make_ready(sent.pk)

    assert fresh(sent).error == REASONS["not_audio"]
    assert uploads.path_of(sent.upload).read_bytes() == b"this is not a sound at all"
    assert sent_sounds.next_waiting() is None
    assert not RepertoireItem.objects.exists()

    uploads.path_of(sent.upload).write_bytes(made_by_ffmpeg(tmp_path / "a.mp3", VOICE).read_bytes())
    sent_sounds.retry(sent)
    sent_sounds.make_ready(sent.pk)

    assert fresh(sent).item is not None
    assert fresh(sent).error == ""


def test_music_under_the_words_that_is_too_long_is_told_and_kept(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Long:
        duration_s = 180.0

    monkeypatch.setattr(music, "bed_from", lambda _path: Long())
    sent = a_file(commune, b"x", now, kind="bed")

    sent_sounds.make_ready(sent.pk)

    assert "longer than three minutes" in fresh(sent).error
    assert uploads.path_of(sent.upload).exists()
    assert not StandingClip.objects.exists()
    assert not RepertoireItem.objects.exists()


@pytest.mark.usefixtures("easy")
def test_two_workers_never_make_the_same_one(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = a_file(commune, b"x", now)

    def meanwhile(_path: Path, directory: Path) -> object:
        sent_sounds.make_ready(sent.pk)
        return noise([], directory=directory)

    monkeypatch.setattr(sent_sounds, "from_upload", meanwhile)
    sent_sounds.make_ready(sent.pk)
    sent_sounds.make_ready(sent.pk)

    assert RepertoireItem.objects.count() == 1
    assert fresh(sent).tries == 1


def test_what_is_put_aside_while_it_is_made_becomes_nothing(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = a_file(commune, b"x", now)

    def meanwhile(_path: Path, directory: Path) -> object:
        sent_sounds.drop(sent, person=commune.operator, now=now)
        return noise([], directory=directory)

    monkeypatch.setattr(sent_sounds, "from_upload", meanwhile)
    sent_sounds.make_ready(sent.pk)

    assert not RepertoireItem.objects.exists()
    with pytest.raises(sent_sounds.NotThere):
        sent_sounds.drop(sent, person=commune.operator, now=now)
    with pytest.raises(sent_sounds.NotThere):
        sent_sounds.retry(sent)


@pytest.mark.usefixtures("easy")
def test_a_worker_that_died_is_a_delay_and_a_file_that_kills_workers_waits_for_a_person(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = a_file(commune, b"x", now)
    later = now + sent_sounds.STUCK_AFTER + timedelta(seconds=1)

    def die(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as deadly:
        deadly.setattr(sent_sounds, "from_upload", die)
        for tries in range(1, sent_sounds.MOST_TRIES + 1):
            with pytest.raises(KeyboardInterrupt):
                sent_sounds.make_ready(sent.pk)
            sent_sounds.rescue_stuck(now)
            assert (sent_sounds.next_waiting(), fresh(sent).tries) == (None, tries)
            sent_sounds.rescue_stuck(later)
            is_left = tries == sent_sounds.MOST_TRIES
            assert sent_sounds.next_waiting() == (None if is_left else sent.pk)
    assert "MP3" in fresh(sent).error

    sent_sounds.retry(sent)
    sent_sounds.make_ready(sent.pk)
    assert fresh(sent).item is not None


@pytest.mark.usefixtures("easy")
def test_a_take_that_somebody_waits_for_comes_first_and_one_file_is_made_at_a_time(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[bool] = []
    monkeypatch.setattr(pipeline, "wake", lambda: woken.append(True))
    first, second = a_file(commune, b"x", now), a_file(commune, b"y", now)
    monkeypatch.setattr(pipeline, "make", lambda: None)
    with monkeypatch.context() as busy:
        busy.setattr(narration, "recordings_to_make", lambda: [1])
        busy.setattr(pipeline, "_hear_again", lambda: None)
        pipeline.work()
        assert fresh(first).item is None

    pipeline.work()

    assert fresh(first).item is not None
    assert fresh(second).item is None
    assert woken == [True]


@pytest.mark.usefixtures("easy")
def test_the_file_stays_while_something_may_become_of_it(commune: Commune, now: datetime) -> None:
    waiting, ready, dropped = (a_file(commune, content, now) for content in (b"x", b"y", b"z"))
    bed = a_file(commune, b"b", now, kind="bed")
    for made in (ready, bed):
        sent_sounds.make_ready(made.pk)
    sent_sounds.drop(dropped, person=commune.operator, now=now)

    with time_machine.travel(now + timedelta(days=400), tick=False):
        tidying.collect(now + timedelta(days=400))

    left = [uploads.path_of(each.upload).exists() for each in (waiting, ready, bed, dropped)]
    assert left == [True, False, False, False]
