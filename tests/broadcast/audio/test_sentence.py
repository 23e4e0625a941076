"""One spoken sentence: its ends are cut, what is wrong with it is told, and what is no sentence is refused."""

from pathlib import Path

import numpy as np
import pytest

from broadcast.audio import sentence
from broadcast.audio.assembly import Part, Pause, Speech, produce
from broadcast.audio.clip import Clip
from broadcast.audio.matching import matched
from broadcast.audio.sentence import CLIPPED, NOISY, QUIET, SentenceNotUsable
from tests.broadcast.audio.ebur128 import made_by_ffmpeg

RATE = sentence.RATE
VOICE = (
    "anoisesrc=duration=2:amplitude=0.3:seed=7:sample_rate=44100,"
    "bandpass=f=900:width_type=h:w=900,tremolo=f=4:d=0.9"
)


def recorded(path: Path, *, voice: float, room: float = 0.0003) -> Path:
    """Write a second of room, a second of voice, and a second of room; as fractions of full scale."""
    noise = np.random.default_rng(3).normal(size=3 * RATE).clip(-3, 3)
    level = np.full(3 * RATE, room)
    level[RATE : 2 * RATE] = voice
    samples = np.clip(noise * level * 32768, -32768, 32767).astype(np.int16)
    sentence.write(Clip(samples=samples, rate=RATE), path)
    return path


@pytest.mark.parametrize(
    "ending, options", [("webm", ("-c:a", "libopus")), ("m4a", ()), ("ogg", ()), ("wav", ())]
)
def test_what_browsers_record_is_taken_in(ending: str, options: tuple[str, ...], tmp_path: Path) -> None:
    sent = made_by_ffmpeg(tmp_path / f"a.{ending}", VOICE, *options)

    heard = sentence.take_in(sent)

    assert heard.clip.rate == RATE
    assert heard.clip.duration_s == pytest.approx(2, abs=0.15)
    assert sent.exists()


def test_the_silence_around_the_words_is_cut(tmp_path: Path) -> None:
    heard = sentence.take_in(recorded(tmp_path / "a.wav", voice=0.1))

    assert heard.clip.duration_s == pytest.approx(1.24, abs=0.05)
    assert heard.flaws == ()


@pytest.mark.parametrize(
    "voice, room, flaw", [(0.008, 0.0001, QUIET), (0.9, 0.0003, CLIPPED), (0.1, 0.025, NOISY)]
)
def test_what_is_wrong_with_the_sound_is_told(voice: float, room: float, flaw: str, tmp_path: Path) -> None:
    assert sentence.take_in(recorded(tmp_path / "a.wav", voice=voice, room=room)).flaws == (flaw,)


@pytest.mark.parametrize(
    "data, code",
    [(b"", "empty"), (b"<html>no sound</html>" * 50, "not_audio"), (b"\x1aE\xdf\xa3 cut", "not_audio")],
)
def test_what_is_no_sound_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.write_bytes(data)

    with pytest.raises(SentenceNotUsable) as refusal:
        sentence.take_in(sent)

    assert refusal.value.code == code
    assert str(refusal.value) == sentence.REASONS[code]


@pytest.mark.parametrize(
    "seconds, level, code", [(1.0, 0.0, "silent"), (0.1, 0.1, "too_short"), (120.5, 0.1, "too_long")]
)
def test_a_recording_of_no_use_is_refused(seconds: float, level: float, code: str, tmp_path: Path) -> None:
    samples = (np.random.default_rng(1).normal(size=int(seconds * RATE)) * level * 32768).astype(np.int16)
    sentence.write(Clip(samples=samples, rate=RATE), tmp_path / "a.wav")

    with pytest.raises(SentenceNotUsable) as refusal:
        sentence.take_in(tmp_path / "a.wav")

    assert refusal.value.code == code


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    clip = Clip(samples=np.arange(-500, 500, dtype=np.int16), rate=RATE)

    sentence.write(clip, tmp_path / "a.wav")

    again = sentence.read(tmp_path / "a.wav")
    assert again.rate == RATE
    assert np.array_equal(again.samples, clip.samples)


@pytest.mark.parametrize("rate", [RATE, 44_100])
def test_spoken_sentences_become_a_recording(rate: int, tmp_path: Path) -> None:
    clip = sentence.take_in(recorded(tmp_path / "a.wav", voice=0.1)).clip
    parts: list[Part] = [Speech(Clip(samples=clip.samples, rate=rate)), Pause(0.5)] * 3

    produced = produce(parts, directory=tmp_path / "out")

    assert produced.loudness_lufs == pytest.approx(-16, abs=1)
    assert len(produced.said) == 3


# ------------------------------------------------------------------ two voices


def tone(level: float, *, rate: int = 22_050) -> Clip:
    wave = np.sin(np.arange(2 * rate) * 2 * np.pi * 440 / rate) * level * 32767
    return Clip(samples=wave.astype(np.int16), rate=rate)


def test_two_voices_come_to_the_loudness_of_the_softer_one() -> None:
    clips = [tone(0.8), tone(0.1), tone(0.8)]

    levelled = matched(clips, ["announcer", "silent", "announcer"])

    assert [int(np.abs(clip.samples).max()) for clip in levelled] == pytest.approx([3276] * 3, rel=0.02)


def test_one_voice_alone_keeps_its_own_dynamics() -> None:
    clips = (tone(0.8), tone(0.1))

    assert matched(clips, ["announcer", "announcer"]) == clips
