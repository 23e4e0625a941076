"""Takes an emergency from its waiver to a signed plan in one go, and a drill from its approval to a slot.

It leads the stages in their order and keeps nothing to itself: every step is read from rows, so that the request
that released it, a worker and the station can each go on where another stopped, and nothing is done twice.
"""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from broadcast import intake, narration, rehearsing, release, rulebook, schedule, voices
from broadcast.authority import NotReleasable, may_be_said
from broadcast.models import Programme, Recording, Slot, Station
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import try_move

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=8)
"""How long the station leaves an emergency to the request and the workers before it makes the sound itself."""
IN_HAND = timedelta(seconds=5)
"""How long workers leave it to the request: that process has a voice that is awake, theirs may have to start one."""
STUCK_AFTER = timedelta(seconds=15)
"""A take that shows no progress for so long was left by a dead worker; sentences take less than a second each."""
TRIES = 3
DAYS_AHEAD = 7
UNDECIDED = (
    ProgrammeStatus.RECEIVED,
    ProgrammeStatus.FAILED,
    ProgrammeStatus.RECORDED,
    ProgrammeStatus.ACCEPTED,
)


def hurry(submission_id: int) -> None:
    """Do all that is left to do for this submission: sound, acceptance, booking, signed plan."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        return
    rehearsing.end()
    intake.take_in_at_once(submission_id, station, now=timezone.now())
    programme = _programme(submission_id)
    if programme is not None and programme.status in UNDECIDED:
        finish(programme)
    release.release(station, now=timezone.now())


def sweep(now: datetime, *, left_alone_for: timedelta = timedelta(0)) -> None:
    """Finish what somebody began and could not end; called by workers, and by the station when they are dead."""
    for programme in _unfinished(now, left_alone_for):
        try:
            finish(programme)
            _release_booked(programme)
        except Exception:
            log.exception("programme %s: the emergency could not be finished; trying again", programme.pk)


def takes_in_hand(now: datetime) -> set[int]:
    """Return the takes that the leader's own request is about to make."""
    fresh = Recording.objects.filter(
        status=RecordingStatus.REQUESTED, programme__approval__waiver__released_at__gt=now - IN_HAND
    )
    return set(fresh.values_list("pk", flat=True))


def _release_booked(programme: Programme) -> None:
    """Sign the plan here and now when the programme was booked: the station's next round is a second away."""
    if programme.bookings.exists():
        release.release(programme.station, now=timezone.now())


def _unfinished(now: datetime, left_alone_for: timedelta) -> list[Programme]:
    """Return emergencies and drills that are approved and neither booked nor given up, nor in the request's hand."""
    open_ones = Programme.objects.lawful().filter(status__in=UNDECIDED, bookings=None)
    due = open_ones.filter(
        approval__waiver__released_at__lte=now - max(left_alone_for, IN_HAND)
    ) | open_ones.filter(drill=True, approval__approved_at__lte=now - left_alone_for)
    return list(due.select_related("approval__waiver__person", "approval__approver", "station"))


def finish(programme: Programme) -> None:
    """Make the sound, accept it, book it; stop quietly where somebody else is at it."""
    recording = _take(programme)
    if recording is None:
        return
    if recording.status == RecordingStatus.REQUESTED:
        narration.make_recording(recording.pk)
        recording.refresh_from_db()
    if recording.status not in {RecordingStatus.MADE, RecordingStatus.ACCEPTED}:
        return
    try:
        _accept_and_book(programme.pk, recording.pk, timezone.now())
    except (NotReleasable, narration.NothingToHear, schedule.CannotBook) as refusal:
        log.warning("programme %s: %s", programme.pk, refusal)


def _take(programme: Programme) -> Recording | None:
    """Return the offline take to go on with; ask for another when the last one failed or was abandoned."""
    takes = programme.recordings.filter(voice=voices.offline()).order_by("-pk")
    last = takes.first()
    if last is None:
        return intake.request_recording(programme, voice=voices.offline())
    if last.status == RecordingStatus.MAKING and last.touched_at < timezone.now() - STUCK_AFTER:
        try_move(last, RecordingStatus.REQUESTED, reason="the worker stopped")
    if last.status in {RecordingStatus.FAILED, RecordingStatus.REJECTED}:
        if takes.count() >= TRIES:
            return None
        return intake.request_recording(programme, voice=voices.offline())
    return last


@transaction.atomic
def _accept_and_book(programme_id: int, recording_id: int, now: datetime) -> None:
    programme = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("approval__waiver__person", "approval__approver", "station")
        .get(pk=programme_id)
    )
    if programme.bookings.exists() or programme.status not in UNDECIDED:
        return
    may_be_said(programme)
    approval = programme.approval
    recording = Recording.objects.get(pk=recording_id)
    waiver = approval.waiver if approval is not None else None
    person = waiver.person if waiver is not None else approval.approver  # type: ignore[union-attr]
    if recording.status == RecordingStatus.MADE:
        narration.accept(recording, person=person, now=now, unheard_by_waiver=waiver is not None)
    programme.refresh_from_db(fields=["status"])
    zones = list(programme.zones.all()) or list(programme.station.zones.all())
    if waiver is not None:
        schedule.book_now(programme, zones=zones, person=person, now=now)
        return
    slot, on = _next_slot(programme, now)
    schedule.book(programme, slot=slot, on=on, zones=zones, person=person, now=now)


def _next_slot(programme: Programme, now: datetime) -> tuple[Slot, date]:
    """Return the next slot that begins: a drill waits its turn, cuts nothing off and keeps the quiet hours."""
    today = rulebook.local_day(programme.station, now)
    last = today + timedelta(days=DAYS_AHEAD - 1)
    for session in rulebook.sessions_between(programme.station, today, last):
        if session.starts_at > now:
            return Slot.objects.get(pk=session.slot.id), session.on
    raise schedule.CannotBook("no slot is in use")


def _programme(submission_id: int) -> Programme | None:
    return (
        Programme.objects.filter(submission=submission_id)
        .select_related("approval__waiver__person", "approval__approver", "station")
        .first()
    )
