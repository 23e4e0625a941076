"""The ear of the browser test: it finds a recording where it was played, and nowhere else."""

import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.browser import sound

RATE = 44_100
BEGAN = datetime(2026, 11, 22, 10, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture
def recording() -> sound.Sound:
    """Return two seconds of noise."""
    return np.random.default_rng(7).normal(0, 0.1, 2 * sound.RATE)


def session(folder: Path, recording: sound.Sound, *, after_s: float) -> Path:
    """Write what a loudspeaker played: silence, then the recording, then silence."""
    path = folder / "2026-11-22T10-00-00.250Z.wav"
    silence = np.zeros(round(after_s * RATE))
    spectrum = np.zeros(RATE + 1, dtype=complex)
    spectrum[: len(recording) // 2 + 1] = np.fft.rfft(recording)
    faster = np.fft.irfft(spectrum, 2 * RATE) * (RATE / sound.RATE)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        samples = np.concatenate([silence, faster, np.zeros(RATE)]) * 32767
        file.writeframes(np.clip(samples, -32768, 32767).astype("<i2").tobytes())
    return path


def test_a_recording_is_found_at_the_moment_it_was_played(tmp_path: Path, recording: sound.Sound) -> None:
    hit = sound.find(recording, session(tmp_path, recording, after_s=3.4))

    assert hit is not None
    assert hit.likeness > 0.95
    assert abs(hit.heard_at - BEGAN - timedelta(seconds=3.4)) < timedelta(milliseconds=5)


def test_another_recording_is_not_taken_for_it(tmp_path: Path, recording: sound.Sound) -> None:
    another = np.random.default_rng(8).normal(0, 0.1, len(recording))

    hit = sound.find(recording, session(tmp_path, another, after_s=3.4))

    assert hit is not None
    assert hit.likeness < 0.2


def test_a_file_that_is_still_too_short_holds_nothing(tmp_path: Path, recording: sound.Sound) -> None:
    path = session(tmp_path, recording, after_s=0)

    assert sound.find(np.tile(recording, 3), path) is None
