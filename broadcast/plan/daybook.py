"""What a zone's day has used up, and what that and the day itself say against one more item."""

from collections.abc import Iterable, Mapping
from datetime import date

from broadcast.plan.horizon import Horizon, Turn
from broadcast.plan.limits import Limit, Used
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import Code, Refusal
from broadcast.plan.rules import Booking
from broadcast.plan.terms import Form, Kind, Priority


class DayBook:
    """Counts one zone; khẩn cấp is neither counted nor held up. With nothing limited or repeated it is idle."""

    def __init__(self, horizon: Horizon, *, bookings: Mapping[str, Booking]) -> None:
        self._horizon = horizon
        self._calendar = horizon.rules.calendar
        self._limits = horizon.rules.calendar.limits
        self._bookings = bookings
        self._used = Used()
        self._ends: dict[str, int] = {}
        self.is_needed = not self._calendar.is_plain or any(each.follows for each in bookings.values())

    def note(self, items: Iterable[Planned]) -> None:
        """Count what stands already."""
        for item in items if self.is_needed else ():
            booking = self._bookings.get(item.booking_id or "")
            if item.booking_id and not item.was_interrupted:
                self._ends[item.booking_id] = to_ms(item.ends_at)
            if item.kind is Kind.EMERGENCY:
                continue
            programme = booking.programme_id if booking and not item.was_interrupted else None
            length = to_ms(item.ends_at) - to_ms(item.starts_at)
            self._used.add(item.on, length=length, session=item.slot_id, programme=programme)

    def count(self, booking: Booking, turn: Turn, *, length: int, end: int) -> None:
        """Count what a session just laid."""
        self._ends[booking.id] = end
        if booking.priority is not Priority.URGENT:
            self._used.add(turn.on, length=length, session=turn.slot.id, programme=booking.programme_id)

    def count_clips(self, on: date, length: int) -> None:
        """Count the opening and the closing of a session."""
        self._used.add(on, length=length, session=None, programme=None)

    def left_ms(self, on: date) -> int | None:
        """Return what the day may still have, None for no limit."""
        most = self._horizon.day_ms(on)
        return None if most is None else max(0, most - self._used.length(on))

    def not_before(self, booking: Booking) -> int:
        """Return the first moment at which a repeat may be heard, 0 for anything else."""
        first = self._ends.get(booking.follows or "")
        return first + length_ms(booking.follows_gap_s) if first else 0

    def refusal(self, booking: Booking, turn: Turn) -> Refusal | None:
        """Say why a session may not have this item at all, whatever its length."""
        if booking.follows in self._bookings and booking.follows not in self._ends:
            return Refusal(code=Code.AWAITED, slot_name=turn.slot.name, on=turn.on)
        if self._calendar.is_plain or booking.priority is Priority.URGENT:
            return None
        if not self._has_session(turn):
            return Refusal(code=Code.LIMIT_SESSIONS, slot_name=turn.slot.name, on=turn.on)
        return self.refusal_on(booking, turn.on, turn.forms, slot_name=turn.slot.name)

    def refusal_on(
        self, booking: Booking, on: date, forms: frozenset[Form] | None, *, slot_name: str = ""
    ) -> Refusal | None:
        """Say why a day may not have this item."""
        if forms is not None and booking.form not in forms:
            why = self._calendar.mourning_on(on)
            return Refusal(code=Code.MOURNING, slot_name=slot_name, on=on, why=why)
        most = self._limits.repeats
        if most is None or self._calendar.is_waived(Limit.REPEATS, on):
            return None
        if self._used.plays(on, booking.programme_id) < most:
            return None
        return Refusal(code=Code.LIMIT_REPEATS, slot_name=slot_name, on=on)

    def _has_session(self, turn: Turn) -> bool:
        most = self._limits.sessions
        if most is None or self._calendar.is_waived(Limit.SESSIONS, turn.on):
            return True
        return self._used.sessions_but(turn.on, turn.slot.id) < most
