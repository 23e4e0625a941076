"""The page that a commune prints and locks away: what the root key is, and the key itself, to scan or to type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno
from fontpkg_be_vietnam_pro import ROOT as FONTS
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from broadcast.keys import paper

PLAIN, BOLD = "BeVietnamPro-Regular", "BeVietnamPro-SemiBold"
LEFT, RIGHT, TOP = 22 * mm, A4[0] - 22 * mm, A4[1] - 24 * mm
TEXT_SIZE, LINE = 10.5, 5.6 * mm

WHAT = (
    "Khoá gốc là con dấu của đài. Mọi cụm loa và bảng tin của xã chỉ nghe theo lịch phát do khoá gốc này "
    "chứng nhận. Ai có trang này có thể cho loa của xã phát bất cứ điều gì.",
    "Chỉ cần tới trang này khi: đổi khoá hằng năm, thu hồi một khoá bị lộ, cài lại máy chủ hoặc khôi phục bản sao "
    "lưu. Nếu mất trang này và máy chủ cũng hỏng, phải đến từng cụm loa, từng bảng tin để nhận lại máy.",
)
KEEP = (
    "In hai bản. Một bản cho vào phong bì niêm phong, để trong két của UBND xã; một bản để ở nơi khác.",
    "Không chụp ảnh, không gửi qua Zalo hay thư điện tử, không lưu tệp này trên máy tính.",
    "Ghi vào sổ: ngày in, người in, nơi cất. Mở phong bì thì phải có hai người và ghi biên bản.",
    "Lộ trang này thì báo ngay quản trị viên để làm khoá gốc mới.",
)
TYPE_BACK = (
    "Gõ lại: vào trang Khoá của đài, mục “Khôi phục khoá gốc”, hoặc lệnh manage.py station_keys restore. "
    "Không phân biệt chữ hoa, chữ thường; khoảng trắng và gạch nối bỏ qua. "
    "Mã không dùng chữ I, L, O, U: thấy giống thì đó là số 1 hoặc số 0. "
    "Chữ cuối mỗi nhóm là chữ kiểm tra; gõ nhầm thì máy chỉ ra nhóm sai."
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stands on the page: ``groups`` is the key, ``mark`` tells this root from another."""

    station: str
    mark: str
    made_at: datetime
    printed_at: datetime
    printed_by: str
    groups: Sequence[str]


def draw(sheet: Sheet) -> bytes:
    """Return the page as PDF, A4; nothing of it touches the disk."""
    for font in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(font, str(FONTS / "files" / f"{font}.ttf")))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(f"Khoá gốc - {sheet.station}")
    y = _head(canvas, sheet)
    y = _paragraphs(canvas, WHAT, y - 4 * mm)
    y = _heading(canvas, "Cất giữ", y)
    y = _paragraphs(canvas, KEEP, y, bullet="•")
    y = _heading(canvas, "Khoá gốc", y)
    y = _key(canvas, sheet.groups, y)
    _paragraphs(canvas, (TYPE_BACK,), y - 3 * mm)
    _foot(canvas, sheet)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _head(canvas: Canvas, sheet: Sheet) -> float:
    canvas.setFont(BOLD, 9)
    canvas.drawString(LEFT, TOP, "TÀI LIỆU MẬT CỦA ĐÀI · KHÔNG SAO CHỤP")
    canvas.setFont(BOLD, 19)
    canvas.drawString(LEFT, TOP - 11 * mm, "Khoá gốc của đài truyền thanh")
    canvas.setFont(PLAIN, 11.5)
    canvas.drawString(LEFT, TOP - 19 * mm, sheet.station)
    canvas.drawString(
        LEFT, TOP - 25 * mm, f"Dấu của đài: {sheet.mark}      Làm ngày {sheet.made_at:%d/%m/%Y}"
    )
    canvas.line(LEFT, TOP - 29 * mm, RIGHT, TOP - 29 * mm)
    return TOP - 32 * mm


def _heading(canvas: Canvas, words: str, y: float) -> float:
    canvas.setFont(BOLD, 12.5)
    canvas.drawString(LEFT, y - 4 * mm, words)
    return y - 10 * mm


def _paragraphs(canvas: Canvas, paragraphs: Sequence[str], y: float, *, bullet: str = "") -> float:
    """Draw text in lines; return where the next thing may begin."""
    indent = 5 * mm if bullet else 0
    canvas.setFont(PLAIN, TEXT_SIZE)
    for paragraph in paragraphs:
        if bullet:
            canvas.drawString(LEFT, y, bullet)
        for line in _lines(paragraph, RIGHT - LEFT - indent):
            canvas.drawString(LEFT + indent, y, line)
            y -= LINE
        y -= 1.5 * mm
    return y


def _lines(paragraph: str, width: float) -> list[str]:
    lines = [""]
    for word in paragraph.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if pdfmetrics.stringWidth(longer, PLAIN, TEXT_SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _key(canvas: Canvas, groups: Sequence[str], y: float) -> float:
    """Draw the groups, numbered, two a line, and the QR code beside them."""
    top = y
    for at, group in enumerate(groups):
        x, line = LEFT + (at % 2) * 46 * mm, top - (at // 2) * 8.5 * mm
        canvas.setFont(PLAIN, 8.5)
        canvas.drawRightString(x + 6 * mm, line, f"{at + 1}")
        canvas.setFont("Courier-Bold", 17)
        canvas.drawString(x + 9 * mm, line, group)
    side = 58 * mm
    _qr(canvas, paper.PREFIX + "-".join(groups), x=RIGHT - side, y=top + 5 * mm - side, side=side)
    return top - ((len(groups) + 1) // 2) * 8.5 * mm


def _qr(canvas: Canvas, text: str, *, x: float, y: float, side: float) -> None:
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    cell = side / len(rows)
    for down, row in enumerate(rows):
        for across, is_dark in enumerate(row):
            if is_dark:
                canvas.rect(
                    x + across * cell,
                    y + side - (down + 1) * cell,
                    cell * 1.02,
                    cell * 1.02,
                    stroke=0,
                    fill=1,
                )


def _foot(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont(PLAIN, 9)
    canvas.line(LEFT, 34 * mm, RIGHT, 34 * mm)
    canvas.drawString(
        LEFT, 28 * mm, f"In lúc {sheet.printed_at:%H:%M ngày %d/%m/%Y}, người in: {sheet.printed_by}"
    )
    canvas.drawString(
        LEFT, 20 * mm, "Người cất giữ: ...............................    Nơi cất: .................."
    )
    canvas.drawString(RIGHT - 52 * mm, 20 * mm, "Chữ ký: ......................")
