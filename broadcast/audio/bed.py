"""Music under the words: ours or a file of the station's, 18 dB under speech, laid under a finished master."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcast.audio import ffmpeg
from broadcast.audio.clip import Clip, Samples, resampled, to_float, to_pcm
from broadcast.audio.loudness import amplitude, loudness

UNDER_SPEECH_DB, ALONE_DB = -18.0, -9.0
"""How far the bed lies under the loudness of speech: while somebody speaks, and in a long pause."""
SHORT_PAUSE_S = 2.0
"""In a pause between two sentences that is no longer, the bed stays down: it does not pump."""
DUCKS_S, RETURNS_S = 0.6, 1.2
MOST_FILE_S = 180

_AWAY_DB = -60.0
_RATE = 44_100
_CHORD_S = 4.0
_CHORDS = (
    (196.00, 261.63, 329.63, 392.00),  # C
    (220.00, 261.63, 329.63, 440.00),  # A minor
    (174.61, 261.63, 349.23, 440.00),  # F
    (196.00, 246.94, 293.66, 392.00),  # G
)


@dataclass(frozen=True, kw_only=True)
class Music:
    """What goes round under a recording; ``said``: from when to when each sentence is heard, in seconds.

    Where that is not known it lies low from beginning to end.
    """

    clip: Clip
    said: tuple[tuple[float, float], ...] = ()


def level_between(pause_s: float) -> float:
    """Return the level of the bed in a pause between two sentences: up in a long one."""
    return UNDER_SPEECH_DB if pause_s <= SHORT_PAUSE_S else ALONE_DB


def levels(said: Sequence[tuple[float, float]], length_s: float) -> tuple[list[float], list[float]]:
    """Return moments in seconds and the level of the bed at each, in dB; between two of them it glides.

    It begins with the first word, for a chime may ring before, and is gone at the end.
    """
    spoken = list(said) or [(0.0, length_s)]
    moments, heights = [0.0, spoken[0][0]], [_AWAY_DB, _AWAY_DB]
    parts: list[tuple[float, float, float]] = []
    for (start, end), (following, _end) in zip(spoken, [*spoken[1:], (length_s, length_s)], strict=True):
        parts += [(start, end, UNDER_SPEECH_DB), (end, following, level_between(following - end))]
    parts = [part for part in parts if part[1] > part[0]]
    for number, (start, end, held) in enumerate(parts, start=1):
        change = DUCKS_S if held < ALONE_DB else RETURNS_S
        middle = (start + end) / 2
        moments += [min(start + change, middle), max(middle, end - DUCKS_S), end]
        heights += [held, held, _AWAY_DB if number == len(parts) else min(held, UNDER_SPEECH_DB)]
    return moments, heights


@lru_cache(maxsize=1)
def own_bed() -> Clip:
    """Four soft chords of four seconds, one growing out of the other; the end leads into the beginning."""
    length = int(_RATE * _CHORD_S)
    loop = np.zeros(length * len(_CHORDS))
    span = np.arange(2 * length)
    swell = np.sin(np.pi * span / (2 * length)) ** 2
    for number, chord in enumerate(_CHORDS):
        at = (number * length + span) % len(loop)
        loop[at] += swell * _pad(chord, span / _RATE)
    return Clip(samples=to_pcm((loop * (0.5 / np.abs(loop).max())).astype(np.float32)), rate=_RATE)


def bed_from(path: Path) -> Clip:
    """Return the first minutes of a standing file as a bed. Raises ``FfmpegFailed``."""
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "bed.pcm"
        ffmpeg.decode_file(path.resolve(), pcm, rate=_RATE, most_s=MOST_FILE_S)
        return Clip(samples=np.fromfile(pcm, dtype=np.int16), rate=_RATE)


def under(
    blocks: Iterable[Samples], music: Music, *, rate: int, length_s: float, lufs: float
) -> Iterator[Samples]:
    """Yield the blocks of a recording that is ``lufs`` loud with the music under them."""
    sound = resampled(to_float(music.clip.samples), rate=music.clip.rate, to=rate)
    sound *= np.float32(amplitude(lufs - loudness(sound, rate)))
    moments, heights = levels(music.said, length_s)
    at = 0
    for block in blocks:
        steps = np.arange(at, at + len(block))
        gain = 10 ** (np.interp(steps / rate, moments, heights) / 20)
        yield np.asarray(block + np.take(sound, steps, mode="wrap") * gain, dtype=np.float32)
        at += len(block)


def _pad(chord: Sequence[float], time: NDArray[np.float64]) -> NDArray[np.float64]:
    sound = np.zeros(len(time))
    for voice, frequency in enumerate(chord):
        drift = 1 + 0.0012 * (voice - 1.5)
        for partial, strength in ((1, 1.0), (2, 0.22), (3, 0.06)):
            sound += strength * np.sin(2 * np.pi * frequency * partial * drift * time + voice)
            sound += strength * np.sin(2 * np.pi * frequency * partial / drift * time)
    return sound
