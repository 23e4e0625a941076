"""One phrase as the network takes it: symbols, frames, pitch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from broadcast.speech.house import durations, energy, phones, tones
from broadcast.speech.house.phones import Phone, Place
from broadcast.speech.house.syllables import Syllable

MOST_SYLLABLES = 36
"""More in one breath than this the network (510 symbols) and a listener would not take."""
EDGE = 3
"""Frames of silence kept at both ends of a phrase."""
CURVES = ("pitch", "least", "most")


@dataclass(frozen=True, kw_only=True)
class Score:
    """What the network sings: a symbol, its shade and its frames at each place, and the pitch in Hz."""

    symbols: list[int]
    shades: list[int]
    """The symbol that is mixed in, the same one where nothing is."""
    weights: list[float]
    """How much of the shade is in it, 0 to 1."""
    frames: list[int]
    heard: tuple[int, int]
    """The first frame that is turned into sound, and the first that is not: what is silent costs as much."""
    pitch: NDArray[np.float32]
    """Hz, two values a frame."""
    least: NDArray[np.float32]
    most: NDArray[np.float32]
    """The bounds of the energy, two values a frame."""

    def as_json(self) -> bytes:
        """Return the score as the worker reads it; pitch to a thousandth of a hertz."""
        curves = {name: [round(float(each), 3) for each in vars(self)[name]] for name in CURVES}
        return json.dumps({**vars(self), **curves}).encode()


def score(syllables: Sequence[Syllable], closing: str, *, accent: str, base_hz: float, rate: float) -> Score:
    """Return the score of a phrase; ``closing`` is the sign that ends it, ``rate`` 1 the normal pace."""
    sounds = [phones.phones_of(each, phones.ACCENTS[accent]) for each in syllables]
    symbols = [phones.FRAME, phones.DASH, phones.SPACE]
    shades: dict[int, tuple[int, float]] = {}
    lengths = [durations.FIRST, durations.PREFIX, durations.PREFIX]
    starts: list[int] = []
    for number, sound in enumerate(sounds):
        if number:
            symbols.append(phones.SPACE)
            lengths.append(durations.BETWEEN)
        starts.append(len(symbols))
        if (shade := phones.BLENDS.get(sound[0].symbols)) and sound[0].place is Place.ONSET:
            shades[len(symbols)] = (phones.SYMBOLS[shade[0]], shade[1])
        symbols += [phones.SYMBOLS[sign] for phone in sound for sign in phone.symbols]
        lengths += durations.lengths(sound, is_last=number == len(sounds) - 1, rate=rate)
    frames = durations.rounded(lengths)
    ends = [0, *accumulate(frames)]
    rimes = [
        _rime(each.tone, sound, ends[start:])
        for each, sound, start in zip(syllables, sounds, starts, strict=True)
    ]
    symbols += [phones.SYMBOLS[closing], phones.FRAME]
    frames += [durations.CLOSING, durations.ENDING]
    silent = max(ends[starts[0]] - EDGE, 0)
    least, most = energy.bounds(rimes, first=ends[starts[0]], length=sum(frames))
    return Score(
        symbols=symbols,
        shades=[shades.get(at, (symbol, 0))[0] for at, symbol in enumerate(symbols)],
        weights=[shades.get(at, (symbol, 0.0))[1] for at, symbol in enumerate(symbols)],
        frames=frames,
        heard=(silent, min(rimes[-1].end + EDGE, sum(frames))),
        pitch=tones.pitch(rimes, base_hz=base_hz, tones=tones.SETS[accent], length=sum(frames)),
        least=least,
        most=most,
    )


def _rime(tone: str, syllable: Sequence[Phone], ends: Sequence[int]) -> tones.Rime:
    """Return where the tone lies; ``ends`` are the frames at which the syllable's symbols begin."""
    before = sum(len(phone.symbols) for phone in syllable if not phone.carries_tone and not phone.is_stop)
    sung = sum(len(phone.symbols) for phone in syllable if phone.carries_tone)
    return tones.Rime(start=ends[before], end=ends[before + sung], tone=tone, is_stopped=syllable[-1].is_stop)
