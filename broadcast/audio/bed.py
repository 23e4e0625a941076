"""Music under the words, only when asked for: ours or a file of the station's, 18 dB under speech."""

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
class Stretch:
    """A part of the programme as the bed sees it: ``held_db`` is its level while the part lasts."""

    sound: Samples
    held_db: float
    is_last: bool


def held_db(*, is_speech: bool, pause_s: float) -> float:
    """Return the level of the bed during a part: under words, up in a long pause, away while a chime rings."""
    if is_speech or 0 < pause_s <= SHORT_PAUSE_S:
        return UNDER_SPEECH_DB
    return ALONE_DB if pause_s else _AWAY_DB


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


class Bed:
    """A bed at its level, ready to be laid under a programme."""

    def __init__(self, clip: Clip, *, rate: int, speech_lufs: float) -> None:
        sound = resampled(to_float(clip.samples), rate=clip.rate, to=rate)
        self._rate = rate
        self._sound = sound * np.float32(amplitude(speech_lufs - loudness(sound, rate)))
        self.peak = float(np.abs(self._sound).max(initial=0)) * amplitude(UNDER_SPEECH_DB)

    def under(self, stretches: Iterable[Stretch]) -> Iterator[Samples]:
        """Yield each stretch with the bed under it; it comes and goes smoothly, and is gone at the end."""
        at, level = 0, _AWAY_DB
        for stretch in stretches:
            gain, level = self._gain(stretch, level)
            music = np.take(self._sound, np.arange(at, at + len(stretch.sound)), mode="wrap")
            yield np.asarray(stretch.sound + music * gain, dtype=np.float32)
            at += len(stretch.sound)

    def _gain(self, stretch: Stretch, level: float) -> tuple[Samples, float]:
        """Return the factor for each sample, from ``level`` on, and the level at the end in dB."""
        length_s = len(stretch.sound) / self._rate
        change_s = DUCKS_S if stretch.held_db < ALONE_DB else RETURNS_S
        corners = [0.0, min(change_s, length_s / 2), max(length_s / 2, length_s - DUCKS_S), length_s]
        end = {True: _AWAY_DB, False: min(stretch.held_db, UNDER_SPEECH_DB)}[stretch.is_last]
        levels = [level, stretch.held_db, stretch.held_db, end]
        gain = np.interp(np.arange(len(stretch.sound)) / self._rate, corners, levels)
        return (10 ** (gain / 20)).astype(np.float32), end


def _pad(chord: Sequence[float], time: NDArray[np.float64]) -> NDArray[np.float64]:
    sound = np.zeros(len(time))
    for voice, frequency in enumerate(chord):
        drift = 1 + 0.0012 * (voice - 1.5)
        for partial, strength in ((1, 1.0), (2, 0.22), (3, 0.06)):
            sound += strength * np.sin(2 * np.pi * frequency * partial * drift * time + voice)
            sound += strength * np.sin(2 * np.pi * frequency * partial / drift * time)
    return sound
