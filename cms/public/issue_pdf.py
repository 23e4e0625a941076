"""Draws an issue of the e-bulletin as a PDF: its head, the foreword, what is in it, and every story."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from fontpkg_be_vietnam_pro import ROOT as FONTS
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate, Spacer

from cms.public.approved import Text
from newsroom.blocks import paragraphs_of_html

INK, SOFT, RULE = HexColor("#1F2328"), HexColor("#5B6067"), HexColor("#C9C2B4")
MARGIN = 20 * mm
PLAIN, BOLD = "BeVietnamPro-Regular", "BeVietnamPro-Bold"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is printed; ``note`` says what was taken back."""

    office: str
    named: str
    title: str
    foreword: Sequence[str]
    texts: Sequence[Text]
    note: str
    address: str


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    files = {path.stem: path for path in FONTS.rglob("*.ttf")}
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(files[name])))


def _text(
    words: str, *, bold: bool = False, size: float = 10.5, colour: HexColor = INK, gap: float = 2
) -> Paragraph:
    font = BOLD if bold else PLAIN
    style = ParagraphStyle(
        f"{font}{size}",
        fontName=font,
        fontSize=size,
        leading=size * 1.45,
        textColor=colour,
        spaceAfter=gap * mm,
    )
    return Paragraph(escape(words), style)


def pdf(sheet: Sheet) -> bytes:
    """Return the issue as a PDF file; its pages are numbered."""
    _register_fonts()
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        title=f"{sheet.title} - {sheet.named}",
        author=sheet.office,
    )
    parts = [*_head(sheet), *(each for text in sheet.texts for each in _story(text))]
    if sheet.note:
        parts.append(_text(sheet.note, size=9, colour=SOFT))
    document.build(parts, onFirstPage=_foot, onLaterPages=_foot)
    return file.getvalue()


def _head(sheet: Sheet) -> list[Flowable]:
    named = [_text(f"{number}. {text.title}", gap=0.5) for number, text in enumerate(sheet.texts, start=1)]
    return [
        _text(sheet.office, size=9.5, colour=SOFT, gap=1),
        _text(sheet.title, bold=True, size=20, gap=1),
        _text(sheet.named, size=11, colour=SOFT, gap=4),
        *(_text(line) for line in sheet.foreword if line),
        _text(_("In this issue"), bold=True, size=12, gap=1),
        *named,
        Spacer(0, 2 * mm),
        _text(sheet.address, size=8.5, colour=SOFT, gap=3),
    ]


def _story(text: Text) -> list[Flowable]:
    title = _text(text.title, bold=True, size=13.5)
    title.keepWithNext = 1
    signed = ", ".join(name for name in (text.author, text.source) if name)
    lines = [_text(text.summary, bold=True, size=10.5)] if text.summary else []
    lines += [_text(line) for line in paragraphs_of_html(text.html)]
    foot = [_text(signed, size=9, colour=SOFT, gap=0.5)] if signed else []
    rule = HRFlowable(width="100%", color=RULE, spaceBefore=3 * mm, spaceAfter=4 * mm)
    return [rule, title, *lines, *foot, _text(text.url, size=8.5, colour=SOFT)]


def _foot(canvas: Any, document: Any) -> None:
    canvas.setFont(PLAIN, 8.5)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(A4[0] - MARGIN, 10 * mm, str(document.page))
