"""The sound of an address, fetched and decoded ahead by a thread of its own: a relay, or somebody who speaks live."""

import http.client
import queue
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from functools import partial
from urllib.parse import urljoin, urlsplit

import miniaudio

from broadcast.player import SOFTWARE, foreign, hls
from broadcast.player.answers import StationError, blocks, connection, named_faults, read
from broadcast.player.decoder import BLOCK_FRAMES
from broadcast.player.sinks import RATE

AHEAD = 60  # blocks decoded ahead: three seconds
PATIENCE = 8.0  # seconds without a byte after which the line counts as broken
MOST_REDIRECTS = 3
FORMATS = {
    "audio/mpeg": miniaudio.FileFormat.MP3,
    "audio/mp3": miniaudio.FileFormat.MP3,
    "application/ogg": miniaudio.FileFormat.VORBIS,
    "audio/ogg": miniaudio.FileFormat.VORBIS,
}
FOREIGN = frozenset({"audio/aac", "audio/aacp", "audio/x-aac", "audio/mp4", "audio/x-m4a", "video/mp2t"})
LONGEST_PLAYLIST = 1024 * 1024


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
            with answer_of(self._url) as (url, answer), closing(self._sound(url, answer)) as sound:
                for block in sound:
                    self._put(block)
                    if self._closed.is_set():
                        return
        except (
            OSError,
            http.client.HTTPException,
            StationError,
            NoSound,
            hls.NotHeard,
            miniaudio.MiniaudioError,
        ):
            return  # it is over: the line broke, or nothing that can be heard came

    def _sound(self, url: str, answer: http.client.HTTPResponse) -> Generator[bytes, None, None]:
        kind = (answer.headers.get_content_type() or "").lower()
        if answer.status != 200:
            raise NoSound
        if kind in FORMATS:
            yield from self._known(answer, FORMATS[kind])
        elif kind in hls.TYPES or urlsplit(url).path.endswith(".m3u8"):
            answer.close()
            yield from _by_ffmpeg(self._segments(url))
        elif kind in FOREIGN:
            yield from _by_ffmpeg(blocks(answer))
        else:
            raise NoSound

    def _known(self, answer: http.client.HTTPResponse, kind: miniaudio.FileFormat) -> Iterator[bytes]:
        decoded = miniaudio.stream_any(
            _Source(answer, self._closed),
            source_format=kind,
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            frames_to_read=BLOCK_FRAMES,
        )
        for samples in decoded:
            yield samples.tobytes()

    def _segments(self, url: str) -> Iterator[bytes]:
        scheme = urlsplit(url).scheme
        for address in hls.segments(url, fetch=partial(_whole, scheme=scheme), wait=self._closed.wait):
            with answer_of(address, scheme=scheme) as (_url, answer):
                if answer.status == 200:  # one that is gone is passed over
                    yield from blocks(answer)

    def _put(self, block: bytes) -> None:
        while not self._closed.is_set():
            try:
                self._blocks.put(block, timeout=0.2)
                return
            except queue.Full:
                continue


@contextmanager
def answer_of(url: str, *, scheme: str | None = None) -> Iterator[tuple[str, http.client.HTTPResponse]]:
    """Ask for an address, and where it leads; lends the last address and its answer.

    Raises NoSound for any other ``scheme`` than this, which is the address's own when it is not given: what began with
    certificates goes on with them.
    """
    scheme = scheme or urlsplit(url).scheme
    for _turn in range(MOST_REDIRECTS + 1):
        place = urlsplit(url)
        if place.scheme != scheme or scheme not in {"http", "https"}:
            raise NoSound
        line = connection(place.scheme, place.hostname or "", place.port)
        line.timeout = PATIENCE
        with closing(line):
            with named_faults():
                target = place.path + (f"?{place.query}" if place.query else "")
                line.request("GET", target or "/", headers={"User-Agent": SOFTWARE, "Accept": "*/*"})
                answer = line.getresponse()
            with closing(answer):
                further = answer.headers.get("Location", "")
                if answer.status not in (301, 302, 303, 307, 308) or not further:
                    yield url, answer
                    return
            url = urljoin(url, further)
    raise NoSound


def _whole(url: str, *, scheme: str) -> bytes:
    with answer_of(url, scheme=scheme) as (_url, answer):
        if answer.status != 200:
            raise NoSound
        return read(answer, LONGEST_PLAYLIST).body


def _by_ffmpeg(pieces: Iterator[bytes]) -> Iterator[bytes]:
    program = foreign.decoder()
    if program is None:
        raise NoSound
    return foreign.decoded(pieces, program=program)


class _Source(miniaudio.StreamableSource):  # type: ignore[misc, unused-ignore]
    """An HTTP answer as miniaudio reads it."""

    def __init__(self, answer: http.client.HTTPResponse, closed: threading.Event) -> None:
        self._answer, self._closed = answer, closed

    def read(self, num_bytes: int) -> bytes:
        """Return what has come, at most so much; nothing at the end."""
        return b"" if self._closed.is_set() else self._answer.read1(num_bytes)
