"""Makes takes of a programme with a voice or from an announcer's file, and keeps what a person accepted."""

import logging
import os
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import announced, evidence, failures, heartbeats, lifesigns, media, renditions, text, voices
from broadcast.audio.assembly import Chime, Part, Pause, Speech, produce, sweep_unfinished
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.mastering import Produced
from broadcast.audio.upload import BrokenAudio, from_upload
from broadcast.authority import NotReleasable, authority_of, spoken_sha256
from broadcast.models import Acceptance, Programme, Recording
from broadcast.people import Person
from broadcast.speech import SentenceRefused, Spoken, VoiceError, speak_all
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.timeline import timeline
from broadcast.transitions import move, try_move

log = logging.getLogger(__name__)
STUCK_AFTER = 5 * timedelta(seconds=lifesigns.EVERY_S)
UNFINISHED_AFTER = timedelta(hours=1)
SENTENCE_PAUSE_S = 0.55
PARAGRAPH_PAUSE_S = 0.9
KEPT = (
    "waveform_sha256",
    "master_sha256",
    "device_sha256",
    "duration_s",
    "loudness_lufs",
    "true_peak_dbtp",
    "spoke",
    "notes",
    "timeline",
    "error",
    "touched_at",
)


class NothingToHear(Exception):
    """The recording cannot be decided on; the message says why."""


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
    recording = Recording.objects.select_related("programme").get(pk=recording_id)
    if recording.status != RecordingStatus.REQUESTED:
        return
    _touch(recording_id)
    if not try_move(recording, RecordingStatus.MAKING):
        return
    try:
        with lifesigns.given(lambda: _touch(recording_id)):
            produced = _produce(recording)
    except (VoiceError, BrokenAudio, FfmpegFailed, OSError) as fault:
        log.warning("recording %s failed", recording.pk, exc_info=fault)
        _fail(recording, failures.words_of(fault))
        return
    _keep(recording, produced)


def _touch(recording_id: int) -> None:
    """Say that the take is still being made, and the queue with it."""
    now = timezone.now()
    Recording.objects.filter(pk=recording_id).update(touched_at=now)
    heartbeats.beat(heartbeats.QUEUE, now=now)


def _produce(recording: Recording) -> Produced:
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    if recording.upload:
        return from_upload(Path(settings.BROADCAST_MEDIA) / recording.upload, directory=workshop)
    sentences = text.sentences(recording.programme.spoken)
    if not sentences:
        raise SentenceRefused(_("The script has no words to read."))
    _note_progress(recording.pk, 0, len(sentences))
    spoken = _read(recording, sentences, lambda done, total: _note_progress(recording.pk, done, total))
    recording.spoke = spoken.voice
    recording.notes = list(spoken.fallbacks)
    parts = warning(recording.programme)
    for clip in spoken.clips:
        parts += [Speech(clip), Pause(SENTENCE_PAUSE_S)]
    produced = produce(parts, directory=workshop)
    recording.timeline = timeline(parts, duration_s=produced.duration_s)
    return produced


def _read(recording: Recording, sentences: list[str], progress: Callable[[int, int], None]) -> Spoken:
    """Return a clip for each sentence: a voice's, or the announcer's where sentences were picked."""
    if recording.picked:
        return announced.read(recording, sentences, progress=progress)
    return speak_all(sentences, chain=voices.chain(recording.voice), progress=progress)


def warning(programme: Programme) -> list[Part]:
    """Return what sounds before the words: a tone for an emergency, another one for a drill."""
    if programme.drill:
        return [Chime("drill"), Pause(PARAGRAPH_PAUSE_S)]
    if getattr(programme.approval, "waiver_id", None) is not None:
        return [Chime("attention"), Pause(PARAGRAPH_PAUSE_S)]
    return []


def _note_progress(recording_id: int, done: int, total: int) -> None:
    now = timezone.now()
    Recording.objects.filter(pk=recording_id).update(
        sentences_done=done, sentences_total=total, touched_at=now
    )
    heartbeats.beat(heartbeats.QUEUE, now=now)


def _keep(recording: Recording, produced: Produced) -> None:
    """Put the files under their digests, then say in one transaction that the take is made."""
    recording.waveform_sha256 = renditions.keep_sound(produced)
    recording.master_sha256, recording.device_sha256 = produced.master_sha256, produced.mp3_sha256
    recording.duration_s = produced.duration_s
    recording.loudness_lufs = produced.loudness_lufs
    recording.true_peak_dbtp = produced.true_peak_dbtp
    recording.spoke = recording.spoke or voices.ANNOUNCER
    recording.error = ""
    with transaction.atomic():
        recording.save(update_fields=KEPT)
        move(recording, RecordingStatus.MADE, reason=produced.master_sha256[:12])
        programme = recording.programme
        programme.refresh_from_db(fields=["status"])
        if programme.status in {ProgrammeStatus.RECEIVED, ProgrammeStatus.FAILED}:
            try_move(programme, ProgrammeStatus.RECORDED)


def _fail(recording: Recording, error: str) -> None:
    Recording.objects.filter(pk=recording.pk).update(error=error)
    try_move(recording, RecordingStatus.FAILED, reason=error)
    programme = recording.programme
    programme.refresh_from_db(fields=["status"])
    if programme.status == ProgrammeStatus.RECEIVED:
        try_move(programme, ProgrammeStatus.FAILED, reason=error)


# ----------------------------------------------------------------- ordering


def request_take(programme: Programme, *, voice: str, person: Person) -> Recording:
    """Ask for another take; a service voice gets only approved words."""
    _check_open(programme)
    if not voices.is_known(voice):
        raise ValueError(_("There is no such voice. Choose one from the list."))
    if not voices.is_local(voice):
        authority_of(programme.approval)
    return Recording.objects.create(
        programme=programme,
        voice=voice,
        spoken_sha256=spoken_sha256(programme.spoken),
        requested_by_id=person.pk,
    )


def retry(recording: Recording, *, person: Person) -> None:
    """Ask again for a take that failed."""
    move(recording, RecordingStatus.REQUESTED, by=person.get_full_name())


def upload_take(programme: Programme, *, name: str, chunks: Iterable[bytes], person: Person) -> Recording:
    """Keep an announcer's file as it came, and ask for a take made from it."""
    _check_open(programme)
    relative = Path("uploads") / f"{uuid4().hex}{Path(name).suffix.lower()[:8]}"
    target = Path(settings.BROADCAST_MEDIA) / relative
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Recording.objects.create(
        programme=programme,
        voice=voices.ANNOUNCER,
        synthetic=False,
        upload=str(relative),
        spoken_sha256=spoken_sha256(programme.spoken),
        requested_by_id=person.pk,
    )


def _check_open(programme: Programme) -> None:
    if programme.status == ProgrammeStatus.WITHDRAWN:
        raise NotReleasable(_("It was withdrawn."))


# ----------------------------------------------------------------- deciding


@transaction.atomic
def accept(
    recording: Recording, *, person: Person, now: datetime, unheard_by_waiver: bool = False
) -> Acceptance:
    """Accept exactly this master for the approved words, or raise ``NotReleasable`` or ``NothingToHear``.

    ``unheard_by_waiver``: nobody listened; the emergency's waiver accepts what the offline voice says, and the
    link of the chain says so.
    """
    programme = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("approval__recall", "approval__entry")
        .get(pk=recording.programme_id)
    )
    approval = programme.approval
    authority_of(approval)
    assert approval is not None  # or there would be no authority
    _check_open(programme)
    if recording.status != RecordingStatus.MADE or not media.is_whole(recording.master_sha256):
        raise NothingToHear(_("This recording is not ready to be accepted. Make it again."))
    if recording.spoken_sha256 != spoken_sha256(programme.spoken):
        raise NothingToHear(_("This recording says other words than those that were approved."))
    waiver = approval.waiver if unheard_by_waiver else None
    if unheard_by_waiver and (waiver is None or not voices.is_local(recording.spoke)):
        raise NotReleasable(_("Only an emergency's own recording goes out unheard."))
    for other in programme.recordings.filter(status=RecordingStatus.ACCEPTED):
        _give_up(other, person)
    move(recording, RecordingStatus.ACCEPTED, by=person.get_full_name())
    acceptance = _write_down(recording, approval, waiver, person=person, now=now)
    if programme.status == ProgrammeStatus.RECORDED:
        move(programme, ProgrammeStatus.ACCEPTED, by=person.get_full_name())
    return acceptance


def _write_down(
    recording: Recording, approval: Any, waiver: Any, *, person: Person, now: datetime
) -> Acceptance:
    facts = {
        "approval": approval.sequence,
        "recording": recording.pk,
        "master": recording.master_sha256,
        "spoken": recording.spoken_sha256,
        **({"waiver": waiver.entry_id} if waiver else {}),
        **evidence.person(person),
    }
    return Acceptance.objects.create(
        entry=evidence.append(evidence.Kind.ACCEPTANCE, facts, now=now),
        recording=recording,
        approval=approval,
        waiver=waiver,
        master_sha256=recording.master_sha256,
        person_id=person.pk,
        person_name=person.get_full_name(),
        accepted_at=now,
    )


def _give_up(other: Recording, person: Person) -> None:
    move(other, RecordingStatus.REJECTED, by=person.get_full_name(), reason=_("Another take was accepted"))


@transaction.atomic
def reject(recording: Recording, *, person: Person, reason: str) -> None:
    """Put a take aside; the programme waits for another when it was the only one."""
    was_accepted = recording.status == RecordingStatus.ACCEPTED
    programme = recording.programme
    if was_accepted and programme.status == ProgrammeStatus.QUEUED:
        raise NothingToHear(
            _("The programme is in the queue with this take. Take it out of the queue first.")
        )
    move(recording, RecordingStatus.REJECTED, by=person.get_full_name(), reason=reason)
    others = programme.recordings.filter(status=RecordingStatus.MADE).exists()
    target = ProgrammeStatus.RECORDED if others else ProgrammeStatus.RECEIVED
    if (programme.status == ProgrammeStatus.ACCEPTED and was_accepted) or (
        programme.status == ProgrammeStatus.RECORDED and not others
    ):
        move(programme, target, by=person.get_full_name(), reason=reason)
