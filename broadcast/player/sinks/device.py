"""Sound out of the machine's sound device, through miniaudio."""

import threading
from collections.abc import Generator, Sequence

import miniaudio

from broadcast.player.moments import Clock
from broadcast.player.sinks import FRAME, RATE, SESSION_ENDS_AFTER, SinkBroken

PERIOD_MS = 30
PERIODS = 3


class DeviceSink:
    """A running device that sounds what waits in a queue, and silence when nothing does."""

    latency_s = PERIOD_MS * PERIODS / 1000

    def __init__(self, clock: Clock, *, backends: Sequence[miniaudio.Backend] = ()) -> None:
        self._clock = clock
        self._backends = list(backends)
        self._device: miniaudio.PlaybackDevice | None = None
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self._heard_until = 0.0  # monotonic moment at which the last sample handed over has been heard
        self._needed_at = 0.0

    def prepare(self) -> None:
        """Open the device and let it run on silence."""
        self._needed_at = self._clock.monotonic()
        if self._device is not None:
            return
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=self._backends,
            )
            feed = self._feed()
            next(feed)
            device.start(feed)
        except miniaudio.MiniaudioError as fault:
            raise SinkBroken("không tìm thấy loa hoặc loa đang bận") from fault
        self._device = device

    def write(self, block: bytes) -> None:
        """Queue ``block``."""
        self.prepare()
        with self._lock:
            self._waiting += block

    def ahead(self) -> float:
        """Return the seconds queued or in the device's own buffer."""
        with self._lock:
            waiting = len(self._waiting) / FRAME / RATE
            in_device = max(0.0, self._heard_until - self._clock.monotonic())
        return waiting + max(in_device, self.latency_s if waiting else 0.0)

    def cut(self) -> None:
        """Drop the queue; the device's own buffer sounds out (at most ``latency_s``)."""
        with self._lock:
            self._waiting.clear()

    def rest(self) -> None:
        """Release the device some seconds after it was last needed."""
        idle_since = max(self._needed_at, self._heard_until)
        if self._device and not self.ahead() and self._clock.monotonic() - idle_since > SESSION_ENDS_AFTER:
            self.close()

    def close(self) -> None:
        """Release the device."""
        if self._device is not None:
            self._device.close()
            self._device = None

    def reached(self, began: float, ended: float) -> float:
        """Return 1: what was written was sounded."""
        return 1.0

    def _feed(self) -> Generator[bytes, int, None]:
        """Yield as many frames as the device asks for: what waits, then silence."""
        wanted = yield b""
        while True:
            size = wanted * FRAME
            with self._lock:
                block = bytes(self._waiting[:size])
                del self._waiting[:size]
                if block:
                    self._heard_until = self._clock.monotonic() + self.latency_s
            wanted = yield block.ljust(size, b"\0")
