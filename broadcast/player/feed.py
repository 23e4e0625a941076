"""The sound of an address, fetched and decoded ahead by a thread of its own: a relay, or somebody who speaks live."""

import http.client
import queue
import threading
from urllib.parse import urljoin, urlsplit

import miniaudio

from broadcast.player import SOFTWARE
from broadcast.player.answers import StationError, connection, named_faults
from broadcast.player.sinks import RATE

BLOCK_FRAMES = RATE // 20
AHEAD = 60  # blocks decoded ahead: three seconds
PATIENCE = 8.0  # seconds without a byte after which the line counts as broken
MOST_REDIRECTS = 3
FORMATS = {
    "audio/mpeg": miniaudio.FileFormat.MP3,
    "audio/mp3": miniaudio.FileFormat.MP3,
    "application/ogg": miniaudio.FileFormat.VORBIS,
    "audio/ogg": miniaudio.FileFormat.VORBIS,
}


class NoSound(Exception):
    """Nothing that can be heard comes from this address."""


class Feed:
    """Begins at once; ``take`` gives what has come. It ends with its line, and whoever wants more makes another."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._blocks: queue.Queue[bytes] = queue.Queue(AHEAD)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return not self._thread.is_alive() and self._blocks.empty()

    def take(self) -> bytes | None:
        """Return the next block of samples, None while there is none."""
        try:
            return self._blocks.get_nowait()
        except queue.Empty:
            return None

    def close(self) -> None:
        """Ask for nothing more."""
        self._closed.set()

    def _run(self) -> None:
        try:
            self._decode(self._url)
        except (OSError, http.client.HTTPException, StationError, NoSound, miniaudio.MiniaudioError):
            return  # it is over: the line broke, or nothing that can be heard came

    def _decode(self, url: str, *, redirects: int = 0) -> None:
        place = urlsplit(url)
        line = connection(place.scheme, place.hostname or "", place.port)
        line.timeout = PATIENCE
        try:
            with named_faults():
                target = place.path + (f"?{place.query}" if place.query else "")
                line.request("GET", target or "/", headers={"User-Agent": SOFTWARE, "Accept": "audio/*"})
                answer = line.getresponse()
            moved = answer.headers.get("Location", "") if answer.status in (301, 302, 303, 307, 308) else ""
            if not moved:
                self._sound(answer)
                return
        finally:
            line.close()
        further = urljoin(url, moved)
        if redirects >= MOST_REDIRECTS or urlsplit(further).scheme != place.scheme:
            raise NoSound
        self._decode(further, redirects=redirects + 1)

    def _sound(self, answer: http.client.HTTPResponse) -> None:
        kind = FORMATS.get((answer.headers.get_content_type() or "").lower())
        if answer.status != 200 or kind is None:
            raise NoSound
        decoded = miniaudio.stream_any(
            _Source(answer, self._closed),
            source_format=kind,
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            frames_to_read=BLOCK_FRAMES,
        )
        for samples in decoded:
            self._put(samples.tobytes())
            if self._closed.is_set():
                return

    def _put(self, block: bytes) -> None:
        while not self._closed.is_set():
            try:
                self._blocks.put(block, timeout=0.2)
                return
            except queue.Full:
                continue


class _Source(miniaudio.StreamableSource):  # type: ignore[misc, unused-ignore]
    """An HTTP answer as miniaudio reads it."""

    def __init__(self, answer: http.client.HTTPResponse, closed: threading.Event) -> None:
        self._answer, self._closed = answer, closed

    def read(self, num_bytes: int) -> bytes:
        """Return what has come, at most so much; nothing at the end."""
        return b"" if self._closed.is_set() else self._answer.read1(num_bytes)
