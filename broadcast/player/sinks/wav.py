"""Sound into WAV files in real time, one a session, named by the UTC moment of the first sample."""

import os
import struct
from datetime import UTC
from io import FileIO
from pathlib import Path

from broadcast.player.moments import Clock
from broadcast.player.sinks import FRAME, RATE, SESSION_ENDS_AFTER, SinkBroken

HEADER = 44  # bytes
KEPT = 50  # files


class WavSink:
    """Paced like a sound device: the file never runs more than the player's lead ahead of the clock.

    The header is put right after every block, so the file is whole even if the process is killed.
    """

    latency_s = 0.0

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._file: FileIO | None = None
        self._began = 0.0
        self._frames = 0

    def prepare(self) -> None:
        """Make sure the folder is there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise SinkBroken(f"không tạo được thư mục {self._folder}") from fault

    def write(self, block: bytes) -> None:
        """Append ``block``; a pause since the last one becomes silence of the same length."""
        try:
            self.rest()
            if self._file is None:
                self._open()
            late = self._clock.monotonic() - self._end()
            if self._frames and late > 0:
                block = bytes(round(late * RATE) * FRAME) + block
            self._append(block)
        except OSError as fault:
            self._file = None
            raise SinkBroken("không ghi được tệp âm thanh") from fault

    def ahead(self) -> float:
        """Return the seconds written that still lie in the future."""
        return max(0.0, self._end() - self._clock.monotonic()) if self._file else 0.0

    def cut(self) -> None:
        """Take back what lies in the future."""
        if self._file is None:
            return
        heard = max(0, round((self._clock.monotonic() - self._began) * RATE))
        self._frames = min(self._frames, heard)
        self._file.truncate(HEADER + self._frames * FRAME)
        self._file.seek(0, os.SEEK_END)
        self._mend_header()

    def rest(self) -> None:
        """Finish the file some seconds after its last sound."""
        if self._file and self._clock.monotonic() - self._end() > SESSION_ENDS_AFTER:
            self.close()

    def close(self) -> None:
        """Finish the file and let go of old ones."""
        if self._file is None:
            return
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        for old in sorted(self._folder.glob("????-??-??T*Z*.wav"))[:-KEPT]:
            old.unlink(missing_ok=True)

    def reached(self, began: float, ended: float) -> float:
        """Return 1: what was written was sounded."""
        return 1.0

    def _end(self) -> float:
        return self._began + self._frames / RATE

    def _open(self) -> None:
        self.prepare()
        moment = self._clock.now().astimezone(UTC)
        self._began, self._frames = self._clock.monotonic(), 0
        stem = f"{moment:%Y-%m-%dT%H-%M-%S}.{moment.microsecond // 1000:03d}Z"
        path, number = self._folder / f"{stem}.wav", 1
        while path.exists():
            number += 1
            path = self._folder / f"{stem}-{number}.wav"
        self._file = FileIO(path, "w+b")

    def _append(self, block: bytes) -> None:
        if self._file is None:
            return
        if not self._frames:
            self._file.write(_header(0))
        self._file.seek(HEADER + self._frames * FRAME)
        self._file.write(block)
        self._frames += len(block) // FRAME
        self._mend_header()

    def _mend_header(self) -> None:
        if self._file is not None:
            self._file.seek(0)
            self._file.write(_header(self._frames * FRAME))


def _header(size: int) -> bytes:
    """Return a RIFF header for ``size`` bytes of mono 16-bit samples."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * FRAME, FRAME, 16, b"data", size),
    )
