"""A real player process, and waiting for what it does."""

import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[3]
DEADLINE = 20.0


def until(condition: Callable[[], object], what: str = "", *, seconds: float = DEADLINE) -> None:
    """Return as soon as ``condition`` holds; fail the test when it never does."""
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"never came: {what or condition}"
        time.sleep(0.01)


@dataclass
class Box:
    """One player on its own state directory; it can be started, killed and started again."""

    server: str
    folder: Path
    extra: tuple[str, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    starts: int = field(default=0)

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def start(self, *extra: str) -> "Box":
        self.starts += 1
        command = [sys.executable, "-m", "broadcast.player", "--server", self.server, "--poll", "0.3"]
        command += [
            "--state",
            str(self.state),
            "--name",
            "Cụm loa thử",
            "--sink",
            f"wav:{self.folder / 'wav'}",
        ]
        with (self.folder / f"out-{self.starts}.txt").open("wb") as out:
            self.process = subprocess.Popen(
                [*command, *self.extra, *extra],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=_environment(),
            )
        return self

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> int:
        """SIGTERM; return the exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def said(self) -> str:
        """Return everything it said, over all its lives."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("out-*.txt")))

    def wavs(self) -> list[Path]:
        return sorted((self.folder / "wav").glob("*.wav"))

    def has_media(self, sha256: str) -> bool:
        return (self.state / "media" / sha256).is_file()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("LOAXA_")}


def samples(path: Path) -> NDArray[np.int16]:
    """Return the samples of a WAV file; its header must fit its length."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        assert path.stat().st_size == 44 + 2 * file.getnframes()
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def began(path: Path) -> datetime:
    """Return the moment of the first sample, from the file's name."""
    return datetime.strptime(path.stem[:24], "%Y-%m-%dT%H-%M-%S.%fZ").replace(tzinfo=UTC)


def offset(long: NDArray[np.int16], short: NDArray[np.int16]) -> int:
    """Return where ``short`` lies in ``long``, in samples, by cross-correlation."""
    size = 1 << int(np.ceil(np.log2(len(long) + len(short))))
    spectrum = np.fft.rfft(long.astype(float), size) * np.conj(np.fft.rfft(short.astype(float), size))
    best = int(np.argmax(np.fft.irfft(spectrum, size)))
    return best if best < len(long) else best - size
