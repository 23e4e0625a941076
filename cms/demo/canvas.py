"""A small drawing table over Pillow: units of the final picture, drawn twice as large and scaled down."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import fontpkg_be_vietnam_pro
from PIL import Image, ImageColor, ImageDraw, ImageFont

Point = tuple[float, float]

PAPER, SURFACE, LINE = "#FBF7F0", "#FFFFFF", "#E7DFD2"
INK, INK_SOFT = "#1F2328", "#5B6067"
SON, GOLD, RICE, INDIGO = "#A8201A", "#D99A16", "#2F7A4F", "#274C7A"

_SCALE = 2
_SMOOTH_STEPS = 14


@lru_cache(maxsize=64)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    files = {path.name: path for path in fontpkg_be_vietnam_pro.ROOT.rglob("*.ttf")}
    return ImageFont.truetype(str(files[f"BeVietnamPro-{weight}.ttf"]), size)


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that has ``share`` (0 to 1) of the second."""
    a, b = ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3]
    return "#{:02x}{:02x}{:02x}".format(*(round(x + (y - x) * share) for x, y in zip(a, b, strict=True)))


class Canvas:
    """A picture being drawn; every coordinate and size is in pixels of the finished picture."""

    def __init__(self, width: int, height: int, ground: str = PAPER) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), ground)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def finished(self) -> Image.Image:
        """Return the picture at its final size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def gradient(self, stops: Sequence[tuple[float, str]], *, bottom: float | None = None) -> None:
        """Fill from the top with colours that change at the given heights (pixels)."""
        end = self.height if bottom is None else bottom
        for row in range(round(end * _SCALE)):
            self._draw.line([(0, row), (self.width * _SCALE, row)], fill=_at(stops, row / _SCALE))

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        """Fill a shape with straight edges."""
        self._draw.polygon(_scaled(points), fill=fill)

    def blob(self, points: Sequence[Point], fill: str) -> None:
        """Fill a closed shape whose edge runs smoothly through the points."""
        self._draw.polygon(_scaled(_smooth(points)), fill=fill)

    def stroke(self, points: Sequence[Point], fill: str, width: float) -> None:
        """Draw a line with round joints and ends."""
        self._draw.line(_scaled(points), fill=fill, width=round(width * _SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """Fill a circle."""
        self.ellipse(x, y, radius, radius, fill=fill)

    def ellipse(self, x: float, y: float, across: float, down: float, *, fill: str) -> None:
        """Fill an ellipse of the given half axes."""
        self._draw.ellipse(_scaled([(x - across, y - down), (x + across, y + down)]), fill=fill)

    def ring(self, x: float, y: float, radius: float, *, fill: str, width: float) -> None:
        """Draw a circle line."""
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse(box, outline=fill, width=round(width * _SCALE))

    def arc(
        self, x: float, y: float, radius: float, *, span: tuple[float, float], fill: str, width: float
    ) -> None:
        """Draw a part of a circle line, degrees clockwise from the right."""
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.arc(box, *span, fill=fill, width=round(width * _SCALE))

    def box(
        self, left: float, top: float, right: float, bottom: float, *, fill: str, radius: float = 0
    ) -> None:
        """Fill a rectangle, its corners rounded."""
        self._draw.rounded_rectangle(_scaled([(left, top), (right, bottom)]), radius * _SCALE, fill=fill)

    def text(self, x: float, y: float, text: str, *, size: float, fill: str, style: str = "Bold/la") -> None:
        """Write one line; ``style`` is the weight of the font and Pillow's anchor."""
        weight, anchor = style.split("/")
        font = _font(weight, round(size * _SCALE))
        self._draw.text(
            (x * _SCALE, y * _SCALE), text, font=font, fill=fill, anchor=anchor, features=["kern"]
        )


def text_width(text: str, *, size: float, weight: str) -> float:
    """Return the width of one line in pixels of the finished picture."""
    return _font(weight, round(size * _SCALE)).getlength(text) / _SCALE


def wrapped(text: str, *, size: float, weight: str, width: float) -> list[str]:
    """Break a text into lines that are at most ``width`` pixels wide."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size=size, weight=weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def drum_rings(canvas: Canvas, x: float, y: float, *, radius: float, colour: str) -> None:
    """Draw the motif of the house: the rings of sound that are the rings of a bronze drum."""
    for share, width in ((0.34, 3.0), (0.38, 1.4), (0.62, 1.4), (0.66, 3.0), (0.94, 1.4), (1.0, 3.5)):
        canvas.ring(x, y, radius * share, fill=colour, width=width * radius / 260)
    for share, count, size in ((0.5, 36, 0.022), (0.8, 60, 0.02)):
        for number in range(count):
            angle = math.tau * number / count
            at = (x + radius * share * math.cos(angle), y + radius * share * math.sin(angle))
            canvas.circle(*at, radius * size, colour)


def star(canvas: Canvas, x: float, y: float, *, radius: float, colour: str) -> None:
    """Draw the fourteen-pointed star in the middle of a drum."""
    points = []
    for number in range(28):
        reach = radius if number % 2 == 0 else radius * 0.42
        angle = math.tau * number / 28 - math.pi / 2
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    canvas.polygon(points, colour)


def _at(stops: Sequence[tuple[float, str]], height: float) -> str:
    for (top, first), (bottom, second) in pairwise(stops):
        if height <= bottom:
            return mix(first, second, max(0.0, (height - top) / (bottom - top)))
    return stops[-1][1]


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * _SCALE, y * _SCALE) for x, y in points]


def _smooth(points: Sequence[Point]) -> list[Point]:
    """Return points of a closed Catmull-Rom curve through the given ones."""
    curve: list[Point] = []
    count = len(points)
    for number in range(count):
        four = [points[(number + shift) % count] for shift in (-1, 0, 1, 2)]
        curve.extend(_between(four, step / _SMOOTH_STEPS) for step in range(_SMOOTH_STEPS))
    return curve


def _between(four: Sequence[Point], t: float) -> Point:
    x, y = (
        0.5
        * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
        for a, b, c, d in zip(*four, strict=True)
    )
    return x, y
