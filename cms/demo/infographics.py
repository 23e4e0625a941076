"""The two infographics of the demo, 1080 x 1350: one message each, source and date at the foot."""

import datetime as dt

from cms.demo.canvas import (
    GOLD,
    INDIGO,
    INK,
    INK_SOFT,
    LINE,
    PAPER,
    RICE,
    SON,
    SURFACE,
    Canvas,
    drum_rings,
    mix,
    star,
    text_width,
    wrapped,
)
from cms.demo.dates import day, moment
from cms.demo.notices import CHILDREN, vaccination_days

WIDTH, HEIGHT = 1080, 1350
_EDGE = 72
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def vaccination_schedule(today: dt.date) -> Canvas:
    """Draw the vaccination schedule: one big number, two days, who comes when."""
    first, second = vaccination_days(today)
    canvas = Canvas(WIDTH, HEIGHT, PAPER)
    _head(canvas, "Lịch tiêm chủng", "Trạm Y tế xã, thôn Phượng Trì", colour=RICE)
    total = str(sum(CHILDREN.values()))
    canvas.text(_EDGE, 506, total, size=164, fill=SON, style="ExtraBold/ls")
    left = _EDGE + text_width(total, size=164, weight="ExtraBold") + 32
    canvas.text(left, 446, "trẻ từ 2 đến 24 tháng tuổi", size=42, fill=INK, style="Bold/ls")
    canvas.text(left, 502, "của năm thôn, tiêm miễn phí", size=42, fill=INK, style="Medium/ls")
    _day_card(canvas, 572, first, (("dong-ho", "an-lac"), ("phuong-tri",)))
    _day_card(canvas, 828, second, (("kim-doi", "ngoc-lam"), ()))
    canvas.box(_EDGE, 1084, WIDTH - _EDGE, 1206, fill="#FBE9C6", radius=20)
    canvas.text(
        WIDTH / 2, 1122, "Mang sổ tiêm chủng, cho trẻ ăn vừa phải.", size=36, fill=INK, style="SemiBold/mm"
    )
    canvas.text(WIDTH / 2, 1170, "Tiêm xong ở lại theo dõi 30 phút.", size=36, fill=INK, style="SemiBold/mm")
    _foot(canvas, "Trạm Y tế xã Lạc Phượng", moment(today, -1, "08:00").date())
    return canvas


_NAMES = {
    "dong-ho": "Đông Hồ",
    "an-lac": "An Lạc",
    "phuong-tri": "Phượng Trì",
    "kim-doi": "Kim Đôi",
    "ngoc-lam": "Ngọc Lâm",
}


def _day_card(
    canvas: Canvas, top: float, date: dt.date, halves: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    bottom, split = top + 232, _EDGE + 250
    canvas.box(_EDGE, top, WIDTH - _EDGE, bottom, fill=SURFACE, radius=24)
    canvas.box(_EDGE, top, split, bottom, fill=RICE, radius=24)
    canvas.box(split - 30, top, split, bottom, fill=RICE)
    middle = (_EDGE + split) / 2
    canvas.text(middle, top + 60, _WEEKDAYS[date.weekday()], size=40, fill=SURFACE, style="SemiBold/mm")
    canvas.text(middle, top + 146, f"{date.day}/{date.month}", size=74, fill=SURFACE, style="ExtraBold/mm")
    canvas.box(split + 36, top + 115, WIDTH - _EDGE - 36, top + 117, fill=LINE)
    for number, (hours, slugs) in enumerate(
        zip(("Sáng 7:30 - 11:00", "Chiều 13:30 - 16:00"), halves, strict=True)
    ):
        y = top + 40 + number * 116
        canvas.text(split + 36, y, hours, size=31, fill=INK_SOFT, style="SemiBold/lm")
        who = (
            "   ".join(f"{_NAMES[slug]} ({CHILDREN[slug]} trẻ)" for slug in slugs)
            or "Tiêm vét cho các cháu chưa tiêm"
        )
        canvas.text(split + 36, y + 45, who, size=33, fill=INK, style="Bold/lm")


_RULES = (
    ("Không bấm liên kết lạ", "dù người gửi tự xưng là công an"),
    ("Không cài ứng dụng lạ", "VNeID chỉ tải từ kho chính thức"),
    ("Không đọc mã OTP", "cho bất cứ ai, vì bất cứ lý do gì"),
)


def fraud_warning(today: dt.date) -> Canvas:
    """Draw the warning of false policemen: a big "3 không" and what they are."""
    canvas = Canvas(WIDTH, HEIGHT, PAPER)
    _head(canvas, "Cảnh báo lừa đảo", "Cuộc gọi giả danh công an, bắt cập nhật VNeID", colour=SON)
    canvas.text(_EDGE, 520, "3", size=210, fill=SON, style="ExtraBold/ls")
    left = _EDGE + text_width("3", size=210, weight="ExtraBold") + 32
    canvas.text(left, 520, "KHÔNG", size=130, fill=INK, style="ExtraBold/ls")
    for number, (rule, why) in enumerate(_RULES):
        top = 580 + number * 168
        canvas.box(_EDGE, top, WIDTH - _EDGE, top + 146, fill=SURFACE, radius=24)
        _forbidden(canvas, _EDGE + 82, top + 73)
        canvas.text(_EDGE + 170, top + 50, rule, size=48, fill=INK, style="Bold/lm")
        canvas.text(_EDGE + 170, top + 106, why, size=34, fill=INK_SOFT, style="Medium/lm")
    canvas.box(_EDGE, 1092, WIDTH - _EDGE, 1206, fill=INDIGO, radius=20)
    lines = wrapped(
        "Nghi ngờ: tắt máy, báo ngay Công an xã hoặc trưởng thôn", size=40, weight="Bold", width=880
    )
    for number, line in enumerate(lines):
        y = 1149 + (number - (len(lines) - 1) / 2) * 50
        canvas.text(WIDTH / 2, y, line, size=38, fill=SURFACE, style="Bold/mm")
    _foot(canvas, "Công an xã Lạc Phượng", moment(today, -2, "08:00").date())
    return canvas


def _forbidden(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x, y, 46, SON)
    canvas.stroke([(x - 18, y - 18), (x + 18, y + 18)], SURFACE, 13)
    canvas.stroke([(x - 18, y + 18), (x + 18, y - 18)], SURFACE, 13)


def _head(canvas: Canvas, title: str, subtitle: str, *, colour: str) -> None:
    """Draw the coloured head: who speaks, the one message, where or about what."""
    canvas.box(0, 0, WIDTH, 330, fill=colour)
    drum_rings(canvas, WIDTH - 70, 60, radius=300, colour="#FFFFFF26")
    star(canvas, _EDGE + 24, 78, radius=26, colour=mix(GOLD, SURFACE, 0.25))
    canvas.text(_EDGE + 66, 78, "Xã Lạc Phượng", size=34, fill=SURFACE, style="SemiBold/lm")
    canvas.text(_EDGE - 4, 210, title, size=100, fill=SURFACE, style="ExtraBold/ls")
    canvas.text(_EDGE, 280, subtitle, size=38, fill=SURFACE, style="Medium/ls")


def _foot(canvas: Canvas, source: str, date: dt.date) -> None:
    canvas.box(_EDGE, 1246, WIDTH - _EDGE, 1248, fill=LINE)
    canvas.text(_EDGE, 1290, f"Nguồn: {source}", size=28, fill=INK_SOFT, style="Medium/lm")
    canvas.text(WIDTH - _EDGE, 1290, day(date), size=28, fill=INK_SOFT, style="Medium/rm")
