"""From a tape (raw samples on disk) to the finished files: loudness, peaks, FLAC, MP3, picture of the sound.

A tape is read in pieces of six seconds, so half an hour costs no more memory than a minute.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
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
MOST_DBTP = -1.0
CEILINGS_DBTP = (-2.0, -3.0, -4.5)
"""Of the master, tried in turn: encoding to MP3 lifts peaks, those of noise by more than one dB."""

_MASTER, _DEVICE = "master.flac", "device.mp3"

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


@dataclass(frozen=True, kw_only=True)
class _Heard:
    lufs: float
    peak: float  # true peak, 1.0 is full scale


def finish(tape: Path, *, guess_lufs: float, directory: Path) -> Produced:
    """Master ``tape``, which is about that loud; finished files go into ``directory``."""
    mastered, heard = _mastered(tape, guess_lufs=guess_lufs)
    picture = tape.with_name("waveform.png")
    draw_waveform(mastered, picture)
    master, master_sha256 = _keep(tape.with_name(_MASTER), directory)
    device, mp3_sha256 = _keep(tape.with_name(_DEVICE), directory)
    shown, _ = _keep(picture, directory)
    return Produced(
        master=master,
        master_sha256=master_sha256,
        mp3=device,
        mp3_sha256=mp3_sha256,
        duration_s=mastered.stat().st_size / 2 / RATE,
        loudness_lufs=round(heard.lufs, 2),
        true_peak_dbtp=round(decibels(heard.peak), 2),
        waveform=shown,
    )


def _mastered(tape: Path, *, guess_lufs: float) -> tuple[Path, _Heard]:
    """Write mastered samples, FLAC and MP3 beside the tape, with less peak if the MP3 came out too high."""
    mastered, decoded = tape.with_name("mastered.pcm"), tape.with_name("decoded.pcm")
    for ceiling_db in CEILINGS_DBTP:
        heard = _master(tape, mastered, guess_lufs=guess_lufs, ceiling=amplitude(ceiling_db))
        ffmpeg.encode(mastered, rate=RATE, flac=tape.with_name(_MASTER), mp3=tape.with_name(_DEVICE))
        ffmpeg.decode_file(tape.with_name(_DEVICE), decoded, rate=RATE)
        if _true_peak(decoded) <= amplitude(MOST_DBTP):
            break
    return mastered, heard


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


def _master(tape: Path, target: Path, *, guess_lufs: float, ceiling: float) -> _Heard:
    """Write the tape at the loudness of every programme; the gain is first tried on half a minute."""
    guess_db = min(TARGET_LUFS - guess_lufs, _MOST_GAIN_DB)
    gain_db, _ = _steered(lambda gain: _play(tape, gain=gain, ceiling=ceiling, most=5), guess_db)
    _, heard = _steered(lambda gain: _play(tape, gain=gain, ceiling=ceiling, target=target), gain_db)
    return heard


def _steered(play: Callable[[float], _Heard], gain_db: float) -> tuple[float, _Heard]:
    """Return the gain in dB that brings the target loudness, and what was heard at last.

    The limiter takes more the more it is given, so each step is taken by the slope between the last two.
    """
    slope, before, before_db = 1.0, None, 0.0
    for _ in range(_ROUNDS):
        heard = play(amplitude(gain_db))
        missing = TARGET_LUFS - heard.lufs
        if abs(missing) <= TOLERANCE_LU or heard.lufs <= SILENCE_LUFS or gain_db == before_db:
            break
        if before:
            slope = min(1.0, max(0.2, (heard.lufs - before.lufs) / (gain_db - before_db)))
        before, before_db = heard, gain_db
        gain_db = min(gain_db + missing / slope, _MOST_GAIN_DB)
    return gain_db, heard


def _play(
    tape: Path, *, gain: float, ceiling: float, target: Path | None = None, most: int | None = None
) -> _Heard:
    """Send the tape through the limiter, into ``target`` if there is one; tell how loud it came out."""
    meter, peak = LoudnessMeter(RATE), 0.0
    with ExitStack() as stack:
        reel = stack.enter_context(target.open("wb")) if target else None
        for samples, start, end in pieces(tape, around=reach(RATE), most=most):
            shaped = limited(samples * np.float32(gain), rate=RATE, ceiling=ceiling)
            meter.add(shaped[start:end])
            peak = max(peak, true_peak(shaped, start=start, end=end))
            if reel:
                reel.write(to_pcm(shaped[start:end]).tobytes())
    return _Heard(lufs=meter.lufs, peak=peak)


def _true_peak(tape: Path) -> float:
    around = 32
    return max(
        (true_peak(samples, start=start, end=end) for samples, start, end in pieces(tape, around=around)),
        default=0.0,
    )


def _keep(unfinished: Path, directory: Path) -> tuple[Path, str]:
    """Move a finished file to its name, the SHA-256 of its content; it is whole or absent."""
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    kept = directory / f"{digest}{unfinished.suffix}"
    unfinished.replace(kept)
    return kept, digest
