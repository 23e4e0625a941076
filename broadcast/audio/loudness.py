"""How loud: integrated loudness (ITU-R BS.1770-4, in LUFS), from the energy of every fiftieth of a second.

The weighting for the ear is laid over the spectrum of each beat of 20 ms, so that one Fourier transform tells
all: the energies of a sentence are measured once, and what a gain would make of them is arithmetic on a few
hundred numbers. pyloudnorm and ffmpeg's ebur128 agree with this meter to 0.1 LU (the tests hold it to that).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from broadcast.audio.clip import Samples

Energies = NDArray[np.float64]
"""Mean square of each beat, weighted for the ear; full scale is 1."""

SILENCE_LUFS = -70.0
"""What is below the absolute gate of BS.1770 is reported as this value."""

BEATS_A_SECOND = 50
_HOP, _BLOCK = 5, 20
"""In beats: loudness is taken over blocks of 0.4 s, one each 0.1 s."""
_AT_ONCE = 128  # so few that the linear algebra starts no threads


def decibels(ratio: float) -> float:
    """Return an amplitude ratio in dB; silence is -120."""
    return float(20 * np.log10(max(ratio, 1e-6)))


def amplitude(level_db: float) -> float:
    """Return the amplitude ratio of a level in dB."""
    return float(10 ** (level_db / 20))


def beat_length(rate: int) -> int:
    """Return how many samples a beat has."""
    return rate // BEATS_A_SECOND


def beat_energies(samples: Samples, rate: int) -> Energies:
    """Return the energy of each beat; a last one that is not whole counts as if silence followed."""
    return energies_through(samples, rate, ())[0]


def energies_through(samples: Samples, rate: int, filters: Sequence[Samples]) -> list[Energies]:
    """Return the energies as they are, then as they would be behind each filter."""
    beat = beat_length(rate)
    whole = np.pad(samples, (0, -len(samples) % beat)) if len(samples) % beat else samples
    rows = whole.reshape(-1, beat)
    weights = np.stack([_weights(rate), *(_weights(rate) * gains**2 for gains in filters)], axis=1)
    energies = [_power_of(rows[at : at + _AT_ONCE]) @ weights for at in range(0, len(rows), _AT_ONCE)]
    found = np.concatenate(energies) if energies else np.zeros((0, weights.shape[1]))
    return list(found.astype(np.float64).T.copy())


def integrated(energies: Energies) -> float:
    """Return the integrated loudness in LUFS of what has these energies; -70.0 when that is silence."""
    sums = np.concatenate(([0.0], np.cumsum(energies)))
    blocks = (sums[_BLOCK::_HOP] - sums[:-_BLOCK:_HOP]) / _BLOCK
    loud = blocks[blocks > _power(SILENCE_LUFS)]
    if not len(loud):
        return SILENCE_LUFS
    relative_gate = loud.mean() / 10
    return _level(float(loud[loud > relative_gate].mean()))


def loud_seconds(energies: Energies) -> float:
    """Return how many seconds of it count for its loudness."""
    sums = np.concatenate(([0.0], np.cumsum(energies)))
    blocks = (sums[_BLOCK::_HOP] - sums[:-_BLOCK:_HOP]) / _BLOCK
    loud = blocks[blocks > _power(SILENCE_LUFS)]
    return float((loud > loud.mean() / 10).sum() * _HOP / BEATS_A_SECOND) if len(loud) else 0.0


def in_place(energies: Energies) -> Energies:
    """Return the energies of a sentence as it stands in a programme, with silence before and after it.

    What is shorter than a block is taken as if it went on: a short word is as loud as a long one.
    """
    if 0 < len(energies) < _BLOCK:
        return np.tile(energies, -(-_BLOCK // len(energies)))
    return np.pad(energies, _BLOCK)


def joined(energies: Sequence[Energies]) -> Energies:
    """Return the energies of one piece after the other."""
    return np.concatenate(energies) if energies else np.zeros(0)


def loudness(samples: Samples, rate: int) -> float:
    """Return the integrated loudness of one clip in LUFS; a clip under 0.4 s is measured as if it went on."""
    shortest = rate * 2 // 5
    if 0 < len(samples) < shortest:
        samples = np.tile(samples, -(-shortest // len(samples)))
    return integrated(beat_energies(samples, rate))


def _level(power: float) -> float:
    return float(-0.691 + 10 * np.log10(max(power, 1e-12)))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _power_of(beats: Samples) -> Samples:
    spectrum = np.asarray(np.fft.rfft(beats), dtype=np.complex64)
    return spectrum.real * spectrum.real + spectrum.imag * spectrum.imag


@lru_cache(maxsize=8)
def _weights(rate: int) -> Samples:
    """Return what the power at each frequency of a beat's spectrum adds to its energy (Parseval, K-weighted)."""
    beat = beat_length(rate)
    power = np.abs(_weighting(rate, beat)) ** 2 * 2 / beat**2
    power[0] /= 2
    if beat % 2 == 0:
        power[-1] /= 2
    return np.asarray(power, dtype=np.float32)


def _weighting(rate: int, length: int) -> NDArray[np.complex128]:
    """Return the K-weighting of BS.1770 (head shelf, then high-pass) over the frequencies of ``length`` samples."""
    z = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length)

    def section(numerator: tuple[float, ...], denominator: tuple[float, ...]) -> NDArray[np.complex128]:
        upper, lower = (c[0] + c[1] * z + c[2] * z * z for c in (numerator, denominator))
        return np.asarray(upper / lower)

    # The analogue prototypes behind the 48 kHz coefficients printed in the standard, for any rate.
    k, q = np.tan(np.pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    shelf = section(
        (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k),
        (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k),
    )
    k, q = np.tan(np.pi * 38.13547087602444 / rate), 0.5003270373238773
    high_pass = section((1.0, -2.0, 1.0), (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k))
    return shelf * high_pass
