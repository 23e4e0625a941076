"""Draws the approval slip as one PDF page: fonts embedded, a QR that leads to the verification page."""

from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

import segno
from django.utils.translation import gettext as _
from fontpkg_be_vietnam_pro import ROOT as FONTS
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from newsroom.slip import SHORT, Slip

INK, SOFT, LINE, URGENT = HexColor("#1F2328"), HexColor("#5B6067"), HexColor("#C9C2B4"), HexColor("#A8201A")
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN - 12  # the frame keeps 6 points on either side
QR_SIZE = 32 * mm
TOP_LEFT = (("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0))
PLAIN, BOLD = "BeVietnamPro-Regular", "BeVietnamPro-Bold"


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    files = {path.stem: path for path in FONTS.rglob("*.ttf")}
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(files[name])))


def _style(
    *, bold: bool = False, size: float = 10, centred: bool = False, colour: HexColor = INK
) -> ParagraphStyle:
    name, leading = BOLD if bold else PLAIN, size * 1.4
    style = ParagraphStyle(f"{name}{size}", fontName=name, fontSize=size, leading=leading, textColor=colour)
    if centred:
        style.alignment = TA_CENTER
    return style


def _text(words: str, style: ParagraphStyle | None = None) -> Paragraph:
    return Paragraph(escape(words), style or _style())


def pdf(slip: Slip) -> bytes:
    """Return the slip as a PDF file."""
    _register_fonts()
    title = _("Approval slip number %(number)s") % {"number": slip.number}
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=15 * mm,
        bottomMargin=15 * mm,
        title=title,
        author=slip.authority or slip.commune,
    )
    document.build([*_head(slip), *_body(slip), *_proof(slip)])
    return file.getvalue()


def _head(slip: Slip) -> list[Flowable]:
    office = [_text(slip.authority or slip.commune, _style(bold=True, size=9.5, centred=True))]
    if slip.province:
        office.insert(0, _text(slip.province, _style(size=9.5, centred=True)))
    state = [
        _text(_("SOCIALIST REPUBLIC OF VIET NAM"), _style(bold=True, size=9.5, centred=True)),
        _text(_("Independence - Freedom - Happiness"), _style(bold=True, size=9.5, centred=True)),
    ]
    head: list[Flowable] = [
        Table(
            [[office, state]],
            colWidths=[WIDTH * 0.42, WIDTH * 0.58],
            style=[("VALIGN", (0, 0), (-1, -1), "TOP")],
        ),
        Spacer(0, 8 * mm),
        _text(_("APPROVAL SLIP"), _style(bold=True, size=16, centred=True)),
        _text(_("Number %(number)s") % {"number": slip.number}, _style(size=11, centred=True)),
        Spacer(0, 5 * mm),
    ]
    if slip.recall:
        head += [_text(slip.recall, _style(bold=True, size=10.5, colour=URGENT)), Spacer(0, 4 * mm)]
    return head


def _body(slip: Slip) -> list[Flowable]:
    rows = [[_text(_("Story"), _style(colour=SOFT)), _text(slip.title, _style(bold=True, size=11))]]
    rows += [[_text(name, _style(colour=SOFT)), _text(value)] for name, value in slip.rows]
    names = [_("Step"), _("Person"), _("Office"), _("Time")]
    steps = [[_text(name, _style(size=9, colour=SOFT)) for name in names]]
    steps += [[_text(cell, _style(size=9)) for cell in step] for step in slip.steps]
    return [
        Table(rows, colWidths=[WIDTH * 0.24, WIDTH * 0.76], style=_plain_table()),
        *_section(_("Steps that were taken")),
        Table(steps, colWidths=[WIDTH * share for share in (0.28, 0.27, 0.25, 0.2)], style=_lined_table()),
    ]


def _proof(slip: Slip) -> list[Flowable]:
    rows = [
        [_text(name, _style(size=9)), _text(digest, _style(size=7.6))]
        for name, digest in [
            *slip.digests,
            (_("Link of the chain"), slip.sha256),
            (_("Key of the signature"), slip.key_id),
        ]
    ]
    code = BytesIO()
    segno.make(slip.address, error="m", micro=False).save(code, kind="png", scale=8, border=2)
    code.seek(0)
    words = _(
        "Scan the code or open this address to see whether the approval stands. The digits must be these:"
    )
    check = [
        _text(words, _style(size=9)),
        _text(" ".join(slip.sha256[at : at + 4] for at in range(0, SHORT, 4)), _style(bold=True, size=12)),
        _text(slip.address, _style(size=8, colour=SOFT)),
    ]
    return [
        *_section(_("Digests (SHA-256) of what was approved")),
        Table(rows, colWidths=[WIDTH * 0.24, WIDTH * 0.76], style=_lined_table()),
        Spacer(0, 7 * mm),
        Table(
            [[Image(code, QR_SIZE, QR_SIZE), check]],
            colWidths=[QR_SIZE + 4 * mm, WIDTH - QR_SIZE - 4 * mm],
            style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (0, 0), 0)],
        ),
    ]


def _section(words: str) -> list[Flowable]:
    return [Spacer(0, 5 * mm), _text(words, _style(bold=True, size=10.5)), Spacer(0, 1.5 * mm)]


def _plain_table() -> TableStyle:
    return TableStyle([*TOP_LEFT, ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])


def _lined_table() -> TableStyle:
    return TableStyle([*TOP_LEFT, ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE)])
