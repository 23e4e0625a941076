"""Every voice comes out alike: master, device MP3, web MP3 and Opus at -16 LUFS, under -1 dBTP, by ffmpeg's ebur128."""

from pathlib import Path

import numpy as np
import pytest

from broadcast.audio.assembly import Chime, Part, Pause, Speech, produce
from broadcast.audio.clip import Clip, resampled, to_float, to_pcm
from broadcast.audio.encoding import WEB_MP3, WEB_OPUS, web_sound
from broadcast.audio.mastering import Produced
from broadcast.audio.upload import from_upload
from broadcast.speech import VoiceUnavailable, names, voice
from tests.broadcast.audio.conftest import BULLETIN
from tests.broadcast.audio.ebur128 import heard_by_ffmpeg

OFFLINE = [name for name in names() if not voice(name).leaves_machine]


@pytest.mark.parametrize("name", OFFLINE)
def test_every_voice_of_this_machine_comes_out_at_one_loudness(name: str, tmp_path: Path) -> None:
    try:
        clips = [voice(name).speak(sentence) for sentence in BULLETIN[:2]]
    except VoiceUnavailable:
        pytest.skip("this voice is not installed here")

    check(produce(bulletin_of(clips), directory=tmp_path), tmp_path)


def test_a_voice_with_sharp_peaks_at_another_rate_comes_out_alike(
    clips: tuple[Clip, ...], tmp_path: Path
) -> None:
    peaky = [sharpened(clip, rate=24_000) for clip in clips[:2]]
    assert crest_db(peaky[0]) > 20

    check(produce(bulletin_of(peaky), directory=tmp_path), tmp_path)


def test_two_voices_in_turn_come_out_alike(clips: tuple[Clip, ...], tmp_path: Path) -> None:
    soft = Clip(samples=(clips[1].samples // 8).astype(np.int16), rate=clips[1].rate)

    check(produce(bulletin_of([sharpened(clips[0], rate=24_000), soft]), directory=tmp_path), tmp_path)


def test_an_announcers_recording_comes_out_alike(bulletin: Produced, tmp_path: Path) -> None:
    check(from_upload(bulletin.mp3, directory=tmp_path / "made"), tmp_path)


def check(produced: Produced, folder: Path) -> None:
    """Judge all four files."""
    files = [produced.master, produced.mp3]
    for coding in (WEB_MP3, WEB_OPUS):
        metadata = ";FFMETADATA1\n"
        files.append(web_sound(produced.master, metadata=metadata, coding=coding, directory=folder))
    for file in files:
        heard = heard_by_ffmpeg(file)
        assert heard.lufs == pytest.approx(-16, abs=0.5), file.suffix
        assert heard.dbtp <= -1, file.suffix


def bulletin_of(clips: list[Clip]) -> list[Part]:
    """Return an opening and the sentences with their pauses."""
    parts: list[Part] = [Chime("opening"), Pause(0.6)]
    for clip in clips:
        parts += [Speech(clip), Pause(0.55)]
    return parts


def sharpened(clip: Clip, *, rate: int) -> Clip:
    """Return the clip with far higher peaks, as a neural vocoder may give."""
    sound = resampled(to_float(clip.samples), rate=clip.rate, to=rate)
    sound = sound * (0.25 + np.abs(sound) / np.abs(sound).max()) ** 1.5
    return Clip(samples=to_pcm((sound * (0.95 / np.abs(sound).max())).astype(np.float32)), rate=rate)


def crest_db(clip: Clip) -> float:
    """Return how far the peaks lie above the mean level."""
    sound = to_float(clip.samples)
    return float(20 * np.log10(np.abs(sound).max() / np.sqrt(np.mean(sound**2))))
