"""The sounds people hear at home: made in the background from accepted masters, tagged, Opus before MP3."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from broadcast import heartbeats, machine, media, recipes, renditions
from broadcast.audio.encoding import WEB_MP3, WEB_OPUS, Coding, web_sound
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.mastering import Chapter
from broadcast.audio.tags import Tags
from broadcast.models import Recording, Rendition
from broadcast.states import ProgrammeStatus, RecordingStatus

log = logging.getLogger(__name__)

CODINGS = {recipes.WEB_OPUS: WEB_OPUS, recipes.WEB_MP3: WEB_MP3}
IN_USE = (ProgrammeStatus.ACCEPTED, ProgrammeStatus.QUEUED)


@dataclass(frozen=True, kw_only=True)
class _Missing:
    recording: Recording
    recipe: str
    metadata: str


def make() -> int:
    """Make what is missing, until a take waits to be made; return how many files were made."""
    made = 0
    for missing in _missing():
        if Recording.objects.filter(status=RecordingStatus.REQUESTED).exists():
            break
        heartbeats.beat(heartbeats.QUEUE, now=timezone.now())
        made += _make(missing)
    return made


def sound_of(recording: Recording, recipe: str) -> Rendition | None:
    """Return the file of an accepted recording by a recipe for the web, with its tags as they are now, or None."""
    rows = renditions.usable(recording.master_sha256, recipe, about=about(metadata_of(recording)))
    return rows[0] if rows else None


def metadata_of(recording: Recording) -> str:
    """Return the tags of an accepted recording, as they are written into its files."""
    programme = recording.programme
    zone = ZoneInfo(programme.station.timezone)
    tags = Tags(
        title=programme.title,
        station=programme.station.name,
        day=recording.acceptance.accepted_at.astimezone(zone).date(),
        number=programme.pk,
        synthetic=recording.synthetic,
        duration_s=recording.duration_s or 0.0,
        chapters=tuple(Chapter(start_s=start, title=title) for start, title in recording.chapters),
    )
    return tags.metadata()


def about(metadata: str) -> str:
    """Return the digest of tags: two programmes may share a master, and each has its own title."""
    return hashlib.sha256(metadata.encode()).hexdigest()


def _missing() -> Iterator[_Missing]:
    accepted = (
        Recording.objects.hearable()
        .filter(programme__status__in=IN_USE)
        .select_related("programme__station", "acceptance")
        .order_by("pk")
    )
    told = [(recording, metadata_of(recording)) for recording in accepted]
    masters = [recording.master_sha256 for recording, _metadata in told]
    there = renditions.current_about(masters, CODINGS)
    for recording, metadata in told:
        for recipe in CODINGS:
            if (recording.master_sha256, recipe, about(metadata)) not in there:
                yield _Missing(recording=recording, recipe=recipe, metadata=metadata)


def _make(missing: _Missing) -> bool:
    """Make one file; only from the very master that was accepted."""
    recording, coding = missing.recording, CODINGS[missing.recipe]
    if not media.is_whole(recording.master_sha256):
        return False
    try:
        output = media.store_by_content(_encoded(recording.master_sha256, missing.metadata, coding))
    except (FfmpegFailed, OSError):
        log.exception("the sound for the web of recording %s could not be made", recording.pk)
        return False
    renditions.note(
        recording.master_sha256,
        missing.recipe,
        output,
        duration_s=recording.duration_s,
        about=about(missing.metadata),
    )
    return True


def _encoded(master_sha256: str, metadata: str, coding: Coding) -> Path:
    machine.check_room()
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    return web_sound(media.path_of(master_sha256), metadata=metadata, coding=coding, directory=workshop)
