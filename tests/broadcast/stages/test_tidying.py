"""What the nightly collection takes away, and what it never touches, whatever order things happen in."""

import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from django.conf import settings

from broadcast import announcer, media, narration, tidying
from broadcast.audio import sentence
from broadcast.models import Programme, Recording, Rendition, SentenceTake
from broadcast.speech import Clip
from broadcast.states import RecordingStatus
from cms import nightly
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db

WORDS = "Sáng thứ bảy toàn xã tổng vệ sinh. Mỗi nhà một người. Bắt đầu lúc bảy giờ."
LONG = timedelta(days=60)
STEPS = 40


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return approved words with a first take by the silent voice."""
    return commune.approved(now=now, script=WORDS)


def speak(programme: Programme, commune: Commune, number: int, *, now: datetime) -> SentenceTake:
    """Keep a sentence as the desk does, in bytes that nobody listens to."""
    line = announcer.lines(programme)[number - 1]
    announcer.drop_sentence(programme, line.sha256, now=now)
    return SentenceTake.objects.create(
        programme=programme,
        sentence_sha256=line.sha256,
        token=uuid4(),
        sound_sha256=stored(f"sentence {uuid4()}".encode()),
        duration_s=1.0,
        person=commune.operator,
        person_name="",
        made_at=now,
    )


def stored(content: bytes) -> str:
    """Put a file where files lie and return its digest."""
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    path = workshop / uuid4().hex
    path.write_bytes(content)
    return media.store_by_content(path)


def age(now: datetime, *, by: timedelta = LONG) -> None:
    """Make every file, and every take, as old as that."""
    then = (now - by).timestamp()
    for path in Path(settings.BROADCAST_MEDIA).rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))
    Recording.objects.update(touched_at=now - by)


def is_there(sha256: str) -> bool:
    """Whether the file is on the disk, whole."""
    return media.is_whole(sha256)


def test_a_sentence_spoken_anew_goes_after_a_week(
    programme: Programme, commune: Commune, now: datetime
) -> None:
    first = speak(programme, commune, 1, now=now)
    second = speak(programme, commune, 1, now=now)
    age(now)

    tidying.collect(now + tidying.REPLACED_KEPT - timedelta(minutes=1))
    assert is_there(first.sound_sha256)

    gone = tidying.collect(now + tidying.REPLACED_KEPT)
    assert (gone.files, gone.bytes) == (1, len(f"sentence {uuid4()}"))
    assert not is_there(first.sound_sha256)
    assert is_there(second.sound_sha256)
    assert SentenceTake.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize("status", [each for each in RecordingStatus if each != RecordingStatus.REJECTED])
def test_what_a_take_was_made_of_stays(
    programme: Programme, commune: Commune, now: datetime, status: RecordingStatus
) -> None:
    picked = speak(programme, commune, 1, now=now)
    take = announcer.finish(programme, voice="silent", person=commune.operator)
    Recording.objects.filter(pk=take.pk).update(status=status)
    speak(programme, commune, 1, now=now)
    age(now)

    tidying.collect(now + LONG)

    assert is_there(picked.sound_sha256)


def test_the_oldest_replaced_sentences_go_when_a_station_has_too_many(
    programme: Programme, commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "MOST_REPLACED_BYTES", 100)  # two sentences of 45 bytes
    takes = [
        speak(programme, commune, 1, now=now + timedelta(minutes=minutes)) for minutes in range(4)
    ]  # three of them spoken anew
    age(now, by=timedelta(days=2))

    tidying.collect(now + timedelta(hours=1))

    assert [is_there(take.sound_sha256) for take in takes] == [False, True, True, True]


def test_a_take_put_aside_goes_after_a_month_with_its_files(
    programme: Programme, commune: Commune, now: datetime
) -> None:
    take = programme.recordings.get()
    narration.reject(take, person=commune.operator, reason="Sai giờ")
    age(now, by=timedelta(days=2))
    tidying.collect(now)
    assert is_there(take.master_sha256)

    age(now)
    tidying.collect(now)

    assert not any(map(is_there, (take.master_sha256, take.device_sha256, take.waveform_sha256)))
    assert Rendition.objects.filter(source_sha256=take.master_sha256).exists()


def test_a_take_that_was_accepted_once_stays_as_evidence(
    programme: Programme, commune: Commune, now: datetime
) -> None:
    take = programme.recordings.get()
    narration.accept(take, person=commune.operator, now=now)
    narration.reject(Recording.objects.get(pk=take.pk), person=commune.operator, reason="Đọc vấp")
    age(now)

    tidying.collect(now + LONG)

    assert is_there(take.master_sha256)
    assert is_there(take.device_sha256)


def test_a_file_without_a_row_goes_once_it_is_a_day_old(commune: Commune, now: datetime) -> None:
    orphan = stored(b"nobody wrote a row")
    upload = Path(settings.BROADCAST_MEDIA) / "uploads" / "left.wav"
    upload.parent.mkdir()
    upload.write_bytes(b"nor of this one")
    age(now, by=timedelta(hours=23))
    assert tidying.collect(now).files == 0

    age(now, by=timedelta(hours=25))

    assert tidying.collect(now).files == 2
    assert not is_there(orphan)


def test_a_file_stored_again_is_young_again(commune: Commune, now: datetime) -> None:
    sha256 = stored(b"the same bytes")
    age(now)

    stored(b"the same bytes")

    assert media.path_of(sha256).stat().st_mtime > now.timestamp() - LONG.total_seconds() / 2


def test_whatever_any_table_names_stays(programme: Programme, commune: Commune, now: datetime) -> None:
    sha256 = stored(b"a clip that another table keeps")
    commune.station.clips.create(
        kind="opening", text="", master_sha256=sha256, device_sha256=sha256, duration_s=1, made_at=now
    )
    age(now)

    tidying.collect(now + LONG)

    assert is_there(sha256)


def test_the_night_does_it(commune: Commune, now: datetime) -> None:
    stored(b"nobody wrote a row")
    age(now)

    assert nightly.collect_sounds().startswith("1 files")


# ------------------------------------------------------- in whatever order


def needed() -> set[str]:
    """Return, in another way than the collection does, every sound that somebody can still ask for."""
    sounds = {take.sound_sha256 for take in SentenceTake.objects.filter(dropped_at=None)}
    for recording in Recording.objects.all():
        is_open = recording.status != RecordingStatus.REJECTED
        if is_open:
            picked = [number for number in recording.picked if number]
            sounds |= {take.sound_sha256 for take in SentenceTake.objects.filter(pk__in=picked)}
        if is_open or hasattr(recording, "acceptance"):
            sounds |= {recording.master_sha256, recording.device_sha256}
    return sounds - {""}


@pytest.mark.parametrize("seed", range(2))
def test_nothing_needed_is_ever_taken_away(
    programme: Programme, commune: Commune, now: datetime, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence, "read", lambda _path: Clip(samples=np.ones(800, dtype=np.int16), rate=8000))
    chance = random.Random(seed)
    clock = now

    def finish() -> None:
        if SentenceTake.objects.filter(programme=programme, dropped_at=None).exists():
            announcer.finish(programme, voice="silent", person=commune.operator)

    def make() -> None:
        for number in narration.recordings_to_make():
            narration.make_recording(number)
            assert Recording.objects.get(pk=number).status == RecordingStatus.MADE

    def decide(by: Callable[[Recording], object]) -> None:
        takes = list(Recording.objects.filter(status=RecordingStatus.MADE))
        if takes:
            by(chance.choice(takes))

    steps: list[Callable[[], object]] = [
        lambda: speak(programme, commune, chance.randint(1, 3), now=clock),
        lambda: speak(programme, commune, chance.randint(1, 3), now=clock),
        finish,
        make,
        lambda: decide(lambda take: narration.accept(take, person=commune.operator, now=clock)),
        lambda: decide(lambda take: narration.reject(take, person=commune.operator, reason="Vấp")),
        lambda: stored(uuid4().bytes),
        lambda: age(clock, by=timedelta(days=chance.choice([0, 2, 40]))),
    ]
    for _step in range(STEPS):
        clock += timedelta(hours=chance.randint(1, 72))
        chance.choice(steps)()
        tidying.collect(clock)
        assert all(map(is_there, needed()))

    age(clock, by=timedelta(days=400))
    tidying.collect(clock + timedelta(days=400))
    left = {path.name for path in Path(settings.BROADCAST_MEDIA).glob("??/*")}
    assert needed() <= left
    replaced = SentenceTake.objects.exclude(dropped_at=None).exclude(sound_sha256__in=needed())
    assert not left & set(replaced.values_list("sound_sha256", flat=True))
