"""The voices by name: those of every station, those installed from a model, and services whose key is set."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from broadcast.speech.cache import SentenceCache
from broadcast.speech.espeak import EspeakVoice
from broadcast.speech.google import GoogleVoice
from broadcast.speech.script import Line
from broadcast.speech.silent import SilentVoice
from broadcast.speech.speaking import Budget, Progress, Spoken, Terms, spoken_by
from broadcast.speech.voice import Voice

_MAKERS: dict[str, Callable[[], Voice]] = {
    "espeak": EspeakVoice,
    "google": GoogleVoice,
    "silent": SilentVoice,
}


def names() -> tuple[str, ...]:
    """Return the names of all voices, in the order in which screens list them."""
    return tuple(_MAKERS)


@lru_cache(maxsize=64)
def voice(name: str) -> Voice:
    """Return the one voice of that name in this process; ``KeyError`` when there is none."""
    return _MAKERS[name]()


def speak_lines(lines: Sequence[Line], *, chain: Sequence[Sequence[str]], terms: Terms) -> Spoken:
    """Speak a script with the first cast of ``chain`` that speaks all of it; ``NobodySpoke`` when none does."""
    return spoken_by([[voice(name) for name in cast] for cast in chain], lines, terms)


def speak_all(
    sentences: Sequence[str],
    *,
    chain: Sequence[str],
    progress: Progress | None = None,
    cache_directory: Path | None = None,
    most_s: float = 900.0,
) -> Spoken:
    """Speak sentences with the first single voice of ``chain`` that speaks them all; ``NobodySpoke`` when none does.

    ``progress`` is told (sentences done, sentences in all). ``most_s`` bounds each voice but the last.
    """
    terms = Terms(
        budget=replace(Budget(), most_s=most_s),
        cache=SentenceCache(cache_directory) if cache_directory else None,
        progress=progress,
    )
    lines = [Line(words=sentence) for sentence in sentences]
    return speak_lines(lines, chain=[[name] for name in chain], terms=terms)
