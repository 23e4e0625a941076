"""Speaks standard input into a WAV file: ``python -m broadcast.speech --voice espeak --out speech.wav``."""

import argparse
import sys
import wave
from pathlib import Path

from broadcast.speech.cache import SentenceCache
from broadcast.speech.delivery import Delivery
from broadcast.speech.phrases import sentences_of
from broadcast.speech.registry import look_in, names, speak_lines, voice
from broadcast.speech.script import Line
from broadcast.speech.speaking import Budget, Terms
from broadcast.speech.voice import Clip, VoiceError

PAUSE_S = 0.4


def main(arguments: list[str] | None = None) -> int:
    """Return the exit status: 0, 1 when the voice could not speak, 2 when there is nothing to say."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.models:
        look_in(asked.models)
    if asked.list:
        for name in names():
            sys.stdout.write(f"{name}\t{voice(name).label}\n")
        return 0
    if asked.voice not in names():
        parser.error(f"no voice {asked.voice}; --list names them")
    if asked.out is None:
        sys.stderr.write("Thiếu --out TỆP.wav.\n")
        return 2
    sentences = sentences_of(sys.stdin.buffer.read().decode("utf-8", errors="replace"))
    if not sentences:
        sys.stderr.write("Không có chữ nào để đọc.\n")
        return 2
    terms = Terms(
        delivery=Delivery(rate=asked.rate),
        budget=Budget(most_sent=len(sentences)),
        cache=SentenceCache(asked.cache) if asked.cache else None,
    )
    try:
        spoken = speak_lines([Line(words=each) for each in sentences], chain=[[asked.voice]], terms=terms)
    except VoiceError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    write_wav(spoken.clips, asked.out)
    return 0


def write_wav(clips: tuple[Clip, ...], path: Path) -> None:
    """Write the clips one after another, with a short pause between them."""
    rate = max(clip.rate for clip in clips)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        for clip in clips:
            file.writeframesraw(clip.samples.tobytes())
            file.writeframesraw(bytes(2 * int(rate * PAUSE_S)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m broadcast.speech", description=__doc__)
    parser.add_argument("--voice", default="espeak")
    parser.add_argument("--models", type=Path, help="the folder of installed voices: var/voices")
    parser.add_argument("--out", type=Path, help="the WAV file to write")
    parser.add_argument("--rate", type=float, default=1.0, help="1 is the engine's own best, 0.8 slower")
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was spoken")
    parser.add_argument("--list", action="store_true", help="name the voices")
    return parser


if __name__ == "__main__":
    sys.exit(main())
