"""Melody: the tone of each syllable as a contour of pitch over its rime, in semitones from the voice's own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = tuple[tuple[float, float], ...]
"""(part of the rime from 0 to 1, semitones), straight lines between them."""

UNVOICED_HZ = 8.5
"""The network's own value for "no voice here"; from about 10 Hz on it hums."""
STEPS_PER_FRAME = 2


@dataclass(frozen=True, kw_only=True)
class Contour:
    """A tone on an open rime or one that ends in a nasal or a glide, and on one that a stop cuts short."""

    open: Points
    stopped: Points
    breaks: tuple[float, float] | None = None
    """The part of the rime in which the voice breaks off (a glottal stop), None when it does not."""


def _same(points: Points) -> Contour:
    return Contour(open=points, stopped=points)


NORTH: dict[str, Contour] = {
    "ngang": _same(((0, 1.5), (1, 1.0))),
    "huyền": _same(((0, -1), (0.5, -3), (1, -5))),
    "sắc": Contour(open=((0, 0.5), (0.4, 1), (1, 6)), stopped=((0, 2.5), (1, 6))),
    "hỏi": _same(((0, -0.5), (0.6, -5.5), (1, -2))),
    "ngã": Contour(
        open=((0, 1), (0.4, 1.5), (0.5, -4), (0.62, 4), (1, 8)),
        stopped=((0, 1), (0.4, 1.5), (0.5, -4), (0.62, 4), (1, 8)),
        breaks=(0.40, 0.56),
    ),
    "nặng": Contour(open=((0, -0.5), (0.5, -3), (1, -7)), stopped=((0, -1), (1, -5))),
}
_DIPPING = _same(((0, -1), (0.45, -5), (1, 2.5)))
SOUTH: dict[str, Contour] = {
    "ngang": _same(((0, 2), (1, 1.5))),
    "huyền": _same(((0, -2), (0.5, -3.5), (1, -5))),
    "sắc": Contour(open=((0, 1), (0.4, 2), (1, 6.5)), stopped=((0, 2.5), (1, 6.5))),
    "hỏi": _DIPPING,
    "ngã": _DIPPING,
    "nặng": Contour(open=((0, -2), (0.6, -7), (1, -5)), stopped=((0, -2), (1, -5))),
}
SETS = {"north": NORTH, "south": SOUTH}

DECLINATION_ST = 0.0
"""How far the whole melody sinks from the first to the last syllable of a phrase, in semitones."""


@dataclass(frozen=True, kw_only=True)
class Rime:
    """Where in the phrase a tone is sung: frames from ``start`` to ``end``."""

    start: int
    end: int
    tone: str
    is_stopped: bool


def pitch(
    rimes: Sequence[Rime], *, base_hz: float, tones: dict[str, Contour], length: int
) -> NDArray[np.float32]:
    """Return the pitch in Hz, two values a frame, one line for a phrase of ``length`` frames.

    Between two rimes it glides; before the first and behind the last it stays.
    ``UNVOICED_HZ`` stands where a tone breaks off.
    """
    times, semitones = _points(rimes, tones)
    steps = np.arange(STEPS_PER_FRAME * length, dtype=np.float64)
    hertz = base_hz * 2 ** (np.interp(steps, times, semitones) / 12)
    for rime in rimes:
        gap = tones[rime.tone].breaks
        if gap:
            first, last = (STEPS_PER_FRAME * (rime.start + part * (rime.end - rime.start)) for part in gap)
            hertz[(steps >= first) & (steps < last)] = UNVOICED_HZ
    return hertz.astype(np.float32)


def _points(rimes: Sequence[Rime], tones: dict[str, Contour]) -> tuple[list[float], list[float]]:
    times: list[float] = []
    semitones: list[float] = []
    whole = max(rimes[-1].end - rimes[0].start, 1)
    for rime in rimes:
        contour = tones[rime.tone]
        for part, height in contour.stopped if rime.is_stopped else contour.open:
            at = rime.start + part * (rime.end - rime.start)
            times.append(STEPS_PER_FRAME * at)
            semitones.append(height - DECLINATION_ST * ((at - rimes[0].start) / whole - 0.5))
    return times, semitones
