"""An announcer's recording: every usual format is taken in, all else refused with a sentence that helps."""

import os
from pathlib import Path

import pytest

from broadcast.audio import ffmpeg, upload
from broadcast.audio.upload import REASONS, BrokenAudio, from_upload
from tests.broadcast.audio.ebur128 import heard_by_ffmpeg, made_by_ffmpeg

# Three seconds of something like speech: noise through a voice's band that comes and goes.
VOICE = (
    "anoisesrc=duration=3:amplitude=0.3:seed=7:sample_rate=44100,"
    "bandpass=f=900:width_type=h:w=900,tremolo=f=4:d=0.9"
)

FORMATS = {
    "wav": (),
    "mp3": ("-b:a", "96k"),
    "m4a": ("-c:a", "aac"),
    "aac": (),
    "ogg": ("-c:a", "libvorbis"),
    "opus": (),
    "flac": (),
    "webm": ("-c:a", "libopus"),
}


@pytest.mark.parametrize("ending", FORMATS)
def test_every_usual_format_is_taken_in(ending: str, tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / f"bản ghi.{ending}", VOICE, *FORMATS[ending])

    produced = from_upload(recording, directory=tmp_path / "out")

    assert produced.duration_s == pytest.approx(3, abs=0.1)
    heard = heard_by_ffmpeg(produced.mp3)
    assert heard.lufs == pytest.approx(-16, abs=1)
    assert heard.dbtp <= -1


@pytest.mark.parametrize("options", [("-ar", "8000"), ("-ar", "48000", "-ac", "2"), ("-c:a", "pcm_s24le")])
def test_every_rate_and_width_is_taken_in(options: tuple[str, ...], tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / "a.wav", VOICE, *options)

    assert from_upload(recording, directory=tmp_path / "out").duration_s == pytest.approx(3, abs=0.05)


def test_the_name_does_not_decide_what_it_is(tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / "a.m4a", VOICE).rename(tmp_path / "-i http:đài.mp3")

    assert from_upload(recording, directory=tmp_path / "out").duration_s == pytest.approx(3, abs=0.1)


def test_the_original_is_left_untouched(tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / "a.mp3", VOICE)
    before = (recording.read_bytes(), recording.stat().st_mtime_ns)

    from_upload(recording, directory=tmp_path)

    assert (recording.read_bytes(), recording.stat().st_mtime_ns) == before


@pytest.mark.parametrize("level", [0.05, 0.3, 1.0])
def test_soft_and_loud_recordings_become_equally_loud(level: float, tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / "a.wav", f"{VOICE},volume={level}")

    produced = from_upload(recording, directory=tmp_path / "out")

    assert heard_by_ffmpeg(produced.master).lufs == pytest.approx(-16, abs=1)


def test_silence_at_both_ends_is_cut(tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / "a.wav", f"{VOICE},adelay=4000,apad=pad_dur=5")

    produced = from_upload(recording, directory=tmp_path / "out")

    assert produced.duration_s == pytest.approx(3.5, abs=0.15)


def test_a_pause_within_is_kept(tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / "a.wav", f"{VOICE},volume=0:enable='between(t,0.5,2.5)'")

    assert from_upload(recording, directory=tmp_path / "out").duration_s == pytest.approx(3, abs=0.1)


def test_the_picture_in_an_mp3_does_no_harm(tmp_path: Path) -> None:
    sound = made_by_ffmpeg(tmp_path / "a.mp3", VOICE)
    picture = made_by_ffmpeg(tmp_path / "cover.png", "color=red:s=64x64", "-frames:v", "1")
    recording = tmp_path / "cover.mp3"
    inputs = ["-i", str(sound), "-i", str(picture), "-map", "0:a", "-map", "1:v"]
    ffmpeg.run([*inputs, "-c", "copy", str(recording)], limit_s=20)

    assert from_upload(recording, directory=tmp_path / "out").duration_s == pytest.approx(3, abs=0.1)


def _refusal(recording: Path, directory: Path) -> str:
    with pytest.raises(BrokenAudio) as refused:
        from_upload(recording, directory=directory)
    assert refused.value.message == REASONS[refused.value.code]
    assert not directory.exists() or not list(directory.iterdir())
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        ("Kính gửi Ủy ban nhân dân xã.\n".encode() * 500, "not_audio"),
        (bytes(100_000), "not_audio"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 200, "not_audio"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "not_audio"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00", "not_audio"),
        (b"PK\x03\x04" + bytes(range(256)) * 100, "not_audio"),
    ],
)
def test_what_is_no_recording_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    recording = tmp_path / "recording.mp3"
    recording.write_bytes(content)

    assert _refusal(recording, tmp_path / "out") == code


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        ("anullsrc=r=44100:cl=mono", ("-t", "4"), "silent"),
        ("anoisesrc=amplitude=0.0001", ("-t", "4"), "silent"),
        ("sine=440", ("-t", "0.2"), "too_short"),
    ],
)
def test_a_recording_without_words_is_refused(
    source: str, options: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    assert _refusal(made_by_ffmpeg(tmp_path / "a.wav", source, *options), tmp_path / "out") == code


@pytest.mark.parametrize(("ending", "code"), [("flac", "cut"), ("webm", "cut"), ("m4a", "not_audio")])
def test_a_recording_that_was_half_copied_is_refused(ending: str, code: str, tmp_path: Path) -> None:
    recording = made_by_ffmpeg(tmp_path / f"a.{ending}", f"{VOICE.replace('duration=3', 'duration=9')}")
    os.truncate(recording, recording.stat().st_size // 2)

    assert _refusal(recording, tmp_path / "out") == code


def test_a_picture_film_without_sound_is_refused(tmp_path: Path) -> None:
    film = made_by_ffmpeg(tmp_path / "film.mp4", "testsrc=d=1")

    assert _refusal(film, tmp_path / "out") == "not_audio"


def test_a_recording_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MOST_MINUTES", 2 / 60)
    recording = made_by_ffmpeg(tmp_path / "a.wav", VOICE)

    assert _refusal(recording, tmp_path / "out") == "too_long"


def test_a_file_that_is_far_too_big_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MOST_BYTES", 1000)
    recording = made_by_ffmpeg(tmp_path / "a.wav", VOICE)

    assert _refusal(recording, tmp_path / "out") == "too_large"


def test_every_refusal_says_what_to_do() -> None:
    assert all("Hãy " in message for message in REASONS.values())
