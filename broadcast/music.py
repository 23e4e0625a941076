"""Music under the words on the loudspeakers: kept once, approved once by a leader, switched on by the station.

Files of the station come by way of ``broadcast.sent_sounds``. Music lies under renditions only: what a person accepted
is the plain master; another music, or none, is another way of making the file from it and asks nobody anew.
Emergencies and drills never have any, nor has the site: who listens at home hears the words alone.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import media, renditions, voices
from broadcast.audio.assembly import produce_whole
from broadcast.audio.bed import MOST_FILE_S, Music, bed_from, own_bed
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.mastering import Produced
from broadcast.authority import URGENT, Output, released
from broadcast.models import Booking, Programme, SpecialDay, StandingClip, Station, VoiceSettings
from broadcast.people import Person
from broadcast.plan.terms import Form


class NotMusic(Exception):
    """A file that cannot lie under words; the message says why and what to do."""


def keep_chords(station: Station, *, origin: str, person: Person, now: datetime) -> StandingClip:
    """Keep our own chords as music; a leader still has to approve them. Raises ``FfmpegFailed``, OSError."""
    made = produce_whole(own_bed(), directory=Path(settings.BROADCAST_MEDIA) / "making")
    renditions.keep_sound(made)
    return write_down(station, made, origin=origin, by_name=person.get_full_name(), now=now)


def write_down(station: Station, made: Produced, *, origin: str, by_name: str, now: datetime) -> StandingClip:
    """Put music whose sound is kept before a leader; ``now``: when somebody brought it."""
    return StandingClip.objects.create(
        station=station,
        kind=StandingClip.Kind.MUSIC,
        text=origin,
        master_sha256=made.master_sha256,
        device_sha256=made.mp3_sha256,
        duration_s=made.duration_s,
        made_at=now,
        made_by_name=by_name,
    )


def refuse_long(file: Path) -> None:
    """Raise ``NotMusic`` for what goes on beyond what goes round; what cannot be read is for its reader to refuse."""
    with suppress(FfmpegFailed):
        if bed_from(file).duration_s >= MOST_FILE_S:
            raise NotMusic(
                _("The music is longer than three minutes. It goes round by itself: send a shorter piece.")
            )


@transaction.atomic
def switch(station: Station, *, on: bool, person: Person, now: datetime) -> None:
    """Let music lie under the words from now on, or no more; files are made anew in the background."""
    kept, _made = VoiceSettings.objects.select_for_update().get_or_create(station=station)
    if kept.has_music == on:
        return
    VoiceSettings.objects.filter(pk=kept.pk).update(
        has_music=on, has_music_by_name=person.get_full_name(), has_music_at=now
    )


def in_force(station: Station, *, now: datetime) -> StandingClip | None:
    """Return the music that may lie under words now: switched on, approved by a leader, its file unchanged."""
    if not voices.settings_of(station).has_music:
        return None
    clips = station.clips.in_force(now).filter(kind=StandingClip.Kind.MUSIC).select_related("entry")
    granted = [clip for clip, _by in released(clips, output=Output.AIR, now=now)]
    return next((clip for clip in granted if media.is_unchanged(clip.master_sha256)), None)


def suits(programme: Programme) -> bool:
    """Whether music may lie under it: under bulletins, never under an emergency, a drill or anything urgent."""
    is_waived = getattr(programme.approval, "waiver_id", None) is not None
    is_grave = programme.drill or is_waived or programme.priority == URGENT
    return programme.form == Form.BULLETIN and not is_grave


def under(booking: Booking, clip: StandingClip | None, *, silent: Callable[[date], bool]) -> str:
    """Return the master of the music for what is booked, "" for none; none on days that are ``silent``."""
    if clip is None or not suits(booking.programme) or silent(booking.on):
        return ""
    return clip.master_sha256


def silent_days(station: Station) -> Callable[[date], bool]:
    """Return whether a day goes without music: a day of mourning, on which only some kinds of programme go out."""
    rows = SpecialDay.objects.filter(station=station, ended_at=None).exclude(forms=[])
    spans = [(row.first, row.last) for row in rows if Form.MUSIC not in row.forms]
    return lambda day: any(first <= day <= last for first, last in spans)


def laid(clip: StandingClip, said: tuple[tuple[float, float], ...]) -> Music:
    """Return the music as it lies under a recording whose sentences are heard then."""
    return Music(clip=bed_from(media.path_of(clip.master_sha256)), said=said)
