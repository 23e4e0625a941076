"""Urgent bookings that play now: as soon as devices can know, one after the other."""

from collections.abc import Iterable

from broadcast.plan.airtime import Airtime, Spans
from broadcast.plan.horizon import Horizon
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import Code, Reason, Refusal, delayed, expired
from broadcast.plan.rules import Booking
from broadcast.plan.spot import Spot
from broadcast.plan.terms import Cut, Priority


class Emergencies:
    """Gives emergencies their moment in one zone; they wait for nothing but other urgent items."""

    def __init__(self, zone_id: str, *, horizon: Horizon, urgent: Iterable[Planned], soonest: int) -> None:
        self._zone_id = zone_id
        self._horizon = horizon
        self._soonest = soonest
        self._ends: dict[str, int] = {}
        items = list(urgent)
        for item in items:
            self._ends[item.booking_id or ""] = to_ms(item.ends_at)
        busy = Spans((to_ms(item.starts_at), to_ms(item.ends_at)) for item in items)
        self._air = Airtime(busy, quiet=Spans())

    def place(self, booking: Booking) -> Planned | Reason:
        """Plan an emergency, or say why it is too late for it."""
        gap, soonest, length = self._horizon.gap, self._soonest_of(booking), booking.length_ms
        start = self._air.next_free(soonest, length, priority=Priority.URGENT, gap=gap).start
        if booking.valid_until and to_ms(booking.valid_until) < start + length:
            return expired(booking.valid_until, self._horizon.rules.zone)
        self._air.taken.add(start, start + length)
        self._ends[booking.id] = start + length
        waited = Refusal(code=Code.AFTER_EMERGENCY, over_ms=start - soonest)
        spot = Spot(f"now {booking.id}", zone_id=self._zone_id, slot_id=None, on=booking.on)
        moved = delayed(waited) if waited.over_ms else None
        return spot.with_programme(booking, start, start + length, attempt=0, moved=moved)

    def _soonest_of(self, booking: Booking) -> int:
        """Return from when on it may be heard: a repeat keeps its distance."""
        first = self._ends.get(booking.follows or "")
        return max(self._soonest, first + length_ms(booking.follows_gap_s)) if first else self._soonest


SENTENCE_PATIENCE_MS = 10_000
WHOLE_PATIENCE_MS = 30_000
"""Khẩn cấp is heard at once (Thông tư 39/2020): no longer than this it waits for a sentence or an item to end."""


def cutting_point(on_air: Planned | None, booking: Booking | None, soonest: int) -> int:
    """Return when an emergency may begin, given what is on the air then."""
    if on_air is None or booking is None or booking.cut is Cut.ANYWHERE:
        return soonest
    start, end = to_ms(on_air.starts_at), to_ms(on_air.ends_at)
    if end <= soonest or on_air.priority is Priority.URGENT:
        return soonest
    if booking.cut is Cut.NEVER and end <= soonest + WHOLE_PATIENCE_MS:
        return end
    points = (start + length_ms(each) for each in booking.sentence_ends)
    return next((at for at in points if soonest <= at <= soonest + SENTENCE_PATIENCE_MS), soonest)
