"""The picture of a recording's sound: 1200 x 160 pixels, the station's red on paper."""

from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from broadcast.audio.clip import Samples
from broadcast.audio.loudness import beat_length

WIDTH, HEIGHT = 1200, 160
PAPER, INK, SOFT_INK = "#FBF7F0", "#A8201A", "#D98A80"
_LOUDEST_MEAN = 0.6
_BAR, _STEP = 3, 4
"""Pixels: a bar and its distance to the next; bars stay apart so that the picture reads at phone width."""


class Levels:
    """Peak and mean square of every beat of a recording, noted while it goes by."""

    def __init__(self) -> None:
        self._peaks: list[Samples] = []
        self._squares: list[Samples] = []

    def add(self, samples: Samples, *, rate: int) -> None:
        """Note the next samples; only the last may end within a beat."""
        beat = beat_length(rate)
        rows = np.pad(samples, (0, -len(samples) % beat)).reshape(-1, beat)
        self._peaks.append(np.abs(rows).max(axis=1))
        self._squares.append(np.einsum("ij,ij->i", rows, rows) / beat)

    def columns(self, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return peak and mean level (0 to 1) of each of ``count`` equal stretches."""
        peaks, squares = (
            np.concatenate(each) if each else np.zeros(0) for each in (self._peaks, self._squares)
        )
        edges = np.linspace(0, len(peaks), count + 1)
        highest, means = np.zeros(count), np.zeros(count)
        for column, (left, right) in enumerate(pairwise(edges)):
            stretch = slice(int(left), max(int(left) + 1, int(right)))
            if len(peaks[stretch]):
                highest[column] = peaks[stretch].max()
                means[column] = np.sqrt(squares[stretch].mean())
        return highest, means


def draw_waveform(levels: Levels, target: Path) -> None:
    """Draw the levels as bars: the light part is the peak, the dark part the mean level.

    Means are drawn as parts of the loudest mean: limited peaks are all alike, the words show in the means.
    """
    peaks, means = levels.columns(WIDTH // _STEP)
    means = means / max(means.max(), 0.01) * _LOUDEST_MEAN
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    middle = HEIGHT // 2
    for column, (peak, level) in enumerate(zip(peaks, means, strict=True)):
        left = column * _STEP
        for extent, colour in ((peak, SOFT_INK), (level, INK)):
            half = max(1, round(extent * (middle - 6)))
            draw.rectangle((left, middle - half, left + _BAR - 1, middle + half - 1), fill=colour)
    image.save(target, optimize=True)
