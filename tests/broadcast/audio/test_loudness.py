"""The meter against signals whose loudness is known, and against other people's meters."""

import numpy as np
import pyloudnorm
import pytest

from broadcast.audio.clip import Clip, Samples, to_float
from broadcast.audio.loudness import beat_energies, in_place, integrated, loudness

RATES = (22_050, 24_000, 44_100, 48_000)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("level_db", [-6.0, -23.0, -40.0])
def test_a_sine_of_997_hz_is_3_lu_below_its_peak(rate: int, level_db: float) -> None:
    """BS.1770-4: a 0 dBFS sine of 997 Hz in one channel reads -3.01 LKFS."""
    assert loudness(_sine(997, rate, level_db), rate) == pytest.approx(level_db - 3.01, abs=0.1)


def test_silence_between_words_does_not_count() -> None:
    tone, quiet = _sine(997, 44_100, -20), np.zeros(44_100 * 3, dtype=np.float32)

    assert loudness(np.concatenate((tone, quiet, tone, quiet)), 44_100) == pytest.approx(-23, abs=0.3)


def test_speech_is_as_loud_as_pyloudnorm_says(clips: tuple[Clip, ...]) -> None:
    for clip in clips[:2]:
        samples = to_float(clip.samples)
        theirs = pyloudnorm.Meter(clip.rate).integrated_loudness(samples.astype(np.float64))

        assert loudness(samples, clip.rate) == pytest.approx(theirs, abs=0.1)


@pytest.mark.parametrize("samples", [0, 100, 44_100])
def test_silence_is_minus_seventy(samples: int) -> None:
    assert loudness(np.zeros(samples, dtype=np.float32), 44_100) == -70


def test_a_very_short_word_has_a_loudness_too() -> None:
    assert loudness(_sine(997, 44_100, -20)[:4_410], 44_100) == pytest.approx(-23, abs=1.5)


def test_a_sentence_among_silence_is_as_loud_as_the_programme_will_be(clips: tuple[Clip, ...]) -> None:
    samples = to_float(clips[0].samples)
    pause = np.zeros(22_050, dtype=np.float32)

    alone = integrated(in_place(beat_energies(samples, 22_050)))

    assert alone == pytest.approx(loudness(np.concatenate((pause, samples, pause)), 22_050), abs=0.05)


def _sine(frequency: float, rate: int, level_db: float) -> Samples:
    time = np.arange(rate * 5) / rate
    return (10 ** (level_db / 20) * np.sin(2 * np.pi * frequency * time)).astype(np.float32)
