"""How the gain rides on the sound: a compressor on every beat of 20 ms, a limiter on every tick of 1 ms.

espeak-ng's voice has peaks 19-21 dB above its loudness and a programme at -16 LUFS leaves room for 14. The
gain falls before the peak comes and returns slowly, along straight lines in dB, so nothing is ever clipped
and nothing is heard to jump. Curves are worked out on the measurements alone: the sound is touched once.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from broadcast.audio.clip import Samples
from broadcast.audio.loudness import Energies, in_place, integrated
from broadcast.audio.peaks import tick_peaks

Curve = NDArray[np.float64]
"""Gain in dB, one value a tick."""

_FALLS_DB, _RETURNS_DB = 1.2, 0.12
"""How fast the limiter's gain falls before a peak and returns after it, in dB a tick."""
NOWHERE = 1e9
"""A floor that no peak comes near: only the samples themselves are looked at."""
_ROUNDS = 8
_NEAR_ENOUGH_LU = 0.05


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was measured of a stretch of sound: of its beats the energies, of its ticks true peaks in dB and squares."""

    energies: Energies
    peaks: Samples
    squares: Samples

    def under(self, gain: Curve) -> Energies:
        """Return the energies of the beats under this gain; within a beat it matters when the gain falls."""
        factors = _factors(gain)
        factors = np.square(factors[1:] + factors[:-1]) / 4
        squares = self.squares.reshape(len(self.energies), -1)
        before = squares.sum(axis=1)
        after = np.einsum("ij,ij->i", squares, factors.reshape(squares.shape))
        return self.energies * np.divide(after, before, out=np.ones_like(after), where=before > 0)


def measured(samples: Samples, energies: Energies, *, tick: int, floor: float) -> Measured:
    """Measure what the energies do not tell; peaks are looked for between samples where they come near ``floor``."""
    rows = samples.reshape(-1, tick)
    return Measured(
        energies=energies,
        peaks=in_db(tick_peaks(samples, tick, floor=floor)),
        squares=np.einsum("ij,ij->i", rows, rows),
    )


@dataclass(frozen=True, kw_only=True)
class Compression:
    """What lies above ``threshold_db`` (of a beat, weighted for the ear) is brought nearer to it."""

    threshold_db: float
    ratio: float
    falls_db: float = 3.0
    returns_db: float = 0.4

    def curve(self, energies: Energies) -> Curve:
        """Return the gain in dB of each beat."""
        level = 10 * np.log10(np.maximum(energies, 1e-12))
        wanted = -np.maximum(0, level - self.threshold_db) * (1 - 1 / self.ratio)
        return sloping(wanted, falls=self.falls_db, returns=self.returns_db)


def sloping(wanted: Curve, *, falls: float, returns: float) -> Curve:
    """Return the highest curve nowhere above ``wanted`` that falls and returns no faster than this a step."""
    rise, fall = (np.arange(len(wanted), dtype=np.float64) * slope for slope in (returns, falls))
    after = wanted - rise
    np.minimum.accumulate(after, out=after)
    after += rise
    before = (wanted + fall)[::-1]
    before = np.minimum.accumulate(before)[::-1] - fall
    return np.minimum(after, before, out=after)


def in_db(peaks: Samples) -> Samples:
    """Return magnitudes in dB."""
    return np.asarray(20 * np.log10(np.maximum(peaks, np.float32(1e-6))), dtype=np.float32)


def limiting(peaks: Samples, gain: Curve | float, *, ceiling_db: float) -> Curve:
    """Return what must be taken from the gain of each tick so that no peak (in dB) passes the ceiling."""
    return sloping(np.minimum(0.0, ceiling_db - peaks - gain), falls=_FALLS_DB, returns=_RETURNS_DB)


def by_ticks(beats: Curve, ticks_a_beat: int) -> Curve:
    """Return a curve of beats as a curve of ticks, straight between the middles of beats."""
    middles = (np.arange(len(beats)) + 0.5) * ticks_a_beat
    return np.interp(np.arange(len(beats) * ticks_a_beat) + 0.5, middles, beats)


def peaks_between(samples: Samples, heard: Measured, *, floor: float) -> Measured:
    """Return what was heard, with peaks looked for between samples where they come near ``floor``."""
    tick = len(samples) // len(heard.peaks)
    return replace(heard, peaks=in_db(tick_peaks(samples, tick, floor=floor)))


@dataclass(frozen=True, kw_only=True)
class Goal:
    """How loud it shall be, how high its peaks may go, and the most gain that is given."""

    lufs: float
    ceiling_db: float
    most_db: float


def steered(
    sound: Measured, goal: Goal, *, start_db: float, under: Curve | float = 0.0
) -> tuple[Curve, float]:
    """Return the gain of each tick that brings the sound to its goal, and what it is where no peak limits it.

    ``under``: what another curve does to the sound before. The limiter takes more the more it is given, so the
    gain is raised until what comes out is right.
    """
    gain_db = min(start_db, goal.most_db)
    curve = _limited(sound.peaks, gain_db + under, goal.ceiling_db)
    slope, before = 1.0, None  # type: float, tuple[float, float] | None
    for _ in range(_ROUNDS):
        lufs = integrated(in_place(sound.under(curve)))
        missing = goal.lufs - lufs
        if abs(missing) <= _NEAR_ENOUGH_LU or (before and before[0] == gain_db):
            break
        if before is not None:
            slope = min(1.0, max(0.2, (lufs - before[1]) / (gain_db - before[0])))
        before = gain_db, lufs
        gain_db = min(gain_db + missing / slope, goal.most_db)
        curve = _limited(sound.peaks, gain_db + under, goal.ceiling_db)
    return curve, gain_db


def _limited(peaks: Samples, gain: Curve | float, ceiling_db: float) -> Curve:
    return np.asarray(gain + limiting(peaks, gain, ceiling_db=ceiling_db))


def ridden(samples: Samples, gain: Curve, tick: int) -> Samples:
    """Return the sound under the gain, which goes straight from tick to tick and is nowhere above the curve."""
    factors = _factors(gain)
    along = np.arange(tick, dtype=np.float32) / np.float32(tick)
    shaped = np.diff(factors)[:, None] * along
    shaped += factors[:-1, None]
    shaped *= samples.reshape(-1, tick)
    return np.asarray(shaped).ravel()


def _factors(gain: Curve) -> Samples:
    """Return the factor at the edges of ticks: there the lower of both neighbours holds."""
    edges = np.concatenate((gain[:1], np.minimum(gain[1:], gain[:-1]), gain[-1:]))
    return np.asarray(np.exp(edges * (np.log(10) / 20)), dtype=np.float32)
