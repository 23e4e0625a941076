"""Draws a sheet as a picture with Pillow: at twice the size, then brought down; the same pixels every time."""

import io
from functools import singledispatch

from PIL import Image, ImageDraw

from newsroom.infographics.sheet import Disc, Emblem, Mark, Point, Polygon, Rect, Ring, Sheet, Stroke, Words
from newsroom.infographics.type_setting import FINE, font, pixels


def draw(sheet: Sheet) -> Image.Image:
    """Return the picture, exactly as large as the sheet."""
    image = Image.new("RGB", (sheet.width * FINE, sheet.height * FINE), "#FFFFFF")
    pen = ImageDraw.Draw(image)
    for mark in sheet.marks:
        _put(mark, image, pen)
    return image.reduce(FINE)


def png(image: Image.Image) -> bytes:
    """Return the picture as a PNG file; its few colours are a palette, which makes it small."""
    stream = io.BytesIO()
    palette = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette.save(stream, "PNG", compress_level=7)
    return stream.getvalue()


def _fine(points: tuple[Point, ...]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _around(x: float, y: float, radius: float) -> list[Point]:
    return _fine(((x - radius, y - radius), (x + radius, y + radius)))


@singledispatch
def _put(mark: Mark, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    raise TypeError(mark)


@_put.register
def _(mark: Rect, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    if mark.width <= 0 or mark.height <= 0:
        return
    left, top = round(mark.x * FINE), round(mark.y * FINE)
    right, bottom = round((mark.x + mark.width) * FINE) - 1, round((mark.y + mark.height) * FINE) - 1
    box = (left, top, max(left, right), max(top, bottom))
    radius = min(mark.radius, mark.width / 2, mark.height / 2)
    pen.rounded_rectangle(box, radius * FINE, fill=mark.fill)


@_put.register
def _(mark: Disc, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(_around(mark.x, mark.y, mark.radius), fill=mark.fill)


@_put.register
def _(mark: Ring, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(
        _around(mark.x, mark.y, mark.radius), outline=mark.colour, width=max(1, round(mark.width * FINE))
    )


@_put.register
def _(mark: Polygon, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(_fine(mark.points), fill=mark.fill)


@_put.register
def _(mark: Stroke, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    pen.line(_fine(mark.points), fill=mark.colour, width=max(1, round(mark.width * FINE)), joint="curve")
    for x, y in (mark.points[0], mark.points[-1]):
        pen.ellipse(_around(x, y, mark.width / 2), fill=mark.colour)


@_put.register
def _(mark: Words, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    pen.text(
        (mark.x * FINE, round(mark.y * FINE)),
        mark.text,
        font=font(mark.weight, pixels(mark.size)),
        fill=mark.colour,
        anchor=f"{mark.anchor}s",
    )


@_put.register
def _(mark: Emblem, image: Image.Image, pen: ImageDraw.ImageDraw) -> None:
    side = round(mark.size * FINE)
    with Image.open(io.BytesIO(mark.data)) as file:
        crest = file.convert("RGBA")
        crest.thumbnail((side, side), Image.Resampling.LANCZOS)
        left = round(mark.x * FINE) + (side - crest.width) // 2
        top = round(mark.y * FINE) + (side - crest.height) // 2
        image.paste(crest, (left, top), crest)
