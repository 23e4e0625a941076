"""The port: what every voice is and promises, and how it says that it cannot speak."""

import unicodedata
from typing import Protocol

from broadcast.audio.clip import Clip

__all__ = [
    "Clip",
    "SentenceRefused",
    "Voice",
    "VoiceError",
    "VoiceUnavailable",
    "is_speakable",
    "speakable",
    "words_of",
]


class VoiceError(Exception):
    """A voice did not speak; the message is a Vietnamese sentence for the operator."""


class VoiceUnavailable(VoiceError):
    """The voice cannot be reached or does not work now: another voice may take its place."""


class SentenceRefused(VoiceError):
    """The voice works but will not say this sentence."""


NOTHING_TO_SAY = "Câu này không có chữ để đọc."


class Voice(Protocol):
    """Speaks one sentence at a time; safe to call from several threads."""

    @property
    def name(self) -> str:
        """The word by which settings and rows know the voice."""

    @property
    def label(self) -> str:
        """What the operator reads, in Vietnamese."""

    @property
    def version(self) -> str:
        """Everything that makes the same words sound different: engine, model, fixed settings. Part of cache keys."""

    @property
    def synthetic(self) -> bool:
        """True when a machine speaks: listeners are told so."""

    @property
    def leaves_machine(self) -> bool:
        """True when text is sent to others: only what is approved, unless the station decides otherwise."""

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return the sound of a sentence, or raise ``VoiceUnavailable`` or ``SentenceRefused``.

        ``rate`` 1 is the engine's own best; 0.8 lasts a quarter longer. People keep their own pace.
        """


def speakable(sentence: str) -> str:
    """Return the sentence as engines get it: NFC (they misread NFD), no control characters."""
    composed = unicodedata.normalize("NFC", sentence)
    visible = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in composed)
    return " ".join(visible.split())


def words_of(sentence: str) -> str:
    """Return ``speakable`` words, or raise ``SentenceRefused`` where there are none."""
    text = speakable(sentence)
    if not is_speakable(text):
        raise SentenceRefused(NOTHING_TO_SAY)
    return text


def is_speakable(sentence: str) -> bool:
    """Tell whether there is anything to say: a letter or a digit."""
    return any(sign.isalnum() for sign in sentence)
