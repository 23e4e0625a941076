"""Urgent bookings that play now: as soon as devices can know, one after the other."""

from collections.abc import Iterable

from broadcast.plan.airtime import Airtime, Spans
from broadcast.plan.horizon import Horizon
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.planned import Planned, session_id
from broadcast.plan.reasons import Code, Reason, Refusal, delayed, expired
from broadcast.plan.rules import Booking
from broadcast.plan.spot import Spot
from broadcast.plan.terms import Priority


class Emergencies:
    """Gives emergencies their moment in one zone; they wait for nothing but other urgent items."""

    def __init__(self, zone_id: str, *, horizon: Horizon, urgent: Iterable[Planned]) -> None:
        self._zone_id = zone_id
        self._horizon = horizon
        busy = Spans((to_ms(item.starts_at), to_ms(item.ends_at)) for item in urgent)
        self._air = Airtime(busy, quiet=Spans())

    def place(self, booking: Booking) -> Planned | Reason:
        """Plan an emergency, or say why it is too late for it."""
        gap, soonest, length = self._horizon.gap, self._horizon.soonest, length_ms(booking.duration_s)
        start = self._air.next_free(soonest, length, priority=Priority.URGENT, gap=gap).start
        if booking.valid_until and to_ms(booking.valid_until) < start + length:
            return expired(booking.valid_until, self._horizon.rules.zone)
        self._air.taken.add(start, start + length)
        waited = Refusal(code=Code.AFTER_EMERGENCY, over_ms=start - soonest)
        spot = Spot(
            session=session_id(f"now {booking.id}", self._zone_id, booking.on),
            zone_id=self._zone_id,
            slot_id=None,
            on=booking.on,
            start=start,
            end=start + length,
        )
        return spot.with_programme(booking, attempt=0, moved=delayed(waited) if waited.over_ms else None)
