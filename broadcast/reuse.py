"""Offers a take again that somebody accepted for exactly the same words: nothing is recorded twice."""

from broadcast import media
from broadcast.authority import spoken_sha256
from broadcast.models import Programme, Recording
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import move

SAME = (
    "voice",
    "spoke",
    "delivery",
    "synthetic",
    "notes",
    "spoken_sha256",
    "upload",
    "picked",
    "timeline",
    "master_sha256",
    "device_sha256",
    "waveform_sha256",
    "duration_s",
    "loudness_lufs",
    "true_peak_dbtp",
    "chapters",
    "sentences_done",
    "sentences_total",
)


def offer_again(programme: Programme) -> Recording | None:
    """Give a new programme the take of an older version with the same words; None when there is none.

    A person still accepts it for the new approval; there is only nothing to wait for.
    """
    earlier = (
        Recording.objects.filter(
            programme__story_id=programme.story_id,
            spoken_sha256=spoken_sha256(programme.spoken),
            status=RecordingStatus.ACCEPTED,
        )
        .exclude(programme=programme)
        .order_by("-pk")
        .first()
    )
    if earlier is None or not media.is_whole(earlier.master_sha256):
        return None
    take = Recording.objects.create(
        programme=programme, reused_from=earlier, **{name: getattr(earlier, name) for name in SAME}
    )
    move(take, RecordingStatus.MAKING, reason="the same words were recorded before")
    move(take, RecordingStatus.MADE, reason=take.master_sha256[:12])
    move(programme, ProgrammeStatus.RECORDED)
    return take
