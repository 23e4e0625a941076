"""Puts the parts of a programme together: chimes, speech and pauses become one recording."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import numpy as np

from broadcast.audio.chime import CHIMES
from broadcast.audio.cleaning import cleaned
from broadcast.audio.clip import Clip, Samples, resampled, to_float
from broadcast.audio.encoding import UNFINISHED
from broadcast.audio.levelling import levelled, targets
from broadcast.audio.loudness import Energies, beat_energies, in_place, integrated
from broadcast.audio.mastering import CEILING_DBTP, TARGET_LUFS, Chapter, Produced, finish

RATES = (22_050, 24_000, 44_100, 48_000)
"""Of masters, in Hz: the lowest that keeps all of every voice; what is rung and not spoken fits into any."""
_CHIME_LUFS = TARGET_LUFS - 2.0


@dataclass(frozen=True)
class Speech:
    """One spoken sentence; ``chapter`` is the title of what begins with it, if anything does."""

    clip: Clip
    chapter: str = ""


@dataclass(frozen=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


@dataclass(frozen=True)
class Chime:
    """One of our own sounds: ``opening``, ``closing``, ``time``, ``attention`` or ``drill``."""

    name: str
    chapter: str = ""


Part = Speech | Pause | Chime


def produce(parts: Sequence[Part], *, directory: Path) -> Produced:
    """Make the recording: -16 LUFS, true peak under -1 dBTP, mono. Same parts, same files."""
    directory.mkdir(parents=True, exist_ok=True)
    rate = _rate(parts)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        return finish(_sounds(parts, rate), rate=rate, unfinished=Path(unfinished), directory=directory)


def sweep_unfinished(directory: Path, *, before: datetime) -> int:
    """Remove what a killed process left behind before that time; return how many were removed."""
    left = [path for path in directory.glob(f"{UNFINISHED}*") if path.stat().st_mtime < before.timestamp()]
    for path in left:
        rmtree(path, ignore_errors=True)
    return len(left)


def _rate(parts: Sequence[Part]) -> int:
    spoken = [part.clip.rate for part in parts if isinstance(part, Speech)]
    highest = max(spoken, default=44_100)
    return next((rate for rate in RATES if rate >= highest), RATES[-1])


def _sounds(parts: Sequence[Part], rate: int) -> Iterator[Samples]:
    sentences = iter(_measured(parts, rate))
    for part in parts:
        match part:
            case Speech(clip=clip):
                energies, wanted = next(sentences)
                yield _levelled(cleaned(clip, rate=rate), energies, rate, wanted)
            case Chime(name=name):
                clip = CHIMES[name]()
                sound = resampled(to_float(clip.samples), rate=clip.rate, to=rate)
                yield _levelled(sound, beat_energies(sound, rate), rate, _CHIME_LUFS)
            case Pause(seconds=seconds):
                yield np.zeros(round(seconds * rate), dtype=np.float32)


def _levelled(samples: Samples, energies: Energies, rate: int, target_lufs: float) -> Samples:
    return levelled(samples, energies, rate=rate, target_lufs=target_lufs, ceiling_db=CEILING_DBTP)


def _measured(parts: Sequence[Part], rate: int) -> list[tuple[Energies, float]]:
    """Return the energies of every sentence and the loudness it is brought to."""
    clips = [part.clip for part in parts if isinstance(part, Speech)]
    energies = [beat_energies(cleaned(clip, rate=rate), rate) for clip in clips]
    heard = [integrated(in_place(each)) for each in energies]
    return list(zip(energies, targets(heard, target_lufs=TARGET_LUFS), strict=True))
