"""Puts what is booked into a session into another order; among ưu tiên that clash, that is a decision and is kept."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
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
    return sorted(rows, key=planned_order)


def planned_order(booking: Booking) -> tuple[int, int, int, datetime, int]:
    """Return by what the bookings of a session are sorted."""
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
    earlier = [[pk, row.position, row.decided_order] for pk, row in rows.items()]
    is_decision = len(decided) > 1 and (
        decided != before or not all(rows[pk].decided_order for pk in decided)
    )
    for place, pk in enumerate(booking_ids):
        order = decided.index(pk) + 1 if is_decision and pk in decided else rows[pk].decided_order
        _place(pk, place, order)
    if is_decision or list(rows) != list(booking_ids):
        PriorityOrder.objects.create(
            slot=slot,
            on=on,
            bookings=list(booking_ids),
            before=earlier,
            why=why.strip(),
            person_id=person.pk,
            person_name=person.get_full_name(),
            made_at=now,
        )


def _place(booking_id: int, position: int, decided: int) -> None:
    """Write where a booking stands, and its repeats with it."""
    rows = Booking.objects.filter(Q(pk=booking_id) | Q(follows=booking_id))
    rows.update(position=position, decided_order=decided)


def can_undo(order: PriorityOrder | None, booking_ids: Iterable[int]) -> bool:
    """Whether the last order of a session can be taken back: nothing was booked or cancelled since."""
    if order is None or order.undoes_id is not None:
        return False
    return {pk for pk, _position, _decided in order.before} == set(booking_ids)


@transaction.atomic
def undo(slot: Slot, on: date, *, person: Person, now: datetime) -> None:
    """Put a session back as it was before its last order, decisions among ưu tiên included; kept as an order too."""
    last = last_order(slot, on)
    if last is None or not can_undo(last, [row.pk for row in booked_in(slot, on)]):
        raise CannotOrder(_("There is no move left to take back. Look at the session again, then order it."))
    for pk, position, decided in last.before:
        _place(pk, position, decided)
    PriorityOrder.objects.create(
        slot=slot,
        on=on,
        bookings=[pk for pk, _position, _decided in last.before],
        undoes=last,
        person_id=person.pk,
        person_name=person.get_full_name(),
        made_at=now,
    )


def last_order(slot: Slot, on: date) -> PriorityOrder | None:
    """Return who last ordered a session."""
    return PriorityOrder.objects.filter(slot=slot, on=on).first()
