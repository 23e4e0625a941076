"""When a known sound was heard, and how many samples lie between two: measured in what came out at the end."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
ALIKE = 0.5  # a sound that is less like its master than this was not heard
SILENT = 8  # samples; noise is never near zero for so long
NEAR_ZERO = 0.02  # of the sound's own strength
AROUND = 4000  # samples looked at before and after a joint
Samples = NDArray[np.int16]


class NotHeard(Exception):
    """The sound is not in the recording."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What came out; ``marks`` are (number of a sample, moment in seconds of Unix time at which it came), in order."""

    samples: Samples
    marks: Sequence[tuple[int, float]]

    def moment(self, sample: int) -> float:
        """Return when a sample was due: so long after the mark before it as the samples between them last."""
        number, moment = self.marks[max(0, bisect_right(self.marks, (sample, np.inf)) - 1)]
        return moment + (sample - number) / RATE

    def about(self, moment: float, *, within_s: float) -> tuple[int, Samples]:
        """Return what came so long before and after a moment, with the number of its first sample."""
        first = next((number for number, at in self.marks if at >= moment - within_s), len(self.samples))
        return first, self.samples[first : first + round(2 * within_s * RATE)]


def noise(seconds: float, *, seed: int) -> Samples:
    """Return a sound that is there with its first sample, like nothing but itself, and that MP3 carries well."""
    raw = np.random.default_rng(seed).standard_normal(round(RATE * seconds))
    window = np.hanning(9)
    smooth = np.convolve(raw, window / window.sum(), "same")
    return np.clip(smooth / smooth.std() * 0.12 * 32767, -32000, 32000).astype(np.int16)


def place_of(sound: Samples, recording: Samples) -> int:
    """Return the number of the sample with which ``sound`` begins in ``recording``; raises ``NotHeard``."""
    if len(recording) < len(sound):
        raise NotHeard
    likeness = _likeness(sound.astype(np.float64), recording.astype(np.float64))
    at = int(np.argmax(likeness))
    if likeness[at] < ALIKE:
        raise NotHeard
    return at


def _likeness(short: NDArray[np.float64], long: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how like ``short`` each place of ``long`` is where it fits, 1 for the same; silence is like nothing."""
    size, places = 1 << (len(long) + len(short)).bit_length(), len(long) - len(short) + 1
    product = np.fft.irfft(np.fft.rfft(long, size) * np.conj(np.fft.rfft(short, size)), size)[:places]
    sums = np.concatenate([[0.0], np.cumsum(long**2)])
    own = float(np.sum(short**2))
    return product / np.sqrt(own * np.maximum(sums[len(short) :] - sums[:places], own * NEAR_ZERO))


def gap_of(first: Samples, second: Samples, recording: Samples) -> int:
    """Return the samples between the end of ``first`` and the beginning of ``second``, less than 0 when they overlap.

    What is silent at the joint counts as gap, whoever's place it takes: an end cut short, a beginning swallowed.
    """
    end, start = place_of(first, recording) + len(first), place_of(second, recording)
    near = recording[max(0, end - AROUND) : start + AROUND]
    silent = _longest_silence(near, float(first.std()))
    return silent if silent - max(0, start - end) >= SILENT else start - end


def _longest_silence(recording: Samples, strength: float) -> int:
    loud = np.flatnonzero(np.abs(recording.astype(np.float64)) > NEAR_ZERO * strength)
    return int(np.diff(loud).max() - 1) if len(loud) > 1 else len(recording)


def share(values: Sequence[float], part: float) -> float:
    """Return the least value that this part of all does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]
