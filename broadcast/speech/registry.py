"""The voices by name, and a whole script spoken by one of them: the first of a chain that can."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from broadcast.speech.espeak import EspeakVoice
from broadcast.speech.google import GoogleVoice
from broadcast.speech.house import HouseVoice
from broadcast.speech.silent import SilentVoice
from broadcast.speech.voice import Clip, SentenceRefused, Voice, VoiceError, VoiceUnavailable, is_speakable

_MAKERS: dict[str, Callable[[Path | None], Voice]] = {
    "house-female": lambda _cache: HouseVoice("house-female"),
    "house-male": lambda _cache: HouseVoice("house-male"),
    "espeak": lambda _cache: EspeakVoice(),
    "google": lambda cache: GoogleVoice(cache_directory=cache),
    "silent": lambda _cache: SilentVoice(),
}
_WORDLESS_S = 0.3

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A clip for each sentence, all by one voice, and why other voices were left (Vietnamese sentences)."""

    clips: tuple[Clip, ...]
    voice: str
    fallbacks: tuple[str, ...]


class _OutOfTime(VoiceUnavailable):
    """The script as a whole took too long."""


def names() -> tuple[str, ...]:
    """Return the names of all voices, in the order in which screens list them."""
    return tuple(_MAKERS)


@lru_cache(maxsize=16)
def voice(name: str, *, cache_directory: Path | None = None) -> Voice:
    """Return the one voice of that name in this process; ``KeyError`` when there is none."""
    return _MAKERS[name](cache_directory)


def speak_all(
    sentences: Sequence[str],
    *,
    chain: Sequence[str],
    progress: Progress | None = None,
    cache_directory: Path | None = None,
    most_s: float = 900.0,
) -> Spoken:
    """Speak a script with the first voice of ``chain`` that speaks all of it; ``VoiceUnavailable`` when none
    does.

    ``progress`` is told (sentences done, sentences in all). ``most_s`` bounds each voice but the last.
    """
    voices = [voice(name, cache_directory=cache_directory) for name in chain]
    return spoken_by(voices, sentences, progress=progress, most_s=most_s)


def spoken_by(
    voices: Sequence[Voice],
    sentences: Sequence[str],
    *,
    progress: Progress | None = None,
    most_s: float = 900.0,
    clock: Callable[[], float] = time.monotonic,
) -> Spoken:
    """Do what ``speak_all`` does, with these very voices."""
    left: list[str] = []
    for rank, speaker in enumerate(voices):
        deadline = clock() + most_s if rank + 1 < len(voices) else float("inf")
        try:
            clips = _clips(speaker, sentences, progress or _untold, _lateness(clock, deadline))
        except VoiceError as fault:
            left.append(f"{speaker.label}: {fault}")
            continue
        return Spoken(clips=clips, voice=speaker.name, fallbacks=tuple(left))
    raise VoiceUnavailable(" ".join(left) or "Chưa chọn giọng đọc nào.")


def _clips(
    speaker: Voice, sentences: Sequence[str], progress: Progress, is_late: Callable[[], bool]
) -> tuple[Clip, ...]:
    clips: list[Clip] = []
    for sentence in sentences:
        if is_late():
            raise _OutOfTime("Đọc cả bài mất quá nhiều thời gian.")
        clips.append(_clip(speaker, sentence))
        progress(len(clips), len(sentences))
    return tuple(clips)


def _clip(speaker: Voice, sentence: str) -> Clip:
    """Return the sentence's sound; a line of signs without any word is a moment of silence."""
    if not is_speakable(sentence):
        return Clip(samples=np.zeros(int(22_050 * _WORDLESS_S), dtype=np.int16), rate=22_050)
    try:
        return speaker.speak(sentence)
    except SentenceRefused as fault:
        raise SentenceRefused(f"{fault} (“{sentence[:60]}”)") from fault


def _lateness(clock: Callable[[], float], deadline: float) -> Callable[[], bool]:
    return lambda: clock() > deadline


def _untold(_done: int, _total: int) -> None:
    pass
