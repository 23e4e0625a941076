"""A piece of mono sound in memory, and how it changes its sample rate."""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
FULL_SCALE = 32768.0


@dataclass(frozen=True, kw_only=True)
class Clip:
    """Mono 16-bit samples; ``rate`` in Hz."""

    samples: NDArray[np.int16]
    rate: int

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate


def to_float(samples: NDArray[np.int16]) -> Samples:
    """Return the samples as fractions of full scale, -1 to 1."""
    return samples.astype(np.float32) / np.float32(FULL_SCALE)


def to_pcm(samples: Samples) -> NDArray[np.int16]:
    """Return 16-bit samples; what is beyond full scale is clipped."""
    return np.clip(np.rint(samples * FULL_SCALE), -32768, 32767).astype(np.int16)


def resampled(samples: Samples, *, rate: int, to: int) -> Samples:
    """Return the sound at ``to`` Hz, band-limited (through its spectrum, so no images and no delay)."""
    if rate == to or not len(samples):
        return samples
    step = rate // gcd(rate, to)
    margin = rate // 20  # silence behind the sound, so that its end does not wrap round to its start
    padded = _quick_size(-(-(len(samples) + margin) // step)) * step
    length = padded // step * (to // gcd(rate, to))
    spectrum = np.fft.rfft(samples, padded)
    wanted = np.zeros(length // 2 + 1, dtype=spectrum.dtype)
    kept = min(len(wanted), len(spectrum))
    wanted[:kept] = spectrum[:kept]
    sound = np.fft.irfft(wanted, length) * (length / padded)
    return sound[: round(len(samples) * to / rate)].astype(np.float32)


def _quick_size(least: int) -> int:
    """Return the next number without prime factors above five: such Fourier transforms are quick."""
    sizes = (2**a * 3**b * 5**c for a in range(28) for b in range(6) for c in range(4))
    return min(size for size in sizes if size >= least)
