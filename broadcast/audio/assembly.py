"""Puts the parts of a programme together: chimes, speech and pauses become one recording."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from statistics import median

import numpy as np

from broadcast.audio import segments
from broadcast.audio.chime import CHIMES
from broadcast.audio.clip import Clip, resampled, to_float
from broadcast.audio.loudness import SILENCE_LUFS, amplitude, loudness
from broadcast.audio.mastering import Produced, finish

UNFINISHED = ".making-"
_TAPE_LUFS = -24.0
"""Loudness of every part on the tape: low enough that no peak is clipped before the limiter sees it."""
_CHIME_LUFS = -26.0
_SAME_VOICE_LU = 4.0
"""No sentence is moved further than this from the others of its voice: some are meant soft."""


@dataclass(frozen=True)
class Speech:
    """One spoken sentence."""

    clip: Clip


@dataclass(frozen=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


@dataclass(frozen=True)
class Chime:
    """One of our own sounds: ``opening``, ``closing``, ``attention`` or ``drill``."""

    name: str


Part = Speech | Pause | Chime


def produce(parts: Sequence[Part], *, directory: Path) -> Produced:
    """Make the recording: -16 LUFS, true peak under -1 dBTP, mono. Same parts, same files."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        tape = Path(unfinished) / "tape.pcm"
        _record(parts, tape)
        return finish(tape, guess_lufs=_TAPE_LUFS, directory=directory)


def sweep_unfinished(directory: Path, *, before: datetime) -> int:
    """Remove what a killed process left behind before that time; return how many were removed."""
    left = [path for path in directory.glob(f"{UNFINISHED}*") if path.stat().st_mtime < before.timestamp()]
    for path in left:
        rmtree(path, ignore_errors=True)
    return len(left)


def _record(parts: Sequence[Part], tape: Path) -> None:
    with tape.open("wb") as reel:
        for sound in _sounds(parts):
            reel.write(sound)


def _sounds(parts: Sequence[Part]) -> Iterator[bytes]:
    gains = iter(_speech_gains([part.clip for part in parts if isinstance(part, Speech)]))
    for part in parts:
        match part:
            case Speech(clip=clip):
                yield _levelled(clip, next(gains))
            case Chime(name=name):
                clip = CHIMES[name]()
                yield _levelled(clip, _CHIME_LUFS - loudness(to_float(clip.samples), clip.rate))
            case Pause(seconds=seconds):
                yield segments.silence(seconds)


def _levelled(clip: Clip, gain_db: float) -> bytes:
    samples = resampled(to_float(clip.samples), rate=clip.rate, to=segments.RATE)
    return segments.speech(samples * np.float32(amplitude(gain_db)))


def _speech_gains(clips: Sequence[Clip]) -> list[float]:
    """Return the gain in dB of each sentence: all come to the same loudness, silent ones stay as they are."""
    heard = [loudness(to_float(clip.samples), clip.rate) for clip in clips]
    audible = [lufs for lufs in heard if lufs > SILENCE_LUFS]
    if not audible:
        return [0.0] * len(heard)
    middle = median(audible)
    return [_TAPE_LUFS - min(max(lufs, middle - _SAME_VOICE_LU), middle + _SAME_VOICE_LU) for lufs in heard]
