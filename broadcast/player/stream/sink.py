"""Sound into an Icecast mount: real time from the first moment on, true silence where nothing is planned."""

import threading
from collections.abc import Callable

from broadcast.player.moments import Clock
from broadcast.player.problems import Problems
from broadcast.player.sinks import FRAME, RATE
from broadcast.player.stream.mount import Mount
from broadcast.player.stream.pump import Pump

TICK = 0.02  # seconds
MOST_AT_ONCE = RATE * 2  # frames: after a longer sleep of the machine the stream goes on from now
LOOK = 0.25  # seconds between two looks at the title


class IcecastSink:
    """Paced by the clock whether or not anybody listens, so that the plan never waits for the network."""

    latency_s = 0.0

    def __init__(self, mount: Mount, clock: Clock, problems: Problems) -> None:
        self._clock, self._problems, self._mount = clock, problems, mount
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self._stop = threading.Event()
        self._threads: dict[str, threading.Thread] = {}
        self._pump = Pump(mount, clock=clock, tell=self._tell)
        self.title_now: Callable[[], str] = lambda: ""

    def prepare(self) -> None:
        """Have all threads running; one that failed in a way nobody foresaw is started again."""
        loops: dict[str, Callable[[], None]] = {
            "pace": self._pace,
            "pump": lambda: self._pump.run(self._stop),
            "titles": lambda: self._pump.run_titles(self._stop),
        }
        for name, loop in loops.items():
            running = self._threads.get(name)
            if self._stop.is_set() or (running is not None and running.is_alive()):
                continue
            self._threads[name] = threading.Thread(target=loop, name=f"stream-{name}", daemon=True)
            self._threads[name].start()

    def write(self, block: bytes) -> None:
        """Queue ``block``."""
        self.prepare()
        with self._lock:
            self._waiting += block

    def ahead(self) -> float:
        """Return the seconds queued."""
        with self._lock:
            return len(self._waiting) / FRAME / RATE

    def cut(self) -> None:
        """Drop the queue: silence follows."""
        with self._lock:
            self._waiting.clear()

    def rest(self) -> None:
        """Silence goes out too."""
        self.prepare()

    def close(self) -> None:
        """Take leave of the Icecast."""
        self._stop.set()
        self._pump.end()
        for thread in self._threads.values():
            thread.join(3.0)

    def reached(self, began: float, ended: float) -> float:
        """Return the share of the time between two moments in which the Icecast took what sounded."""
        return self._pump.reach.share(began, ended)

    def _pace(self) -> None:
        """Hand on as many frames as time has passed: what waits, then silence."""
        began, done, looked = self._clock.monotonic(), 0, 0.0
        while not self._stop.wait(TICK):
            now = self._clock.monotonic()
            due = round((now - began) * RATE) - done
            done += due
            self._pump.offer(self._next(min(due, MOST_AT_ONCE)))
            if now - looked > LOOK:
                looked = now
                self._pump.entitle(self.title_now() or self._mount.name)

    def _next(self, frames: int) -> bytes:
        size = frames * FRAME
        with self._lock:
            block = bytes(self._waiting[:size])
            del self._waiting[:size]
        return block.ljust(size, b"\0")

    def _tell(self, trouble: str | None) -> None:
        """Tell the desk that the Icecast is away and why, or that it is back."""
        if trouble is None:
            self._problems.clear("stream_away")
        else:
            self._problems.report("stream_away", place=self._mount.place, why=trouble)
