"""What was ordered from afar and is done by another loop than the one that heard of it: a chime, a restart."""

import threading
from dataclasses import dataclass, field
from datetime import datetime

LOUDSPEAKER = ("volume", "chime", "restart", "log")
BOARD = ("restart", "log", "screen")


@dataclass(frozen=True, kw_only=True)
class Chime:
    """A chime that is to sound; after ``until`` it is too late."""

    order: str
    until: datetime | None


@dataclass
class Remote:
    """Shared between the loop that asks the station and those that act; ``wake`` makes the former ask at once."""

    wake: threading.Event = field(default_factory=threading.Event)
    restart: threading.Event = field(default_factory=threading.Event)
    listening: threading.Event = field(default_factory=threading.Event)  # a doorbell will tell us of news
    subscribed: threading.Event = field(default_factory=threading.Event)  # a broker will
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _chime: Chime | None = None
    _ends: dict[str, str] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether somebody will tell us of news, so that we may ask less often."""
        return self.listening.is_set() or self.subscribed.is_set()

    @property
    def chime(self) -> Chime | None:
        """The chime that waits for its moment."""
        return self._chime

    def ask_for_chime(self, order: str, *, until: datetime | None) -> None:
        """Let a chime sound as soon as it may; one that waits already is given up."""
        with self._lock:
            if self._chime is not None:
                self._ends[self._chime.order] = "overtaken"
            self._chime = Chime(order=order, until=until)

    def settle(self, order: str, reason: str) -> None:
        """Keep how a chime ended: ``reason`` is empty when it was heard, else a code of ``words.REASONS``."""
        with self._lock:
            self._ends[order] = reason
            self._chime = None
        self.wake.set()

    def end_of(self, order: str) -> str | None:
        """Return how an order ended ("": well); None when that is not known here."""
        with self._lock:
            return self._ends.get(order)

    def is_waiting(self, order: str) -> bool:
        """Whether the chime of this order is still to sound."""
        with self._lock:
            return self._chime is not None and self._chime.order == order
