"""Brings the sentences of different voices to one loudness, so that a change of voice is not a change of volume."""

from collections.abc import Sequence
from statistics import median

import numpy as np

from broadcast.audio.clip import Clip, to_float, to_pcm
from broadcast.audio.loudness import SILENCE_LUFS, amplitude, loudness


def matched(clips: Sequence[Clip], voices: Sequence[str]) -> tuple[Clip, ...]:
    """Return the clips, each voice as loud as the softest of them; louder ones are turned down, so nothing clips."""
    middles = {voice: _middle(clips, voices, voice) for voice in set(voices)}
    audible = [lufs for lufs in middles.values() if lufs is not None]
    if len(audible) < 2:
        return tuple(clips)
    softest = min(audible)
    return tuple(
        _turned(clip, softest - (middles[voice] or softest))
        for clip, voice in zip(clips, voices, strict=True)
    )


def _middle(clips: Sequence[Clip], voices: Sequence[str], wanted: str) -> float | None:
    heard = [
        loudness(to_float(clip.samples), clip.rate)
        for clip, voice in zip(clips, voices, strict=True)
        if voice == wanted
    ]
    audible = [lufs for lufs in heard if lufs > SILENCE_LUFS]
    return median(audible) if audible else None


def _turned(clip: Clip, gain_db: float) -> Clip:
    if gain_db == 0:
        return clip
    samples = to_float(clip.samples) * np.float32(amplitude(gain_db))
    return Clip(samples=to_pcm(samples), rate=clip.rate)
