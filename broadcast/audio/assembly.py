"""Puts the parts of a programme together: chimes, speech and pauses become one recording."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from broadcast.audio import segments
from broadcast.audio.chime import CHIMES
from broadcast.audio.cleaning import cleaned
from broadcast.audio.clip import Clip, Samples, resampled, to_float
from broadcast.audio.encoding import TARGET_LUFS, UNFINISHED
from broadcast.audio.levelling import levelled, target, usual
from broadcast.audio.loudness import beat_energies
from broadcast.audio.mastering import CEILING_DBTP, Chapter, Produced, finish

RATES = (22_050, 24_000, 44_100, 48_000)
"""Of masters, in Hz: the lowest that keeps all of every voice; what is rung and not spoken fits into any."""
_ENOUGH_TO_KNOW = 12
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
    chapters: list[Chapter] = []
    said: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        sounds = _noting_chapters(parts, _sounds(parts, rate), chapters, rate)
        made = finish(
            _noting_speech(parts, sounds, said, rate),
            rate=rate,
            unfinished=Path(unfinished),
            directory=directory,
            chapters=chapters,
        )
    return replace(made, said=tuple(said))


def produce_whole(clip: Clip, *, directory: Path) -> Produced:
    """Keep a sound from its first sample to its last as it is: for music that goes round without a seam."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        return finish(
            [to_float(clip.samples)], rate=clip.rate, unfinished=Path(unfinished), directory=directory
        )


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


def _noting_chapters(
    parts: Sequence[Part], sounds: Iterator[Samples], chapters: list[Chapter], rate: int
) -> Iterator[Samples]:
    """Pass the sounds on and note where those begin that open a chapter."""
    at = 0
    for part, sound in zip(parts, sounds, strict=True):
        if not isinstance(part, Pause) and part.chapter:
            chapters.append(Chapter(start_s=round(at / rate, 3), title=part.chapter))
        at += len(sound)
        yield sound


def _noting_speech(
    parts: Sequence[Part], sounds: Iterator[Samples], said: list[tuple[float, float]], rate: int
) -> Iterator[Samples]:
    """Pass the sounds on and note from when to when each sentence is heard."""
    at = 0
    for part, sound in zip(parts, sounds, strict=True):
        if isinstance(part, Speech):
            said.append((round(at / rate, 3), round((at + len(sound)) / rate, 3)))
        at += len(sound)
        yield sound


def _sounds(parts: Sequence[Part], rate: int) -> Iterator[Samples]:
    usual_lufs = _usual_lufs(parts, rate)
    for part in parts:
        match part:
            case Speech(clip=clip):
                sound = cleaned(clip, rate=rate)
                energies = beat_energies(sound, rate)
                wanted = target(energies, usual_lufs, target_lufs=TARGET_LUFS)
                yield levelled(sound, energies, rate=rate, target_lufs=wanted, ceiling_db=CEILING_DBTP)
            case Chime(name=name):
                clip = CHIMES[name]()
                sound = resampled(to_float(clip.samples), rate=clip.rate, to=rate)
                energies = beat_energies(sound, rate)
                yield levelled(sound, energies, rate=rate, target_lufs=_CHIME_LUFS, ceiling_db=CEILING_DBTP)
            case Pause(seconds=seconds):
                yield segments.silence(seconds, rate)


def _usual_lufs(parts: Sequence[Part], rate: int) -> float:
    """Return how loud the voice speaks, by its first sentences: the others are measured when their turn comes."""
    clips = [part.clip for part in parts if isinstance(part, Speech)][:_ENOUGH_TO_KNOW]
    return usual(beat_energies(cleaned(clip, rate=rate), rate) for clip in clips)
