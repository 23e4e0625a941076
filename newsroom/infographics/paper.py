"""Draws a sheet as one PDF page of A4: shapes and text as such, fonts embedded, so that it prints sharp at any size."""

import io
from functools import lru_cache, singledispatch

from fontpkg_be_vietnam_pro import ROOT as FONTS
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from newsroom.infographics.sheet import Disc, Emblem, Mark, Point, Polygon, Rect, Ring, Sheet, Stroke, Words

ROUND = 1  # PDF's round line ends and joints


def pdf(sheet: Sheet, *, title: str, author: str) -> bytes:
    """Return the page; the same sheet gives the same bytes."""
    _register_fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, lang="vi-VN")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    scale = min(A4[0] / sheet.width, A4[1] / sheet.height)
    canvas.translate((A4[0] - sheet.width * scale) / 2, A4[1])
    canvas.scale(scale, -scale)
    edge = canvas.beginPath()
    edge.rect(0, 0, sheet.width, sheet.height)
    canvas.clipPath(edge, stroke=0, fill=0)
    for mark in sheet.marks:
        _put(mark, canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for weight in ("Medium", "SemiBold", "Bold", "ExtraBold"):
        name = f"BeVietnamPro-{weight}"
        pdfmetrics.registerFont(TTFont(name, str(FONTS / "files" / f"{name}.ttf")))


@singledispatch
def _put(mark: Mark, canvas: Canvas) -> None:
    raise TypeError(mark)


@_put.register
def _(mark: Rect, canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(mark.fill))
    radius = min(mark.radius, mark.width / 2, mark.height / 2)
    if radius > 0:
        canvas.roundRect(mark.x, mark.y, mark.width, mark.height, radius, stroke=0, fill=1)
    elif mark.width > 0 and mark.height > 0:
        canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=0, fill=1)


@_put.register
def _(mark: Disc, canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(mark.fill))
    canvas.circle(mark.x, mark.y, mark.radius, stroke=0, fill=1)


@_put.register
def _(mark: Ring, canvas: Canvas) -> None:
    canvas.setStrokeColor(HexColor(mark.colour))
    canvas.setLineWidth(mark.width)
    canvas.circle(mark.x, mark.y, mark.radius - mark.width / 2, stroke=1, fill=0)


def _path(points: tuple[Point, ...], canvas: Canvas) -> object:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path


@_put.register
def _(mark: Polygon, canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(mark.fill))
    canvas.drawPath(_path((*mark.points, mark.points[0]), canvas), stroke=0, fill=1)


@_put.register
def _(mark: Stroke, canvas: Canvas) -> None:
    canvas.setStrokeColor(HexColor(mark.colour))
    canvas.setLineWidth(mark.width)
    canvas.setLineCap(ROUND)
    canvas.setLineJoin(ROUND)
    canvas.drawPath(_path(mark.points, canvas), stroke=1, fill=0)


@_put.register
def _(mark: Words, canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(mark.x, mark.y)
    canvas.scale(1, -1)
    canvas.setFillColor(HexColor(mark.colour))
    canvas.setFont(f"BeVietnamPro-{mark.weight}", mark.size)
    write = {"l": canvas.drawString, "m": canvas.drawCentredString, "r": canvas.drawRightString}
    write[mark.anchor](0, 0, mark.text)
    canvas.restoreState()


@_put.register
def _(mark: Emblem, canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(mark.x, mark.y + mark.size)
    canvas.scale(1, -1)
    image = ImageReader(io.BytesIO(mark.data))
    canvas.drawImage(image, 0, 0, mark.size, mark.size, mask="auto", preserveAspectRatio=True, anchor="c")
    canvas.restoreState()
