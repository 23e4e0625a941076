"""The air of one zone: what is taken, what is quiet, and the next free moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from broadcast.plan.terms import Priority

FOREVER = 2**62


class Free(NamedTuple):
    """Where a length fits: start (ms), end of the last item met on the way (0 if none), quiet hours met."""

    start: int
    met_until: int
    met_quiet: bool


class Spans:
    """Stretches of time (ms) that do not overlap, sorted."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def add(self, start: int, end: int) -> None:
        """Add a stretch that overlaps no other."""
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)

    def clash(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first stretch that overlaps this one."""
        place = bisect_right(self._ends, start)
        if place < len(self._starts) and self._starts[place] < end:
            return self._starts[place], self._ends[place]
        return None

    def next_from(self, start: int) -> int:
        """Return where the first stretch begins that ends after a moment; before it nothing is in the way."""
        place = bisect_right(self._ends, start)
        return self._starts[place] if place < len(self._starts) else FOREVER

    def within(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """Return the stretches that overlap the time between two moments, in order."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return zip(self._starts[first:last], self._ends[first:last], strict=True)


class Airtime:
    """What is taken by items, and the quiet hours, which only urgent items pass."""

    def __init__(self, taken: Spans, *, quiet: Spans) -> None:
        self.taken = taken
        self.quiet = quiet

    def free_until(self, start: int) -> int:
        """Return up to when anything may be heard from a moment on; not after it when it is no free moment."""
        return min(self.taken.next_from(start), self.quiet.next_from(start))

    def next_free(self, at: int, length: int, *, priority: Priority, gap: int) -> Free:
        """Find the first moment from ``at`` on where ``length`` fits; after another's item comes a gap."""
        met_until, met_quiet = 0, False
        while True:
            clash = self.taken.clash(at, at + length)
            if clash:
                met_until = clash[1]
                at = met_until + gap
                continue
            quiet = None if priority is Priority.URGENT else self.quiet.clash(at, at + length)
            if quiet is None:
                return Free(at, met_until, met_quiet)
            at, met_quiet = quiet[1], True
