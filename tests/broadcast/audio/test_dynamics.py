"""The gain that rides on the sound: never above what peaks allow, smooth, and as loud as was asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.audio.clip import Clip, Samples, to_float
from broadcast.audio.dynamics import (
    Compression,
    Goal,
    by_ticks,
    in_db,
    limiting,
    measured,
    ridden,
    sloping,
    steered,
)
from broadcast.audio.loudness import beat_energies, in_place, integrated
from broadcast.audio.peaks import tick_peaks, true_peak

RATE, TICK = 22_050, 21
CEILING_DB = -2.0
CEILING = 10 ** (CEILING_DB / 20)


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), gain_db=st.floats(-6, 26), spikes=st.integers(0, 30))
def test_no_sample_ever_passes_the_ceiling(seed: int, gain_db: float, spikes: int) -> None:
    assert np.abs(limited(bursts(seed, spikes), gain_db)).max() <= CEILING * 1.0001


def test_true_peaks_of_speech_keep_to_the_ceiling(clips: tuple[Clip, ...]) -> None:
    speech = whole(to_float(clips[0].samples))

    assert true_peak(limited(speech, 12)) <= CEILING * 1.02


def test_what_is_under_the_ceiling_is_left_alone() -> None:
    soft = bursts(1, 0) * np.float32(0.3)

    assert np.allclose(limited(soft, 0.0), soft, atol=1e-6)


def test_only_the_surroundings_of_a_peak_are_lowered() -> None:
    sound = np.full(RATE // TICK * TICK, 0.1, dtype=np.float32)
    sound[RATE // 2] = 3.0

    gain = limited(sound, 0.0) / sound

    assert gain[RATE // 2] == pytest.approx(CEILING / 3, rel=0.05)
    assert gain[: RATE // 2 - RATE // 50].min() == gain[RATE // 2 + RATE // 5 :].min() == pytest.approx(1)
    assert np.abs(np.diff(gain)).max() < 0.01


def test_a_curve_falls_in_time_and_returns_slowly() -> None:
    wanted = np.zeros(40)
    wanted[20] = -6

    curve = sloping(wanted, falls=2, returns=0.5)

    assert curve[[16, 17, 18, 19, 20, 21, 31, 32]].tolist() == [0, 0, -2, -4, -6, -5.5, -0.5, 0]


@pytest.mark.parametrize("target_lufs", [-30.0, -16.0, -14.0])
def test_a_sentence_comes_out_as_loud_as_asked(clips: tuple[Clip, ...], target_lufs: float) -> None:
    speech = whole(to_float(clips[1].samples))
    energies = beat_energies(speech, RATE)
    before = integrated(in_place(energies))

    goal = Goal(lufs=target_lufs, ceiling_db=CEILING_DB, most_db=40)
    curve, _ = steered(measured(speech, energies, tick=TICK, floor=0.1), goal, start_db=target_lufs - before)

    after = ridden(speech, curve, TICK)
    assert integrated(in_place(beat_energies(after, RATE))) == pytest.approx(target_lufs, abs=0.1)
    assert true_peak(after) <= CEILING * 1.02


def test_compression_brings_loud_and_soft_nearer() -> None:
    energies = 10 ** (np.repeat([-30.0, -10.0, -30.0], 60) / 10)

    gain = Compression(threshold_db=-20, ratio=2).curve(energies)

    assert gain[[30, 90, 150]].tolist() == pytest.approx([0, -5, 0])
    assert np.abs(np.diff(gain)).max() <= 3


def test_a_curve_of_beats_becomes_one_of_ticks() -> None:
    assert by_ticks(np.array([0.0, 1.0]), 4).tolist() == [0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1]


def limited(sound: Samples, gain_db: float) -> Samples:
    """Return the sound with so much gain, limited."""
    peaks = tick_peaks(sound, TICK, floor=CEILING / 10 ** (gain_db / 20))
    return ridden(sound, gain_db + limiting(in_db(peaks), gain_db, ceiling_db=CEILING_DB), TICK)


def whole(sound: Samples) -> Samples:
    """Return as much of the sound as fills beats."""
    return sound[: len(sound) // 441 * 441]


def bursts(seed: int, spikes: int) -> Samples:
    """Return noise that swells, with spikes of full scale."""
    random = np.random.default_rng(seed)
    sound = random.normal(0, 0.1, 441 * 40) * np.hanning(441 * 40)
    sound[random.integers(0, len(sound), spikes)] = random.choice([-1, 1], spikes)
    return np.asarray(sound, dtype=np.float32)
