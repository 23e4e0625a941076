"""How loud: integrated loudness (ITU-R BS.1770-4, in LUFS) and true peak (four times oversampled, in dBTP).

pyloudnorm and ffmpeg's ebur128 agree with this meter to 0.1 LU (the tests hold it to that). It is our own
because it must take half an hour as a stream: pyloudnorm copies the whole programme as 64-bit numbers and
loads 80 MB of SciPy.
"""

from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from broadcast.audio.clip import Samples

SILENCE_LUFS = -70.0
"""What is below the absolute gate of BS.1770 is reported as this value."""

_FRAME = 1 << 17
_LEAD = 1 << 14  # 0.3 s: the 38 Hz filter has long forgotten what was before
_TAPS = 24


def decibels(ratio: float) -> float:
    """Return an amplitude ratio in dB; silence is -120."""
    return float(20 * np.log10(max(ratio, 1e-6)))


def amplitude(level_db: float) -> float:
    """Return the amplitude ratio of a level in dB."""
    return float(10 ** (level_db / 20))


class LoudnessMeter:
    """Takes a programme piece by piece, of any length, and tells its integrated loudness."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._hop = rate // 10
        self._before = np.zeros(_LEAD, dtype=np.float32)
        self._waiting: list[Samples] = []
        self._rest = np.zeros(0, dtype=np.float32)
        self._energies: list[NDArray[np.float64]] = []

    def add(self, samples: Samples) -> None:
        """Hear the next samples (fractions of full scale)."""
        self._waiting.append(samples)
        if sum(map(len, self._waiting)) >= _FRAME - _LEAD:
            self._hear_waiting(keep_rest=True)

    def _hear_waiting(self, *, keep_rest: bool) -> None:
        frame = _FRAME - _LEAD
        waiting = np.concatenate(self._waiting) if self._waiting else np.zeros(0, dtype=np.float32)
        usable = len(waiting) // frame * frame if keep_rest else len(waiting)
        for start in range(0, usable, frame):
            heard = np.concatenate((self._before, waiting[start : min(start + frame, usable)]))
            self._before = heard[-_LEAD:]
            self._gather(_weighted(heard, self._rate)[_LEAD:])
        self._waiting = [waiting[usable:]]

    def _gather(self, weighted: Samples) -> None:
        pending = np.concatenate((self._rest, weighted))
        whole = len(pending) // self._hop * self._hop
        squares = np.square(pending[:whole], dtype=np.float64).reshape(-1, self._hop)
        self._energies.append(squares.mean(axis=1))
        self._rest = pending[whole:]

    @property
    def lufs(self) -> float:
        """Integrated loudness of all that was heard; -70.0 when it is silent or shorter than 0.4 s."""
        self._hear_waiting(keep_rest=False)
        hops = np.concatenate(self._energies) if self._energies else np.zeros(0)
        if len(hops) < 4:
            return SILENCE_LUFS
        blocks = sliding_window_view(hops, 4).mean(axis=1)
        loud = blocks[blocks > _power(SILENCE_LUFS)]
        if not len(loud):
            return SILENCE_LUFS
        relative_gate = loud.mean() / 10
        return _level(float(loud[loud > relative_gate].mean()))


def loudness(samples: Samples, rate: int) -> float:
    """Return the integrated loudness of one clip in LUFS; a clip under 0.4 s is measured as if it went on."""
    meter = LoudnessMeter(rate)
    shortest = rate * 2 // 5
    if 0 < len(samples) < shortest:
        samples = np.tile(samples, -(-shortest // len(samples)))
    meter.add(samples)
    return meter.lufs


def _level(power: float) -> float:
    return float(-0.691 + 10 * np.log10(max(power, 1e-12)))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _weighted(heard: Samples, rate: int) -> Samples:
    spectrum = np.fft.rfft(heard, _FRAME)
    return np.fft.irfft(spectrum * _weighting(rate), _FRAME)[: len(heard)].astype(np.float32)


@lru_cache(maxsize=4)
def _weighting(rate: int) -> NDArray[np.complex64]:
    """Return the K-weighting of BS.1770 (head shelf, then high-pass) over the frequencies of one frame."""
    z = np.exp(-2j * np.pi * np.arange(_FRAME // 2 + 1) / _FRAME)

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
    return (shelf * high_pass).astype(np.complex64)


def peak_envelope(samples: Samples, *, floor: float) -> Samples:
    """Return the magnitude at each sample, counting peaks *between* samples where it nears ``floor``."""
    magnitude = np.abs(samples)
    if not len(samples):
        return magnitude
    near = np.flatnonzero(np.maximum(magnitude[:-1], magnitude[1:]) > floor * 0.7)
    windows = sliding_window_view(np.pad(samples, (_TAPS // 2 - 1, _TAPS // 2)), _TAPS)
    envelope = magnitude.copy()
    for start in range(0, len(near), 1 << 16):
        at = near[start : start + (1 << 16)]
        between = np.abs(windows[at] @ _interpolation()).max(axis=1)
        np.maximum.at(envelope, at, between)
        np.maximum.at(envelope, at + 1, between)
    return envelope


def true_peak(samples: Samples, *, start: int = 0, end: int | None = None) -> float:
    """Return the largest magnitude of the continuous signal between two samples (1.0 is full scale)."""
    if not len(samples[start:end]):
        return 0.0
    loudest = float(np.abs(samples[start:end]).max())
    return float(peak_envelope(samples, floor=loudest)[start:end].max())


@lru_cache(maxsize=1)
def _interpolation() -> Samples:
    """Return the filters (taps x 3) that give the signal 1/4, 1/2 and 3/4 past a sample."""
    taps = np.arange(_TAPS)[:, None] - (_TAPS // 2 - 1)
    distance = taps - np.array([0.25, 0.5, 0.75])[None, :]
    window = np.kaiser(4 * _TAPS + 1, 6.0)[np.rint((distance + _TAPS / 2) * 4).astype(int)]
    filters = np.sinc(distance) * window
    return (filters / filters.sum(axis=0)).astype(np.float32)
