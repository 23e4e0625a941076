import numpy as np
import pytest

from broadcast.audio.chime import CHIMES, RATE, STRIKES_AT_S, opening_chime
from broadcast.audio.clip import Clip, to_float


@pytest.mark.parametrize("name", ["opening", "closing", "attention", "time", "drill"])
def test_a_chime_starts_and_ends_without_a_click(name: str) -> None:
    sound = to_float(CHIMES[name]().samples)

    assert np.abs(sound[:10]).max() < 0.02
    assert np.abs(sound[-10:]).max() < 0.01
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.01)


def test_the_opening_has_three_rising_notes_and_the_closing_three_falling() -> None:
    rising = [_pitch(opening_chime(), at) for at in (0.1, 0.55, 1.0)]
    falling = [_pitch(CHIMES["closing"](), at) for at in (0.1, 0.55, 1.0)]

    assert rising == pytest.approx([392, 523, 659], abs=8)
    assert falling == pytest.approx([659, 523, 392], abs=8)


def test_the_hour_begins_with_the_long_note() -> None:
    sound = np.abs(to_float(CHIMES["time"]().samples))
    sounding = [sound[int((second + 0.05) * RATE) : int((second + 0.95) * RATE)] > 0.1 for second in range(6)]

    lengths = [each.mean() for each in sounding]

    assert max(lengths[:5]) < 0.15 < 0.7 < lengths[5]
    assert sound[int((STRIKES_AT_S - 0.5) * RATE) : int(STRIKES_AT_S * RATE)].max() == 0
    assert sound[int(STRIKES_AT_S * RATE) : int((STRIKES_AT_S + 0.01) * RATE)].max() > 0.3


def test_the_chime_dies_away() -> None:
    sound = to_float(opening_chime().samples)

    assert np.abs(sound[-RATE // 2 :]).max() < 0.1 * np.abs(sound).max()


@pytest.mark.parametrize("name", ["opening", "closing", "attention", "time", "drill"])
def test_nothing_is_shrill_and_nothing_too_deep_for_a_horn(name: str) -> None:
    sound = to_float(CHIMES[name]().samples)
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE)

    assert power[frequency > 2500].sum() < 0.02 * power.sum()
    assert power[frequency < 300].sum() < 0.02 * power.sum()


def _pitch(clip: Clip, start: float) -> float:
    """Return the strongest frequency just after a note was struck."""
    heard = to_float(clip.samples)[int(start * RATE) : int((start + 0.3) * RATE)]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), RATE))
    return float(spectrum.argmax())
