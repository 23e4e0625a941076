"""Sounds sent in, for the repertoire or to lie under the words: a worker makes them ready, the file stays till then."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import failures, heartbeats, lifesigns, machine, music, renditions, uploads
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.mastering import Produced
from broadcast.audio.upload import BrokenAudio, from_upload
from broadcast.models import RepertoireItem, SentSound, StandingClip, Station
from broadcast.people import Person

log = logging.getLogger(__name__)

STUCK_AFTER = 5 * timedelta(seconds=lifesigns.EVERY_S)
MOST_TRIES = 3
"""A file that stopped so many workers is not tried again by itself."""


class NotThere(Exception):
    """Somebody else dealt with it meanwhile; the message says so."""


def send(
    station: Station,
    *,
    kind: str,
    title: str,
    source: str,
    name: str,
    chunks: Iterable[bytes],
    person: Person,
    now: datetime,
) -> SentSound:
    """Keep a file of any usual format as it came; a worker makes it ready. Raises OSError."""
    return SentSound.objects.create(
        station=station,
        kind=kind,
        title=title,
        source=source,
        upload=uploads.keep(name, chunks),
        sent_at=now,
        sent_by_name=person.get_full_name(),
    )


# ------------------------------------------------------------------- reading


def unfinished() -> QuerySet[SentSound]:
    """Return what was sent and has become nothing yet, what failed among it."""
    return SentSound.objects.filter(item=None, clip=None, dropped_at=None)


def next_waiting() -> int | None:
    """Return the sound that is to be made ready next, None when none waits."""
    return _waiting().order_by("pk").values_list("pk", flat=True).first()


def _waiting() -> QuerySet[SentSound]:
    return unfinished().filter(error="", taken_at=None)


# -------------------------------------------------------------------- making


def make_ready(sent_id: int) -> None:
    """Make one sound as loud as all others, its ends trimmed; when another worker has it, do nothing."""
    now = timezone.now()
    claimed = _waiting().filter(pk=sent_id)
    if not claimed.update(taken_at=now, touched_at=now, tries=F("tries") + 1):
        return
    sent = SentSound.objects.get(pk=sent_id)
    try:
        with lifesigns.given(lambda: _touch(sent_id)):
            produced = _made(sent)
        _keep(sent, produced)
    except (BrokenAudio, FfmpegFailed, OSError, music.NotMusic) as fault:
        log.warning("sound %s could not be made ready", sent_id, exc_info=fault)
        words = str(fault) if isinstance(fault, music.NotMusic) else failures.words_of(fault)
        _mine(sent).update(taken_at=None, error=words)


def _made(sent: SentSound) -> Produced:
    """Master what was sent and keep the sound."""
    machine.check_room()
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    file = uploads.path_of(sent.upload)
    if sent.kind == SentSound.Kind.BED:
        music.refuse_long(file)
    produced = from_upload(file, directory=workshop)
    renditions.keep_sound(produced)
    return produced


def _touch(sent_id: int) -> None:
    """Say that it is still being made, and the queue with it."""
    now = timezone.now()
    unfinished().filter(pk=sent_id).update(touched_at=now)
    heartbeats.beat(heartbeats.QUEUE, now=now)


def _mine(sent: SentSound) -> QuerySet[SentSound]:
    """Return the row while nobody dropped it and no other worker took it over."""
    return unfinished().filter(pk=sent.pk, taken_at=sent.taken_at)


@transaction.atomic
def _keep(sent: SentSound, produced: Produced) -> None:
    """Put it before a leader, unless it was dropped meanwhile."""
    if not _mine(sent).select_for_update().exists():
        return
    became = (
        {"clip": _as_bed(sent, produced)}
        if sent.kind == SentSound.Kind.BED
        else {"item": _as_item(sent, produced)}
    )
    SentSound.objects.filter(pk=sent.pk).update(**became, taken_at=None)


def _as_bed(sent: SentSound, produced: Produced) -> StandingClip:
    return music.write_down(
        sent.station, produced, origin=sent.source, by_name=sent.sent_by_name, now=sent.sent_at
    )


def _as_item(sent: SentSound, produced: Produced) -> RepertoireItem:
    return RepertoireItem.objects.create(
        station=sent.station,
        kind=sent.kind,
        title=sent.title,
        source=sent.source,
        master_sha256=produced.master_sha256,
        device_sha256=produced.mp3_sha256,
        duration_s=produced.duration_s,
        made_at=sent.sent_at,
        made_by_name=sent.sent_by_name,
    )


def rescue_stuck(now: datetime) -> None:
    """Let sounds be made ready whose worker died; one that stopped several is left to a person."""
    stuck = unfinished().filter(taken_at__isnull=False, touched_at__lt=now - STUCK_AFTER)
    stuck.filter(tries__gte=MOST_TRIES).update(
        taken_at=None,
        error=_(
            "The station's worker stopped several times at this file. Save it as MP3 and send it again; "
            "if it fails once more, tell the administrator."
        ),
    )
    stuck.update(taken_at=None)


# ------------------------------------------------------------------ deciding


def retry(sent: SentSound) -> None:
    """Have a sound that failed made ready once more; raises ``NotThere``."""
    failed = unfinished().filter(pk=sent.pk).exclude(error="")
    if not failed.update(error="", tries=0):
        raise NotThere(_("It is not waiting for that any more. Look at the list again."))


def drop(sent: SentSound, *, person: Person, now: datetime) -> None:
    """Put a sound aside of which nothing became; its file is taken away a day later. Raises ``NotThere``."""
    if not unfinished().filter(pk=sent.pk).update(dropped_at=now, dropped_by_name=person.get_full_name()):
        raise NotThere(_("It is not waiting for that any more. Look at the list again."))
