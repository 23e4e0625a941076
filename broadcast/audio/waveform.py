"""The picture of a recording's sound: 1200 x 160 pixels, the station's red on paper."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 160
PAPER, INK, SOFT_INK = "#FBF7F0", "#A8201A", "#D98A80"
_LOUDEST_MEAN = 0.6
_BAR, _STEP = 3, 4
"""Pixels: a bar and its distance to the next; bars stay apart so that the picture reads at phone width."""


def draw_waveform(tape: Path, target: Path) -> None:
    """Draw mono 16-bit samples as bars: the light part is the peak, the dark part the mean level.

    Means are drawn as parts of the loudest mean: limited peaks are all alike, the words show in the means.
    """
    peaks, levels = _columns(tape, WIDTH // _STEP)
    levels = levels / max(levels.max(), 0.01) * _LOUDEST_MEAN
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    middle = HEIGHT // 2
    for column, (peak, level) in enumerate(zip(peaks, levels, strict=True)):
        left = column * _STEP
        for extent, colour in ((peak, SOFT_INK), (level, INK)):
            half = max(1, round(extent * (middle - 6)))
            draw.rectangle((left, middle - half, left + _BAR - 1, middle + half - 1), fill=colour)
    image.save(target, optimize=True)


def _columns(tape: Path, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return peak and mean level (0 to 1) of each of ``count`` equal stretches of the tape."""
    edges = np.linspace(0, tape.stat().st_size // 2, count + 1).astype(int)
    peaks, levels = np.zeros(count), np.zeros(count)
    with tape.open("rb") as reel:
        for column, length in enumerate(np.diff(edges)):
            samples = np.fromfile(reel, dtype=np.int16, count=int(length)).astype(np.float64) / 32768
            if len(samples):
                peaks[column] = np.abs(samples).max()
                levels[column] = np.sqrt(np.square(samples).mean())
    return peaks, levels
