"""The sound of phrases: silence off their ends, pauses between them, peaks held below full scale."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE = 24_000
GAIN = 0.7
"""The network sings up to 1.3 of full scale."""
CEILING = 0.89
"""No sample is louder: -1 dB."""
PAUSES = {",": 0.16, ";": 0.16, ":": 0.16, ".": 0.35, "!": 0.35, "?": 0.35}
"""Seconds of silence behind a phrase that ends in this sign."""

_WINDOW = RATE // 100
_SILENT_RMS = 0.006
_KEPT = RATE // 20
_REACH = RATE // 200


def trimmed(samples: Samples) -> Samples:
    """Return the sound without the silence at its ends, but for 50 ms of it."""
    count = len(samples) // _WINDOW
    windows = samples[: count * _WINDOW].reshape(count, _WINDOW)
    loud = np.flatnonzero(np.sqrt(np.mean(windows**2, axis=1)) > _SILENT_RMS)
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) * _WINDOW - _KEPT)
    return samples[start : (int(loud[-1]) + 1) * _WINDOW + _KEPT]


def joined(phrases: Sequence[tuple[Samples, str]], *, rate: float = 1.0) -> Samples:
    """Return the phrases one behind the other, each with its closing sign's pause; none behind the last."""
    pieces: list[Samples] = []
    for samples, closing in phrases:
        pieces += [trimmed(samples), np.zeros(int(PAUSES[closing] * RATE / rate), dtype=np.float32)]
    return np.concatenate(pieces[:-1])


def limited(samples: Samples) -> Samples:
    """Return the sound at its level with its peaks turned down smoothly: nothing beyond ``CEILING``."""
    level = samples * np.float32(GAIN)
    needed = np.minimum(1.0, CEILING / np.maximum(np.abs(level), 1e-9))
    # The least gain within reach on both sides, then its mean over the same reach: at every sample the mean is
    # of gains that all suffice for that sample.
    padded = np.pad(needed, 2 * _REACH, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH + 1).min(axis=1)
    sums = np.cumsum(np.concatenate([[0.0], least]))
    smooth = (sums[2 * _REACH + 1 :] - sums[: -2 * _REACH - 1]) / (2 * _REACH + 1)
    return np.asarray(level * np.minimum(smooth, 1.0), dtype=np.float32)
