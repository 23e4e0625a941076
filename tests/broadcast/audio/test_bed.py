"""Music under the words: as soft as it must be, out of the way of speech, never there unasked."""

from pathlib import Path

import numpy as np
import pytest

from broadcast.audio.assembly import Part, Pause, Speech, produce, produce_whole
from broadcast.audio.bed import Music, bed_from, levels, own_bed, under
from broadcast.audio.clip import Clip, Samples, to_float
from broadcast.audio.encoding import device_sound
from broadcast.audio.loudness import loudness
from tests.broadcast.audio.ebur128 import decoded_by_ffmpeg, heard_by_ffmpeg, made_by_ffmpeg

RATE = 22_050


def test_our_own_bed_goes_round_without_a_seam() -> None:
    sound = to_float(own_bed().samples)
    joined = np.concatenate((sound[-2_000:], sound[:2_000]))

    assert np.abs(np.diff(joined, 2)).max() <= np.abs(np.diff(sound, 2)).max()
    assert len(own_bed().samples) == 16 * own_bed().rate


def test_while_somebody_speaks_it_lies_18_db_under_the_words() -> None:
    laid = under_silence([(0, 20)], 20)

    assert loudness(laid[4 * RATE : 16 * RATE], RATE) == pytest.approx(-16 - 18, abs=1)


def test_in_a_long_pause_it_comes_up_and_in_a_short_one_it_stays_down() -> None:
    laid = under_silence([(0, 4), (4.6, 8.6), (14.6, 18.6)], 18.6)

    words, short, long = laid[RATE : 4 * RATE], laid[4 * RATE : int(4.6 * RATE)], laid[10 * RATE : 13 * RATE]
    assert 0.4 < np.std(short) / np.std(words) < 2
    assert np.std(long) > 2 * np.std(words)


def test_it_never_jumps_and_is_gone_at_the_end() -> None:
    laid = under_silence([(0, 3), (8, 11)], 11)

    assert np.abs(laid[:50]).max() < 1e-3
    assert np.abs(laid[-50:]).max() < 1e-3
    steady = under_silence([(0, 1), (30, 31)], 31)
    assert np.abs(np.diff(laid)).max() <= 1.05 * np.abs(np.diff(steady)).max()


def test_it_waits_for_the_first_word_since_a_chime_may_ring_before() -> None:
    laid = under_silence([(4, 8)], 9)

    assert np.abs(laid[: 4 * RATE]).max() < 1e-3
    assert np.abs(laid[5 * RATE : 7 * RATE]).max() > 1e-3


@pytest.mark.parametrize(
    "said", [[(0.0, 1.0)], [(0.0, 0.1), (0.1, 3.0)], [(0.5, 2.0), (9.0, 12.0)], []], ids=str
)
def test_levels_go_on_in_time_from_beginning_to_end(said: list[tuple[float, float]]) -> None:
    moments, heights = levels(said, 12.0)

    assert moments == sorted(moments)
    assert (moments[0], moments[-1]) == (0.0, 12.0)
    assert heights[0] == heights[-1] == -60
    assert max(heights) <= -9


def test_what_comes_in_blocks_is_what_comes_at_once() -> None:
    silence = np.zeros(3 * RATE, dtype=np.float32)
    music = Music(clip=own_bed(), said=((0.5, 2.5),))

    def laid(blocks: list[Samples]) -> Samples:
        return np.concatenate(list(under(blocks, music, rate=RATE, length_s=3, lufs=-16)))

    assert np.array_equal(laid([silence]), laid(np.array_split(silence, 7)))


def test_a_bulletin_over_music_is_as_loud_as_every_other(clips: tuple[Clip, ...], tmp_path: Path) -> None:
    parts: list[Part] = [Speech(clips[0]), Pause(0.6), Speech(clips[1]), Pause(1.0)]
    dry = produce(parts, directory=tmp_path)
    music = Music(clip=own_bed(), said=dry.said)

    laid = device_sound(dry.master, directory=tmp_path, music=music)

    assert heard_by_ffmpeg(laid).lufs == pytest.approx(-16, abs=0.5)
    assert heard_by_ffmpeg(laid).dbtp <= -1
    assert laid.read_bytes() != dry.mp3.read_bytes()
    assert device_sound(dry.master, directory=tmp_path, music=music).read_bytes() == laid.read_bytes()
    pause = slice(int((dry.said[0][1] + 0.2) * 44_100), int((dry.said[0][1] + 0.5) * 44_100))
    quiet, heard = (as_samples(path)[pause].std() for path in (dry.mp3, laid))
    assert heard > 5 * quiet
    words = as_samples(laid)[: int(dry.said[0][1] * 44_100)].std()
    assert 10 < 20 * np.log10(words / heard) < 24  # the horn's compression brings it up a little


def test_our_own_music_is_kept_to_the_last_sample(tmp_path: Path) -> None:
    kept = produce_whole(own_bed(), directory=tmp_path)

    assert np.array_equal(bed_from(kept.master).samples, own_bed().samples)


def test_a_standing_file_can_lie_under_the_words(tmp_path: Path) -> None:
    music = made_by_ffmpeg(tmp_path / "nhạc.mp3", "sine=330:duration=2")

    assert bed_from(music).duration_s == pytest.approx(2, abs=0.1)


def as_samples(path: Path) -> Samples:
    """Return what a sound file holds, at 44,100 Hz."""
    return to_float(np.frombuffer(decoded_by_ffmpeg(path), dtype=np.int16))


def under_silence(said: list[tuple[float, float]], length_s: float) -> Samples:
    """Return the music alone, as it lies under sentences heard at these times."""
    silence = np.zeros(int(length_s * RATE), dtype=np.float32)
    music = Music(clip=own_bed(), said=tuple(said))
    return np.concatenate(list(under([silence], music, rate=RATE, length_s=length_s, lufs=-16)))
