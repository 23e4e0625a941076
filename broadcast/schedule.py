"""Books programmes into slots and takes them out again; tells before saving what will not fit."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import rulebook
from broadcast.authority import NotReleasable, may_air
from broadcast.models import Booking, Programme, Recording, Slot, Zone
from broadcast.people import Person
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import move

URGENT = "urgent"


class CannotBook(Exception):
    """The programme cannot be put there; the message says why and what to do."""


MOST_TIMES = 5
MOST_GAP_MINUTES = 120
MOST_WAIT_MINUTES = 60


@transaction.atomic
def book(
    programme: Programme,
    *,
    slot: Slot,
    on: date,
    zones: Collection[Zone],
    person: Person,
    now: datetime,
    times: int = 1,
    gap_minutes: int = 0,
) -> Booking:
    """Put the programme into a slot of one day for some zones, several times in the session if wished."""
    if not (1 <= times <= MOST_TIMES and 0 <= gap_minutes <= MOST_GAP_MINUTES):
        raise CannotBook(_("It can be heard up to %(most)s times in a session.") % {"most": MOST_TIMES})
    _check(programme, zones, now)
    _check_session(programme, slot, on, now)
    session: dict[str, Any] = {
        "slot": slot,
        "on": on,
        "position": Booking.objects.filter(slot=slot, on=on, cancelled_at=None).count(),
    }
    first = last = _add(programme, zones, person=person, now=now, **session)
    for repeat in range(1, times):
        session |= {"follows": last, "repeat": repeat, "gap_minutes": gap_minutes}
        last = _add(programme, zones, person=person, now=now, **session)
    _mark_queued(programme, person)
    return first


def _check_session(programme: Programme, slot: Slot, on: date, now: datetime) -> None:
    if on < _today(programme, now):
        raise CannotBook(_("That day is over. Choose today or a later day."))
    if not slot.active:
        raise CannotBook(_("This slot is out of use. Choose another one."))
    if rulebook.session_of(slot, on) is None:
        raise CannotBook(rulebook.why_no_session(slot, on))
    if programme.bookings.filter(slot=slot, on=on, cancelled_at=None).exists():
        raise CannotBook(_("The programme is already in this slot on that day."))


def _add(
    programme: Programme, zones: Collection[Zone], *, person: Person, now: datetime, **fields: Any
) -> Booking:
    booking = Booking.objects.create(
        programme=programme,
        booked_by_id=person.pk,
        booked_by_name=person.get_full_name(),
        booked_at=now,
        **fields,
    )
    booking.zones.set(zones)
    return booking


@transaction.atomic
def book_at(
    programme: Programme,
    *,
    at: datetime,
    wait_minutes: int,
    zones: Collection[Zone],
    person: Person,
    now: datetime,
) -> Booking:
    """Let the programme begin on the second, or up to so many minutes later, outside every slot."""
    _check(programme, zones, now)
    if at <= now:
        raise CannotBook(_("That moment is over. Choose a later one."))
    if not 0 <= wait_minutes <= MOST_WAIT_MINUTES:
        raise CannotBook(_("It may wait up to %(most)s minutes.") % {"most": MOST_WAIT_MINUTES})
    if programme.bookings.filter(at=at, cancelled_at=None).exists():
        raise CannotBook(_("The programme is already booked for that moment."))
    booking = _add(
        programme,
        zones,
        person=person,
        now=now,
        at=at,
        on=_today(programme, at),
        wait_minutes=wait_minutes,
    )
    _mark_queued(programme, person)
    return booking


@transaction.atomic
def book_now(programme: Programme, *, zones: Collection[Zone], person: Person, now: datetime) -> Booking:
    """Let an urgent programme be heard at once: it interrupts what is on the air."""
    _check(programme, zones, now)
    if programme.priority != URGENT:
        raise CannotBook(_("Only an urgent programme interrupts the air. Choose a slot instead."))
    booking = _add(programme, zones, person=person, now=now, on=_today(programme, now), play_now=True)
    _mark_queued(programme, person)
    return booking


@transaction.atomic
def cancel(booking: Booking, *, person: Person, now: datetime, reason: str) -> None:
    """Take a booking and its repeats out of the queue; what has begun is not touched."""
    for repeat in booking.repeats.filter(cancelled_at=None).select_related("programme"):
        cancel(repeat, person=person, now=now, reason=reason)
    cancelled = Booking.objects.filter(pk=booking.pk, cancelled_at=None).update(
        cancelled_at=now, cancelled_by_name=person.get_full_name(), cancel_reason=reason
    )
    programme = booking.programme
    if cancelled and programme.status == ProgrammeStatus.QUEUED and not _is_booked(programme):
        move(programme, ProgrammeStatus.ACCEPTED, by=person.get_full_name(), reason=reason)


def _is_booked(programme: Programme) -> bool:
    return programme.bookings.filter(cancelled_at=None).exists()


def _check(programme: Programme, zones: Collection[Zone], now: datetime) -> Recording:
    if not zones:
        raise CannotBook(_("Choose at least one zone."))
    if programme.successor_id is not None:
        raise CannotBook(_("A newer version of this story was approved. Choose a time for that one."))
    recording = programme.recordings.filter(status=RecordingStatus.ACCEPTED).first()
    if recording is None:
        raise CannotBook(_("Listen to the recording and accept it first."))
    try:
        may_air(programme, recording, now=now)
    except NotReleasable as refusal:
        raise CannotBook(str(refusal)) from refusal
    return recording


def _mark_queued(programme: Programme, person: Person) -> None:
    if programme.status in {ProgrammeStatus.ACCEPTED, ProgrammeStatus.AIRED}:
        move(programme, ProgrammeStatus.QUEUED, by=person.get_full_name())


def _today(programme: Programme, now: datetime) -> date:
    return now.astimezone(ZoneInfo(programme.station.timezone)).date()
