"""Rules for marks, winning numbers and what else is numbered in schools and lotteries."""

import re

from broadcast.text.numbers import amount, digits
from broadcast.text.rules import Answer, Found, rule

SUBJECTS = (
    "toán|ngữ văn|văn|tiếng việt|tiếng anh|ngoại ngữ|anh|vật lý|lý|hóa học|hóa"
    "|sinh học|sinh|lịch sử|sử|địa lý|địa"
    "|gdcd|tin học|tin|khtn|khxh|công nghệ|đtb|tbc|trung bình|tổng"
)
MARKS = (
    r"(?<!\w)điểm (?:chuẩn|sàn|thi|xét tuyển|trúng tuyển)[^.;\n]{0,30}(?:là|:)\s|"
    rf"(?<!\w)(?:(?:môn |điểm )?(?:{SUBJECTS})|điểm(?: (?:chuẩn|sàn|thi|số|xét|tốt"
    rf"|nghiệp|đạt|ưu tiên|cộng|số|cao|nhất|thấp|là|"
    r"trúng tuyển|trung bình|khuyến khích|thưởng)){0,6}|gpa|độ lớn|cao trình|cao độ|cốt(?: nền)?"
    r"|cường độ)\s?[:=]?\s*[+\-]?|(?<!\w)(?:hệ số|bình quân|tỷ lệ|chiếm|tăng|giảm|gấp"
    r"|chỉ số)\s"
)
CRITERIA = re.compile(r"(?<!\w)(?:tiêu chí|chỉ tiêu|mục|điều|phiên bản)(?!\w)[^\n]{0,80}\Z", re.IGNORECASE)
PRIZES = (
    r"giải\s(?:đặc biệt|ĐB|nhất|nhì|ba|tư|bốn|năm|sáu|bảy|tám|khuyến khích"
    r"|phụ)(?: là)?\s?:?\s*(?:\d{2,6}(?:,| -|-) ?){0,6}"
)


def read_mark(found: Found) -> Answer:
    """7.75 and 8.5: marks are decimals however they are typed; the parts of a criterion are none."""
    if found.follows(CRITERIA):
        return None
    return amount(found.whole.replace(".", ","))


def read_prize(found: Found) -> Answer:
    """A number drawn is read figure by figure."""
    return ", ".join(digits(part) for part in re.findall(r"\d+", found.whole))


MARK = rule("mark", r"\d{1,2}\.\d{1,2}(?!\w|\.\w|,\d)", read_mark, left=MARKS)
PRIZE_NUMBER = rule(
    "prize_number",
    r"\d{5,6}(?![\w.,/]\d|\s?(?:đ|k|tr|đồng|nghìn|triệu|USD|người)(?!\w))",
    read_prize,
    left=PRIZES,
)
