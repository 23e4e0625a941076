"""True peaks: what lies between the samples is found, and a seam invents nothing."""

import numpy as np
import pytest

from broadcast.audio.clip import Samples
from broadcast.audio.loudness import decibels
from broadcast.audio.peaks import tick_length, tick_peaks, ticks_a_beat, true_peak


@pytest.fixture
def between() -> Samples:
    """Return a sine of a quarter of the rate, sampled 45 degrees off its peaks: 3 dB higher than its samples."""
    sine = np.sin(np.pi / 2 * np.arange(4_000) + np.pi / 4) * np.hanning(4_000)
    return np.asarray(sine, dtype=np.float32)


def test_a_peak_between_two_samples_is_found(between: Samples) -> None:
    assert decibels(float(np.abs(between).max())) == pytest.approx(-3.01, abs=0.01)
    assert decibels(true_peak(between)) == pytest.approx(0, abs=0.1)


def test_the_peak_of_a_part_knows_its_neighbours(between: Samples) -> None:
    steady = np.tile(between[1_996:2_004], 400)

    assert true_peak(steady, start=1_000, end=2_000) == pytest.approx(true_peak(steady[500:2_500]), rel=0.02)
    assert true_peak(steady, start=7, end=7) == 0


def test_each_tick_has_its_own_peak() -> None:
    sound = np.zeros(21 * 6, dtype=np.float32)
    sound[50] = -0.5

    assert tick_peaks(sound, 21, floor=0.4)[2] == pytest.approx(0.5, abs=0.01)
    assert tick_peaks(sound, 21, floor=0.4)[4:].max() < 0.05


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000])
def test_ticks_fill_beats_and_beats_fill_seconds(rate: int) -> None:
    assert tick_length(rate) * ticks_a_beat(rate) * 50 == rate
