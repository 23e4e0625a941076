"""The queue: what waits for a person, and session by session what is booked, in the order in which it is heard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet

from broadcast import ordering
from broadcast.models import Airing, Booking, PriorityOrder, Programme, Recording, Slot, Station
from broadcast.plan.rules import Rules
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus

WAITING = (AiringStatus.PLANNED, AiringStatus.RELEASED)
OPEN = (
    ProgrammeStatus.RECEIVED,
    ProgrammeStatus.FAILED,
    ProgrammeStatus.RECORDED,
    ProgrammeStatus.ACCEPTED,
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """A programme that waits, with the take that can be heard; ``booking`` when it has its time."""

    programme: Programme
    take: Recording | None
    booking: Booking | None = None
    starts_at: datetime | None = None
    repeats: int = 0
    is_fixed: bool = False
    may_rise: bool = False
    may_sink: bool = False


@dataclass(frozen=True, kw_only=True)
class Session:
    """What is booked into one session; ``slot`` is None for what is heard at a moment of its own."""

    slot: Slot | None
    on: date | None
    items: Sequence[Item]
    order: PriorityOrder | None = None
    can_undo: bool = False

    @property
    def can_move(self) -> bool:
        """Whether there is an order to change."""
        return self.slot is not None and sum(not item.is_fixed for item in self.items) > 1


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Programmes by what they wait for."""

    to_make: Sequence[Item]
    to_hear: Sequence[Item]
    to_book: Sequence[Item]
    sessions: Sequence[Session]

    @property
    def booked(self) -> int:
        """How many stand in a session."""
        return sum(len(session.items) for session in self.sessions)


def queue(station: Station, *, now: datetime) -> Queue:
    """Return the open programmes by what they wait for; a fixed number of queries."""
    by_status: dict[str, list[Item]] = {}
    for row in _open(station):
        by_status.setdefault(row.status, []).append(Item(programme=row, take=_newest_take(row)))
    return Queue(
        to_make=by_status.get(ProgrammeStatus.RECEIVED, []) + by_status.get(ProgrammeStatus.FAILED, []),
        to_hear=by_status.get(ProgrammeStatus.RECORDED, []),
        to_book=by_status.get(ProgrammeStatus.ACCEPTED, []),
        sessions=_sessions(station, now),
    )


def _open(station: Station) -> QuerySet[Programme]:
    return (
        Programme.objects.filter(station=station, status__in=OPEN)
        .select_related("approval", "submission")
        .prefetch_related(_takes("recordings"))
        .order_by("valid_until", "pk")
    )


def _takes(path: str) -> Prefetch[str, QuerySet[Recording], str]:
    heard = (RecordingStatus.MADE, RecordingStatus.ACCEPTED)
    return Prefetch(
        path, queryset=Recording.objects.filter(status__in=heard).order_by("-pk"), to_attr="takes_to_hear"
    )


def _newest_take(programme: Programme) -> Recording | None:
    """Return the accepted take, or the newest that can be heard."""
    takes: list[Recording] = programme.takes_to_hear  # type: ignore[attr-defined]
    accepted = (take for take in takes if take.status == RecordingStatus.ACCEPTED)
    return next(accepted, takes[0] if takes else None)


# ------------------------------------------------------------------ sessions


def _sessions(station: Station, now: datetime) -> list[Session]:
    rows = list(_booked(station, now))
    repeats: dict[int, int] = {}
    for row in rows:
        if row.follows_id:
            repeats[row.follows_id] = repeats.get(row.follows_id, 0) + 1
    starts = _starts(rows, now)
    by_session: dict[tuple[int | None, date | None], list[Booking]] = {}
    for row in rows:
        if not row.follows_id:
            key = (row.slot_id, row.on) if row.slot_id else (None, None)
            by_session.setdefault(key, []).append(row)
    orders = _last_orders(by_session)
    found = [
        _session(bookings, starts, repeats, orders.get(key), now) for key, bookings in by_session.items()
    ]
    return sorted(found, key=_first_heard)


def _booked(station: Station, now: datetime) -> QuerySet[Booking]:
    return (
        Booking.objects.filter(
            programme__station=station,
            cancelled_at=None,
            on__gte=(now - timedelta(days=1)).date(),
            programme__status=ProgrammeStatus.QUEUED,
        )
        .select_related("programme__approval", "slot")
        .prefetch_related("zones", _takes("programme__recordings"))
    )


def _starts(rows: Iterable[Booking], now: datetime) -> dict[int | None, datetime]:
    """Return when each booking is heard next, or began to be heard."""
    ahead = Airing.objects.filter(booking__in=[row.pk for row in rows]).exclude(status=AiringStatus.DROPPED)
    starts: dict[int | None, datetime] = {}
    for booking, starts_at, status in ahead.order_by("-starts_at").values_list(
        "booking", "starts_at", "status"
    ):
        if status in WAITING or booking not in starts:
            starts[booking] = starts_at
    return starts


def _session(
    bookings: list[Booking],
    starts: dict[int | None, datetime],
    repeats: dict[int, int],
    order: PriorityOrder | None,
    now: datetime,
) -> Session:
    first = bookings[0]
    frozen = now + timedelta(seconds=Rules.freeze_s)
    items = [
        Item(
            programme=row.programme,
            take=_newest_take(row.programme),
            booking=row,
            starts_at=starts.get(row.pk),
            repeats=repeats.get(row.pk, 0),
            is_fixed=row.pk in starts and starts[row.pk] <= frozen,
        )
        for row in sorted(bookings, key=ordering.planned_order)
    ]
    return Session(
        slot=first.slot,
        on=first.on if first.slot_id else None,
        items=_movable(items),
        order=order,
        can_undo=ordering.can_undo(order, [row.pk for row in bookings]),
    )


def _movable(items: Sequence[Item]) -> list[Item]:
    """Say which may change places with a neighbour: equals may, while neither begins within minutes."""

    def may_swap(one: int, other: int) -> bool:
        if not 0 <= other < len(items) or items[one].is_fixed or items[other].is_fixed:
            return False
        return items[one].programme.priority == items[other].programme.priority

    return [
        replace(item, may_rise=may_swap(at, at - 1), may_sink=may_swap(at, at + 1))
        for at, item in enumerate(items)
    ]


def _last_orders(
    keys: Iterable[tuple[int | None, date | None]],
) -> dict[tuple[int | None, date | None], PriorityOrder]:
    slots = {slot for slot, _on in keys}
    days = {on for _slot, on in keys if on}
    rows = PriorityOrder.objects.filter(slot__in=slots - {None}, on__in=days).order_by("pk")
    return {(row.slot_id, row.on): row for row in rows}


def _first_heard(session: Session) -> tuple[bool, date, str]:
    """Sort what is heard at a moment of its own first, then day by day."""
    if session.slot is None or session.on is None:
        return False, date.min, ""
    return True, session.on, f"{session.slot.starts_at}"
