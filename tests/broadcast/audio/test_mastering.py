"""The tape is read in pieces; nobody may hear where one ends."""

from pathlib import Path

import numpy as np
import pytest

from broadcast.audio import mastering
from broadcast.audio.clip import Clip, to_pcm
from broadcast.audio.mastering import Produced, finish, pieces
from tests.broadcast.audio.ebur128 import heard_by_ffmpeg


@pytest.fixture
def tape(clips: tuple[Clip, ...], tmp_path: Path) -> Path:
    path = tmp_path / "tape.pcm"
    path.write_bytes((clips[0].samples // 4).tobytes())
    return path


def test_pieces_leave_no_seam(tape: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mastering._play(tape, gain=10, ceiling=0.8, target=tmp_path / "whole.pcm")
    monkeypatch.setattr(mastering, "_PIECE", 3_001)

    mastering._play(tape, gain=10, ceiling=0.8, target=tmp_path / "pieces.pcm")

    whole, joined = (np.fromfile(tmp_path / name, dtype=np.int16) for name in ("whole.pcm", "pieces.pcm"))
    assert np.abs(whole.astype(int) - joined).max() <= 1


def test_a_few_pieces_are_spread_over_the_tape(tape: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mastering, "_PIECE", 1_000)

    heard = [len(samples) for samples, _, _ in pieces(tape, most=10)]

    assert 10 <= len(heard) <= 11
    assert set(heard[:-1]) == {1_000}


@pytest.mark.parametrize("told_lufs", [-40.0, -24.0, -10.0])
def test_a_wrong_guess_of_the_loudness_is_made_good(told_lufs: float, tape: Path, tmp_path: Path) -> None:
    produced: Produced = finish(tape, guess_lufs=told_lufs, directory=tmp_path)

    assert produced.loudness_lufs == pytest.approx(-16, abs=0.6)
    assert produced.true_peak_dbtp <= -1.9


def test_very_soft_hiss_is_not_turned_up_without_end(tmp_path: Path) -> None:
    hiss = tmp_path / "hiss.pcm"
    hiss.write_bytes(to_pcm(np.random.default_rng(1).normal(0, 0.0004, 88_200).astype(np.float32)).tobytes())

    assert finish(hiss, guess_lufs=-65, directory=tmp_path).loudness_lufs < -20


def test_an_mp3_that_came_out_too_high_is_made_anew_with_lower_peaks(
    tape: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mastering, "CEILINGS_DBTP", (-0.5, -3.0))

    produced = finish(tape, guess_lufs=-24, directory=tmp_path)

    assert produced.true_peak_dbtp < -2.5
    assert heard_by_ffmpeg(produced.mp3).dbtp <= -1
    assert heard_by_ffmpeg(produced.mp3).lufs == pytest.approx(-16, abs=1)
