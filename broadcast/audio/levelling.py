"""Brings every sentence to the loudness of a programme: gain and limiter worked out on what was measured of it."""

from collections.abc import Iterable
from statistics import median

import numpy as np

from broadcast.audio.clip import Samples
from broadcast.audio.dynamics import NOWHERE, Goal, measured, peaks_between, ridden, steered
from broadcast.audio.loudness import (
    SILENCE_LUFS,
    Energies,
    amplitude,
    beat_length,
    in_place,
    integrated,
)
from broadcast.audio.peaks import tick_length

EVENED_OUT_LU = 12.0
"""Sentences that lie further from the usual than this are not wholly evened out: a breath stays a breath.

Two voices in turn, one much softer than the other, must still come out alike.
"""
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
    goal = Goal(lufs=target_lufs, ceiling_db=ceiling_db, most_db=MOST_GAIN_DB)
    # First by the samples alone: it takes the final gain to know which peaks must be looked at closely.
    roughly = measured(whole, energies, tick=tick_length(rate), floor=NOWHERE)
    _, gain_db = steered(roughly, goal, start_db=gain_db)
    closely = peaks_between(whole, roughly, floor=_NEAR * amplitude(ceiling_db - gain_db))
    curve, _ = steered(closely, goal, start_db=gain_db)
    return ridden(whole, curve, tick_length(rate))[: len(samples)]


def usual(sentences: Iterable[Energies]) -> float:
    """Return how loud a voice usually speaks, in LUFS."""
    heard = [integrated(in_place(energies)) for energies in sentences]
    return median([lufs for lufs in heard if lufs > SILENCE_LUFS] or [SILENCE_LUFS])


def target(energies: Energies, usual_lufs: float, *, target_lufs: float) -> float:
    """Return the loudness a sentence is brought to: what was spoken much softer or louder stays a little so."""
    apart = integrated(in_place(energies)) - usual_lufs
    return target_lufs + apart - min(max(apart, -EVENED_OUT_LU), EVENED_OUT_LU)
