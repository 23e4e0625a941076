"""A master shaped for its listeners: the same from first making and from the file, without seams, in its band."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from broadcast.audio import encoding, ffmpeg
from broadcast.audio.assembly import Pause, Speech, produce
from broadcast.audio.clip import Clip, Samples, to_float, to_pcm
from broadcast.audio.encoding import device_sound
from broadcast.audio.loudness import integrated, joined, loudness
from broadcast.audio.mastering import Produced
from broadcast.audio.peaks import true_peak
from broadcast.audio.profiles import HORN, WEB, Profile
from broadcast.audio.shaping import MARGIN, pieces, shaped
from tests.broadcast.audio.ebur128 import decoded_by_ffmpeg, heard_by_ffmpeg

RATE = 22_050


@pytest.fixture(scope="module")
def master(bulletin: Produced) -> Samples:
    pcm, _ = ffmpeg.run(["-i", str(bulletin.master), "-f", "s16le", "pipe:1"], limit_s=20)
    return to_float(np.frombuffer(pcm, dtype=np.int16))


def test_the_device_sound_made_again_from_the_master_is_the_very_same_file(
    bulletin: Produced, tmp_path: Path
) -> None:
    again = device_sound(bulletin.master, directory=tmp_path)

    assert again.read_bytes() == bulletin.mp3.read_bytes()


def test_it_does_not_matter_in_which_blocks_a_master_comes(master: Samples) -> None:
    cuts = np.sort(np.random.default_rng(4).integers(0, len(master), 30))

    assert np.array_equal(through(HORN, [master]), through(HORN, np.split(master, cuts)))


def test_pieces_put_together_are_the_whole(master: Samples) -> None:
    found = list(pieces([master], RATE))

    assert np.array_equal(np.concatenate([piece.body for piece in found]), master)
    whole = integrated(joined([piece.energies[MARGIN:-MARGIN] for piece in found]))
    assert whole == pytest.approx(loudness(master, RATE), abs=0.02)


@pytest.mark.parametrize("profile", [HORN, WEB])
def test_a_profile_is_as_loud_as_its_master_and_keeps_its_ceiling(profile: Profile, master: Samples) -> None:
    sound = through(profile, [master])

    assert len(sound) == len(master)
    assert loudness(sound, RATE) == pytest.approx(loudness(master, RATE), abs=0.2)
    assert true_peak(sound) <= 10 ** (-2.5 / 20) * 1.02


def test_no_seam_is_heard_where_pieces_meet() -> None:
    tone = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(RATE * 32) / RATE)
    sound = through(HORN, [tone.astype(np.float32)])[RATE:-RATE]

    assert np.abs(np.diff(sound, 2)).max() < 1.1 * np.abs(np.diff(sound[: RATE * 5], 2)).max()


def test_a_horn_gets_nothing_that_it_cannot_give(bulletin: Produced) -> None:
    sound = np.frombuffer(decoded_by_ffmpeg(bulletin.mp3), dtype=np.int16).astype(float)
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / 44_100)

    assert power[hertz < 120].sum() < 1e-3 * power.sum()
    assert power[hertz > 8_500].sum() < 1e-4 * power.sum()


def test_consonants_stand_out_more_on_a_horn(master: Samples) -> None:
    assert brightness(through(HORN, [master])) > 1.3 * brightness(through(WEB, [master]))


def test_what_the_encoder_lifts_too_high_is_made_anew_with_lower_peaks(
    clips: tuple[Clip, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "MOST_DBTP", -3.5)

    produced = produce([Speech(clips[0]), Pause(0.5)], directory=tmp_path)

    assert heard_by_ffmpeg(produced.mp3).dbtp <= -3.4
    assert heard_by_ffmpeg(produced.mp3).lufs == pytest.approx(-16, abs=0.5)
    assert device_sound(produced.master, directory=tmp_path).read_bytes() == produced.mp3.read_bytes()


def test_noise_that_encoding_lifts_most_stays_under_the_limit(tmp_path: Path) -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, RATE * 4).astype(np.float32)

    produced = produce([Speech(Clip(samples=to_pcm(noise), rate=RATE))], directory=tmp_path)

    assert heard_by_ffmpeg(produced.mp3).dbtp <= -1
    assert heard_by_ffmpeg(produced.mp3).lufs == pytest.approx(-16, abs=0.5)


def through(profile: Profile, blocks: Sequence[Samples]) -> Samples:
    """Return the sound behind the profile, its peaks under -2.5 dB."""
    return np.concatenate(list(shaped(pieces(blocks, RATE), profile, rate=RATE, ceiling_db=-2.5)))


def brightness(sound: Samples) -> float:
    """Return the part of the sound's power that lies between 2 and 5 kHz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(power[(hertz > 2_000) & (hertz < 5_000)].sum() / power.sum())
