"""What a loudspeaker's files hold: which recording, from when to when, sample by sample."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcast.player.decoder import blocks
from broadcast.player.sinks import FRAME, RATE
from broadcast.player.sinks.wav import HEADER

Samples = NDArray[np.int16]
SURE = 400  # samples that must agree before a recording is recognised
UNKNOWN = ""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A recording from its beginning, as far as it was heard; ``media`` is ``UNKNOWN`` for any other sound."""

    media: str
    at_s: float  # from the beginning of the file
    seconds: float
    share: float  # of the recording


def decoded(path: Path) -> Samples:
    """Return the samples of a medium as a box decodes them."""
    return np.frombuffer(b"".join(blocks(path)), dtype="<i2")


def written(path: Path) -> Samples:
    """Return the samples of a box's file; it may have been left by a killed process."""
    data = path.read_bytes()[HEADER:]
    return np.frombuffer(data[: len(data) // FRAME * FRAME], dtype="<i2")


def stretches(sound: Samples, known: Mapping[str, Samples]) -> Iterator[Stretch]:
    """Yield everything that sounds: each recording begins at its beginning, silence is exactly nothing."""
    loud = np.flatnonzero(sound)
    begins = {media: int(np.flatnonzero(samples)[0]) for media, samples in known.items() if samples.any()}
    at = 0
    while (place := int(np.searchsorted(loud, at))) < len(loud):
        at = int(loud[place])
        media, begin, length = _best(sound, at, known, begins)
        if length < SURE:
            yield Stretch(media=UNKNOWN, at_s=at / RATE, seconds=(len(sound) - at) / RATE, share=0.0)
            return
        share = length / len(known[media])
        yield Stretch(media=media, at_s=begin / RATE, seconds=length / RATE, share=share)
        at = begin + length


def _best(
    sound: Samples, at: int, known: Mapping[str, Samples], begins: Mapping[str, int]
) -> tuple[str, int, int]:
    """Return the recording that agrees longest when its first loud sample is at ``at``: name, beginning, length."""
    found = (UNKNOWN, at, 0)
    for media, first in begins.items():
        length = _agreeing(sound[at:], known[media][first:]) + first
        if length > max(found[2], SURE + first - 1):
            found = (media, at - first, length)
    return found


def _agreeing(one: Samples, other: Samples) -> int:
    """Return how many samples agree from the beginning."""
    length = min(len(one), len(other))
    if length > SURE and not np.array_equal(one[:SURE], other[:SURE]):
        length = SURE
    differs = np.flatnonzero(one[:length] != other[:length])
    return int(differs[0]) if len(differs) else length
