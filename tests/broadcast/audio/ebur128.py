"""Loudness and true peak as ffmpeg's ebur128 filter hears them: a judge that shares no code with ours."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from broadcast.audio import ffmpeg


class Heard(NamedTuple):
    lufs: float
    dbtp: float


def heard_by_ffmpeg(path: Path) -> Heard:
    command = [ffmpeg.binary(), "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true"]
    said = subprocess.run(
        [*command, "-f", "null", "-"], capture_output=True, check=True, timeout=60
    ).stderr.decode()
    summary = said[said.rindex("Summary:") :]
    loudness, peak = (
        re.search(pattern, summary) for pattern in (r"I:\s+(-?[\d.]+) LUFS", r"Peak:\s+(-?[\d.]+)")
    )
    assert loudness and peak
    return Heard(float(loudness[1]), float(peak[1]))


def made_by_ffmpeg(path: Path, source: str, *options: str) -> Path:
    """Make a sound file with one of ffmpeg's generators (``sine=...``, ``anoisesrc=...``)."""
    command = [ffmpeg.binary(), "-v", "error", "-y", "-f", "lavfi", "-i", source, *options, str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


def decoded_by_ffmpeg(path: Path) -> bytes:
    command = [
        ffmpeg.binary(),
        "-v",
        "error",
        "-i",
        str(path),
        "-f",
        "s16le",
        "-ac",
        "1",
        "-ar",
        "44100",
        "-",
    ]
    return subprocess.run(command, check=True, timeout=60, capture_output=True).stdout
