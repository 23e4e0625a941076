"""One connection's life: samples through an encoder to the Icecast, until either breaks."""

import queue
import threading
from contextlib import suppress

from broadcast.player.stream.encoder import Encoder, NoEncoder
from broadcast.player.stream.mount import Mount
from broadcast.player.stream.source import Source

WAITING = 500  # pieces of samples: ten seconds after which a line that takes nothing is given up
LOOK = 0.2  # seconds between two looks whether all is over


class Title(str):
    """A title that stands in the queue at the moment from which it holds."""

    __slots__ = ()


class Session:
    """Whoever calls ``run`` sends; a thread of its own feeds; ``offer`` never waits."""

    def __init__(self, mount: Mount, *, title: str) -> None:
        self._mount = mount
        self._pieces: queue.Queue[bytes | Title] = queue.Queue(WAITING)
        self._encoders: queue.Queue[Encoder | None] = queue.Queue()
        self._over = threading.Event()
        self._source: Source | None = None
        self._encoder = Encoder(mount, title=title)
        self._encoders.put(self._encoder)

    def offer(self, piece: bytes | Title) -> None:
        """Take samples, or a title for all that follow; a line on which nothing moves any more is cut."""
        try:
            self._pieces.put_nowait(piece)
        except queue.Full:
            self.end()

    def end(self) -> None:
        """Break off: ``run`` returns soon."""
        self._over.set()
        if self._source is not None:
            self._source.close()

    def run(self, source: Source) -> OSError | None:
        """Send until the end; return what broke the line, None when it was something else."""
        self._source = source
        feeder = threading.Thread(target=self._feed, daemon=True)
        feeder.start()
        fault = None
        try:
            self._send(source)
        except OSError as broken:
            fault = broken
        finally:
            self.end()
            self._encoder.kill()
            feeder.join()
            self._bury_all()
        return fault

    def _send(self, source: Source) -> None:
        """Send what the encoders make, one after another. Raises OSError."""
        while (encoder := self._encoders.get()) is not None:
            try:
                while coded := encoder.read():
                    source.send(coded)
            except OSError:
                encoder.kill()
                self._encoders.put(encoder)
                raise
            encoder.bury()

    def _feed(self) -> None:
        """Write samples until all is over; the last thing that the sender is given is None."""
        try:
            while not self._over.is_set():
                with suppress(queue.Empty):
                    self._feed_one(self._pieces.get(timeout=LOOK))
        except (OSError, NoEncoder):
            self._over.set()
        finally:
            self._encoder.finish()
            self._encoders.put(None)

    def _feed_one(self, piece: bytes | Title) -> None:
        """Write samples; a title begins a link of its own in the chain of an Ogg stream."""
        if isinstance(piece, Title):
            following = Encoder(self._mount, title=piece)
            self._encoder.finish()
            self._encoder = following
            self._encoders.put(following)
        else:
            self._encoder.write(piece)

    def _bury_all(self) -> None:
        while True:
            try:
                encoder = self._encoders.get_nowait()
            except queue.Empty:
                return
            if encoder is not None:
                encoder.kill()
                encoder.bury()
