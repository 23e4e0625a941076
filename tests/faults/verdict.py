"""What became of it all: rows against the diary, the diary against the rows, and the loudspeaker against both."""

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from broadcast import heartbeats, media
from broadcast.models import (
    Acceptance,
    Airing,
    Booking,
    Manifest,
    Programme,
    Receipt,
    Recording,
    Rendition,
    Zone,
)
from broadcast.states import AiringStatus, RecordingStatus
from newsroom import verification
from newsroom.models import Approval, Recall, Submission
from tests.faults.founding import Scene

PLAYING = re.compile(r"Đang phát: (.+)\.$", re.M)
HEARD = ("played", "partial")
UNDECIDED = (RecordingStatus.REQUESTED, RecordingStatus.MAKING)


def wait_until_calm(scene: Scene, limit: timedelta) -> float | None:
    """Return after how many seconds all that waited is done, or None when it never was."""
    began = time.monotonic()
    while time.monotonic() - began < limit.total_seconds():
        if not list(_unfinished()):
            return round(time.monotonic() - began, 1)
        time.sleep(0.3)
    return None


def wait_until_heard(limit: timedelta) -> bool:
    """Return as soon as a box has told of a play; False when none did: what was booked is planned for some minutes."""
    began = time.monotonic()
    while time.monotonic() - began < limit.total_seconds():
        if Receipt.objects.exists():
            return True
        time.sleep(0.3)
    return False


def of(scene: Scene) -> Mapping[str, Any]:
    """Return the counts, and everything that is wrong in words."""
    faults = [*_lost(scene), *_broken(), *_said_twice(scene), *_unlawful(scene), *_unfinished()]
    return {
        "faults": faults,
        "submitted": Submission.objects.count(),
        "approved": Approval.objects.count(),
        "accepted": Acceptance.objects.count(),
        "booked": Booking.objects.count(),
        "recalled": Recall.objects.count(),
        "manifests": sum(row.counter for row in _newest()),
        "receipts": dict(Counter(Receipt.objects.values_list("outcome", flat=True))),
        "airings": dict(Counter(Airing.objects.values_list("status", flat=True))),
    }


def _newest() -> list[Manifest]:
    rows: dict[int, Manifest] = {}
    for row in Manifest.objects.order_by("epoch", "counter"):
        rows[row.zone_id] = row
    return list(rows.values())


def _lost(scene: Scene) -> Iterator[str]:
    """What people had been told is done, and is not."""
    kinds = {
        "submitted": ("submission", Submission.objects.values_list("pk", flat=True)),
        "approved": ("sequence", Approval.objects.values_list("entry_id", flat=True)),
        "accepted": ("recording", Acceptance.objects.values_list("recording_id", flat=True)),
        "booked": ("booking", Booking.objects.values_list("pk", flat=True)),
        "recalled": ("sequence", Recall.objects.values_list("approval__entry_id", flat=True)),
    }
    for done, (name, rows) in kinds.items():
        kept = set(rows)
        for note in scene.diary.read(done):
            if note[name] not in kept:
                yield f"{done} {note[name]} is lost"


def _broken() -> Iterator[str]:
    """Links that do not hold, files that are not what their names say."""
    for fault in verification.verify().faults:
        yield f"link {fault.sequence}: {fault.message}"
    for rendition in Rendition.objects.all():
        if not media.is_whole(rendition.output_sha256):
            yield f"{rendition.recipe} {rendition.output_sha256[:12]} is not whole"


def _said_twice(scene: Scene) -> Iterator[str]:
    """What was begun more often than the receipts of its airings say."""
    plays = Counter(PLAYING.findall((scene.folder / "box" / "out.txt").read_text()))
    receipts: Counter[str] = Counter()
    for receipt in Receipt.objects.filter(outcome__in=HEARD).select_related("airing"):
        if receipt.airing is None:
            yield f"receipt {receipt.pk} names no airing"
            continue
        receipts[receipt.airing.title] += 1
    for airing, count in Counter(
        Receipt.objects.filter(outcome__in=HEARD).values_list("airing", flat=True)
    ).items():
        if count > 1:
            yield f"airing {airing} was heard {count} times"
    for title, count in plays.items():
        if count > max(1, receipts[title]):
            yield f"{title} was begun {count} times, and receipts tell of {receipts[title]}"


def _unlawful(scene: Scene) -> Iterator[str]:
    """What was heard without an approval, or long after it was taken back."""
    for receipt in Receipt.objects.filter(outcome__in=HEARD).select_related(
        "airing__booking__programme__approval__recall"
    ):
        airing = receipt.airing
        programme = airing.booking.programme if airing and airing.booking else None
        approval = programme.approval if programme else None
        if approval is None:
            yield f"receipt {receipt.pk} tells of something that nobody approved"
        elif hasattr(approval, "recall") and receipt.started_at > approval.recall.recalled_at + timedelta(
            seconds=60
        ):
            yield f"{receipt.pk} was heard a minute after it was taken back"


def _unfinished() -> Iterator[str]:
    """What still waits for a machine."""
    for recording in Recording.objects.filter(status__in=UNDECIDED):
        yield f"recording {recording.pk} is still {recording.status}"
    for submission in Submission.objects.all():
        if not Programme.objects.filter(submission=submission).exists():
            yield f"submission {submission.pk} was not taken in"
    for programme in Programme.objects.filter(approval=None, submission__approval__recall=None).exclude(
        submission__approval=None
    ):
        yield f"programme {programme.pk} does not know of its approval"
    yield from _unreported()
    for pulse in heartbeats.pulses(timezone.now()):
        if pulse.stale:
            yield f"{pulse.name} gives no sign of life"


def _unreported() -> Iterator[str]:
    """What should have been heard by now, and of which nobody told."""
    over = timezone.now() - timedelta(seconds=20)
    for airing in Airing.objects.filter(status=AiringStatus.PLANNED, starts_at__lt=over):
        yield f"airing {airing.pk} was never released"
    heard = Airing.objects.filter(zone=Zone.objects.order_by("pk").first(), status=AiringStatus.RELEASED)
    for airing in heard.filter(starts_at__lt=over):
        yield f"airing {airing.pk} is over, and nobody told what became of it"
