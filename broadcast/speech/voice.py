"""The port: what every voice is and promises, and how it says that it cannot speak."""

import unicodedata
from typing import Protocol

from broadcast.audio.clip import Clip

__all__ = ["Clip", "SentenceRefused", "Voice", "VoiceError", "VoiceUnavailable", "is_speakable", "speakable"]


class VoiceError(Exception):
    """A voice did not speak; the message is a Vietnamese sentence for the operator."""


class VoiceUnavailable(VoiceError):
    """The voice cannot be reached or does not work now: another voice may take its place."""


class SentenceRefused(VoiceError):
    """The voice works but will not say this sentence."""


class Voice(Protocol):
    """Speaks one sentence at a time; safe to call from several threads."""

    @property
    def name(self) -> str:
        """The word by which settings and rows know the voice."""

    @property
    def label(self) -> str:
        """What the operator reads, in Vietnamese."""

    @property
    def synthetic(self) -> bool:
        """True when a machine speaks: listeners are told so."""

    @property
    def leaves_machine(self) -> bool:
        """True when text is sent to others: only what is approved, unless the station decides otherwise."""

    def speak(self, sentence: str) -> Clip:
        """Return the sound of a sentence, or raise ``VoiceUnavailable`` or ``SentenceRefused``."""


def speakable(sentence: str) -> str:
    """Return the sentence as engines get it: NFC (they misread NFD), no control characters."""
    composed = unicodedata.normalize("NFC", sentence)
    visible = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in composed)
    return " ".join(visible.split())


def is_speakable(sentence: str) -> bool:
    """Tell whether there is anything to say: a letter or a digit."""
    return any(sign.isalnum() for sign in sentence)
