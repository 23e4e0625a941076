"""Music under the words: as soft as it must be, out of the way of speech, never there unasked."""

from pathlib import Path

import numpy as np
import pytest

from broadcast.audio.assembly import Part, Pause, Speech, produce
from broadcast.audio.bed import Bed, Stretch, bed_from, held_db, own_bed
from broadcast.audio.clip import Clip, Samples, to_float
from broadcast.audio.loudness import loudness
from tests.broadcast.audio.ebur128 import decoded_by_ffmpeg, heard_by_ffmpeg, made_by_ffmpeg

RATE = 22_050


def test_our_own_bed_goes_round_without_a_seam() -> None:
    sound = to_float(own_bed().samples)
    joined = np.concatenate((sound[-2_000:], sound[:2_000]))

    assert np.abs(np.diff(joined, 2)).max() <= np.abs(np.diff(sound, 2)).max()
    assert len(own_bed().samples) == 16 * own_bed().rate


def test_while_somebody_speaks_it_lies_18_db_under_the_words() -> None:
    laid = under([(4.0, True, 0.0), (12.0, True, 0.0), (4.0, True, 0.0)])

    assert loudness(laid[4 * RATE : 16 * RATE], RATE) == pytest.approx(-16 - 18, abs=1)


def test_in_a_long_pause_it_comes_up_and_in_a_short_one_it_stays_down() -> None:
    laid = under([(4.0, True, 0.0), (0.6, False, 0.6), (4.0, True, 0.0), (6.0, False, 6.0), (4.0, True, 0.0)])

    words, short, long = laid[RATE : 4 * RATE], laid[4 * RATE : int(4.6 * RATE)], laid[10 * RATE : 13 * RATE]
    assert 0.4 < np.std(short) / np.std(words) < 2
    assert np.std(long) > 2 * np.std(words)


def test_it_never_jumps_and_is_gone_at_the_end() -> None:
    laid = under([(3.0, True, 0.0), (5.0, False, 5.0), (3.0, True, 0.0)])

    assert np.abs(laid[:50]).max() < 1e-3
    assert np.abs(laid[-50:]).max() < 1e-3
    steady = under([(20.0, False, 20.0)])
    assert np.abs(np.diff(laid)).max() <= 1.05 * np.abs(np.diff(steady)).max()


def test_a_bulletin_with_a_bed_is_as_loud_as_every_other(clips: tuple[Clip, ...], tmp_path: Path) -> None:
    parts: list[Part] = [Speech(clips[0]), Pause(0.6), Speech(clips[1]), Pause(1.0)]
    produced = produce(parts, directory=tmp_path, bed=own_bed())

    for path in (produced.master, produced.mp3):
        assert heard_by_ffmpeg(path).lufs == pytest.approx(-16, abs=0.5)
        assert heard_by_ffmpeg(path).dbtp <= -1
    dry = produce(parts, directory=tmp_path)
    assert dry.master_sha256 != produced.master_sha256
    assert not np.frombuffer(decoded_by_ffmpeg(dry.master), dtype=np.int16)[-30_000:].any()


def test_a_standing_file_can_lie_under_the_words(tmp_path: Path) -> None:
    music = made_by_ffmpeg(tmp_path / "nhạc.mp3", "sine=330:duration=2")

    assert bed_from(music).duration_s == pytest.approx(2, abs=0.1)


def under(parts: list[tuple[float, bool, float]]) -> Samples:
    """Return the bed alone under silent parts: (seconds, whether it is speech, length of the pause)."""
    stretches = [
        Stretch(
            sound=np.zeros(int(seconds * RATE), dtype=np.float32),
            held_db=held_db(is_speech=is_speech, pause_s=pause_s),
            is_last=number == len(parts),
        )
        for number, (seconds, is_speech, pause_s) in enumerate(parts, start=1)
    ]
    return np.concatenate(list(Bed(own_bed(), rate=RATE, speech_lufs=-16).under(stretches)))
