"""Makes renditions again whose recipe changed, in the background; a source that changed is never made again.

What is in use keeps its older file until the newer one is there: plans then move over by themselves.
"""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from broadcast import machine, media, music, recipes, renditions, web_sounds
from broadcast.audio.bed import Music
from broadcast.audio.encoding import device_sound
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.models import BoardItem, Recording, Rendition, RepertoireItem, StandingClip, Station
from broadcast.states import RecordingStatus

log = logging.getLogger(__name__)


def remake(now: datetime) -> int:
    """Make what the current recipes lack, devices first; return how many files were made."""
    return _sounds() + _over_music(now) + _pictures(now) + _frames(now) + web_sounds.make()


def _sounds() -> int:
    takes = Recording.objects.filter(status=RecordingStatus.ACCEPTED, programme__status__in=web_sounds.IN_USE)
    clips = StandingClip.objects.approved()
    repertoire = RepertoireItem.objects.approved().exclude(kind=RepertoireItem.Kind.RELAY)
    masters = {
        master
        for rows in (takes, clips, repertoire)
        for master in rows.values_list("master_sha256", flat=True)
    }
    missing = masters - renditions.current(masters, recipes.SOUND)
    return sum(_sound(master) for master in sorted(missing))


def _over_music(now: datetime) -> int:
    """Lay the station's music under what is accepted, where it belongs; the plain files stay beside it."""
    made = 0
    for station in Station.objects.all():
        clip = music.in_force(station, now=now)
        if clip is None:
            continue
        takes = [take for take in _in_use(station) if music.suits(take.programme)]
        there = renditions.current(
            [take.master_sha256 for take in takes], recipes.SOUND, about=clip.master_sha256
        )
        spoken = {take.master_sha256: take for take in takes if take.master_sha256 not in there}
        for master, take in sorted(spoken.items()):
            said = tuple((float(start), float(end)) for start, end in take.timeline)
            made += _sound(master, over=music.laid(clip, said), about=clip.master_sha256)
    return made


def _in_use(station: Station) -> QuerySet[Recording]:
    return Recording.objects.filter(
        programme__station=station, status=RecordingStatus.ACCEPTED, programme__status__in=web_sounds.IN_USE
    ).select_related("programme__approval")


def _sound(master_sha256: str, *, over: Music | None = None, about: str = "") -> bool:
    """Make one sound again; only from the very master that was accepted."""
    earlier = Rendition.objects.filter(source_sha256=master_sha256, recipe=recipes.SOUND).last()
    if earlier is None or not media.is_whole(master_sha256):
        return False
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    try:
        machine.check_room()
        mp3 = device_sound(media.path_of(master_sha256), directory=workshop, music=over)
    except (FfmpegFailed, OSError):
        log.exception("the sound of master %s could not be made again", master_sha256)
        return False
    output = media.store_by_content(mp3)
    renditions.note(master_sha256, recipes.SOUND, output, duration_s=earlier.duration_s, about=about)
    return True


def _pictures(now: datetime) -> int:
    shown = set(_shown(now).exclude(picture_sha256="").values_list("picture_sha256", flat=True))
    rows = Rendition.objects.filter(output_sha256__in=shown, recipe=recipes.BOARD_PICTURE)
    sources = set(rows.values_list("source_sha256", flat=True))
    made = 0
    for source in sorted(sources - renditions.current(sources, recipes.BOARD_PICTURE)):
        path = Path(settings.FROZEN_MEDIA) / source[:2] / source
        if media.is_whole_at(path, source):
            renditions.for_boards(path)
            made += 1
    return made


def _frames(now: datetime) -> int:
    texts = {renditions.lines_sha256(item.lines): item.lines for item in _shown(now).exclude(frame_sha256="")}
    missing = set(texts) - renditions.current(texts, recipes.BOARD_FRAME)
    return sum(bool(renditions.frame(texts[source])) for source in sorted(missing))


def _shown(now: datetime) -> QuerySet[BoardItem]:
    return BoardItem.objects.filter(Q(shows_until=None) | Q(shows_until__gt=now), stopped_at=None)
