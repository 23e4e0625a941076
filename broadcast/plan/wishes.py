"""What a booking wishes for in one zone: the turn it asks for first, and what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from broadcast.plan.horizon import Horizon, Turn
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import Code, Reason, Refusal
from broadcast.plan.rules import Booking, Slot


@dataclass(kw_only=True, slots=True)
class Wish:
    """A booking on its way through the turns of its slot.

    ``heard``: its airings that stay; ``carried``: where it stood in the plan in force;
    ``refusal``: the first it met; ``reason``: why it stands where it now stands.
    """

    booking: Booking
    heard: Sequence[Planned] = ()
    carried: Planned | None = None
    refusal: Refusal | None = None
    reason: Reason | None = None

    @property
    def is_fulfilled(self) -> bool:
        """Heard or about to be, or interrupted and not to be repeated."""
        if not self.heard:
            return False
        return not self.booking.resume.is_planned_again or not all(
            item.was_interrupted for item in self.heard
        )


precedence = attrgetter("booking.precedence")
"""Order of wishes within a session."""


class FirstTurns:
    """Where bookings ask to be heard: the same in every zone that their slot serves, before anything is planned."""

    def __init__(self, horizon: Horizon) -> None:
        self.horizon = horizon
        self._known: dict[str, tuple[Turn | None, Refusal | None]] = {}

    def of(self, wish: Wish, zone_id: str) -> Turn | None:
        """Return the first turn to try; None when there is none, with the reason in ``wish.refusal``."""
        slot = self.horizon.slots.get(wish.booking.slot_id or "")
        if slot is None:
            wish.refusal = Refusal(code=Code.NO_SLOT)
            return None
        if zone_id not in slot.zone_ids:
            wish.refusal = Refusal(code=Code.ZONE_NOT_SERVED, slot_name=slot.name)
            return None
        if wish.heard or wish.carried:
            return _first_turn(wish, slot, self.horizon)
        known = self._known.get(wish.booking.id)
        if known is None:
            turn = _first_turn(wish, slot, self.horizon)
            known = self._known[wish.booking.id] = turn, wish.refusal
        turn, wish.refusal = known
        return turn


def _first_turn(wish: Wish, slot: Slot, horizon: Horizon) -> Turn | None:
    wish.refusal = _hindrance(wish.booking, slot, horizon)
    if wish.refusal:
        return None
    turn = _turn_of_rerun(wish, slot, horizon) if wish.heard else _turn_booked(wish, slot, horizon)
    if turn is None or turn.on == wish.booking.on or not wish.booking.stays:
        return turn
    wish.refusal = wish.refusal or Refusal(code=Code.MISSED, slot_name=slot.name, on=wish.booking.on)
    return None


def _hindrance(booking: Booking, slot: Slot, horizon: Horizon) -> Refusal | None:
    if booking.on > horizon.last:
        return Refusal(code=Code.TOO_FAR, slot_name=slot.name, on=booking.on)
    over = booking.length_ms + horizon.bookends_ms(slot) - horizon.longest(slot)
    if over > 0:
        return Refusal(code=Code.TOO_LONG, slot_name=slot.name, on=booking.on, over_ms=over)
    return None


def _turn_booked(wish: Wish, slot: Slot, horizon: Horizon) -> Turn | None:
    on = wish.booking.on
    turn = horizon.turn_on(slot.id, on)
    if turn is not None and turn.end > horizon.now:
        return turn
    turn = horizon.turn_from(slot.id, on)
    if turn is None or turn.on != on:
        wish.refusal = _no_session(slot, on, horizon)
    if on >= horizon.first and (turn is None or turn.end > horizon.now):
        return turn
    later = horizon.turn_from(slot.id, wish.carried.on) if wish.carried else None
    if later is None:
        wish.refusal = Refusal(code=Code.MISSED, slot_name=slot.name, on=on)
    return later


def _no_session(slot: Slot, on: date, horizon: Horizon) -> Refusal:
    hindrance = horizon.hindrance(slot.id, on)
    if hindrance is None:
        return Refusal(code=Code.NOT_THAT_DAY, slot_name=slot.name, on=on)
    return Refusal(code=hindrance.code, slot_name=slot.name, on=on, why=hindrance.why)


def _turn_of_rerun(wish: Wish, slot: Slot, horizon: Horizon) -> Turn | None:
    """Return the interrupted session, as long as it may still run on, or the one after it."""
    turn = horizon.turn_from(slot.id, wish.heard[-1].on)
    while turn and 2 * turn.end - turn.start <= horizon.now:
        turn = horizon.next_turn(turn)
    if turn is None:
        wish.refusal = Refusal(code=Code.NOT_THAT_DAY, slot_name=slot.name, on=horizon.last)
    return turn
