"""Stops what sounds: this play, in these zones, now. Nothing else is touched, and it is not played again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from broadcast import schedule
from broadcast.models import Airing, AiringStop, Booking
from broadcast.people import Person
from broadcast.plan.terms import AuthorityKind
from broadcast.states import AiringStatus

TOGETHER = timedelta(minutes=5)
"""Neighbouring zones begin one after the other; what begins within this time belongs to the same play."""
LEAST_WORDS = 3
LONGEST = timedelta(hours=6)
"""Nothing that was planned sounds longer than this."""
STOPPABLE = (AiringStatus.PLANNED, AiringStatus.RELEASED, AiringStatus.PLAYED, AiringStatus.PARTIAL)
WAITING = (AiringStatus.PLANNED, AiringStatus.RELEASED)


class CannotStop(Exception):
    """Nothing was stopped; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Play:
    """One zone in which it would be stopped: until when it would have sounded, and what is heard after it."""

    airing: Airing
    ends_at: datetime
    is_sounding: bool
    following: Airing | None

    @property
    def outlook(self) -> tuple[object, ...]:
        """What a person is told of it: alike in zones that hear the same at the same second."""
        after = self.following
        return self.is_sounding, self.ends_at, after and (after.title, after.starts_at)


def may_stop(person: Person) -> bool:
    """Whether this person may silence the air: who works the station, and who may open the air."""
    return person.has_perm("broadcast.operate_station") or person.has_perm("broadcast.open_live")


def plays(airing: Airing, *, now: datetime) -> list[Play]:
    """Return every zone in which this play sounds now or is about to begin, with what follows in each."""
    return [
        Play(
            airing=row,
            ends_at=row.starts_at + timedelta(seconds=row.duration_s),
            is_sounding=row.starts_at <= now,
            following=_following(row),
        )
        for row in _together(airing, now)
        if row.starts_at + timedelta(seconds=row.duration_s) > now
    ]


def _together(airing: Airing, now: datetime) -> QuerySet[Airing]:
    rows = Airing.objects.filter(
        stop=None, status__in=STOPPABLE, on=airing.on, kind=airing.kind, starts_at__lte=now + TOGETHER
    )
    if airing.booking_id:
        rows = rows.filter(booking=airing.booking_id)
    else:
        rows = rows.filter(booking=None, slot=airing.slot_id)
    return rows.select_related("zone__place", "booking__programme").order_by("zone__place__position")


def _following(row: Airing) -> Airing | None:
    ahead = Airing.objects.filter(
        zone=row.zone_id, status__in=WAITING, stop=None, starts_at__gt=row.starts_at
    )
    return ahead.order_by("starts_at").first()


def later_plays(airing: Airing, *, now: datetime) -> list[Airing]:
    """Return the further plays of what was booked here, its repeats among them, that are still to come."""
    if airing.booking is None:
        return []
    rows = Airing.objects.filter(
        booking__in=_with_repeats(airing.booking), status__in=WAITING, starts_at__gt=now + TOGETHER
    )
    return list(rows.select_related("zone").order_by("starts_at", "zone__place__position"))


def _with_repeats(booking: Booking) -> set[int]:
    """Return the booking and what repeats it, however often."""
    found, newest = {booking.pk}, {booking.pk}
    while newest:
        newest = set(Booking.objects.filter(follows__in=newest).values_list("pk", flat=True)) - found
        found |= newest
    return found


@transaction.atomic
def stop(
    airing: Airing,
    *,
    zone_ids: Collection[int],
    why: str,
    person: Person,
    now: datetime,
    and_later: bool = False,
) -> Sequence[Airing]:
    """Stop this play in these zones; with ``and_later`` its further plays are taken out of the queue as well.

    Raises ``CannotStop`` when nothing of it sounds any more. The plan that tells the loudspeakers so is for the
    caller to release.
    """
    if not may_stop(person):
        raise PermissionDenied(_("Only an operator or a leader stops what is on the air."))
    if sum(sign.isalnum() for sign in why) < LEAST_WORDS:
        raise CannotStop(_("Write why it is stopped: it is kept in the log book."))
    list(Airing.objects.select_for_update().filter(on=airing.on, booking=airing.booking_id))
    chosen = [play.airing for play in plays(airing, now=now) if play.airing.zone_id in set(zone_ids)]
    if not chosen:
        raise CannotStop(_("It is over already, or somebody else has just stopped it. Nothing was changed."))
    for row in chosen:
        _note(row, why=why, person=person, now=now)
    if and_later and airing.booking is not None:
        schedule.cancel(airing.booking, person=person, now=now, reason=why.strip()[:500])
    return chosen


def stop_revoked(link: int, *, why: str, person: Person, now: datetime) -> Sequence[Airing]:
    """Stop in every zone what sounds now by the authority of this link of the chain; return the plays.

    The caller has checked that the person may revoke it. What is to come, the plan names by itself.
    """
    begun = Airing.objects.filter(starts_at__gt=now - LONGEST, starts_at__lte=now, stop=None)
    rows = begun.filter(status__in=STOPPABLE, authority__kind=AuthorityKind.STANDING.value)
    sounding = [
        row
        for row in rows.filter(authority__id=str(link)).select_for_update(of=("self",))
        if row.starts_at + timedelta(seconds=row.duration_s) > now
    ]
    for row in sounding:
        _note(row, why=why, person=person, now=now)
    return sounding


def _note(row: Airing, *, why: str, person: Person, now: datetime) -> None:
    AiringStop.objects.create(
        airing=row,
        why=why.strip()[:300],
        person_id=person.pk,
        person_name=person.get_full_name(),
        made_at=now,
    )
