"""Loudness: the bounds within which the network's own energy may move, so that nothing is swallowed or hummed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadcast.speech.house.tones import STEPS_PER_FRAME, Rime

SILENT = -6.0
"""The network's own value where nothing is heard."""
LOUDEST = 12.0
VOWEL = 5.0
"""A vowel is not softer than this: the network lets the last syllable of a phrase fade before its tone is sung."""
VOWEL_UNTIL = 0.8
"""The part of the rime up to which that holds."""
LEAD, TAIL = 1, 1
"""Frames before the first sound and behind the last one in which it may still be heard."""


def bounds(
    rimes: Sequence[Rime], *, first: int, length: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the least and the most energy, two values a frame: silence before ``first`` and after the last rime.

    ``length`` and ``first`` are in frames.
    """
    least = np.full(STEPS_PER_FRAME * length, SILENT * 2, dtype=np.float32)
    most = np.full(STEPS_PER_FRAME * length, LOUDEST, dtype=np.float32)
    for rime in rimes:
        end = rime.start + VOWEL_UNTIL * (rime.end - rime.start)
        least[STEPS_PER_FRAME * rime.start : int(STEPS_PER_FRAME * end)] = VOWEL
    most[: STEPS_PER_FRAME * max(first - LEAD, 0)] = SILENT
    most[STEPS_PER_FRAME * (rimes[-1].end + TAIL) :] = SILENT
    return least, most
