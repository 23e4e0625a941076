"""What nobody said is taken away, and nothing that somebody said."""

import numpy as np
import pytest

from broadcast.audio.cleaning import cleaned, without_clicks
from broadcast.audio.clip import Clip, Samples, to_float, to_pcm

RATE = 22_050


def test_silence_before_and_after_the_words_is_cut(clips: tuple[Clip, ...]) -> None:
    said = to_float(clips[0].samples)
    bare = cleaned(clips[0], rate=RATE)

    longer = cleaned(clip_of(np.pad(said, (RATE, 2 * RATE))), rate=RATE)

    assert len(longer) == pytest.approx(len(bare), abs=RATE * 0.05)
    assert len(bare) > 0.9 * len(said)


def test_an_offset_from_zero_is_taken_away(clips: tuple[Clip, ...]) -> None:
    shifted = clip_of(to_float(clips[0].samples) * np.float32(0.5) + np.float32(0.1))

    assert abs(cleaned(shifted, rate=RATE).mean()) < 0.005
    assert np.abs(cleaned(shifted, rate=RATE)[:20]).max() < 0.02


def test_a_click_is_mended(clips: tuple[Clip, ...]) -> None:
    said = to_float(clips[0].samples)
    clicked = said.copy()
    places = [9_000, 30_000, 60_000]
    clicked[places] += 0.7

    mended = without_clicks(clicked)

    assert np.abs(mended - said)[places].max() < 0.1
    assert np.abs(mended - said).max() < 0.15


def test_a_voice_has_no_clicks(clips: tuple[Clip, ...]) -> None:
    for clip in clips:
        said = to_float(clip.samples)
        assert without_clicks(said) is said


def test_a_clip_without_sound_stays_as_long_as_it_is() -> None:
    assert not cleaned(clip_of(np.zeros(RATE, np.float32)), rate=44_100).any()
    assert len(cleaned(clip_of(np.zeros(RATE, np.float32)), rate=44_100)) == 44_100
    assert len(cleaned(clip_of(np.zeros(0, np.float32)), rate=44_100)) == 0


def clip_of(sound: Samples) -> Clip:
    """Return the sound as a clip."""
    return Clip(samples=to_pcm(np.asarray(sound, dtype=np.float32)), rate=RATE)
