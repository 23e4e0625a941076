"""P1: how much longer a finished programme takes than speaking and encoding alone; and its memory."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from tests.bench import half_hour
from tests.bench.figure import Figure
from tests.bench.memory_bench import pss_bytes

GOAL, GOAL_MB = 1.3, 300
PAIRS = 3


def rows() -> list[dict[str, Any]]:
    """Return P1 and the memory of making half an hour."""
    with tempfile.TemporaryDirectory() as folder:
        return [_time(Path(folder)).row(), _memory(Path(folder)).row()]


def _time(folder: Path) -> Figure:
    half_hour.encoded_only(folder)  # the voice's process is up, ffmpeg is in the disk cache
    pairs = [
        (_seconds(half_hour.made, folder), _seconds(half_hour.encoded_only, folder)) for _ in range(PAIRS)
    ]
    ours, alone = (median(each) for each in zip(*pairs, strict=True))
    what = (
        f"half an hour by espeak until master and device MP3 are ready ({ours:.1f} s; goal {GOAL})"
        f" against voice and MP3 alone ({alone:.1f} s)"
    )
    ratio = median(made / encoded for made, encoded in pairs)
    return Figure(id="P1", what=what, value=round(ratio, 2), unit="ratio", baseline="voice + MP3")


def _seconds(work: Callable[[Path], object], folder: Path) -> float:
    began = time.perf_counter()
    work(folder)
    return time.perf_counter() - began


def _memory(folder: Path) -> Figure:
    command = [sys.executable, "-m", "tests.bench.half_hour", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        most = 0
        while process.poll() is None:
            most = max(most, _tree_bytes(psutil.Process(process.pid)))
            time.sleep(0.05)
    if process.returncode:
        raise RuntimeError("half an hour could not be made")
    what = f"memory while half an hour is made, voice and encoders included (PSS; goal {GOAL_MB})"
    return Figure(id="P1m", what=what, value=round(most / 1e6, 1), unit="MB")


def _tree_bytes(parent: psutil.Process) -> int:
    total = 0
    try:
        for each in (parent, *parent.children(recursive=True)):
            total += pss_bytes(each.pid)
    except (psutil.NoSuchProcess, LookupError, OSError):
        return total
    return total
