"""A sink for tests and benches: it remembers when which samples would have been heard."""

from broadcast.player.moments import Clock
from broadcast.player.sinks import FRAME, RATE, SinkBroken


class VirtualSink:
    """Keeps (monotonic moment of the first sample, samples) for every stretch of unbroken sound."""

    latency_s = 0.0

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.stretches: list[tuple[float, bytearray]] = []
        self.is_broken = False

    def prepare(self) -> None:
        """Refuse when told to be broken."""
        if self.is_broken:
            raise SinkBroken("loa thử nghiệm báo hỏng")

    def write(self, block: bytes) -> None:
        """Go on with the stretch, or begin a new one when the last has died away."""
        self.prepare()
        if not self.ahead():
            self.stretches.append((self._clock.monotonic(), bytearray()))
        self.stretches[-1][1].extend(block)

    def ahead(self) -> float:
        """Return the seconds of the last stretch that lie in the future."""
        if not self.stretches:
            return 0.0
        began, samples = self.stretches[-1]
        return max(0.0, began + len(samples) / FRAME / RATE - self._clock.monotonic())

    def cut(self) -> None:
        """Take back what lies in the future."""
        surplus = round(self.ahead() * RATE) * FRAME
        if surplus:
            del self.stretches[-1][1][-surplus:]

    def rest(self) -> None:
        """Nothing to let go."""

    def close(self) -> None:
        """Nothing to let go."""

    def reached(self, began: float, ended: float) -> float:
        """Return 1: what was written was sounded."""
        return 1.0
