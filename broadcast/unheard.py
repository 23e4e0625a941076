"""Gives programmes back that no zone heard: from the queue to those that wait for a time, with the reason."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from broadcast import rulebook
from broadcast.models import Airing, Booking, Programme
from broadcast.states import AiringStatus, ProgrammeStatus
from broadcast.transitions import try_move

OVER_AFTER = timedelta(minutes=5)
AT_ONCE_FOR = timedelta(hours=1)
TO_COME = (AiringStatus.PLANNED, AiringStatus.RELEASED)
HEARD = (AiringStatus.PLAYED, AiringStatus.PARTIAL)


def give_back(now: datetime) -> None:
    """Give back every queued programme whose every zone missed every time that was chosen."""
    airings = Airing.objects.filter(
        booking__programme=OuterRef("pk"), booking__cancelled_at=None, status__in=[*TO_COME, *HEARD]
    )
    queued = Programme.objects.filter(~Exists(airings), status=ProgrammeStatus.QUEUED)
    for programme in queued.select_related("station").order_by("pk"):
        bookings = list(programme.bookings.filter(cancelled_at=None).select_related("slot"))
        if bookings and all(_is_over(booking, programme, now) for booking in bookings):
            _give_back(programme, bookings, now)


def _is_over(booking: Booking, programme: Programme, now: datetime) -> bool:
    """Whether nothing can come of it: a session runs at most for its budget once more."""
    if booking.slot is None:
        return (booking.at or booking.booked_at) + AT_ONCE_FOR < now
    session = rulebook.session_of(booking.slot, booking.on)
    if session is None:  # cancelled: the plan said where it went, or why nowhere; the day settles it
        return booking.on < rulebook.local_day(programme.station, now)
    return session.ends_at + (session.ends_at - session.starts_at) + OVER_AFTER < now


@transaction.atomic
def _give_back(programme: Programme, bookings: Sequence[Booking], now: datetime) -> None:
    reasons = [_reason(booking) for booking in bookings]
    if not try_move(programme, ProgrammeStatus.ACCEPTED, reason=" ".join(dict.fromkeys(reasons))):
        return
    for booking, reason in zip(bookings, reasons, strict=True):
        if not _was_missed(booking):  # a missed one may still be reported
            Booking.objects.filter(pk=booking.pk).update(cancelled_at=now, cancel_reason=reason)


def _was_missed(booking: Booking) -> bool:
    return booking.airings.filter(status=AiringStatus.MISSED).exists()


def _reason(booking: Booking) -> str:
    if _was_missed(booking):
        why = _("no loudspeaker has reported it.")
    else:
        why = " ".join(dict.fromkeys(booking.unplaced.values())) or _(
            "it was never sent to the loudspeakers."
        )
    if booking.slot is None:
        when = date_format(localtime(booking.booked_at), "H:i d/m")
    else:
        when = f"{booking.slot.starts_at:%H:%M} {booking.on:%d/%m}"
    return _("Planned for %(when)s: %(why)s") % {"when": when, "why": why}
