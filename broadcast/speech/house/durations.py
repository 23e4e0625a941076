"""Time: how many frames each sound lasts."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from broadcast.speech.house.phones import Phone, Place

LENGTHS = {Place.ONSET: 3.2, Place.GLIDE: 1.5, Place.NUCLEUS: 4.5, Place.CODA: 3.0}
"""Frames (25 ms) of each sound at normal pace."""
CLOSED_RIME = LENGTHS[Place.NUCLEUS] + LENGTHS[Place.CODA]
NUCLEI = {"a": 3.4, "ə": 3.4, "aː": 5.4, "ɤ": 5.4}
"""Nuclei that are told apart by their length (ay and ai, ây and ơi): what they lack or exceed the coda makes up."""
OPEN_NUCLEUS = 6.5
"""Frames of a nucleus with nothing behind it."""
SHARES = {"ː": 0.3}
"""What a symbol takes of its sound's time, where that is not 1: the network lets a vowel fade in its length mark."""
LAST, FADING = 1.45, 2
"""How much longer the rime of the last syllable of a phrase is, and in how many frames at its end it fades."""
PACE = 0.90
"""All sounds are shortened by this: about 3.8 syllables a second, pauses included."""
NUMBER = 1.15
"""How much longer the sounds of a number word are: a figure that is swallowed is worse than a word."""
BETWEEN = 0.4
"""Frames between two syllables."""
PREFIX = 4.0
FIRST = 6.0
CLOSING, ENDING = 4, 8
"""Frames before the phrase, of the sign that closes it, and behind it."""


def lengths(phones: Sequence[Phone], *, is_last: bool, is_number: bool = False, rate: float) -> list[float]:
    """Return the frames of each symbol of a syllable; a sound of several shares its time among them."""
    frames: list[float] = []
    for phone in phones:
        length = _length(phone, phones)
        if is_last and phone.place in (Place.NUCLEUS, Place.CODA):
            length *= LAST
        if is_number:
            length *= NUMBER
        shares = [SHARES.get(symbol, 1.0) for symbol in phone.symbols]
        frames += [length * PACE / rate * share / sum(shares) for share in shares]
    return frames


def _length(phone: Phone, syllable: Sequence[Phone]) -> float:
    if phone.place is Place.NUCLEUS:
        return NUCLEI.get(phone.symbols, LENGTHS[phone.place]) if syllable[-1] is not phone else OPEN_NUCLEUS
    if phone.place is Place.CODA:
        nucleus = syllable[-2].symbols
        return CLOSED_RIME - NUCLEI.get(nucleus, LENGTHS[Place.NUCLEUS])
    return LENGTHS[phone.place]


def rounded(frames: Iterable[float]) -> list[int]:
    """Return whole frames whose sums stay as close as can be: a short sound may get none, the pace is kept."""
    ends = [0, *(int(end + 0.5) for end in accumulate(frames))]
    return [end - start for start, end in pairwise(ends)]
