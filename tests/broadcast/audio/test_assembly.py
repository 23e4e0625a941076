"""A programme from parts to files: as loud as it must be, as long as its parts, the same each time."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from broadcast.audio import ffmpeg
from broadcast.audio.assembly import Chime, Part, Pause, Speech, produce, sweep_unfinished
from broadcast.audio.clip import Clip, to_pcm
from broadcast.audio.mastering import Produced
from broadcast.speech.silent import SilentVoice
from tests.broadcast.audio.ebur128 import decoded_by_ffmpeg, heard_by_ffmpeg

TONE = SilentVoice().speak("Mười chữ cái.")
DURATIONS: tuple[tuple[list[Part], float], ...] = (
    ([Pause(2.5)], 2.5),
    ([Chime("opening")], 3.4),
    ([Chime("attention"), Pause(0.5), Chime("closing")], 7.9),
    ([Speech(TONE)], TONE.duration_s),
    ([Chime("opening"), Pause(1), Speech(TONE), Pause(0.25), Speech(TONE)], 4.65 + 2 * TONE.duration_s),
)


def test_the_master_of_espeaks_bulletin_is_as_loud_as_agreed(bulletin: Produced) -> None:
    heard = heard_by_ffmpeg(bulletin.master)

    assert heard.lufs == pytest.approx(-16, abs=0.5)
    assert heard.dbtp <= -1


def test_what_the_loudspeaker_plays_is_as_loud_as_agreed(bulletin: Produced) -> None:
    heard = heard_by_ffmpeg(bulletin.mp3)

    assert heard.lufs == pytest.approx(-16, abs=0.5)
    assert heard.dbtp <= -1


def test_what_was_measured_is_what_ffmpeg_measures(bulletin: Produced) -> None:
    heard = heard_by_ffmpeg(bulletin.master)

    assert bulletin.loudness_lufs == pytest.approx(heard.lufs, abs=0.2)
    assert bulletin.true_peak_dbtp == pytest.approx(heard.dbtp, abs=0.3)


def test_speech_and_chime_are_about_equally_loud(parts: list[Part], tmp_path: Path) -> None:
    chime = produce([parts[0], Pause(0.1), parts[2]], directory=tmp_path)
    samples = np.frombuffer(decoded_by_ffmpeg(chime.master), dtype=np.int16).astype(float)

    ringing, speaking = (np.sqrt(np.mean(part**2)) for part in (samples[: 44_100 * 2], samples[44_100 * 4 :]))

    assert 0.4 < ringing / speaking < 1.3


@pytest.mark.parametrize(("asked", "seconds"), DURATIONS)
def test_a_programme_lasts_as_long_as_its_parts(asked: list[Part], seconds: float, tmp_path: Path) -> None:
    produced = produce(asked, directory=tmp_path)

    assert produced.duration_s == pytest.approx(seconds, abs=0.01)
    assert len(decoded_by_ffmpeg(produced.master)) / 2 / 44_100 == pytest.approx(seconds, abs=0.01)
    assert len(decoded_by_ffmpeg(produced.mp3)) / 2 / 44_100 == pytest.approx(seconds, abs=0.06)


def test_files_are_named_by_what_is_in_them(bulletin: Produced) -> None:
    for path, digest in ((bulletin.master, bulletin.master_sha256), (bulletin.mp3, bulletin.mp3_sha256)):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest == path.stem


def test_nothing_else_is_left_in_the_folder(bulletin: Produced) -> None:
    left = set(bulletin.master.parent.iterdir())

    assert left == {bulletin.master, bulletin.mp3, bulletin.waveform}


def test_the_same_parts_give_the_same_files(parts: list[Part], bulletin: Produced, tmp_path: Path) -> None:
    again = produce(parts, directory=tmp_path)

    assert again.master_sha256 == bulletin.master_sha256
    assert again.mp3_sha256 == bulletin.mp3_sha256
    assert again.waveform.name == bulletin.waveform.name


def test_files_have_the_agreed_format(bulletin: Produced) -> None:
    _, said = ffmpeg.run(["-i", str(bulletin.mp3), "-f", "null", "-"], limit_s=20)
    assert "Audio: mp3" in said and "44100 Hz, mono" in said and "64 kb/s" in said

    _, said = ffmpeg.run(["-i", str(bulletin.master), "-f", "null", "-"], limit_s=20)
    assert "Audio: flac, 22050 Hz, mono, s16" in said  # all that espeak-ng gives
    assert not bulletin.mp3.read_bytes().startswith(b"ID3")


def test_the_picture_shows_sound_and_silence(tmp_path: Path) -> None:
    produced = produce([Speech(SilentVoice().speak("a" * 40)), Pause(3)], directory=tmp_path)
    with Image.open(produced.waveform) as picture:
        assert picture.size == (1200, 160)
        ink = np.asarray(picture.convert("RGB")) != np.array([0xFB, 0xF7, 0xF0])

    heights = ink.any(axis=2).sum(axis=0)

    assert heights[:600].max() > 50
    assert heights[640:].max() == 2
    with Image.open(produced.waveform) as picture:
        assert picture.convert("RGB").getpixel((100, 80)) == (0xA8, 0x20, 0x1A)


def test_sentences_that_came_out_unequally_loud_are_made_equal(tmp_path: Path) -> None:
    loud, soft = (_noise(level) for level in (0.2, 0.1))
    produced = produce([Speech(loud), Speech(soft)], directory=tmp_path)
    samples = np.frombuffer(decoded_by_ffmpeg(produced.master), dtype=np.int16).astype(float)
    half = len(samples) // 2

    assert produced.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert np.std(samples[:half]) == pytest.approx(np.std(samples[half:]), rel=0.05)


def test_a_clip_that_starts_loud_is_faded_in_so_that_it_does_not_click(tmp_path: Path) -> None:
    time = np.arange(22_050) / 22_050
    cut = Clip(samples=to_pcm((0.4 * np.cos(2 * np.pi * 200 * time)).astype(np.float32)), rate=22_050)

    produced = produce([Pause(0.1), Speech(cut), Pause(0.1)], directory=tmp_path)

    sound = np.frombuffer(decoded_by_ffmpeg(produced.master), dtype=np.int16).astype(float) / 32_768
    assert np.abs(np.diff(sound[4_400:4_430])).max() < 0.02
    assert np.abs(np.diff(sound[48_490:48_530])).max() < 0.02


def test_what_was_meant_very_soft_stays_a_little_softer(tmp_path: Path) -> None:
    usual, soft = _noise(0.2), _noise(0.02)  # 20 dB apart: 12 of them are evened out
    produced = produce([Speech(usual), Speech(usual), Speech(soft)], directory=tmp_path)
    samples = np.frombuffer(decoded_by_ffmpeg(produced.master), dtype=np.int16).astype(float)
    third = len(samples) // 3

    assert np.std(samples[-third:]) / np.std(samples[:third]) == pytest.approx(10 ** (-8 / 20), rel=0.05)


def test_chapters_begin_where_their_first_sentence_does(tmp_path: Path) -> None:
    parts: list[Part] = [
        Chime("opening", "Nhạc hiệu"),
        Pause(1),
        Speech(TONE, "Tin thứ nhất"),
        Speech(TONE),
        Speech(TONE, "Tin hai"),
    ]

    chapters = produce(parts, directory=tmp_path).chapters

    assert [chapter.title for chapter in chapters] == ["Nhạc hiệu", "Tin thứ nhất", "Tin hai"]
    assert [chapter.start_s for chapter in chapters] == pytest.approx(
        [0, 4.4, 4.4 + 2 * TONE.duration_s], abs=0.02
    )


def test_it_is_known_when_each_sentence_is_heard(tmp_path: Path) -> None:
    made = produce([Chime("opening"), Pause(1), Speech(TONE), Pause(0.25), Speech(TONE)], directory=tmp_path)

    first = 3.4 + 1
    second = first + TONE.duration_s + 0.25
    assert made.said[0] == pytest.approx((first, first + TONE.duration_s), abs=0.01)
    assert made.said[1] == pytest.approx((second, second + TONE.duration_s), abs=0.01)


def test_silence_around_a_sentence_is_cut_so_that_pauses_are_what_was_asked(tmp_path: Path) -> None:
    quiet = np.zeros(22_050, dtype=np.int16)
    clip = Clip(samples=np.concatenate((quiet, _noise(0.2).samples, quiet)), rate=22_050)

    assert produce([Speech(clip)], directory=tmp_path).duration_s == pytest.approx(3.0, abs=0.1)


def test_silence_alone_is_not_turned_up(tmp_path: Path) -> None:
    produced = produce([Pause(1)], directory=tmp_path)

    assert produced.loudness_lufs == -70
    assert not any(decoded_by_ffmpeg(produced.master))


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_every_rate_becomes_one(rate: int, tmp_path: Path) -> None:
    time = np.arange(rate) / rate
    clip = Clip(samples=to_pcm((0.3 * np.sin(2 * np.pi * 1000 * time)).astype(np.float32)), rate=rate)

    produced = produce([Speech(clip)], directory=tmp_path)

    assert produced.duration_s == pytest.approx(1, abs=0.001)
    sound = np.frombuffer(decoded_by_ffmpeg(produced.master), dtype=np.int16)
    assert np.abs(np.fft.rfft(sound)).argmax() == pytest.approx(1000, abs=1)


def test_a_failure_leaves_nothing_behind(
    parts: list[Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ffmpeg, "binary", lambda: "/bin/false")

    with pytest.raises(ffmpeg.FfmpegFailed):
        produce(parts, directory=tmp_path)

    assert not list(tmp_path.iterdir())


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    for name, hour in ((".making-old", 1), (".making-new", 5)):
        (tmp_path / name).mkdir()
        stamp = datetime(2026, 11, 20, hour, tzinfo=UTC).timestamp()
        os.utime(tmp_path / name, (stamp, stamp))

    assert sweep_unfinished(tmp_path, before=datetime(2026, 11, 20, 3, tzinfo=UTC)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [".making-new"]


def test_an_unknown_chime_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        produce([Chime("bell")], directory=tmp_path)


def _noise(level: float) -> Clip:
    sound = np.random.default_rng(1).uniform(-level, level, 22_050 * 3).astype(np.float32)
    return Clip(samples=to_pcm(sound), rate=22_050)
