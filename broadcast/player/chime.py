"""The test chime: two struck notes of two seconds, made here with nothing but arithmetic."""

import array
import math
from functools import lru_cache

from broadcast.player.sinks import RATE

NOTES = ((659.26, 0.0), (523.25, 0.6))  # Hz, second at which it is struck
LASTS = 2.0  # seconds
PARTIALS = ((1.0, 1.0), (2.0, 0.3), (3.0, 0.1))
LOUD = 9000


@lru_cache(maxsize=1)
def samples() -> bytes:
    """Return the chime as mono 16-bit samples at the sinks' rate."""
    length = round(LASTS * RATE)
    return array.array("h", (round(_level(number / RATE)) for number in range(length))).tobytes()


def _level(second: float) -> float:
    fading = min(1.0, (LASTS - second) / 0.05)
    return LOUD * fading * sum(_struck(note, second - at) for note, at in NOTES if second >= at)


def _struck(note: float, second: float) -> float:
    swell = min(1.0, second / 0.005) * math.exp(-second / 0.5)
    return swell * sum(part * math.sin(2 * math.pi * note * times * second) for times, part in PARTIALS) / 1.4
