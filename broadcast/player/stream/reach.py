"""When the stream reached its Icecast, so that a receipt never claims what no listener could hear."""

import threading
from collections import deque

KEPT = 1000  # gaps


class Reach:
    """The gaps in the line; moments are monotonic seconds, and it begins with a gap."""

    def __init__(self, *, now: float) -> None:
        self._lock = threading.Lock()
        self._gaps: deque[tuple[float, float]] = deque(maxlen=KEPT)  # those that are over
        self._lost_at: float | None = now

    @property
    def is_there(self) -> bool:
        """Whether the line holds."""
        return self._lost_at is None

    def lose(self, at: float) -> None:
        """From ``at`` on nothing gets through."""
        with self._lock:
            if self._lost_at is None:
                self._lost_at = at

    def regain(self, at: float) -> None:
        """From ``at`` on all gets through."""
        with self._lock:
            if self._lost_at is not None:
                self._gaps.append((self._lost_at, at))
                self._lost_at = None

    def share(self, began: float, ended: float) -> float:
        """Return how much of the time between two moments got through: 1.0 is all of it."""
        if ended <= began:
            return 1.0
        with self._lock:
            gaps = [*self._gaps] + ([(self._lost_at, ended)] if self._lost_at is not None else [])
        lost = sum(max(0.0, min(until, ended) - max(since, began)) for since, until in gaps)
        return max(0.0, 1.0 - lost / (ended - began))
