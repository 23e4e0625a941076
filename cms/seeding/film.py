"""The demo's one short film: an infographic that stands still while a voice reads, with captions to the sentence."""

import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcast import speech, voices
from broadcast.audio import ffmpeg
from broadcast.speech import Clip

WIDTH, BITS, LIMIT_S = 540, "40k", 60.0


@dataclass(frozen=True, kw_only=True)
class Film:
    """An MP4 and its captions."""

    mp4: bytes
    vtt: bytes


def make(picture: Path, sentences: Sequence[str]) -> Film:
    """Return the film in which the offline voice reads the sentences before the picture."""
    voice = speech.voice(voices.offline())
    clips = [voice.speak(sentence) for sentence in sentences]
    with tempfile.TemporaryDirectory() as name:
        sound, film = Path(name) / "sound.wav", Path(name) / "film.mp4"
        _write(clips, sound)
        ffmpeg.run(_arguments(picture, sound, film), limit_s=LIMIT_S)
        return Film(mp4=film.read_bytes(), vtt=captions(sentences, clips).encode())


def _write(clips: Sequence[Clip], path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clips[0].rate)
        for clip in clips:
            file.writeframes(clip.samples.tobytes())


def _arguments(picture: Path, sound: Path, film: Path) -> list[str]:
    shown = ["-loop", "1", "-framerate", "2", "-i", str(picture), "-i", str(sound), "-shortest"]
    drawn = [
        "-vf",
        f"scale={WIDTH}:-2",
        "-c:v",
        "libx264",
        "-tune",
        "stillimage",
        "-pix_fmt",
        "yuv420p",
        "-crf",
        "30",
    ]
    return [
        *shown,
        *drawn,
        "-c:a",
        "aac",
        "-b:a",
        BITS,
        "-ac",
        "1",
        "-movflags",
        "+faststart",
        "-y",
        str(film),
    ]


def captions(sentences: Sequence[str], clips: Sequence[Clip]) -> str:
    """Return WebVTT in which each sentence stands while it is heard."""
    parts, at = ["WEBVTT"], 0.0
    for sentence, clip in zip(sentences, clips, strict=True):
        until = at + len(clip.samples) / clip.rate
        parts.append(f"{_clock(at)} --> {_clock(until)}\n{sentence}")
        at = until
    return "\n\n".join(parts) + "\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02d}:{rest:06.3f}"
