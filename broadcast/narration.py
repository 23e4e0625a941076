"""Makes takes of a programme with a voice or from an announcer's file, and keeps what a person accepted."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import (
    announced,
    failures,
    heartbeats,
    lifesigns,
    machine,
    reading_aloud,
    renditions,
    uploads,
    voices,
)
from broadcast.accepting import NothingToHear, accept, check_open, reject
from broadcast.audio.assembly import produce, sweep_unfinished
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.mastering import Produced
from broadcast.audio.upload import BrokenAudio, from_upload
from broadcast.authority import authority_of, spoken_sha256
from broadcast.models import Programme, Recording
from broadcast.people import Person
from broadcast.speech import Delivery, Line, SentenceRefused, Spoken, VoiceError
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import LostRace, move, try_move

__all__ = [
    "NothingToHear",
    "accept",
    "cancel",
    "clear_workshop",
    "make_recording",
    "recordings_to_make",
    "reject",
    "request_take",
    "rescue_stuck",
    "retry",
    "upload_take",
]

log = logging.getLogger(__name__)

STUCK_AFTER = 5 * timedelta(seconds=lifesigns.EVERY_S)
UNFINISHED_AFTER = timedelta(hours=1)
UNFINISHED = frozenset({RecordingStatus.REQUESTED, RecordingStatus.MAKING})

KEPT = (
    "waveform_sha256",
    "master_sha256",
    "device_sha256",
    "duration_s",
    "loudness_lufs",
    "true_peak_dbtp",
    "chapters",
    "spoke",
    "delivery",
    "notes",
    "timeline",
    "error",
    "touched_at",
)


class Cancelled(Exception):
    """Somebody cancelled the take, or another worker has it: whoever makes it stops."""


# ------------------------------------------------------------------- making


def recordings_to_make() -> list[int]:
    """Return the takes that wait to be made, the oldest first."""
    return list(
        Recording.objects.filter(status=RecordingStatus.REQUESTED).order_by("pk").values_list("pk", flat=True)
    )


def rescue_stuck(now: datetime) -> None:
    """Ask again for takes whose worker died: rows are the truth, a lost task is only a delay."""
    stuck = Recording.objects.filter(status=RecordingStatus.MAKING, touched_at__lt=now - STUCK_AFTER)
    for recording in stuck:
        try_move(recording, RecordingStatus.REQUESTED, reason="the worker stopped")


def clear_workshop(now: datetime) -> None:
    """Remove what killed workers left half-made."""
    sweep_unfinished(Path(settings.BROADCAST_MEDIA) / "making", before=now - UNFINISHED_AFTER)


def make_recording(recording_id: int) -> None:
    """Make one requested take; when another worker has it, do nothing."""
    recording = Recording.objects.select_related("programme__station", "programme__approval").get(
        pk=recording_id
    )
    if recording.status != RecordingStatus.REQUESTED:
        return
    _touch(recording_id)
    if not try_move(recording, RecordingStatus.MAKING):
        return
    try:
        with lifesigns.given(lambda: _touch(recording_id)):
            produced = _produce(recording)
        _keep(recording, produced)
    except (Cancelled, LostRace):
        log.info("recording %s was cancelled", recording.pk)
    except (VoiceError, BrokenAudio, FfmpegFailed, OSError) as fault:
        log.warning("recording %s failed", recording.pk, exc_info=fault)
        _fail(recording, failures.words_of(fault), notes=failures.reasons_of(fault))


def _touch(recording_id: int) -> None:
    """Say that the take is still being made, and the queue with it."""
    now = timezone.now()
    Recording.objects.filter(pk=recording_id).update(touched_at=now)
    heartbeats.beat(heartbeats.QUEUE, now=now)


def _produce(recording: Recording) -> Produced:
    if not reading_aloud.is_emergency(recording.programme):
        machine.check_room()
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    if recording.upload:
        return from_upload(uploads.path_of(recording.upload), directory=workshop)
    programme = recording.programme
    delivery = reading_aloud.delivery_for(programme, recording.delivery)
    lines = reading_aloud.lines_of(programme.spoken)
    if not lines:
        raise SentenceRefused(_("The script has no words to read."))
    _note_progress(recording.pk, 0, len(lines))
    recording.delivery = delivery.as_row()
    spoken = _read(recording, lines, delivery)
    recording.spoke = spoken.voice
    recording.notes = list(spoken.fallbacks)
    parts = reading_aloud.warning(programme)
    parts += reading_aloud.parts(spoken, lines, delivery, words=programme.spoken)
    produced = produce(parts, directory=workshop)
    recording.timeline = produced.said
    return produced


def _read(recording: Recording, lines: Sequence[Line], delivery: Delivery) -> Spoken:
    """Return a clip for each line: a voice's, or the announcer's where sentences were picked."""
    read = announced.read if recording.picked else reading_aloud.speak
    return read(
        recording, lines, delivery, progress=lambda done, total: _note_progress(recording.pk, done, total)
    )


def _note_progress(recording_id: int, done: int, total: int) -> None:
    """Write down how far the take is; raise ``Cancelled`` when it is not being made any more."""
    now = timezone.now()
    making = Recording.objects.filter(pk=recording_id, status=RecordingStatus.MAKING)
    if not making.update(sentences_done=done, sentences_total=total, touched_at=now):
        raise Cancelled
    heartbeats.beat(heartbeats.QUEUE, now=now)


def _keep(recording: Recording, produced: Produced) -> None:
    """Put the files under their digests, then say in one transaction that the take is made."""
    recording.waveform_sha256 = renditions.keep_sound(produced)
    recording.master_sha256, recording.device_sha256 = produced.master_sha256, produced.mp3_sha256
    recording.duration_s = produced.duration_s
    recording.loudness_lufs = produced.loudness_lufs
    recording.true_peak_dbtp = produced.true_peak_dbtp
    recording.chapters = [[chapter.start_s, chapter.title] for chapter in produced.chapters]
    recording.spoke = recording.spoke or voices.ANNOUNCER
    recording.error = ""
    with transaction.atomic():
        recording.save(update_fields=KEPT)
        move(recording, RecordingStatus.MADE, reason=produced.master_sha256[:12])
        programme = recording.programme
        programme.refresh_from_db(fields=["status"])
        if programme.status in {ProgrammeStatus.RECEIVED, ProgrammeStatus.FAILED}:
            try_move(programme, ProgrammeStatus.RECORDED)


def _fail(recording: Recording, error: str, *, notes: list[str]) -> None:
    with transaction.atomic():
        if not try_move(recording, RecordingStatus.FAILED, reason=error):
            return
        Recording.objects.filter(pk=recording.pk).update(error=error, notes=notes)
    programme = recording.programme
    programme.refresh_from_db(fields=["status"])
    if programme.status == ProgrammeStatus.RECEIVED:
        try_move(programme, ProgrammeStatus.FAILED, reason=error)


# ----------------------------------------------------------------- ordering


def request_take(
    programme: Programme, *, voice: str, person: Person, delivery: Delivery | None = None
) -> Recording:
    """Ask for another take, delivered as said or as the station has it; a service gets only approved words."""
    check_open(programme)
    if not voices.is_known(voice):
        raise ValueError(_("There is no such voice. Choose one from the list."))
    if not voices.may_hear_drafts(voice, programme.station):
        authority_of(programme.approval)
    return Recording.objects.create(
        programme=programme,
        voice=voice,
        delivery=delivery.as_row() if delivery else {},
        spoken_sha256=spoken_sha256(programme.spoken),
        requested_by_id=person.pk,
    )


def retry(recording: Recording, *, person: Person) -> None:
    """Ask again for a take that failed."""
    move(recording, RecordingStatus.REQUESTED, by=person.get_full_name())


def cancel(recording: Recording, person: Person) -> None:
    """Put a take aside that waits or is being made; whoever makes it stops before the next sentence.

    ``NothingToHear`` when it is made already.
    """
    if recording.status not in UNFINISHED:
        raise NothingToHear(_("This take is not being made any more. Look at it again."))
    move(recording, RecordingStatus.REJECTED, by=person.get_full_name(), reason=_("cancelled at the desk"))


def upload_take(programme: Programme, *, name: str, chunks: Iterable[bytes], person: Person) -> Recording:
    """Keep an announcer's file as it came, and ask for a take made from it."""
    check_open(programme)
    upload = uploads.keep(name, chunks)
    return Recording.objects.create(
        programme=programme,
        voice=voices.ANNOUNCER,
        synthetic=False,
        upload=upload,
        spoken_sha256=spoken_sha256(programme.spoken),
        requested_by_id=person.pk,
    )
