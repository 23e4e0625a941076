"""Peaks are turned down, never cut; silence goes off the ends; pauses come between."""

import numpy as np

from broadcast.speech.house import sound

RATE = sound.RATE


def tone(*, seconds: float, level: float) -> sound.Samples:
    time = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(level * np.sin(2 * np.pi * 200 * time), dtype=np.float32)


def test_no_sample_is_beyond_the_ceiling() -> None:
    spiky = tone(seconds=0.5, level=0.3)
    spiky[[10, 5000, 5003, -1]] = 3.0, -2.0, 1.6, -1.5

    assert np.abs(sound.limited(spiky)).max() <= sound.CEILING + 1e-6


def test_a_loud_tone_keeps_its_shape() -> None:
    loud = tone(seconds=0.5, level=2.0)
    held = sound.limited(loud)[RATE // 10 : -RATE // 10]

    shape = held / loud[RATE // 10 : -RATE // 10].astype(np.float64)
    assert np.nanstd(shape[np.abs(loud[RATE // 10 : -RATE // 10]) > 0.1]) < 0.02
    assert np.abs(held).max() > 0.8


def test_a_quiet_sound_is_left_as_it_is() -> None:
    quiet = tone(seconds=0.2, level=0.5)

    assert np.allclose(sound.limited(quiet), quiet * sound.GAIN)


def test_silence_goes_off_both_ends_but_for_a_moment() -> None:
    silence = np.zeros(RATE, dtype=np.float32)

    kept = sound.trimmed(np.concatenate([silence, tone(seconds=1, level=0.4), silence]))

    assert 1.08 < len(kept) / RATE < 1.13


def test_pure_silence_is_nothing() -> None:
    assert not len(sound.trimmed(np.zeros(RATE, dtype=np.float32)))


def test_a_full_stop_gives_a_longer_pause_than_a_comma_and_the_end_none() -> None:
    word = tone(seconds=0.5, level=0.4)
    alone = len(sound.joined([(word, ".")]))

    after_comma = len(sound.joined([(word, ","), (word, ".")])) - 2 * alone
    after_stop = len(sound.joined([(word, "."), (word, ".")])) - 2 * alone

    assert (after_comma, after_stop) == (int(0.16 * RATE), int(0.35 * RATE))
