"""Loudness: nothing is heard before the first sound of a phrase and behind its last."""

import numpy as np
from numpy.typing import NDArray

from broadcast.speech.house.tones import STEPS_PER_FRAME

SILENT = -6.0
"""The network's own value where nothing is heard."""
LOUDEST = 12.0
"""More than the network ever gives: no bound at all."""
LEAD, TAIL = 2, 1
"""Frames before the first sound and behind the last rime in which something may still be heard."""


def most(*, first: int, last: int, length: int) -> NDArray[np.float32]:
    """Return the most energy, two values a frame, for a phrase heard from frame ``first`` until ``last``.

    Left alone the network hums through the dash before the phrase and breathes out a vowel at the sign behind it.
    """
    bound = np.full(STEPS_PER_FRAME * length, LOUDEST, dtype=np.float32)
    bound[: STEPS_PER_FRAME * max(first - LEAD, 0)] = SILENT
    bound[STEPS_PER_FRAME * (last + TAIL) :] = SILENT
    return bound
