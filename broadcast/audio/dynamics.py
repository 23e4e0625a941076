"""The limiter: peaks are lowered for a few thousandths of a second, so that speech can be loud enough.

espeak-ng's voice has peaks 19-21 dB above its loudness and a programme at -16 LUFS leaves room for 14. The
gain falls before the peak comes (it looks ahead) and moves smoothly, so nothing is ever clipped.
"""

import numpy as np

from broadcast.audio.clip import Samples
from broadcast.audio.loudness import peak_envelope

WINDOW_S = 0.008
"""How long before and after a peak the gain is lowered, in seconds."""


def reach(rate: int) -> int:
    """Return how many samples on each side decide about one sample of ``limited``."""
    return 2 * _half(rate) + 32


def limited(samples: Samples, *, rate: int, ceiling: float) -> Samples:
    """Return the sound with no true peak above ``ceiling`` (1.0 is full scale)."""
    envelope = peak_envelope(samples, floor=ceiling)
    if not len(samples) or envelope.max() <= ceiling:
        return samples
    half = _half(rate)
    wanted = np.minimum(1.0, ceiling / np.maximum(envelope, 1e-9)).astype(np.float32)
    return samples * _mean(_lowest(wanted, half), half)


def _half(rate: int) -> int:
    return int(rate * WINDOW_S / 2)


def _lowest(values: Samples, half: int) -> Samples:
    """Return the minimum over ``half`` neighbours on each side, in linear time (van Herk's two sweeps)."""
    width = 2 * half + 1
    padded_length = -(-(len(values) + 2 * half) // width) * width
    padded = np.ones(padded_length, dtype=np.float32)
    padded[half : half + len(values)] = values
    rows = padded.reshape(-1, width)
    forward = np.minimum.accumulate(rows, axis=1).ravel()
    backward = np.minimum.accumulate(rows[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.minimum(backward[: len(values)], forward[2 * half : 2 * half + len(values)])


def _mean(values: Samples, half: int) -> Samples:
    """Return the mean over ``half`` neighbours on each side; beyond its ends the sound goes on alike."""
    padded = np.pad(values.astype(np.float64), (half + 1, half), mode="edge")
    sums = np.cumsum(padded)
    return ((sums[2 * half + 1 :] - sums[: len(values)]) / (2 * half + 1)).astype(np.float32)
