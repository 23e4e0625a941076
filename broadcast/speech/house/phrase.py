"""One phrase as the network takes it: symbols, frames, pitch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from broadcast.speech.house import durations, energy, phones, tones
from broadcast.speech.house.phones import Phone
from broadcast.speech.house.syllables import Syllable, syllable

MOST_SYLLABLES = 36
"""More in one breath than this the network (510 symbols) and a listener would not take."""
BEFORE, BEHIND = 8, 4
"""Frames of silence that are computed around a phrase: with fewer the first sound is not made well."""
NUMBERS = frozenset(
    syllable(word)
    for word in (
        *("không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín"),
        *("mười", "mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "linh", "lẻ", "rưỡi", "phẩy"),
    )
)
"""The words of numbers, as syllables."""
CURVES = ("pitch", "most")


@dataclass(frozen=True, kw_only=True)
class Score:
    """What the network sings: a symbol and its frames at each place, and the pitch in Hz."""

    symbols: list[int]
    frames: list[int]
    heard: tuple[int, int]
    """The first frame that is turned into sound, and the first that is not: what is silent costs as much."""
    pitch: NDArray[np.float32]
    """Hz, two values a frame."""
    most: NDArray[np.float32]
    """The most energy, two values a frame."""

    def as_json(self) -> bytes:
        """Return the score as the worker reads it; pitch to a thousandth of a hertz."""
        curves = {name: [round(float(each), 3) for each in vars(self)[name]] for name in CURVES}
        return json.dumps({**vars(self), **curves}).encode()


def score(syllables: Sequence[Syllable], closing: str, *, accent: str, base_hz: float, rate: float) -> Score:
    """Return the score of a phrase; ``closing`` is the sign that ends it, ``rate`` 1 the normal pace."""
    sounds = [phones.phones_of(each, phones.ACCENTS[accent]) for each in syllables]
    symbols = [phones.FRAME, phones.DASH, phones.SPACE]
    lengths = [durations.FIRST, durations.PREFIX, durations.PREFIX]
    starts: list[int] = []
    for number, sound in enumerate(sounds):
        if number:
            symbols.append(phones.SPACE)
            lengths.append(durations.BETWEEN)
        starts.append(len(symbols))
        symbols += [phones.SYMBOLS[sign] for phone in sound for sign in phone.symbols]
        lengths += durations.lengths(
            sound,
            is_last=number == len(sounds) - 1,
            is_number=syllables[number] in NUMBERS,
            rate=rate,
        )
    frames = durations.rounded(lengths)
    ends = [0, *accumulate(frames)]
    rimes = [
        _rime(each.tone, sound, ends[start:])
        for each, sound, start in zip(syllables, sounds, starts, strict=True)
    ]
    melody = [*rimes[:-1], _before_fading(rimes[-1])]
    symbols += [phones.SYMBOLS[closing], phones.FRAME]
    frames += [durations.CLOSING, durations.ENDING]
    loudness = energy.most(first=ends[starts[0]], last=rimes[-1].end, length=sum(frames))
    return Score(
        symbols=symbols,
        frames=frames,
        heard=(ends[starts[0]] - BEFORE, rimes[-1].end + BEHIND),
        pitch=tones.pitch(melody, base_hz=base_hz, tones=tones.SETS[accent], length=sum(frames)),
        most=loudness,
    )


def _rime(tone: str, syllable: Sequence[Phone], ends: Sequence[int]) -> tones.Rime:
    """Return where the tone lies; ``ends`` are the frames at which the syllable's symbols begin."""
    before = sum(len(phone.symbols) for phone in syllable if not phone.carries_tone and not phone.is_stop)
    sung = sum(len(phone.symbols) for phone in syllable if phone.carries_tone)
    return tones.Rime(start=ends[before], end=ends[before + sung], tone=tone, is_stopped=syllable[-1].is_stop)


def _before_fading(rime: tones.Rime) -> tones.Rime:
    """Return where the last tone of a phrase is heard: it has to be sung before the voice fades."""
    return replace(rime, end=max(rime.end - durations.FADING, rime.start + 3))
