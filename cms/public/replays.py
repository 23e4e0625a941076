"""Past plays as "nghe lại" shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from broadcast.models import Recording, Zone
from cms.public import listening, wording
from newsroom.models import Story


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One programme that was played: when last, where, its sound, and its story when that is on the site."""

    day: str
    hour: str
    zones: str
    sound: listening.Sound
    story_url: str


def replays(recordings: Sequence[Recording], request: HttpRequest) -> tuple[Replay, ...]:
    """Return the recordings of ``listening.aired`` with what surrounds them, in a fixed number of queries."""
    zones = listening.zones_of(recordings)
    everywhere = Zone.objects.count()
    wanted = [recording.programme.story_id for recording in recordings]
    stories = Story.objects.public().in_bulk(wanted)
    return tuple(
        Replay(
            day=wording.day(recording.last_played_at),  # type: ignore[attr-defined]
            hour=wording.hour(recording.last_played_at),  # type: ignore[attr-defined]
            zones=wording.places(zones.get(recording.pk, ()), everywhere),
            sound=listening.sound(recording),
            story_url=story.get_url(request) or ""
            if (story := stories.get(recording.programme.story_id))
            else "",
        )
        for recording in recordings
    )
