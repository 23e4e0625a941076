"""Voices behind one port: sentences become clips of sound, whoever speaks them."""

from broadcast.speech.cache import SentenceCache
from broadcast.speech.delivery import Delivery, Profile
from broadcast.speech.registry import look_in, names, speak_lines, voice
from broadcast.speech.script import Line, in_turns
from broadcast.speech.speaking import Budget, NobodySpoke, Spoken, Terms
from broadcast.speech.voice import Clip, SentenceRefused, Voice, VoiceError, VoiceUnavailable

__all__ = [
    "Budget",
    "Clip",
    "Delivery",
    "Line",
    "NobodySpoke",
    "Profile",
    "SentenceCache",
    "SentenceRefused",
    "Spoken",
    "Terms",
    "Voice",
    "VoiceError",
    "VoiceUnavailable",
    "in_turns",
    "look_in",
    "names",
    "speak_lines",
    "voice",
]
