"""The stages in their order, what wakes them, and the sweep that makes a lost wake-up a delay and nothing more."""

import logging
from datetime import datetime
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone
from django_q.tasks import async_task

from broadcast import emergency, heartbeats, intake, live, narration, playout, release
from broadcast.models import BoardItem, Booking, Manifest, Move, Programme, StandingClip, Station

log = logging.getLogger(__name__)

STAGES = ("intake", "narration", "schedule", "release", "playout")


def wake() -> None:
    """Ask a worker to look at the rows soon; when the queue cannot be reached, the sweep will do."""
    try:
        async_task("broadcast.pipeline.work", q_options={"group": "work"})
    except Exception:
        log.exception("could not wake the workers; the sweep follows")


def work() -> None:
    """Do all that waits, in a worker: take in, then make every requested take."""
    heartbeats.beat(heartbeats.QUEUE, now=timezone.now())
    intake.sweep(timezone.now())
    emergency.sweep(timezone.now())
    for recording_id in narration.recordings_to_make():
        narration.make_recording(recording_id)


def signs_of_change() -> tuple[object, ...]:
    """Return a cheap mark of all that people do: equal marks mean that a sweep can wait a little."""
    approvals: Any = Programme._meta.get_field("approval").related_model
    submissions: Any = Programme._meta.get_field("submission").related_model
    return (
        Move.objects.aggregate(Max("pk"))["pk__max"],
        Booking.objects.aggregate(Max("pk"), Count("cancelled_at")),
        BoardItem.objects.aggregate(Max("pk"), Count("stopped_at")),
        StandingClip.objects.aggregate(Count("approved_at"), Count("revoked_at")),
        submissions.objects.aggregate(Max("pk")),
        approvals.objects.aggregate(Max("pk"), Count("recall")),
    )


def sweep(now: datetime) -> list[Manifest]:
    """Bring everything up to now: cheap when nothing changed, and safe to repeat."""
    intake.sweep(now)
    narration.rescue_stuck(now)
    emergency.sweep(now, left_alone_for=emergency.PATIENCE)
    live.end_overdue(now)
    playout.settle(now)
    signed: list[Manifest] = []
    for station in Station.objects.all():
        signed += release.release(station, now=now)
    return signed
