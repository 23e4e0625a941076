"""Shapes a master for a profile as it streams by, ten seconds at a time: band, compression, make-up gain, limiter.

What comes out is as loud as what went in, ten seconds by ten seconds, so a master at -16 LUFS needs no second
hearing. Pieces lie on one grid whatever blocks they come in: the same master gives the same sound.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from broadcast.audio.clip import Samples
from broadcast.audio.dynamics import (
    NOWHERE,
    Curve,
    Goal,
    by_ticks,
    limiting,
    measured,
    peaks_between,
    ridden,
    steered,
)
from broadcast.audio.loudness import (
    Energies,
    amplitude,
    beat_length,
    energies_through,
    in_place,
    integrated,
    loud_seconds,
)
from broadcast.audio.peaks import tick_length, ticks_a_beat
from broadcast.audio.profiles import HORN, Band, Profile, response

BODY, MARGIN = 540, 18
"""In beats; together with both margins a length whose Fourier transform is quick."""
_STRETCH, _REACH = 72, 9
"""In beats: what is filtered at once, a whole number of which is a piece with its margins; its neighbours."""
_RAMP = 25
"""In beats: how long the make-up gain takes from one piece to the next."""
_LEAST_LOUD_S = 1.5
_MOST_DB = 15.0
_NEAR = 0.8


@dataclass(frozen=True, kw_only=True)
class Piece:
    """``samples[start:end]`` is the piece, the rest are its neighbours; energies are of all of it.

    ``in_band`` are the energies of what a horn gives of it, from the same spectrum.
    """

    samples: Samples
    start: int
    end: int
    energies: Energies
    in_band: Energies

    @property
    def body(self) -> Samples:
        return self.samples[self.start : self.end]


def pieces(blocks: Iterable[Samples], rate: int) -> Iterator[Piece]:
    """Yield the sound in pieces of equal length with their margins; the last body is as long as what is left."""
    body, margin = BODY * beat_length(rate), MARGIN * beat_length(rate)
    held: list[Samples] = [np.zeros(margin, dtype=np.float32)]
    length = margin
    for block in blocks:
        held.append(block)
        length += len(block)
        while length >= margin + body + margin:
            sound = np.concatenate(held)
            yield _piece(sound[: body + 2 * margin], margin, margin + body, rate)
            held = [sound[body:]]
            length -= body
    while length > margin:
        sound = np.concatenate(held)
        end = min(len(sound), margin + body)
        window = sound[: body + 2 * margin]
        yield _piece(np.pad(window, (0, body + 2 * margin - len(window))), margin, end, rate)
        held, length = [sound[body:]], len(sound) - body


def _piece(samples: Samples, start: int, end: int, rate: int) -> Piece:
    full, in_band = energies_through(samples, rate, [response(HORN.band, rate, beat_length(rate))])
    return Piece(samples=samples, start=start, end=end, energies=full, in_band=in_band)


def shaped(
    source: Iterable[Piece], profile: Profile, *, rate: int, ceiling_db: float, lift_db: float = 0.0
) -> Iterator[Samples]:
    """Yield the body of each piece in the profile's sound, no true peak above the ceiling.

    ``lift_db``: how much louder than the master it comes out.
    """
    makeup, before = lift_db, None  # type: float, float | None
    a_beat = ticks_a_beat(rate)
    for piece in source:
        sound, energies = _in_band(piece, profile, rate)
        level = profile.compression.curve(energies) if profile.compression else np.zeros(len(energies))
        ticks = by_ticks(level, a_beat)
        heard = measured(sound, energies, tick=tick_length(rate), floor=NOWHERE)
        if before is None or loud_seconds(piece.energies) >= _LEAST_LOUD_S:
            lufs = integrated(in_place(piece.energies)) + lift_db
            goal = Goal(lufs=lufs, ceiling_db=ceiling_db, most_db=_MOST_DB)
            _, makeup = steered(heard, goal, start_db=lift_db, under=ticks)
        heard = peaks_between(sound, heard, floor=_NEAR * amplitude(ceiling_db - makeup))
        ticks += _ramp(makeup, before, a_beat)
        gain = ticks + limiting(heard.peaks, ticks, ceiling_db=ceiling_db)
        before = makeup
        yield ridden(sound, gain, tick_length(rate))[piece.start : piece.end]


def _in_band(piece: Piece, profile: Profile, rate: int) -> tuple[Samples, Energies]:
    if profile.band is None:
        return piece.samples, piece.energies
    return _through(piece.samples, profile.band, rate), piece.in_band


def _through(samples: Samples, band: Band, rate: int) -> Samples:
    """Return the sound behind the band's filter, in stretches that fit a processor's cache.

    Each is filtered with its neighbours, further than the filter reaches, and cut out again.
    """
    step, reach = _STRETCH * beat_length(rate), _REACH * beat_length(rate)
    windows = sliding_window_view(np.pad(samples, reach), step + 2 * reach)[::step]
    gains = response(band, rate, step + 2 * reach)
    shaped = [
        np.fft.irfft(np.fft.rfft(window) * gains, step + 2 * reach)[reach : reach + step]
        for window in windows
    ]
    return np.asarray(np.concatenate(shaped), dtype=np.float32)


def _ramp(makeup: float, before: float | None, a_beat: int) -> Curve:
    """Return the gain of each tick: as before up to the piece's beginning, then within half a second the new one."""
    ticks = (BODY + 2 * MARGIN) * a_beat
    if before is None:
        return np.full(ticks, makeup)
    corners = (MARGIN * a_beat, (MARGIN + _RAMP) * a_beat)
    return np.interp(np.arange(ticks), corners, (before, makeup))
