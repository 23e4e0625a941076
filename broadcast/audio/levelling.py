"""Brings every sentence to the loudness of a programme: gain and limiter worked out on what was measured of it."""

from collections.abc import Sequence
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


def targets(heard: Sequence[float], *, target_lufs: float) -> list[float]:
    """Return the loudness each sentence is brought to, by how loud each was spoken."""
    audible = [lufs for lufs in heard if lufs > SILENCE_LUFS]
    middle = median(audible) if audible else 0.0
    odd = [max(0.0, abs(lufs - middle) - SAME_VOICE_LU) for lufs in heard]
    return [
        target_lufs + (extra if lufs > middle else -extra) for lufs, extra in zip(heard, odd, strict=True)
    ]
