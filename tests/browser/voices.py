"""What a fake microphone hears: something as loud as speech, with a quiet room before it."""

import wave
from pathlib import Path

import numpy as np

RATE = 48_000
QUIET_S, SPEECH_S = 3.0, 1.2
ROOM, SPEECH = 0.0006, 0.2


def write_speech(path: Path) -> Path:
    """Write seconds of a quiet room and of a voice in it, over and over; Chromium plays the file in a circle."""
    chance = np.random.default_rng(11)
    room = chance.normal(size=int(RATE * (QUIET_S + SPEECH_S))) * ROOM
    at = np.arange(int(RATE * SPEECH_S)) / RATE
    syllables = 0.5 - 0.5 * np.cos(2 * np.pi * 4 * at)
    voice = sum(np.sin(2 * np.pi * 160 * harmonic * at) / harmonic for harmonic in range(1, 12))
    room[-len(at) :] += SPEECH * syllables * voice / np.abs(voice).max()
    samples = (room * 32767).clip(-32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path
