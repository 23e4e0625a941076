"""A circuit breaker: after a service has failed it is left alone for a while, longer each time."""

import threading
from collections.abc import Callable

FIRST_REST_S = 60.0
LONGEST_REST_S = 900.0


class CircuitBreaker:
    """Open (at rest) after a failure, closed again by a success; ``clock`` gives seconds, only forward."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0

    def rest_s(self) -> float:
        """Return the seconds for which nobody should ask; 0 when asking is allowed."""
        return max(0.0, self._open_until - self._clock())

    def failed(self, *, at_least_s: float = 0.0) -> None:
        """Note a failure; ``at_least_s`` is the rest that the service itself asked for."""
        with self._lock:
            rest = min(FIRST_REST_S * 2**self._failures, LONGEST_REST_S)
            self._failures = min(self._failures + 1, 10)
            self._open_until = self._clock() + min(max(rest, at_least_s), LONGEST_REST_S)

    def succeeded(self) -> None:
        """Note a success: the next failure is again the first."""
        with self._lock:
            self._failures, self._open_until = 0, 0.0
