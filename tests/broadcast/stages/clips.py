"""Openings and sign-offs in force."""

from datetime import datetime

from broadcast import standing
from broadcast.models import StandingClip
from tests.broadcast.commune import Commune


def approved_clip(
    commune: Commune, *, now: datetime, kind: str = StandingClip.Kind.OPENING, words: str = "Đây là đài xã."
) -> StandingClip:
    """Make a clip and let the leader approve it."""
    clip = standing.make_clip(commune.station, kind=kind, words=words, person=commune.operator, now=now)
    standing.approve_clip(clip, person=commune.leader, now=now)
    return StandingClip.objects.get(pk=clip.pk)
