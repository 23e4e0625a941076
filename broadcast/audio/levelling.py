"""Brings every sentence to the loudness of a programme: gain and limiter worked out on what was measured of it."""

from collections.abc import Iterable
from statistics import median

import numpy as np

from broadcast.audio.clip import Samples
from broadcast.audio.dynamics import measured, ridden, steered
from broadcast.audio.loudness import (
    SILENCE_LUFS,
    Energies,
    amplitude,
    beat_length,
    in_place,
    integrated,
)
from broadcast.audio.peaks import tick_length

SAME_VOICE_LU = 4.0
"""No sentence is moved further than this from the others of its voice: some are meant soft."""
MOST_GAIN_DB = 40.0
_NEAR = 0.85


def levelled(
    samples: Samples, energies: Energies, *, rate: int, target_lufs: float, ceiling_db: float
) -> Samples:
    """Return the sound at the target loudness, no true peak above the ceiling; silence stays as it is."""
    lufs = integrated(in_place(energies))
    if lufs <= SILENCE_LUFS:
        return samples
    whole = np.pad(samples, (0, -len(samples) % beat_length(rate)))
    gain_db = min(target_lufs - lufs, MOST_GAIN_DB)
    near = _NEAR * amplitude(ceiling_db - gain_db)
    curve = steered(
        measured(whole, energies, tick=tick_length(rate), floor=near),
        target_lufs=target_lufs,
        ceiling_db=ceiling_db,
        start_db=gain_db,
        most_db=MOST_GAIN_DB,
    )
    return ridden(whole, curve, tick_length(rate))[: len(samples)]


def usual(sentences: Iterable[Energies]) -> float:
    """Return how loud a voice usually speaks, in LUFS."""
    heard = [integrated(in_place(energies)) for energies in sentences]
    return median([lufs for lufs in heard if lufs > SILENCE_LUFS] or [SILENCE_LUFS])


def target(energies: Energies, usual_lufs: float, *, target_lufs: float) -> float:
    """Return the loudness a sentence is brought to: what was spoken much softer or louder stays a little so."""
    apart = integrated(in_place(energies)) - usual_lufs
    return target_lufs + apart - min(max(apart, -SAME_VOICE_LU), SAME_VOICE_LU)
