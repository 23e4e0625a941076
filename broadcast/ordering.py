"""Puts what is booked into a session into another order; among ưu tiên that clash, that is a decision and is kept."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from broadcast.models import Booking, PriorityOrder, Slot
from broadcast.people import Person

PRIORITY = "priority"


class CannotOrder(Exception):
    """The order cannot be kept; the message says why and what to do."""


def booked_in(slot: Slot, on: date) -> list[Booking]:
    """Return what is booked into a session, in the order in which it is planned."""
    rows = (
        Booking.objects.filter(slot=slot, on=on, cancelled_at=None, repeat=0)
        .select_related("programme", "slot")
        .prefetch_related("zones")
    )
    return sorted(rows, key=_planned_order)


def _planned_order(booking: Booking) -> tuple[int, int, int, datetime, int]:
    rank = {"urgent": 0, PRIORITY: 1}.get(booking.programme.priority, 2)
    decided = booking.decided_order or 10_000
    return rank, decided, booking.position, booking.booked_at, booking.pk


@transaction.atomic
def reorder(
    slot: Slot, on: date, *, booking_ids: Sequence[int], person: Person, now: datetime, why: str = ""
) -> None:
    """Keep a new order. Priority still goes before position; the order of the ưu tiên is kept as a decision."""
    rows = {row.pk: row for row in booked_in(slot, on)}
    if set(booking_ids) != set(rows) or len(booking_ids) != len(rows):
        raise CannotOrder(_("Somebody changed this session meanwhile. Look at it again, then order it."))
    decided = [pk for pk in booking_ids if rows[pk].programme.priority == PRIORITY]
    before = [pk for pk, row in rows.items() if row.programme.priority == PRIORITY]
    is_decision = len(decided) > 1 and (
        decided != before or not all(rows[pk].decided_order for pk in decided)
    )
    for place, pk in enumerate(booking_ids):
        order = decided.index(pk) + 1 if is_decision and pk in decided else rows[pk].decided_order
        Booking.objects.filter(pk=pk).update(position=place, decided_order=order)
        Booking.objects.filter(follows=pk).update(position=place, decided_order=order)
    if is_decision or list(rows) != list(booking_ids):
        PriorityOrder.objects.create(
            slot=slot,
            on=on,
            bookings=list(booking_ids),
            why=why.strip(),
            person_id=person.pk,
            person_name=person.get_full_name(),
            made_at=now,
        )


def last_order(slot: Slot, on: date) -> PriorityOrder | None:
    """Return who last ordered a session."""
    return PriorityOrder.objects.filter(slot=slot, on=on).first()
