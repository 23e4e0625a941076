"""Who listens to a live talk: one ffmpeg turns its pieces into MP3 while they come, and everybody gets the newest."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path
from typing import IO

from broadcast.audio import ffmpeg
from broadcast.livesound.pieces import MOST_PIECES, Pieces

LOOK_EVERY_S = 0.1
PATIENCE_S = 30.0
"""So long a talk may be silent, and so long it goes on without a listener, before its ffmpeg is ended."""
MOST_TALKS = 8
MOST_LISTENERS = 2_000
QUEUED = 128
"""Blocks that wait for a listener whose line is slow; who falls behind further is cut off, and comes again."""
HEAD_START = 4
"""Blocks that a new listener gets at once: about a second, so that the sound begins without waiting."""

Line = asyncio.Queue[bytes | None]


class Full(Exception):
    """More talks or listeners than this process bears."""


class Talk:
    """One talk being turned into MP3, by a thread that waits for pieces; listeners belong to the loop."""

    def __init__(self, pieces: Pieces, loop: asyncio.AbstractEventLoop) -> None:
        self._pieces, self._loop = pieces, loop
        self._recent: deque[bytes] = deque(maxlen=HEAD_START)
        self._idle_since = time.monotonic()
        self.lines: set[Line] = set()
        self.is_over = False
        threading.Thread(target=self._run, daemon=True).start()

    def join(self) -> Line:
        """Return a line on which the sound comes; None on it is the end."""
        line: Line = asyncio.Queue(QUEUED)
        for block in self._recent:
            line.put_nowait(block)
        self.lines.add(line)
        return line

    def leave(self, line: Line) -> None:
        """Let a listener go."""
        self.lines.discard(line)
        self._idle_since = time.monotonic()

    def _run(self) -> None:
        with suppress(ffmpeg.FfmpegFailed, OSError), ffmpeg.live_mp3(listen=self._listen) as encoder:
            self._feed(encoder)
        with suppress(RuntimeError):  # the loop may be gone
            self._loop.call_soon_threadsafe(self._finish)

    def _feed(self, encoder: ffmpeg.Stream) -> None:
        number, came = 0, time.monotonic()
        while number < MOST_PIECES:
            data = self._pieces.read(number)
            if data is not None:
                encoder.write(data)
                number, came = number + 1, time.monotonic()
            elif self._pieces.is_ended or not self._pieces.is_there or self._is_abandoned(came):
                return
            else:
                time.sleep(LOOK_EVERY_S)

    def _is_abandoned(self, came: float) -> bool:
        now = time.monotonic()
        return now - came > PATIENCE_S or (not self.lines and now - self._idle_since > PATIENCE_S)

    def _listen(self, output: IO[bytes]) -> None:
        with suppress(RuntimeError):  # the loop may be gone
            while block := output.read(2048):
                self._loop.call_soon_threadsafe(self._give, block)

    def _give(self, block: bytes) -> None:
        self._recent.append(block)
        for line in list(self.lines):
            if line.full():
                self.lines.discard(line)
                line.get_nowait()
                line.put_nowait(None)
            else:
                line.put_nowait(block)

    def _finish(self) -> None:
        self.is_over = True
        for line in self.lines:
            if line.full():
                line.get_nowait()
            line.put_nowait(None)
        self.lines.clear()


class Hall:
    """All talks that somebody listens to; one loop's own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._talks: dict[str, Talk] = {}

    def enter(self, token: str) -> AsyncGenerator[bytes] | None:
        """Return the sound of a talk from now on; None when there is none. Raises ``Full``."""
        pieces = Pieces(self._home, token)
        if not pieces.is_there or pieces.is_ended:
            return None
        self._talks = {name: talk for name, talk in self._talks.items() if not talk.is_over}
        if sum(len(talk.lines) for talk in self._talks.values()) >= MOST_LISTENERS:
            raise Full
        if token not in self._talks:
            if len(self._talks) >= MOST_TALKS:
                raise Full
            self._talks[token] = Talk(pieces, asyncio.get_running_loop())
        return _sound(self._talks[token])


async def _sound(talk: Talk) -> AsyncGenerator[bytes]:
    line = talk.join()
    try:
        while (block := await line.get()) is not None:
            yield block
    finally:
        talk.leave(line)
