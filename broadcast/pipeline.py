"""The stages in their order, what wakes them, and the sweep that makes a lost wake-up a delay and nothing more."""

import logging
from datetime import datetime
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone
from django_q.tasks import async_task

from broadcast import (
    board_files,
    commands,
    emergency,
    handover,
    heartbeats,
    intake,
    keyring,
    live,
    narration,
    playout,
    release,
    remaking,
    second_hearing,
    sent_sounds,
    succession,
)
from broadcast.models import (
    AiringStop,
    BoardItem,
    Booking,
    DeviceOrder,
    Fixture,
    Handover,
    LimitOverride,
    LiveTalk,
    Manifest,
    Move,
    PriorityOrder,
    Programme,
    Regulation,
    Rendition,
    RepertoireItem,
    SessionChange,
    SpecialDay,
    StandingClip,
    Station,
    VoiceSettings,
)

log = logging.getLogger(__name__)


def wake() -> None:
    """Ask a worker to look at the rows soon; when the queue cannot be reached, the sweep will do."""
    try:
        async_task("broadcast.pipeline.work", q_options={"group": "work"})
    except Exception:
        log.exception("could not wake the workers; the sweep follows")


def work() -> None:
    """Do all that waits, in a worker: what people wait for, then what may take its time."""
    make()
    _make_sounds_ready()
    _make_board_files()
    remaking.remake(timezone.now())
    _hear_again()


def make() -> None:
    """Take in what was submitted and decided, and make every take that was asked for."""
    heartbeats.beat(heartbeats.QUEUE, now=timezone.now())
    intake.sweep(timezone.now())
    emergency.sweep(timezone.now())
    in_hand = emergency.takes_in_hand(timezone.now())
    for recording_id in narration.recordings_to_make():
        if recording_id not in in_hand:
            narration.make_recording(recording_id)
    narration.clear_workshop(timezone.now())


def _make_sounds_ready() -> None:
    """Make ready one sound that was sent: takes come first, and each long file has the whole time of a task."""
    sent_id = sent_sounds.next_waiting()
    if sent_id is None or narration.recordings_to_make():
        return
    sent_sounds.make_ready(sent_id)
    if sent_sounds.next_waiting() is not None:
        wake()


def _make_board_files() -> None:
    """Make one document's pages or one film for the boards; takes come first, and each has the time of a task."""
    if not narration.recordings_to_make() and board_files.make_next(timezone.now()):
        wake()


def _hear_again() -> None:
    """Let a machine hear what waits for a person; a take that somebody asks for meanwhile comes first."""
    while not narration.recordings_to_make() and (recording_id := second_hearing.next_to_hear()):
        second_hearing.hear_again(recording_id, by=second_hearing.ear())


def take_back(now: datetime) -> None:
    """Obey a recall in this moment, whoever's process this is; what fails here the station does at its next round."""
    try:
        intake.sweep(now)
        for station in Station.objects.all():
            release.release(station, now=now)
    except Exception:
        log.exception("the recall could not be released at once; the station follows")
    wake()


def stop_at_once(now: datetime) -> None:
    """Tell the loudspeakers what was just stopped; what fails here the station does at its next round."""
    try:
        for station in Station.objects.all():
            release.release(station, now=now)
    except Exception:
        log.exception("the stop could not be released at once; the station follows")


def signs_of_change() -> tuple[object, ...]:
    """Return a cheap mark of all that people do: equal marks mean that a sweep can wait a little."""
    approvals: Any = Programme._meta.get_field("approval").related_model
    submissions: Any = Programme._meta.get_field("submission").related_model
    return (
        Move.objects.aggregate(Max("pk"))["pk__max"],
        Booking.objects.aggregate(Max("pk"), Count("cancelled_at")),
        BoardItem.objects.aggregate(Max("pk"), Count("stopped_at")),
        Handover.objects.aggregate(Max("pk"), Count("answered_at")),
        StandingClip.objects.aggregate(Count("approved_at"), Count("revoked_at")),
        VoiceSettings.objects.filter(has_music=True).count(),
        RepertoireItem.objects.aggregate(Count("approved_at"), Count("revoked_at")),
        Fixture.objects.aggregate(Max("pk"), Count("ended_at")),
        Rendition.objects.aggregate(Max("pk")),
        submissions.objects.aggregate(Max("pk")),
        DeviceOrder.objects.filter(envelope="", obeyed_at=None).count(),
        approvals.objects.aggregate(Max("pk"), Count("recall")),
        Regulation.objects.aggregate(Max("changed_at")),
        SpecialDay.objects.aggregate(Max("pk"), Count("ended_at")),
        SessionChange.objects.aggregate(Max("pk"), Count("ended_at")),
        LimitOverride.objects.aggregate(Max("pk")),
        PriorityOrder.objects.aggregate(Max("pk")),
        AiringStop.objects.aggregate(Max("pk")),
        LiveTalk.objects.aggregate(Max("pk"), Count("ended_at")),
    )


def sweep(now: datetime) -> list[Manifest]:
    """Bring everything up to now: cheap when nothing changed, and safe to repeat."""
    keyring.keep(now)
    commands.sign_waiting(now)
    intake.sweep(now)
    narration.rescue_stuck(now)
    sent_sounds.rescue_stuck(now)
    emergency.sweep(now, left_alone_for=emergency.PATIENCE)
    live.end_overdue(now)
    playout.settle(now)
    succession.sweep(now)
    handover.sweep(now)
    signed: list[Manifest] = []
    for station in Station.objects.all():
        try:
            signed += release.release(station, now=now)
        except keyring.NoKeyInForce:
            log.error("no key for manifests is in force: nothing can be released")
    return signed
