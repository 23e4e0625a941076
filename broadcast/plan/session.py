"""One session of one zone: time signal, opening, whole programmes, closing, within its budget."""

from collections.abc import Sequence
from typing import NamedTuple

from broadcast.plan.airtime import Airtime
from broadcast.plan.horizon import Horizon, Turn
from broadcast.plan.milliseconds import to_ms
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


Laid = tuple[Step, Bookend | Booking]
"""A standing clip or a programme, and the place it got in the session."""


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
        self._gap = frame.gap_ms
        self._opening_clip = frame.opening if turn.has_chimes else None
        self._closing_clip = frame.closing if turn.has_chimes else None
        self._signal_clip = frame.signal if turn.has_chimes and not kept else None
        self._left_ms = left_ms  # what the zone's day may still have, None for no limit
        self._spent_ms = 0
        self._horizon = horizon
        self._air = air
        self._budget = turn.end - turn.start
        self._begun = any(item.kind is not Kind.SIGNAL for item in kept)
        self._kept_end = 0
        self._closed = any(item.kind is Kind.CLOSING for item in kept)
        self._has_programme = any(item.kind is Kind.PROGRAMME for item in kept)
        self._closing_ms = self._gap + self._closing_clip.length_ms if self._closing_clip else 0
        self._laid: list[Laid] = []
        self._reached = self._resumed(kept) if kept else self._opened()
        self._free_until = min(air.free_until(self._reached.start), turn.end)

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
        if programme.end + self._closing_ms > self._free_until:
            closing = self._closing_after(programme, booking.priority)
            if isinstance(closing, Refusal):
                return closing
        if booking.ends_by < programme.end:
            return self._refusal(Code.EXPIRED)
        over = self._over_the_day(start, opening, programme) if booking.priority is not Priority.URGENT else 0
        if over > 0:
            return self._refusal(Code.LIMIT_DAY, over)
        self._take(start, opening, programme, booking)
        return programme

    def _over_the_day(self, start: Step, opening: Step, programme: Step) -> int:
        """Return by how much the session would pass what the zone's day has left with this programme."""
        if self._left_ms is None:
            return 0
        first = opening.end - opening.start if opening is not start else 0
        first += self._signal_clip.length_ms if self._signal_clip and start is not self._reached else 0
        last = self._closing_clip.length_ms if self._closing_clip else 0
        return self._spent_ms + first + programme.end - programme.start + last - self._left_ms

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
        clip, closing = self._closing_clip, self._closing()
        if clip and isinstance(closing, Step):
            self._air.taken.add(closing.start, closing.end)
            self._laid.append((closing, clip))
        return self._laid

    def _closing(self) -> Step | Refusal | None:
        if self._laid:
            return self._closing_after(self._reached, self._last_priority)
        return self._closing_of_kept() if self._has_programme and not self._closed else None

    def _opened(self) -> Step:
        """Return where a session stands of which nothing was heard."""
        at = max(self.turn.start, self._horizon.soonest)
        self._late_ms = at - self.turn.start
        return self._standing(at, used=0, lost=self._lost_before(at, ()) if self._late_ms else 0)

    def _resumed(self, kept: Sequence[Planned]) -> Step:
        """Return where a session stands that runs on after what is kept of it; a time signal alone begins nothing."""
        last = max(to_ms(item.ends_at) for item in kept)
        self._kept_end = last if self._begun else 0
        earliest = last + self._gap if self._begun else max(last + self._gap, self.turn.start)
        at = max(earliest, self._horizon.soonest)
        self._late_ms = at - earliest
        used = sum(self._used(item) for item in kept)
        return self._standing(at, used=used, lost=self._lost_before(at, kept))

    def _standing(self, at: int, *, used: int, lost: int) -> Step:
        return Step(start=at, end=at - self._gap, used=used, lost=lost, met_quiet=False)

    def _lost_before(self, at: int, kept: Sequence[Planned]) -> int:
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
        if start < self._horizon.soonest or self._air.free_until(start) < end:
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
        if at + length <= self._free_until:
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
            self._lay(start._replace(end=start.start + signal.length_ms), signal)
        if opening is not start and self._opening_clip:
            self._lay(opening, self._opening_clip)
        self._lay(programme, booking)
        self._reached, self._last_priority = programme, booking.priority
        self._begun = True

    def _lay(self, step: Step, what: Bookend | Booking) -> None:
        self._spent_ms += step.end - step.start
        self._air.taken.add(step.start, step.end)
        self._laid.append((step, what))

    def _refusal(self, code: Code, over_ms: int = 0) -> Refusal:
        return Refusal(code=code, slot_name=self.turn.slot.name, on=self.turn.on, over_ms=over_ms)


def _is_quiet(step: Step | Refusal) -> bool:
    return step.code is Code.QUIET if isinstance(step, Refusal) else step.met_quiet
