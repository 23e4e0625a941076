"""Bookings for a moment: on the second, or a few minutes later; outside every slot."""

from broadcast.plan.airtime import Airtime
from broadcast.plan.daybook import DayBook
from broadcast.plan.horizon import Horizon
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import Code, Reason, Refusal, delayed, expired, left_out
from broadcast.plan.rules import Booking
from broadcast.plan.spot import Spot
from broadcast.plan.terms import Priority
from broadcast.plan.wishes import Wish


def place_at(wish: Wish, *, zone_id: str, horizon: Horizon, air: Airtime, day: DayBook) -> Planned | Reason:
    """Put a booking at its moment in one zone and take the air, or say what stands in the way; it never moves days."""
    booking = wish.booking
    result = _start(booking, horizon=horizon, air=air, day=day)
    if isinstance(result, Reason):
        return result
    end = result + booking.length_ms
    air.taken.add(result, end)
    late = result - _wanted(booking)
    spot = Spot(f"at {booking.id}", zone_id=zone_id, slot_id=None, on=booking.on)
    return spot.with_programme(
        booking,
        result,
        end,
        attempt=len(wish.heard),
        moved=delayed(Refusal(code=Code.WAITED, over_ms=late)) if late else None,
    )


def _start(booking: Booking, *, horizon: Horizon, air: Airtime, day: DayBook) -> int | Reason:
    wanted, length = _wanted(booking), booking.length_ms
    latest = wanted + length_ms(booking.wait_s)
    earliest = max(wanted, horizon.soonest)
    if earliest > latest:
        return _refused(Code.LATE_AT, horizon, over=max(horizon.now, horizon.soonest) - wanted)
    free = air.next_free(earliest, length, priority=booking.priority, gap=horizon.gap)
    if free.start > latest:
        code = Code.QUIET_AT if free.met_quiet else Code.TAKEN_AT
        return _refused(code, horizon, over=free.start - wanted)
    if booking.valid_until and to_ms(booking.valid_until) < free.start + length:
        return expired(booking.valid_until, horizon.rules.zone)
    against = _against(booking, length, horizon=horizon, day=day)
    return left_out(against, last=horizon.last) if against else free.start


def _against(booking: Booking, length: int, *, horizon: Horizon, day: DayBook) -> Refusal | None:
    """Say what the day and the Quy chế have against it."""
    if booking.priority is Priority.URGENT:
        return None
    left = day.left_ms(booking.on)
    if left is not None and length > left:
        return Refusal(code=Code.LIMIT_DAY, on=booking.on, over_ms=length - left)
    return day.refusal_on(booking, booking.on, horizon.rules.calendar.forms_on(booking.on))


def _refused(code: Code, horizon: Horizon, *, over: int) -> Reason:
    return left_out(Refusal(code=code, over_ms=over), last=horizon.last)


def _wanted(booking: Booking) -> int:
    assert booking.at is not None
    return to_ms(booking.at)
