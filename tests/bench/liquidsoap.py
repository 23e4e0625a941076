"""Liquidsoap (Debian's package) as the baseline of the air: a ``switch`` on time, into the pipe of an encoder."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from tests.bench.onsets import RATE, Heard
from tests.servers.daemons import ended, program_of, started

BLOCK = 1 << 16
HEADER = 44  # bytes of the WAV header with which the pipe begins
FRAME = 2  # bytes of a sample
NAME = "liquidsoap"
SCRIPT = """\
set("log.stdout", true)
set("log.file", false)
{sessions}
planned = switch(track_sensitive=false, [
{choices}
])
air = fallback(track_sensitive=false, [planned, blank()])
output.file(fallible=false, flush=true, append=true, %wav(stereo=false, samplerate={rate}, header=true), "{pipe}", air)
"""


def script(moments: Sequence[float], *, items: Sequence[Path], lasts_s: int, pipe: Path) -> str:
    """Return the programme: at each moment (whole seconds of Unix time) the items, one right after the other."""
    sessions, choices = [], []
    for number, moment in enumerate(moments):
        files = ", ".join(f'once(single("{item}"))' for item in items)
        sessions.append(f"session{number} = sequence([{files}])")
        choices.append(f"  ({{ {_clock(moment)}-{_clock(moment + lasts_s)} }}, session{number})")
    return SCRIPT.format(sessions="\n".join(sessions), choices=",\n".join(choices), rate=RATE, pipe=pipe)


def _clock(moment: float) -> str:
    """Return a moment as a predicate of Liquidsoap has it; its processes are told to live by UTC."""
    return f"{datetime.fromtimestamp(moment, UTC):%Hh%Mm%Ss}"


@dataclass
class Pipe:
    """Reads what comes out of the pipe, and notes when each block came."""

    blocks: list[bytes] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    def read(self, path: Path) -> None:
        """Read until the other side closes."""
        with path.open("rb", buffering=0) as pipe:
            while block := pipe.read(BLOCK):
                self.moments.append(time.time())
                self.blocks.append(block)

    def heard(self) -> Heard:
        """Return the samples with their moments: a block is due when it comes."""
        marks, at = [], -HEADER
        for block, moment in zip(self.blocks, self.moments, strict=True):
            marks.append((max(0, at) // FRAME, moment))
            at += len(block)
        data = b"".join(self.blocks)[HEADER:]
        return Heard(samples=np.frombuffer(data[: len(data) // FRAME * FRAME], dtype="<i2"), marks=marks)


@contextmanager
def on_the_air(home: Path, masters: Mapping[str, Path], moments: Sequence[float]) -> Iterator[Pipe]:
    """Run it with these items at these moments; lends what comes out. Raises ``NotInstalled``, ``DidNotStart``."""
    program, fifo, pipe = program_of(NAME), home / "air.wav", Pipe()
    items = [home / f"{number}.flac" for number, _title in enumerate(masters)]
    for item, master in zip(items, masters.values(), strict=True):
        item.write_bytes(master.read_bytes())
    (home / "air.liq").write_text(script(moments, items=items, lasts_s=5, pipe=fifo))
    os.mkfifo(fifo)
    reader = threading.Thread(target=pipe.read, args=(fifo,), daemon=True)
    reader.start()
    command = ["env", "TZ=UTC", f"HOME={home}", program, str(home / "air.liq")]
    process = started(command, home=home, is_up=lambda: bool(pipe.blocks))
    try:
        yield pipe
    finally:
        ended(process)
        reader.join(5)


def version() -> str:
    """Return how it names itself; raises ``NotInstalled``."""
    said = subprocess.run([program_of(NAME), "--version"], capture_output=True, text=True, check=True).stdout
    return said.splitlines()[0]
