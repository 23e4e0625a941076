import numpy as np
import pytest

from broadcast.audio.clip import resampled, to_float, to_pcm


@pytest.mark.parametrize(
    ("rate", "to"), [(22_050, 44_100), (24_000, 44_100), (48_000, 44_100), (44_100, 22_050)]
)
def test_a_tone_keeps_its_pitch_level_and_place(rate: int, to: int) -> None:
    before = np.sin(2 * np.pi * 700 * np.arange(rate) / rate) * np.hanning(rate)
    expected = np.sin(2 * np.pi * 700 * np.arange(to) / to) * np.hanning(to)

    after = resampled(before.astype(np.float32), rate=rate, to=to)

    assert len(after) == to
    assert np.abs(after - expected).max() < 0.005


def test_the_end_of_a_clip_does_not_echo_at_its_start() -> None:
    sound = np.zeros(21_600, dtype=np.float32)  # a length that needs no padding of its own
    sound[-20:] = 0.8

    assert np.abs(resampled(sound, rate=22_050, to=44_100)[:100]).max() < 0.001


def test_doubling_the_rate_invents_no_high_tones() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, 22_050).astype(np.float32)
    power = np.abs(np.fft.rfft(resampled(noise, rate=22_050, to=44_100) * np.hanning(44_100))) ** 2

    assert power[11_200:].sum() < 1e-4 * power.sum()


@pytest.mark.parametrize("length", [0, 1, 7, 22_051])
def test_any_length_goes(length: int) -> None:
    assert len(resampled(np.ones(length, dtype=np.float32), rate=22_050, to=44_100)) == 2 * length


def test_too_loud_samples_are_clipped_and_not_wrapped() -> None:
    assert to_pcm(np.array([-3.0, 0.0, 3.0], dtype=np.float32)).tolist() == [-32768, 0, 32767]
    assert to_float(np.array([-32768, 16384], dtype=np.int16)).tolist() == [-1.0, 0.5]
