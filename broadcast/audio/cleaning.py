"""Takes away what nobody said: an offset from zero, single clicks, silence before the first and after the last word."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from broadcast.audio.clip import Clip, Samples, resampled, to_float
from broadcast.audio.loudness import amplitude, beat_length
from broadcast.audio.segments import faded

QUIET_BELOW_LOUDEST = amplitude(-45)
SILENT_BELOW = amplitude(-60)
_MARGIN = 2
"""In beats: what stays before and after the words of a sentence."""

_ROW, _AROUND = 64, 40
_CLICK = 0.08
"""A click stands out from its neighbours by this part of full scale, and by this many times what is usual there."""
_TIMES = 9.0


@dataclass(frozen=True, kw_only=True)
class Span:
    """The beats from the first that sounds to the one after the last."""

    first: int
    end: int


def cleaned(clip: Clip, *, rate: int) -> Samples:
    """Return a sentence at ``rate`` without offset, clicks and silence at its ends; its edges are faded."""
    samples = to_float(clip.samples)
    if len(samples):
        samples = without_clicks(samples - samples.mean())
    span = sounding(beat_levels(samples, clip.rate))
    if span is None:
        return np.zeros(round(len(samples) * rate / clip.rate), dtype=np.float32)
    beat = beat_length(clip.rate)
    said = samples[max(0, span.first - _MARGIN) * beat : (span.end + _MARGIN) * beat]
    return faded(resampled(said, rate=clip.rate, to=rate), rate)


def beat_levels(samples: Samples, rate: int) -> Samples:
    """Return the root mean square of every beat."""
    beat = beat_length(rate)
    rows = np.pad(samples, (0, -len(samples) % beat)).reshape(-1, beat)
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", rows, rows) / beat))


def sounding(levels: Samples) -> Span | None:
    """Return where sound begins and ends, 45 dB under the loudest beat being quiet; None when all is silent."""
    if not len(levels) or levels.max() < SILENT_BELOW:
        return None
    loud = np.flatnonzero(levels > levels.max() * QUIET_BELOW_LOUDEST)
    return Span(first=int(loud[0]), end=int(loud[-1]) + 1)


def without_clicks(samples: Samples) -> Samples:
    """Return the sound with single samples that stand far out drawn straight between their neighbours.

    Voices have sharp pulses, too, but a pulse of a throat lasts for several samples and has others like it near.
    """
    if len(samples) < 2 * _AROUND:
        return samples
    clicks = _clicks(samples)
    if not len(clicks):
        return samples
    mended = samples.copy()
    for click in clicks:
        left, right = max(0, click - 2), min(len(samples) - 1, click + 2)
        mended[left : right + 1] = np.linspace(samples[left], samples[right], right - left + 1)
    return mended


def _clicks(samples: Samples) -> NDArray[np.intp]:
    bends = np.zeros(len(samples) + -len(samples) % _ROW, dtype=np.float32)
    np.abs(samples[1:-1] - (samples[:-2] + samples[2:]) / 2, out=bends[1 : len(samples) - 1])
    rows = bends.reshape(-1, _ROW)
    most = rows.max(axis=1)
    usual = np.sqrt(np.einsum("ij,ij->i", rows, rows) / _ROW)
    odd = np.flatnonzero((most > _CLICK) & (most > usual * 4.5))
    at = odd * _ROW + rows[odd].argmax(axis=1)
    around = sliding_window_view(np.pad(bends, _AROUND), 2 * _AROUND + 1)[at]
    others = np.delete(around, np.s_[_AROUND - 2 : _AROUND + 3], axis=1)
    return at[bends[at] > _TIMES * np.sqrt(np.square(others).mean(axis=1)) + 1e-6]
