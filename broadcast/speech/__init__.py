"""Voices behind one port: sentences become clips of sound, whoever speaks them."""

from broadcast.speech.registry import Spoken, names, speak_all, voice
from broadcast.speech.voice import Clip, SentenceRefused, Voice, VoiceError, VoiceUnavailable

__all__ = [
    "Clip",
    "SentenceRefused",
    "Spoken",
    "Voice",
    "VoiceError",
    "VoiceUnavailable",
    "names",
    "speak_all",
    "voice",
]
