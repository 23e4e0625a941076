"""One session of one zone: time signal, opening, whole programmes, closing, within its budget."""

from collections.abc import Sequence
from typing import NamedTuple

from broadcast.plan.airtime import Airtime
from broadcast.plan.horizon import Horizon, Turn
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.planned import Planned
from broadcast.plan.reasons import Code, Refusal
from broadcast.plan.rules import Bookend, Booking
from broadcast.plan.terms import Kind, Priority

_MINUTE = 60_000


class Step(NamedTuple):
    """A length laid on the air.

    ``used``: what the session has used of its budget with it, gaps included; ``lost``: what had
    passed without use when the session last waited for somebody else's item.
    """

    start: int
    end: int
    used: int
    lost: int
    met_quiet: bool


class Laid(NamedTuple):
    """A standing clip or a programme that got a place in the session."""

    start: int
    end: int
    clip: Bookend | None
    booking: Booking | None


class Session:
    """Lays programmes one after the other.

    Time that others take (an earlier session, an emergency) does not count against the budget:
    the session then runs on for as long as it lost, at most for its budget once more.
    """

    def __init__(
        self,
        turn: Turn,
        *,
        horizon: Horizon,
        air: Airtime,
        kept: Sequence[Planned],
        left_ms: int | None = None,
    ) -> None:
        self.turn = turn
        frame = horizon.rules.frame_of(turn.slot)
        self._gap = length_ms(frame.gap_s)
        self._opening_clip = frame.opening if turn.has_chimes else None
        self._closing_clip = frame.closing if turn.has_chimes else None
        self._signal_clip = frame.signal if turn.has_chimes and not kept else None
        self._left_ms = left_ms  # what the zone's day may still have, None for no limit
        self._spent_ms = 0
        self._horizon = horizon
        self._air = air
        self._budget = turn.end - turn.start
        self._begun = any(item.kind is not Kind.SIGNAL for item in kept)
        self._closed = any(item.kind is Kind.CLOSING for item in kept)
        self._closing: Step | None = None
        self._laid: list[Laid] = []
        self._resume_after(kept)
        if any(item.kind is Kind.PROGRAMME for item in kept) and not self._closed:
            self._closing = self._closing_of_kept()

    def place(self, booking: Booking, *, not_before: int = 0) -> Step | Refusal:
        """Lay one programme after those already laid, or say why it cannot be heard in this session."""
        if self._closed:
            return self._refusal(Code.CLOSED)
        start = self._reached if self._begun else self._after_signal()
        opening = start if self._begun else self._opening(booking.priority, start)
        if isinstance(opening, Refusal):
            return opening
        length = booking.length_ms
        programme = self._fit(opening, length, booking.priority, not_before=not_before)
        if isinstance(programme, Refusal):
            return programme
        closing = self._closing_after(programme, booking.priority)
        if isinstance(closing, Refusal):
            return closing
        if booking.ends_by < programme.end:
            return self._refusal(Code.EXPIRED)
        if self._left_ms is not None and booking.priority is not Priority.URGENT:
            over = self._over_the_day(start, opening, programme, closing) - self._left_ms
            if over > 0:
                return self._refusal(Code.LIMIT_DAY, over)
        self._take(start, opening, programme, booking)
        self._closing = closing
        return programme

    def _over_the_day(self, start: Step, opening: Step, programme: Step, closing: Step | None) -> int:
        """Return what the session would take of the zone's day with this programme."""
        first = opening.end - opening.start if opening is not start else 0
        first += self._signal_clip.length_ms if self._signal_clip and start is not self._reached else 0
        last = closing.end - closing.start if closing else 0
        return self._spent_ms + first + programme.end - programme.start + last

    @property
    def is_late(self) -> bool:
        """Whether what is laid now starts later than one would expect of this session."""
        return bool(self._late_ms)

    def delay(self, step: Step) -> Refusal | None:
        """Say why a programme of this session starts later than one would expect."""
        if step.lost:
            return self._refusal(Code.PUSHED, step.lost)
        if self._late_ms and not self._kept_end:
            return self._refusal(Code.STARTED_LATE, self._late_ms)
        return None

    def finish(self) -> list[Laid]:
        """Close the session and return what was laid, in order."""
        clip = self._closing_clip
        if self._closing and clip:
            self._air.taken.add(self._closing.start, self._closing.end)
            self._laid.append(Laid(self._closing.start, self._closing.end, clip, None))
        return self._laid

    def _resume_after(self, kept: Sequence[Planned]) -> None:
        last = max((to_ms(item.ends_at) for item in kept), default=0)
        self._kept_end = last if self._begun else 0
        earliest = last + self._gap if self._begun else max(last + self._gap, self.turn.start)
        at = max(earliest, self._horizon.soonest)
        self._late_ms = at - earliest
        self._reached = Step(
            start=at,
            end=at - self._gap,
            used=sum(self._used(item) for item in kept),
            lost=self._lost_before(at, kept),
            met_quiet=False,
        )

    def _lost_before(self, at: int, kept: Sequence[Planned]) -> int:
        if not kept and at == self.turn.start:
            return 0
        own = {(to_ms(item.starts_at), to_ms(item.ends_at)): self._used(item) for item in kept}
        foreign = set(self._air.taken.within(self.turn.start, at)).difference(own)
        if not foreign:
            return 0
        until = min(max(end for _, end in foreign), at)
        used = sum(used for (_, end), used in own.items() if end <= until)
        return max(0, until - self.turn.start - used)

    def _used(self, item: Planned) -> int:
        """Return what an item takes of the budget, its gap included: of a time signal, what follows its moment."""
        start, end = to_ms(item.starts_at), to_ms(item.ends_at) + self._gap
        return max(0, end - self.turn.start) if item.kind is Kind.SIGNAL else end - start

    def _after_signal(self) -> Step:
        """Return where the session stands after its time signal, which sounds to the second or not at all."""
        clip, told = self._signal_clip, self.turn.strikes
        if clip is None or told % _MINUTE:
            return self._reached
        start, end = told - clip.strikes_ms, told - clip.strikes_ms + clip.length_ms
        if start < self._horizon.soonest or not self._air.is_free(start, end, priority=Priority.NORMAL):
            return self._reached
        end = max(end, self._reached.end)  # a zone that begins later hears the same moment, and then waits
        return Step(start, end, end + self._gap - self.turn.start, self._reached.lost, False)

    def _opening(self, priority: Priority, after: Step) -> Step | Refusal:
        """Return the opening to be laid, or where the session stands when it needs none."""
        clip = self._opening_clip
        if clip is None:
            return after
        step = self._fit(after, clip.length_ms, Priority.NORMAL)
        if priority is Priority.URGENT and _is_quiet(step):
            return after
        return step

    def _closing_after(self, programme: Step, priority: Priority) -> Step | Refusal | None:
        clip = self._closing_clip
        if clip is None:
            return None
        step = self._fit(programme, clip.length_ms, Priority.NORMAL)
        if not _is_quiet(step):
            return step
        return None if priority is Priority.URGENT else self._refusal(Code.QUIET)

    def _closing_of_kept(self) -> Step | None:
        """Close what is on the air already, unless the session fell silent before now."""
        clip = self._closing_clip
        if clip is None:
            return None
        length, gap = clip.length_ms, self._gap
        natural = self._air.next_free(self._kept_end + gap, length, priority=Priority.NORMAL, gap=gap)
        if natural.start < self._horizon.now:
            return None
        step = self._fit(self._reached, length, Priority.NORMAL)
        return None if isinstance(step, Refusal) or step.met_quiet else step

    def _fit(self, after: Step, length: int, priority: Priority, *, not_before: int = 0) -> Step | Refusal:
        gap = self._gap
        at = max(after.end + gap, not_before)
        if at + length <= self.turn.end and self._air.is_free(at, at + length, priority=priority):
            return Step(at, at + length, after.used + length + gap, after.lost, False)
        free = self._air.next_free(at, length, priority=priority, gap=gap)
        lost = max(after.lost, free.met_until - self.turn.start - after.used)
        end = free.start + length
        over = end - self.turn.end - min(lost, self._budget)
        if over > 0:
            return self._refusal(self._obstacle(free.met_quiet, lost), over)
        used = after.used + length + gap
        return Step(start=free.start, end=end, used=used, lost=lost, met_quiet=free.met_quiet)

    def _obstacle(self, met_quiet: bool, lost: int) -> Code:
        if met_quiet:
            return Code.QUIET
        if lost:
            return Code.TAKEN
        return Code.LATE if self._late_ms else Code.OVER_BUDGET

    def _take(self, start: Step, opening: Step, programme: Step, booking: Booking) -> None:
        first = programme if opening is start else opening
        signal = self._signal_clip if start is not self._reached else None
        if signal and first.start - start.end < _MINUTE:  # else nothing follows that it would announce
            self._lay(start.start, start.start + signal.length_ms, clip=signal)
        if opening is not start:
            self._lay(opening.start, opening.end, clip=self._opening_clip)
        self._lay(programme.start, programme.end, booking=booking)
        self._reached = programme
        self._begun = True

    def _lay(
        self, start: int, end: int, *, clip: Bookend | None = None, booking: Booking | None = None
    ) -> None:
        self._spent_ms += end - start
        self._air.taken.add(start, end)
        self._laid.append(Laid(start, end, clip, booking))

    def _refusal(self, code: Code, over_ms: int = 0) -> Refusal:
        return Refusal(code=code, slot_name=self.turn.slot.name, on=self.turn.on, over_ms=over_ms)


def _is_quiet(step: Step | Refusal) -> bool:
    return step.code is Code.QUIET if isinstance(step, Refusal) else step.met_quiet
