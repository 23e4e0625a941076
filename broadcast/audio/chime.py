"""The sounds we make ourselves: opening and closing chimes, the time signal, the tones before an emergency or drill.

Notes are kept between 390 and 880 Hz: horn loudspeakers give nothing below 300 Hz and are shrill above 2 kHz.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from broadcast.audio.clip import Clip, Samples, to_pcm

RATE = 44_100
STRIKES_AT_S = 5.05
"""Of the time signal: when its long note begins, which is the moment that it tells."""
G4, C5, E5, A5 = 392.0, 523.25, 659.26, 880.0
_PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.32, 0.55), (3.0, 0.10, 0.35), (4.2, 0.04, 0.2))
"""Of a struck bar: frequency ratio, strength, how long it rings compared with the fundamental."""


@lru_cache(maxsize=1)
def opening_chime() -> Clip:
    """Three rising notes, 3.4 s: the programme begins."""
    return _struck((G4, 0.0), (C5, 0.45), (E5, 0.9))


@lru_cache(maxsize=1)
def closing_chime() -> Clip:
    """Three falling notes, 3.4 s: the programme is over."""
    return _struck((E5, 0.0), (C5, 0.45), (G4, 0.9))


@lru_cache(maxsize=1)
def time_signal() -> Clip:
    """Five short notes and a long one, a second apart: with the beginning of the last it is the hour."""
    sound = np.zeros(int(RATE * 6.2), dtype=np.float32)
    for second, lasting in enumerate((0.12, 0.12, 0.12, 0.12, 0.12, 1.0), start=-5):
        time = np.arange(int(RATE * lasting)) / RATE
        swell = np.minimum(1.0, np.minimum(time, time[::-1]) / 0.008)
        at = round(RATE * (STRIKES_AT_S + second))
        sound[at : at + len(time)] = swell * (
            np.sin(2 * np.pi * A5 * time) + 0.15 * np.sin(4 * np.pi * A5 * time)
        )
    return _clip(sound)


@lru_cache(maxsize=1)
def attention_tone() -> Clip:
    """Two notes in turn, 4 s: what follows is an emergency."""
    turn = np.arange(int(RATE * 0.5)) / RATE
    swell = np.minimum(1.0, np.minimum(turn, turn[::-1]) / 0.03)
    tones = [
        sum(np.sin(2 * np.pi * note * k * turn) / k**2 for k in (1, 2, 3)) * swell for note in (C5, 784.0)
    ]
    return _clip(np.concatenate(tones * 4).astype(np.float32))


@lru_cache(maxsize=1)
def drill_tone() -> Clip:
    """One low note struck four times, evenly, 4 s: what follows is a drill. Nothing like the emergency's tone."""
    return _struck((G4, 0.0), (G4, 0.8), (G4, 1.6), (G4, 2.4))


CHIMES: Mapping[str, Callable[[], Clip]] = {
    "opening": opening_chime,
    "closing": closing_chime,
    "time": time_signal,
    "attention": attention_tone,
    "drill": drill_tone,
}


def _struck(*notes: tuple[float, float]) -> Clip:
    """Return a bar struck for each (frequency in Hz, start in seconds), ringing into one another."""
    time = np.arange(int(RATE * 3.4)) / RATE
    sound = np.zeros(len(time))
    for frequency, start in notes:
        ringing = np.maximum(time - start, 0.0)
        attack = np.minimum(1.0, ringing / 0.012)
        for ratio, strength, lasting in _PARTIALS:
            decay = np.exp(-ringing / (0.75 * lasting))
            # Each part rings as two that drift apart a little, as the two ends of a real bar do.
            for drift in (-0.15, 0.15):
                tone = np.sin(2 * np.pi * (frequency * ratio + drift) * ringing)
                sound += strength / 2 * attack * decay * tone
    sound *= np.minimum(1.0, (time[-1] - time) / 0.2)
    return _clip(sound.astype(np.float32))


def _clip(sound: Samples) -> Clip:
    return Clip(samples=to_pcm(sound * np.float32(0.5 / np.abs(sound).max())), rate=RATE)
