"""The timeline of one zone: what stays, then emergencies, then session after session."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from broadcast.plan import reasons
from broadcast.plan.airtime import Airtime, Spans
from broadcast.plan.appointments import place_at
from broadcast.plan.daybook import DayBook
from broadcast.plan.emergencies import Emergencies, cutting_point
from broadcast.plan.horizon import Turn
from broadcast.plan.kept import Force
from broadcast.plan.milliseconds import to_ms
from broadcast.plan.planned import Planned, Unplaced
from broadcast.plan.reasons import Code, Reason, Refusal
from broadcast.plan.rules import Bookend, Booking
from broadcast.plan.session import Laid, Session, Step
from broadcast.plan.spot import Spot
from broadcast.plan.terms import Kind, Priority
from broadcast.plan.wishes import FirstTurns, Wish, precedence


class ZonePlan:
    """Plans one zone; read ``timeline``, ``unplaced`` and ``apart`` (of ``kept.Force``) after ``run``."""

    def __init__(self, zone_id: str, *, first_turns: FirstTurns, bookings: Sequence[Booking]) -> None:
        horizon = first_turns.horizon
        self.timeline: list[Planned] = []
        self.unplaced: list[Unplaced] = []
        self.apart: list[Planned] = []
        self._zone_id = zone_id
        self._horizon = horizon
        self._first_turns = first_turns
        self._bookings = {booking.id: booking for booking in bookings}
        self._air = Airtime(Spans(), quiet=horizon.quiet_in(zone_id))
        self._day = DayBook(horizon, bookings=self._bookings)
        self._waiting: dict[tuple[str, date], list[Wish]] = defaultdict(list)

    def run(self, fixed: Iterable[Planned]) -> None:
        """Plan everything, given the plan in force."""
        force = Force(fixed, horizon=self._horizon, bookings=self._bookings)
        self.apart = force.apart
        kept = self._keep(force)
        heard = kept + force.apart
        self._day.note(heard)
        self._place_appointments(heard)
        for wish in self._wishes(heard, force.carried()):
            turn = self._first_turns.of(wish, self._zone_id)
            if turn:
                self._waiting[turn.key].append(wish)
            else:
                self._leave_out(wish)
        self._run_sessions(kept)
        self.timeline.sort(key=attrgetter("starts_at"))

    def _keep(self, force: Force) -> list[Planned]:
        emergencies = [*force.emergencies, *self._new_emergencies(force)]
        force.interrupt(emergencies)
        standing = [*force.begun, *emergencies]
        for item in standing:
            self._air.taken.add(to_ms(item.starts_at), to_ms(item.ends_at))
        return standing + force.freeze(self._air)

    def _new_emergencies(self, force: Force) -> Iterable[Planned]:
        known = {item.booking_id for item in [*force.begun, *force.emergencies, *force.apart]}
        urgent = [item for item in force.begun if item.priority is Priority.URGENT] + force.emergencies
        on_air = force.begun[-1] if force.begun else None
        playing = self._bookings.get(on_air.booking_id or "") if on_air else None
        soonest = cutting_point(on_air, playing, self._horizon.urgent_soonest)
        places = Emergencies(self._zone_id, horizon=self._horizon, urgent=urgent, soonest=soonest)
        calls = (Wish(booking=each) for each in self._bookings.values() if each.play_now)
        for wish in sorted(calls, key=precedence):
            if wish.booking.id in known:
                continue
            result = places.place(wish.booking)
            if isinstance(result, Reason):
                self._refuse(wish.booking, result)
            else:
                yield result

    def _wishes(self, heard: Iterable[Planned], carried: dict[str, Planned]) -> Iterable[Wish]:
        airings: dict[str | None, list[Planned]] = defaultdict(list)
        for item in heard:
            airings[item.booking_id].append(item)
        for booking in self._bookings.values():
            if booking.play_now or booking.at:
                continue
            wish = Wish(booking=booking, heard=airings.get(booking.id, ()), carried=carried.get(booking.id))
            if not wish.is_fulfilled:
                yield wish

    def _place_appointments(self, heard: list[Planned]) -> None:
        """Give bookings for a moment their place before the sessions are laid round them."""
        wishes = (
            Wish(booking=each, heard=[item for item in heard if item.booking_id == each.id])
            for each in self._bookings.values()
            if each.at
        )
        for wish in sorted((wish for wish in wishes if not wish.is_fulfilled), key=precedence):
            result = place_at(
                wish, zone_id=self._zone_id, horizon=self._horizon, air=self._air, day=self._day
            )
            if isinstance(result, Reason):
                self._refuse(wish.booking, result)
            else:
                self._day.note([result])
                self.timeline.append(result)

    def _run_sessions(self, kept: Iterable[Planned]) -> None:
        by_session: dict[tuple[str | None, date], list[Planned]] = defaultdict(list)
        for item in kept:
            by_session[item.slot_id, item.on].append(item)
        for turn in self._horizon.turns_in(self._zone_id):
            here, wishes = by_session.pop(turn.key, []), self._waiting.pop(turn.key, [])
            if here or wishes:
                self._run_session(turn, here, wishes)
        for items in by_session.values():
            self.timeline += items

    def _run_session(self, turn: Turn, kept: list[Planned], wishes: list[Wish]) -> None:
        left = self._day.left_ms(turn.on) if self._day.is_needed else None
        session = Session(turn, horizon=self._horizon, air=self._air, kept=kept, left_ms=left)
        is_late = session.is_late
        placed: dict[str, Wish] = {}
        for wish in sorted(wishes, key=precedence):
            if wish.booking.fills and not (placed or any(item.kind is Kind.PROGRAMME for item in kept)):
                continue
            result = self._place(wish, turn, session)
            if isinstance(result, Refusal):
                rivals = [each.booking.priority for each in placed.values()]
                rivals += [item.priority for item in kept if item.kind is Kind.PROGRAMME]
                self._put_off(wish, turn, result, rivals)
            else:
                if wish.heard or result.lost or is_late or turn.on != wish.booking.on:
                    wish.reason = self._reason(wish, turn, session.delay(result))
                placed[wish.booking.id] = wish
        if kept and not placed and all(item.is_standing for item in kept):
            kept = [item for item in kept if to_ms(item.starts_at) <= self._horizon.now]
        self.timeline += kept
        self._enter(turn, session.finish(), placed)

    def _place(self, wish: Wish, turn: Turn, session: Session) -> Step | Refusal:
        """Lay a programme, unless the day or the Quy chế have something against it."""
        day, booking = self._day, wish.booking
        if not day.is_needed:
            return session.place(booking)
        refusal = day.refusal(booking, turn)
        if refusal:
            return refusal
        result = session.place(booking, not_before=day.not_before(booking))
        if isinstance(result, Step):
            day.count(booking, turn, length=result.end - result.start, end=result.end)
        return result

    def _put_off(self, wish: Wish, turn: Turn, refusal: Refusal, rivals: Iterable[Priority]) -> None:
        """Let two ưu tiên that want the same minutes wait for a person; pass anything else on."""
        if _clashes(wish, turn, refusal, rivals):
            clash = Refusal(code=Code.CLASH, slot_name=turn.slot.name, on=turn.on)
            self._refuse(wish.booking, reasons.left_out(clash, last=self._horizon.last))
        else:
            self._pass_on(wish, turn, refusal)

    def _pass_on(self, wish: Wish, turn: Turn, refusal: Refusal) -> None:
        """Let the wish wait for the next turn of its slot, or leave it out."""
        if wish.booking.fills:  # there is no room left, which is no news
            return
        following = None if wish.booking.stays else self._horizon.next_turn(turn)
        if refusal.code is Code.EXPIRED and wish.booking.valid_until:
            self._refuse(wish.booking, reasons.expired(wish.booking.valid_until, self._horizon.rules.zone))
            return
        wish.refusal = wish.refusal or refusal
        if following:
            self._waiting[following.key].append(wish)
        else:
            self._leave_out(wish)

    def _reason(self, wish: Wish, turn: Turn, delay: Refusal | None) -> Reason | None:
        if wish.heard:
            return reasons.rerun(wish.heard[-1].starts_at, self._horizon.rules.zone)
        if turn.on == wish.booking.on:
            return reasons.delayed(delay) if delay else None
        carried = wish.carried
        if carried and carried.on == turn.on and carried.moved:
            return carried.moved
        hindrance = wish.refusal or Refusal(code=Code.MISSED, slot_name=turn.slot.name, on=wish.booking.on)
        return reasons.moved(hindrance, slot_name=turn.slot.name, on=turn.on)

    def _leave_out(self, wish: Wish) -> None:
        if wish.booking.fills:
            return
        refusal = wish.refusal or Refusal(code=Code.NO_SLOT)
        self._refuse(wish.booking, reasons.left_out(refusal, last=self._horizon.last))

    def _refuse(self, booking: Booking, reason: Reason) -> None:
        self.unplaced.append(Unplaced(booking_id=booking.id, zone_id=self._zone_id, reason=reason))

    def _enter(self, turn: Turn, laid: Iterable[Laid], placed: dict[str, Wish]) -> None:
        """Write what a session laid into the timeline."""
        spot = Spot(turn.slot.id, zone_id=self._zone_id, slot_id=turn.slot.id, on=turn.on)
        for step, what in laid:
            if isinstance(what, Bookend):
                if self._day.is_needed:
                    self._day.count_clips(turn.on, step.end - step.start)
                item = spot.with_clip(what, step.start, step.end)
            else:
                wish = placed[what.id]
                attempt = len(wish.heard)
                item = spot.with_programme(what, step.start, step.end, attempt=attempt, moved=wish.reason)
            self.timeline.append(item)


def _clashes(wish: Wish, turn: Turn, refusal: Refusal, rivals: Iterable[Priority]) -> bool:
    """Whether two ưu tiên want the same minutes and nobody has said which goes first."""
    booking = wish.booking
    if booking.priority is not Priority.PRIORITY or booking.order or booking.follows:
        return False
    if refusal.code not in reasons.NEEDS_ROOM or turn.on != booking.on:
        return False
    return Priority.PRIORITY in rivals
