"""Draws the rundown (kịch bản phát sóng) of a day as a PDF to print: sessions, times, lengths, zones, signatures."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from fontpkg_be_vietnam_pro import ROOT as FONTS
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from broadcast.outlook import Line, Session
from broadcast.plan.reasons import day_text, length_text

INK, SOFT, RULE = HexColor("#1F2328"), HexColor("#5B6067"), HexColor("#C9C2B4")
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN - 12
COLUMNS = (0.14, 0.50, 0.16, 0.20)
PLAIN, BOLD = "BeVietnamPro-Regular", "BeVietnamPro-Bold"


def draw(station: str, day: date, sessions: Sequence[Session]) -> bytes:
    """Return the rundown of a day; sessions without an item are named as free."""
    _register_fonts()
    file = BytesIO()
    title = _("Rundown of %(day)s") % {"day": day_text(day)}
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=15 * mm,
        bottomMargin=15 * mm,
        title=title,
        author=station,
    )
    parts: list[Flowable] = [
        _text(station, size=10, colour=SOFT),
        _text(title, bold=True, size=16),
        Spacer(0, 5 * mm),
    ]
    for session in sessions:
        parts += [KeepTogether(_session(session)), Spacer(0, 5 * mm)]
    if not sessions:
        parts.append(_text(_("There is no session on that day.")))
    parts.append(_signatures())
    document.build(parts)
    return file.getvalue()


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    files = {path.stem: path for path in FONTS.rglob("*.ttf")}
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(files[name])))


def _session(session: Session) -> list[Flowable]:
    head = _("%(time)s · %(name)s · %(used)s of %(budget)s") % {
        "time": f"{session.starts_at:%H:%M}",
        "name": session.name,
        "used": length_text(session.used_s * 1000) if session.lines else "0",
        "budget": length_text(session.budget_s * 1000),
    }
    if not session.lines:
        return [_text(head, bold=True), _text(_("Nothing is booked."), colour=SOFT)]
    rows = [
        [_text(name, bold=True, size=8.5) for name in (_("Time"), _("What is heard"), _("Length"), _("Zone"))]
    ]
    rows += [_row(line) for line in session.lines]
    table = Table(
        rows,
        colWidths=[WIDTH * share for share in COLUMNS],
        style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")],
        repeatRows=1,
    )
    return [_text(head, bold=True), Spacer(0, 1.5 * mm), table]


def _row(line: Line) -> list[object]:
    words: list[Flowable] = [_text(line.item.title)]
    if line.reason:
        words.append(_text(line.reason, size=8, colour=SOFT))
    return [
        _text(f"{line.starts_at:%H:%M:%S}"),
        words,
        _text(length_text(line.seconds * 1000)),
        _text(line.zones),
    ]


def _signatures() -> Flowable:
    names = [[_text(_("Drawn up by"), bold=True), _text(_("Approved by"), bold=True)]]
    return Table(names, colWidths=[WIDTH / 2, WIDTH / 2], rowHeights=[28 * mm])


def _text(words: str, *, bold: bool = False, size: float = 9.5, colour: HexColor = INK) -> Paragraph:
    style = ParagraphStyle(
        f"{bold}{size}", fontName=BOLD if bold else PLAIN, fontSize=size, leading=size * 1.4, textColor=colour
    )
    return Paragraph(escape(words), style)
