"""Takes a programme out of everything that is still to come."""

from datetime import datetime

from django.db import transaction

from broadcast.models import Programme
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import try_move

UNUSED = (RecordingStatus.REQUESTED, RecordingStatus.MADE, RecordingStatus.FAILED)


@transaction.atomic
def withdraw(programme: Programme, *, now: datetime, reason: str) -> None:
    """Withdraw a programme with the takes nobody accepted and the bookings that are open."""
    if not try_move(programme, ProgrammeStatus.WITHDRAWN, reason=reason):
        return
    for recording in programme.recordings.filter(status__in=UNUSED):
        try_move(recording, RecordingStatus.REJECTED, reason=reason)
    programme.bookings.filter(cancelled_at=None).update(cancelled_at=now, cancel_reason=reason)
