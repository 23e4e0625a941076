"""True peaks: how high the sound goes between its samples (BS.1770-4, four times oversampled), by ticks of 1 ms."""

from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from broadcast.audio.clip import Samples
from broadcast.audio.loudness import beat_length

_TAPS = 24
_REACH = _TAPS // 2
_AT_ONCE = 64  # so few that the linear algebra starts no threads: same sound, same bytes, on any machine
_TICK = 32
_BETWEEN = np.array([0.25, 0.5, 0.75])


def ticks_a_beat(rate: int) -> int:
    """Return how many ticks a beat of 20 ms has: 20 or 21, so that a tick is a whole number of samples."""
    return next(count for count in (21, 20) if beat_length(rate) % count == 0)


def tick_length(rate: int) -> int:
    """Return how many samples a tick has."""
    return beat_length(rate) // ticks_a_beat(rate)


def tick_peaks(samples: Samples, tick: int, *, floor: float) -> Samples:
    """Return the highest magnitude in each tick; between samples, too, where it comes near ``floor``.

    The number of samples must be whole ticks. 1.0 is full scale.
    """
    peaks = _highest(np.abs(samples).reshape(-1, tick))
    near = np.flatnonzero(peaks > floor * 0.7)
    if not len(near):
        return peaks
    windows = sliding_window_view(np.pad(samples, _REACH), tick + 2 * _REACH)[::tick]
    oversampling = _oversampling(tick)
    for start in range(0, len(near), _AT_ONCE):
        at = near[start : start + _AT_ONCE]
        between = np.abs(windows[at] @ oversampling).max(axis=1)
        peaks[at] = np.maximum(peaks[at], between)
    return peaks


def true_peak(samples: Samples, *, start: int = 0, end: int | None = None) -> float:
    """Return the largest magnitude of the continuous signal (1.0 is full scale) in a part, its neighbours known."""
    end = len(samples) if end is None else end
    if end <= start:
        return 0.0
    loudest = float(max(samples[start:end].max(), -samples[start:end].min()))
    first, last = max(0, start - _TICK), min(len(samples), end + _TICK)
    known = np.pad(samples[first:last], (0, (first - last) % _TICK))
    peaks = tick_peaks(known, _TICK, floor=loudest * 1.2)
    return float(peaks[(start - first) // _TICK : -(-(end - first) // _TICK)].max())


def _highest(rows: Samples) -> Samples:
    """Return the highest of each short row: column by column, several times quicker than row by row."""
    highest = rows[:, 0].copy()
    for column in range(1, rows.shape[1]):
        np.maximum(highest, rows[:, column], out=highest)
    return highest


@lru_cache(maxsize=8)
def _oversampling(tick: int) -> Samples:
    """Return the filters that give, from a tick with its surroundings, the signal between all its samples."""
    positions = np.add.outer(np.arange(-1, tick), _BETWEEN).ravel() + _REACH
    distance = np.arange(tick + 2 * _REACH)[:, None] - positions[None, :]
    inside = np.abs(distance) < _REACH
    window = np.where(
        inside, np.i0(6.0 * np.sqrt(np.maximum(0, 1 - (distance / _REACH) ** 2))) / np.i0(6.0), 0
    )
    filters = np.sinc(distance) * window
    return np.asarray(filters / filters.sum(axis=0), dtype=np.float32)
