import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.audio.clip import Clip, Samples, to_float
from broadcast.audio.dynamics import limited, reach
from broadcast.audio.loudness import true_peak

RATE = 44_100
CEILING = 0.8


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), gain=st.floats(0.5, 20), spikes=st.integers(0, 30))
def test_no_sample_ever_passes_the_ceiling(seed: int, gain: float, spikes: int) -> None:
    shaped = limited(_bursts(seed, gain, spikes), rate=RATE, ceiling=CEILING)

    assert np.abs(shaped).max() <= CEILING * 1.0001


def test_true_peaks_of_speech_keep_to_the_ceiling(clips: tuple[Clip, ...]) -> None:
    loud = to_float(clips[0].samples) * np.float32(4)

    assert true_peak(limited(loud, rate=22_050, ceiling=CEILING)) <= CEILING * 1.02


def test_what_is_under_the_ceiling_is_left_alone() -> None:
    soft = _bursts(1, 0.3, 0)

    assert limited(soft, rate=RATE, ceiling=CEILING) is soft


def test_only_the_surroundings_of_a_peak_are_lowered() -> None:
    sound = np.full(RATE, 0.1, dtype=np.float32)
    sound[RATE // 2] = 3.0

    gain = limited(sound, rate=RATE, ceiling=CEILING) / sound

    assert gain[RATE // 2] == pytest.approx(CEILING / 3, rel=0.05)
    assert gain[: RATE // 2 - reach(RATE)].min() == gain[RATE // 2 + reach(RATE) :].min() == 1
    assert np.abs(np.diff(gain)).max() < 0.01


def test_a_piece_with_its_surroundings_is_shaped_like_the_whole() -> None:
    sound, around = _bursts(3, 5, 10), reach(RATE)
    whole = limited(sound, rate=RATE, ceiling=CEILING)

    piece = limited(sound[4_000 - around : 9_000 + around], rate=RATE, ceiling=CEILING)

    assert np.allclose(piece[around:-around], whole[4_000:9_000], atol=1e-6)


def test_nothing_stays_nothing() -> None:
    assert len(limited(np.zeros(0, dtype=np.float32), rate=RATE, ceiling=CEILING)) == 0


def _bursts(seed: int, gain: float, spikes: int) -> Samples:
    random = np.random.default_rng(seed)
    sound = random.uniform(-0.2, 0.2, 20_000) * gain
    sound[random.integers(0, len(sound), spikes)] = 3.0
    return sound.astype(np.float32)
