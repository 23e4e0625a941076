"""What the two infographics of the demo are made from: a template's name, and what an editor would type into it."""

import datetime as dt

from cms.demo.dates import moment
from cms.demo.notices import CHILDREN, vaccination_days
from cms.demo.shapes import Infographic

MORNING, AFTERNOON = "Sáng 7:30 - 11:00", "Chiều 13:30 - 16:00"


def vaccination_schedule(today: dt.date) -> Infographic:
    """Return the vaccination schedule: one big number, two days, who comes when."""
    first, second = (day.isoformat() for day in vaccination_days(today))
    sessions = (
        (first, MORNING, "Thôn Đông Hồ, thôn An Lạc"),
        (first, AFTERNOON, "Thôn Phượng Trì"),
        (second, MORNING, "Thôn Kim Đôi, thôn Ngọc Lâm"),
        (second, AFTERNOON, "Tiêm vét cho các cháu chưa tiêm"),
    )
    return Infographic(
        template="tiem-chung",
        values={
            "title": f"Lịch tiêm chủng tháng {vaccination_days(today)[0].month}",
            "lead": "Tại Trạm Y tế xã, thôn Phượng Trì",
            "count": str(sum(CHILDREN.values())),
            "who": "trẻ từ 2 đến 24 tháng tuổi",
            "note": "của năm thôn, tiêm miễn phí",
            "sessions": [{"date": date, "hours": hours, "text": who} for date, hours, who in sessions],
            "notice": "Mang sổ tiêm chủng. Tiêm xong ở lại theo dõi 30 phút.",
            "source": "Trạm Y tế xã Lạc Phượng",
            "date": moment(today, -1, "08:00").date().isoformat(),
        },
    )


_RULES = (
    ("Không bấm liên kết lạ", "dù người gửi tự xưng là công an"),
    ("Không cài ứng dụng lạ", "VNeID chỉ tải từ kho chính thức"),
    ("Không đọc mã OTP", "cho bất cứ ai, vì bất cứ lý do gì"),
)


def fraud_warning(today: dt.date) -> Infographic:
    """Return the warning of false policemen: a big "3 không" and what they are."""
    return Infographic(
        template="lua-dao",
        values={
            "title": "Cảnh báo lừa đảo",
            "lead": "Cuộc gọi giả danh công an, bắt cập nhật VNeID",
            "value": "3 KHÔNG",
            "label": "khi nhận cuộc gọi lạ",
            "rules": [{"title": rule, "text": why} for rule, why in _RULES],
            "notice": "Nghi ngờ: tắt máy, báo ngay Công an xã hoặc trưởng thôn",
            "source": "Công an xã Lạc Phượng",
            "date": moment(today, -2, "08:00").date().isoformat(),
        },
    )
