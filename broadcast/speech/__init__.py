"""Voices behind one port: sentences become clips of sound, whoever speaks them."""

from broadcast.speech.delivery import Delivery, Profile
from broadcast.speech.registry import Spoken, names, speak_all, voice
from broadcast.speech.voice import Clip, SentenceRefused, Voice, VoiceError, VoiceUnavailable

__all__ = [
    "Clip",
    "Delivery",
    "Profile",
    "SentenceRefused",
    "Spoken",
    "Voice",
    "VoiceError",
    "VoiceUnavailable",
    "names",
    "speak_all",
    "voice",
]
