"""What the operator reads when a recording could not be made: plain words, never an engine's or the system's own."""

import errno
import logging
from datetime import datetime, timedelta
from os import utime

import pytest
from django.conf import settings

from broadcast import failures, media, narration
from broadcast.audio.encoding import UNFINISHED
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.upload import REASONS, BrokenAudio
from broadcast.models import Move
from broadcast.speech import VoiceUnavailable
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db

FAULTS = {
    "voice": VoiceUnavailable("connection reset by peer"),
    "sound": FfmpegFailed("[libmp3lame @ 0x55] Invalid argument"),
    "disk_full": OSError(errno.ENOSPC, "No space left on device"),
    "disk": OSError(errno.EROFS, "Read-only file system"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_the_operator_reads_plain_words_and_the_log_keeps_the_technical_ones(
    commune: Commune,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    code: str,
) -> None:
    fault = FAULTS[code]

    def break_down(*_parts: object, **_more: object) -> None:
        raise fault

    monkeypatch.setattr(narration, "produce", break_down)
    programme = commune.take_in(commune.submit(), now=now)
    with caplog.at_level(logging.WARNING):
        take = commune.record(programme)

    assert take.status == RecordingStatus.FAILED
    assert take.error == str(failures.WORDS[code])
    technical = fault.strerror or "" if isinstance(fault, OSError) else str(fault)
    assert technical in caplog.text
    assert not Move.objects.filter(reason__contains=technical).exists()


def test_what_is_wrong_with_a_person_s_own_file_is_told_as_it_is() -> None:
    assert failures.words_of(BrokenAudio("silent")) == REASONS["silent"]


def test_what_a_killed_worker_left_half_made_is_removed_after_an_hour(
    commune: Commune, now: datetime
) -> None:
    workshop = settings.BROADCAST_MEDIA / "making"
    old, fresh = workshop / f"{UNFINISHED}old", workshop / f"{UNFINISHED}fresh"
    for folder, age in ((old, timedelta(hours=2)), (fresh, timedelta(minutes=5))):
        folder.mkdir(parents=True)
        utime(folder, ((now - age).timestamp(),) * 2)

    narration.clear_workshop(now)

    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_file_changed_after_it_was_checked_is_seen(commune: Commune, now: datetime) -> None:
    take = commune.approved(now=now).recordings.get()
    before = media.is_unchanged(take.device_sha256)
    path = media.path_of(take.device_sha256)
    stat = path.stat()
    path.write_bytes(b"x" * stat.st_size)
    utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # somebody hides it

    assert (before, media.is_unchanged(take.device_sha256)) == (True, False)
