"""The voices by name: those of every station, those installed from a model, and services whose key is set."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path

from broadcast.speech import piper
from broadcast.speech.espeak import EspeakVoice
from broadcast.speech.google import GoogleVoice
from broadcast.speech.house import HouseVoice
from broadcast.speech.script import Line
from broadcast.speech.services import ServiceVoice, configured, name_of
from broadcast.speech.silent import SilentVoice
from broadcast.speech.speaking import Spoken, Terms, spoken_by
from broadcast.speech.voice import Voice

_MAKERS: dict[str, Callable[[], Voice]] = {
    "house-female": partial(HouseVoice, "house-female"),
    "house-male": partial(HouseVoice, "house-male"),
    "espeak": EspeakVoice,
    "google": GoogleVoice,
    "silent": SilentVoice,
}


_shelf: list[Path] = []


def look_in(folder: Path) -> None:
    """Say where installed voices lie; until then there are none."""
    _shelf[:] = [folder]


def names() -> tuple[str, ...]:
    """Return the names of all voices, in the order in which screens list them."""
    shelved = (name for folder in _shelf for name in piper.installed(folder))
    return (*_MAKERS, *shelved, *_services())


def voice(name: str) -> Voice:
    """Return the one voice of that name in this process; ``KeyError`` when there is none."""
    if name.startswith(piper.PREFIX) and _shelf:
        card = _shelf[0] / name.removeprefix(piper.PREFIX) / piper.CARD
        return _installed(card, card.stat().st_mtime_ns if card.exists() else 0)
    return _made(name)


@lru_cache(maxsize=64)
def _made(name: str) -> Voice:
    return (_MAKERS | _services())[name]()


@lru_cache(maxsize=1)
def _services() -> dict[str, Callable[[], Voice]]:
    """Return the speakers of the services whose keys were set when this process began."""
    return {name_of(*each): partial(ServiceVoice, *each) for each in configured()}


@lru_cache(maxsize=16)
def _installed(card: Path, _installed_at: int) -> Voice:
    """Return the voice; one that was installed anew is another voice."""
    return piper.PiperVoice(card.parent)


def speak_lines(lines: Sequence[Line], *, chain: Sequence[Sequence[str]], terms: Terms) -> Spoken:
    """Speak a script with the first cast of ``chain`` that speaks all of it; ``NobodySpoke`` when none does."""
    return spoken_by([[voice(name) for name in cast] for cast in chain], lines, terms)
