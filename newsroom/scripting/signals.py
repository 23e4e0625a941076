"""What a listener has to remember: when, where, by when, and who must do what."""

import re
from dataclasses import dataclass

from newsroom.scripting.cutting import UPPER
from newsroom.scripting.titles import without_documents

_CLOCK = r"\d{1,2}\s?(?:h|g|giờ)\s?(?:\d{2})?(?!\w)|\d{1,2}:\d{2}"
_DAY = (
    r"(?:ngày|hôm|sáng|chiều|tối|trưa|từ|đến|trước)\s+\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?"
    r"|ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2})?|\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:sáng|chiều|tối|trưa)\s+(?:nay|mai|kia|thứ|chủ)|hôm nay|ngày mai|thứ (?:hai|ba|tư|năm|sáu|bảy)\b|chủ nhật"
)
_TIME = re.compile(rf"(?<!\w)(?:{_CLOCK}|{_DAY})", re.IGNORECASE)
_DEADLINE = re.compile(
    r"định kỳ|(?:hạn (?:cuối|chót|nộp|đăng ký)|chậm nhất|trước ngày|trước \d{1,2} ?(?:h|giờ)|hết ngày|thời hạn)[^.]*\d",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?<!\w)(?:(?:tại|ở)\s+(?!đây|đó|chỗ|nhà$)\w+|địa điểm|(?:thôn|xóm|tổ dân phố|ấp|bản)\s+[{UPPER}\d]"
    r"|nhà văn h(?:óa|oá)|trạm y tế|trụ sở|hội trường|sân vận động)",
)
_DUTY = re.compile(
    r"(?<!\w)(?:đề nghị|yêu cầu|kính mời|mời|phải|cần|không được|nghiêm cấm|bà con|các hộ|mỗi hộ|hộ gia đình|mang theo"
    r"|đăng ký|nộp|có mặt|chuẩn bị)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Signals:
    """What one sentence tells."""

    time: bool
    place: bool
    deadline: bool
    duty: bool

    @property
    def must_stay(self) -> bool:
        """Whether a listener misses something without it: a time, a deadline, or where to do one's duty."""
        return self.time or self.deadline or (self.place and self.duty)

    @property
    def weight(self) -> int:
        """How much there is to remember; 0 when there is no time in it."""
        if not (self.time or self.deadline):
            return 0
        return 2 * self.time + 3 * self.deadline + self.place + self.duty


def signals(sentence: str) -> Signals:
    """Look at one sentence; numbers and dates of documents do not count."""
    text = without_documents(sentence)
    return Signals(
        time=bool(_TIME.search(text)),
        place=bool(_PLACE.search(text)),
        deadline=bool(_DEADLINE.search(text)),
        duty=bool(_DUTY.search(text)),
    )
