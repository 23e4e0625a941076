"""The house voice: Kokoro-82M under our own phones, durations and tones; works without any connection."""

from broadcast.speech.house.speaker import PEOPLE, HouseVoice

__all__ = ["PEOPLE", "HouseVoice"]
