"""Lets a machine hear finished takes again, where there is one; what it heard otherwise becomes rows."""

import logging
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from broadcast import heartbeats, lifesigns, media, text
from broadcast.audio import ffmpeg
from broadcast.models import Recording, SecondHearing
from broadcast.models.programme import SecondHearingStatus
from broadcast.speech import Clip
from broadcast.speech.recogniser import RATE, VietAsr
from broadcast.speech.second_hearing import Finding, HearingUnavailable, Recogniser, listen
from broadcast.states import RecordingStatus

log = logging.getLogger(__name__)


class Ear(Recogniser, Protocol):
    """A recogniser that knows whether this machine has it."""

    def available(self) -> str | None:
        """Return why this machine cannot hear; None when it can."""


@lru_cache(maxsize=1)
def ear() -> Ear:
    """Return this process's recogniser; its worker starts with the first clip."""
    return VietAsr()


def next_to_hear() -> int | None:
    """Return the take that waits longest for a second hearing, or None; those that wait for a person come alone."""
    if not settings.SECOND_HEARING:
        return None
    rows = Recording.objects.filter(status=RecordingStatus.MADE, second_hearing="").exclude(timeline=[])
    return rows.order_by("pk").values_list("pk", flat=True).first()


def hear_again(recording_id: int, *, by: Ear) -> None:
    """Hear a take again and keep what was heard otherwise; a fault is noted as there being no machine."""
    recording = Recording.objects.select_related("programme").get(pk=recording_id)
    if by.available() is not None:
        _keep(recording, [], SecondHearingStatus.ABSENT)
        return
    try:
        with lifesigns.given(lambda: heartbeats.beat(heartbeats.QUEUE, now=timezone.now())):
            sentences = text.sentences(recording.programme.spoken)
            findings = listen(sentences, _clips(recording), by)
    except (HearingUnavailable, ffmpeg.FfmpegFailed, OSError, ValueError):
        log.exception("recording %s could not be heard again", recording.pk)
        _keep(recording, [], SecondHearingStatus.ABSENT)
        return
    _keep(recording, findings, SecondHearingStatus.DONE)


def _clips(recording: Recording) -> list[Clip]:
    """Return the sound of each sentence, cut out of the master."""
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=workshop) as folder:
        pcm = Path(folder) / "master.pcm"
        ffmpeg.decode_file(media.path_of(recording.master_sha256), pcm, rate=RATE)
        samples = np.frombuffer(pcm.read_bytes(), dtype="<i2").astype(np.int16)
    return [
        Clip(samples=samples[int(starts * RATE) : int(ends * RATE)], rate=RATE)
        for starts, ends in recording.timeline
    ]


@transaction.atomic
def _keep(recording: Recording, findings: Iterable[Finding], state: SecondHearingStatus) -> None:
    SecondHearing.objects.filter(recording=recording).delete()
    SecondHearing.objects.bulk_create(
        SecondHearing(
            recording=recording,
            sentence=finding.sentence,
            said=finding.said,
            heard=finding.heard,
            kind=finding.doubt.value,
        )
        for finding in findings
    )
    Recording.objects.filter(pk=recording.pk).update(second_hearing=state)
