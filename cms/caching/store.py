"""Answers kept in memory: bounded in bytes, the least asked leave first, and one thread at a time makes each."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

WITHIN_S = 20.0


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One answer, packed in each way that it is sent: encoding ("" for none) -> bytes."""

    bodies: Mapping[str, bytes]
    headers: Mapping[str, str]
    etag: str
    until: datetime

    @property
    def size(self) -> int:
        """Its weight in memory, roughly."""
        return sum(map(len, self.bodies.values())) + 2_000


class Store:
    """A shelf of answers by key; every method may be called from any thread."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[object, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._turns: dict[object, tuple[threading.Lock, int]] = {}

    def get(self, key: object, now: datetime) -> Kept | None:
        """Return the answer when it is there and still good."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or now >= kept.until:
                return None
            self._kept.move_to_end(key)
            return kept

    def keep(self, key: object, kept: Kept) -> None:
        """Keep an answer; what has not been asked for longest makes room."""
        with self._lock:
            self._forget(key)
            self._kept[key] = kept
            self._bytes += kept.size
            while self._bytes > self._most_bytes:
                self._forget(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _forget(self, key: object) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= gone.size

    @contextmanager
    def turn(self, key: object) -> Iterator[None]:
        """Wait until nobody else makes this answer; who has waited too long makes it as well."""
        with self._lock:
            lock, waiting = self._turns.get(key, (threading.Lock(), 0))
            self._turns[key] = (lock, waiting + 1)
        taken = lock.acquire(timeout=WITHIN_S)
        try:
            yield
        finally:
            if taken:
                lock.release()
            with self._lock:
                lock, waiting = self._turns.pop(key)
                if waiting > 1:
                    self._turns[key] = (lock, waiting - 1)
