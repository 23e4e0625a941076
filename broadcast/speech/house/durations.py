"""Time: how many frames each sound lasts."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from broadcast.speech.house.phones import Phone, Place

FRAME_S = 0.025
LENGTHS = {Place.ONSET: 3.2, Place.GLIDE: 1.5, Place.NUCLEUS: 4.5, Place.CODA: 3.0}
"""Frames of each sound at normal pace."""
OPEN_NUCLEUS = 6.5
"""Frames of a nucleus with nothing behind it."""
LAST = 1.25
"""How much longer the rime of the last syllable of a phrase is."""
PACE = 0.86
"""All sounds are shortened by this: about 3.8 syllables a second, pauses included."""
BETWEEN = 0.4
"""Frames between two syllables."""
PREFIX = 4.0
FIRST = 6.0
CLOSING, ENDING = 4, 8
"""Frames before the phrase, of the sign that closes it, and behind it."""


def lengths(phones: Sequence[Phone], *, is_last: bool, rate: float) -> list[float]:
    """Return the frames of each symbol of a syllable; a sound of several symbols shares its time among them."""
    frames: list[float] = []
    for phone in phones:
        length = LENGTHS[phone.place]
        if phone.place is Place.NUCLEUS and phones[-1] is phone:
            length = OPEN_NUCLEUS
        if is_last and phone.place in (Place.NUCLEUS, Place.CODA):
            length *= LAST
        frames += [length * PACE / rate / len(phone.symbols)] * len(phone.symbols)
    return frames


def rounded(frames: Iterable[float]) -> list[int]:
    """Return whole frames whose sums stay as close as can be: a short sound may get none, the pace is kept."""
    ends = [0, *(int(end + 0.5) for end in accumulate(frames))]
    return [end - start for start, end in pairwise(ends)]
