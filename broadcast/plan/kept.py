"""What of the plan in force stays where it is: everything started, and what starts very soon."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from broadcast.plan.airtime import Airtime
from broadcast.plan.horizon import Horizon
from broadcast.plan.milliseconds import from_ms, length_ms, to_ms
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import interrupted
from broadcast.plan.rules import Booking
from broadcast.plan.terms import Kind, Priority

_EVER = datetime.min.replace(tzinfo=UTC)


class Force:
    """The plan in force of one zone, split into what began, emergencies to come, and the rest.

    ``apart``: what was heard at another time than this plan has it: by a box that had not heard of a change, or before
    the clock was set back. It is not said again, and takes no place.
    """

    def __init__(
        self, fixed: Iterable[Planned], *, horizon: Horizon, bookings: Mapping[str, Booking]
    ) -> None:
        self._horizon = horizon
        self._bookings = bookings
        ordered = sorted(fixed, key=lambda item: (item.starts_at, item.airing.int))
        self.apart = list(_apart(ordered, horizon.now))
        if self.apart:
            ordered = [item for item in ordered if item not in self.apart]
        self._ahead = [item for item in ordered if to_ms(item.starts_at) > horizon.now]
        self.begun = [item for item in ordered if to_ms(item.starts_at) <= horizon.now]
        self.emergencies: list[Planned] = []
        for item in self._ahead:
            if item.kind is Kind.EMERGENCY and self._is_imminent(item) and self._is_wanted(item):
                self.emergencies.append(item)

    def interrupt(self, emergencies: Iterable[Planned]) -> None:
        """Cut what is on the air where an emergency begins, and where its successor began."""
        later = sorted(to_ms(item.starts_at) for item in [*self.begun, *emergencies])
        for index, item in enumerate(self.begun):
            self.begun[index] = self._cut(item, later[index + 1]) if index + 1 < len(later) else item
        self.begun = [item for item in self.begun if item.starts_at < item.ends_at]

    def freeze(self, air: Airtime) -> list[Planned]:
        """Put the items of the freeze window on the air again and return them.

        The first that may not stay (withdrawn, replaced, in the way of an emergency) sets free all
        that follow it, so that a session closes up instead of keeping a hole. What stands at its own
        moment closes up to nothing: it stays, for it might be too late to plan it there again.
        """
        frozen: list[Planned] = []
        is_closing_up = False
        for item in self._ahead:
            start, end = to_ms(item.starts_at), to_ms(item.ends_at)
            if item.kind is Kind.EMERGENCY or (is_closing_up and item.slot_id):
                continue
            if start >= self._horizon.frozen_until:
                break
            if self._may_stay(item, start, end, air):
                air.taken.add(start, end)
                frozen.append(item)
            else:
                is_closing_up = True
        return frozen

    def carried(self) -> dict[str, Planned]:
        """Return where each booking was to be heard, for those whose airing has not begun."""
        return {
            item.booking_id: item
            for item in self._ahead
            if item.booking_id and item.kind is Kind.PROGRAMME and self._is_wanted(item)
        }

    def _is_imminent(self, emergency: Planned) -> bool:
        """Later ones are placed again: what they waited for may have been withdrawn."""
        follows = not self.emergencies or self.emergencies[-1].ends_at <= emergency.starts_at
        return follows and to_ms(emergency.starts_at) <= self._horizon.soonest

    def _may_stay(self, item: Planned, start: int, end: int, air: Airtime) -> bool:
        if air.taken.clash(start, end) or not self._is_wanted(item):
            return False
        return item.priority is Priority.URGENT or not air.quiet.clash(start, end)

    def _is_wanted(self, item: Planned) -> bool:
        if item.is_standing:
            turn = self._horizon.turn_on(item.slot_id, item.on)
            silenced = turn is not None and not turn.has_chimes
            return not silenced and self._is_served(item) and self._is_framed(item)
        booking = self._bookings.get(item.booking_id or "")
        if booking is None or item.media != booking.media:
            return False
        if booking.valid_until and booking.valid_until < item.ends_at:
            return False
        if item.slot_id is None:
            return booking.play_now or _is_at(item, booking)
        return self._is_for(item, booking)

    def _is_for(self, item: Planned, booking: Booking) -> bool:
        if item.slot_id != booking.slot_id or booking.on > item.on or not self._is_served(item):
            return False
        turn = self._horizon.turn_on(item.slot_id, item.on)
        if turn is None or turn.forms is None or booking.priority is Priority.URGENT:
            return True
        return booking.form in turn.forms

    def _is_served(self, item: Planned) -> bool:
        """Whether the slot still has this session, and not later than the item stands."""
        slot = self._horizon.slots.get(item.slot_id or "")
        if slot is None or item.zone_id not in slot.zone_ids:
            return False
        turn = self._horizon.turn_on(item.slot_id, item.on)
        return turn is not None and (item.kind is Kind.SIGNAL or turn.start <= to_ms(item.starts_at))

    def _is_framed(self, item: Planned) -> bool:
        """Whether the session still begins or ends with this clip, and its time signal at this moment."""
        frame = self._horizon.rules.frame_of(self._horizon.slots[item.slot_id or ""])
        clips = {Kind.OPENING: frame.opening, Kind.CLOSING: frame.closing, Kind.SIGNAL: frame.signal}
        clip = clips[item.kind]
        if clip is None or clip.media != item.media:
            return False
        turn = self._horizon.turn_on(item.slot_id, item.on)
        strikes = to_ms(item.starts_at) + clip.strikes_ms
        return item.kind is not Kind.SIGNAL or (turn is not None and turn.strikes == strikes)

    def _cut(self, item: Planned, at: int) -> Planned:
        if to_ms(item.ends_at) <= at:
            return item
        moment = from_ms(at)
        if item.was_stopped:
            return replace(item, ends_at=moment)
        reason = interrupted(moment, self._horizon.rules.zone, item.resume)
        return replace(item, ends_at=moment, moved=reason)


def _apart(ordered: Sequence[Planned], now: int) -> Iterator[Planned]:
    """Yield what was heard although its time is still to come, or is another's.

    Nothing but what is urgent begins while an urgent item sounds: what a box played then, or played a part of, it
    played by an older plan.
    """
    until = called_until = _EVER
    for index, item in enumerate(ordered):
        is_urgent = item.priority is Priority.URGENT
        has_begun = to_ms(item.starts_at) <= now
        if not is_urgent and has_begun and item.starts_at < called_until:
            yield item
            continue
        if item.heard:
            later = ordered[index + 1 :]
            if is_urgent:
                later = [each for each in later if each.priority is Priority.URGENT]
            gives_way = bool(later) and later[0].starts_at < item.ends_at
            if item.starts_at < until or gives_way or not has_begun:
                yield item
                continue
        until = max(until, item.ends_at)
        if is_urgent and not item.was_stopped and not item.was_interrupted:
            called_until = max(called_until, item.ends_at)


def _is_at(item: Planned, booking: Booking) -> bool:
    """Whether an item without a slot stands where its booking wants it."""
    if booking.at is None:
        return False
    return to_ms(booking.at) <= to_ms(item.starts_at) <= to_ms(booking.at) + length_ms(booking.wait_s)
