"""Draws the card of a story, 1200 by 630: the commune, the headline, the day, the rings of the loudspeaker."""

import io
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, EDGE = 1200, 630, 80
PAPER, INK, SOFT, SON, GOLD = "#fbf7f0", "#1f2328", "#595e64", "#a8201a", "#d99a16"
LARGEST, SMALLEST, LINES = 68, 40, 5
LEADING = 1.34  # Ễ over Ậ must not touch
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


def draw(title: str, commune: str, day: str) -> bytes:
    """Return the card as PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    _rings(pen)
    pen.rectangle((0, 0, 16, HEIGHT), fill=SON)
    pen.text((EDGE, 64), commune[:1].upper() + commune[1:], font=_font("Bold", 34), fill=SON)
    lines, size = _fitting(title)
    top = (HEIGHT - len(lines) * size * LEADING) / 2 + 8
    for number, line in enumerate(lines):
        pen.text((EDGE, top + number * size * LEADING), line, font=_font("Bold", size), fill=INK)
    pen.text((EDGE, HEIGHT - 98), day, font=_font("Regular", 30), fill=SOFT)
    written = io.BytesIO()
    picture.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def _rings(pen: ImageDraw.ImageDraw) -> None:
    """The rings that spread from a loudspeaker, cut by the corner."""
    for radius, width in ((60, 12), (120, 6), (180, 4), (240, 3)):
        box = (WIDTH - radius, HEIGHT - radius, WIDTH + radius, HEIGHT + radius)
        pen.arc(box, 180, 270, fill=GOLD, width=width)


def _fitting(title: str) -> tuple[list[str], int]:
    """Return the headline broken into lines, and the largest size at which all of it fits."""
    for size in range(LARGEST, SMALLEST - 1, -4):
        lines = _broken(title, size)
        if len(lines) <= LINES and len(lines) * size * LEADING < HEIGHT - 280:
            return lines, size
    lines = _broken(title, SMALLEST)
    return [*lines[: LINES - 1], f"{lines[LINES - 1]}…"] if len(lines) > LINES else lines, SMALLEST


def _broken(title: str, size: int) -> list[str]:
    font, lines = _font("Bold", size), [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDTH - 2 * EDGE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"BeVietnamPro-{weight}.ttf", size)
