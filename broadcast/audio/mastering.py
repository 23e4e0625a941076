"""From a tape (raw samples on disk) to the finished files: loudness, peaks, FLAC, MP3, picture of the sound.

A tape is read in pieces of six seconds, so half an hour costs no more memory than a minute.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcast.audio import ffmpeg
from broadcast.audio.clip import Samples, to_float, to_pcm
from broadcast.audio.dynamics import limited, reach
from broadcast.audio.loudness import SILENCE_LUFS, LoudnessMeter, amplitude, decibels, true_peak
from broadcast.audio.segments import RATE
from broadcast.audio.waveform import draw_waveform

TARGET_LUFS = -15.8  # the MP3 encoder takes 0.4 dB away: master and MP3 lie on both sides of -16
TOLERANCE_LU = 0.3
CEILING_DBTP = -2.0
"""One dB below what may leave the house: encoding to MP3 lifts peaks by up to that."""

_MOST_GAIN_DB = 40.0
_ROUNDS = 4
_PIECE = 1 << 18


@dataclass(frozen=True, kw_only=True)
class Produced:
    """The files of one recording, named by their content, and what was measured on the master."""

    master: Path
    master_sha256: str
    mp3: Path
    mp3_sha256: str
    duration_s: float
    loudness_lufs: float
    true_peak_dbtp: float
    waveform: Path


def finish(tape: Path, *, loudness_lufs: float, directory: Path) -> Produced:
    """Master ``tape``, which is about that loud; finished files go into ``directory``."""
    mastered = tape.with_name("mastered.pcm")
    measured_lufs, peak = _master(tape, mastered, heard_lufs=loudness_lufs)
    flac, mp3, picture = (tape.with_name(name) for name in ("master.flac", "device.mp3", "waveform.png"))
    ffmpeg.encode(mastered, rate=RATE, flac=flac, mp3=mp3)
    draw_waveform(mastered, picture)
    master, master_sha256 = _keep(flac, directory)
    device, mp3_sha256 = _keep(mp3, directory)
    shown, _ = _keep(picture, directory)
    return Produced(
        master=master,
        master_sha256=master_sha256,
        mp3=device,
        mp3_sha256=mp3_sha256,
        duration_s=mastered.stat().st_size / 2 / RATE,
        loudness_lufs=round(measured_lufs, 2),
        true_peak_dbtp=round(decibels(peak), 2),
        waveform=shown,
    )


def pieces(tape: Path, *, around: int = 0, most: int | None = None) -> Iterator[tuple[Samples, int, int]]:
    """Yield (samples, start, end): the piece is ``samples[start:end]``, with ``around`` of its neighbours.

    ``most`` takes only so many pieces, spread over the whole tape.
    """
    length = tape.stat().st_size // 2
    every = max(1, -(-length // _PIECE) // most) if most else 1
    with tape.open("rb") as reel:
        for first in range(0, length, _PIECE * every):
            last = min(first + _PIECE, length)
            left, right = max(0, first - around), min(length, last + around)
            reel.seek(left * 2)
            samples = np.fromfile(reel, dtype=np.int16, count=right - left)
            yield to_float(samples), first - left, last - left


def _master(tape: Path, target: Path, *, heard_lufs: float) -> tuple[float, float]:
    """Write the tape at the target loudness; return its loudness and true peak (1.0 is full scale)."""
    gain_db = TARGET_LUFS - heard_lufs if heard_lufs > SILENCE_LUFS else 0.0
    gain_db = min(gain_db + _limiter_loss(tape, gain_db), _MOST_GAIN_DB)
    for _ in range(_ROUNDS):
        measured, peak = _render(tape, target, gain=amplitude(gain_db))
        if abs(measured - TARGET_LUFS) <= TOLERANCE_LU or measured <= SILENCE_LUFS:
            break
        gain_db = min(gain_db + TARGET_LUFS - measured, _MOST_GAIN_DB)
    return measured, peak


def _limiter_loss(tape: Path, gain_db: float) -> float:
    """Return the dB that the limiter will take from the loudness, heard on at most a minute of the tape."""
    before, after = LoudnessMeter(RATE), LoudnessMeter(RATE)
    for samples, start, end in pieces(tape, most=10):
        loud = samples[start:end] * np.float32(amplitude(gain_db))
        before.add(loud)
        after.add(limited(loud, rate=RATE, ceiling=amplitude(CEILING_DBTP)))
    # What is turned up to make good for the loss is limited in its turn, hence a little more than was lost.
    return 1.3 * (before.lufs - after.lufs)


def _render(tape: Path, target: Path, *, gain: float) -> tuple[float, float]:
    meter, peak = LoudnessMeter(RATE), 0.0
    with target.open("wb") as reel:
        for samples, start, end in pieces(tape, around=reach(RATE)):
            shaped = limited(samples * np.float32(gain), rate=RATE, ceiling=amplitude(CEILING_DBTP))
            meter.add(shaped[start:end])
            peak = max(peak, true_peak(shaped, start=start, end=end))
            reel.write(to_pcm(shaped[start:end]).tobytes())
    return meter.lufs, peak


def _keep(unfinished: Path, directory: Path) -> tuple[Path, str]:
    """Move a finished file to its name, the SHA-256 of its content; it is whole or absent."""
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    kept = directory / f"{digest}{unfinished.suffix}"
    unfinished.replace(kept)
    return kept, digest
