"""Rules for days written with a dash, 20-11, for lists that go on, and for streets and places named after a day."""

import re

from broadcast.text.dates import (
    DAY,
    MONTH,
    NO_COUNT,
    NO_MORE,
    date_words,
    day_prefix,
    day_words,
    is_real,
    month_words,
)
from broadcast.text.dates import read_list as dates_list
from broadcast.text.numbers import integer
from broadcast.text.rules import Answer, Doubt, Found, rule

FROM_DAY = re.compile(r"(?<!\w)từ ngày\s+\Z", re.IGNORECASE)
PLAYED = re.compile(r"(?<!\w)(?:thắng|thua|hòa|hoà|dẫn|gặp|đấu|với|bại|hạ)(?: [A-ZĐ][^\W\d_]*){1,4}\s\Z")
CLAUSE_END = re.compile(r"\s*(?:[.,;:()!?\n]|$|(?:tại|ở|này|tới)(?!\w))")
TO_DAY = re.compile(r",? (?:đến|tới)(?!\w)")


def read_dashed(found: Found) -> Answer:
    """20-11 after the name of a feast; "ngày 5-7" may also be three days; "thắng Yên Lễ 3-1" is no feast."""
    if found.follows(PLAYED):
        return None
    spoken = day_prefix(found) + date_words(found, found["day"], found["month"], "")
    if int(found["day"]) >= int(found["month"]) or "." in found.whole:
        return spoken
    days = f"{day_prefix(found)}{day_words(found['day'])} đến {day_words(found['month'])}"
    if found.follows(FROM_DAY) and not found.precedes(TO_DAY):
        return Doubt(spoken=days, choices=(days, spoken), reason="date_or_range")
    return Doubt(spoken=spoken, choices=(spoken, days), reason="date_or_range")


def read_sure(found: Found) -> Answer:
    """Beside another date written so."""
    said = "" if found.before.rstrip().lower().endswith("ngày") else "ngày "
    return said + date_words(found, found["day"], found["month"], "")


def read_list(found: Found) -> Answer:
    """Ngày 27 và 28-7: the last figure is the month where no day could be so much lower."""
    days = re.findall(r"\d+", found["days"])
    if int(days[-1]) <= int(found["month"]) or int(days[0]) >= int(days[-1]):
        return None
    said = re.sub(r"\d+", lambda day: day_words(day[0]), found["days"])
    return f"{day_prefix(found)}{said} tháng {month_words(found['month'])}"


def read_list_next(found: Found) -> Answer:
    """ "ngày 1,2/12 tại trạm; 4,5/12 tại thôn": of the month named before, so no decimals."""
    if not re.search(rf"\d,\s?\d{{1,2}}/{found['month']}(?!\d)", found.before):
        return None
    return dates_list(found)


LIST_NEXT = rule(
    "date_list",
    rf"(?P<days>{DAY}(?:,{DAY}){{1,6}})/(?P<month>{MONTH})(?P<year>){NO_MORE}",
    read_list_next,
)
DASHED_LIST = rule(
    "date_dashed",
    rf"(?P<days>{DAY}(?:\s?(?:,|và)\s?{DAY}){{1,6}})-(?P<month>{MONTH}){NO_MORE}(?!\w)",
    read_list,
    left=r"(?<!\w)(?<!mỗi )(?<!\d )ngày\s+",
    right=r"(?!\s*tháng)",
)
DASHED_SPAN = rule(
    "date_dashed",
    rf"(?P<day>{DAY})-(?P<month>{MONTH})(?=\s(?:đến"
    rf"|tới)(?: hết)?(?: ngày)? {DAY}-{MONTH}(?!\w|[.,\-/]\d|\s?%))",
    lambda found: (
        f"{day_prefix(found)}{date_words(found, found['day'], found['month'], '')}"
        if is_real(found["day"], found["month"], "")
        else None
    ),
    left=r"(?<!\w)(?:từ|từ ngày|ngày|trong)\s",
)
STREET = rule(
    "street_of_a_day",
    rf"(?P<day>{DAY})[/\-](?P<month>{MONTH}){NO_MORE}(?!\w|\s?%)",
    lambda found: (
        f"{integer(int(found['day']))} tháng {month_words(found['month'])}"
        if is_real(found["day"], found["month"], "")
        else None
    ),
    left=r"(?<!\w)(?<!quãng )(?<!chặng )(?<!lên )(?<!xuống )(?:đường|phố|cầu|công viên"
    r"|quảng trường|ngã tư|ngã ba|vòng xoay|xí nghiệp|nông trường"
    r"|nhà máy|hồ|đại lộ|bến xe|bệnh viện"
    r"|(?<!tựu )trường(?: (?-i:MN|MG|TH|THCS|THPT)| mầm non| mẫu giáo| tiểu học)?)\s",
    right=r"\s*(?:[,.;:()\-/]|$|\n|(?:và|đoạn|từ|đến|thuộc|tại|nối|ra|về|với|trên|xã|phường"
    r"|quận|cũ|mới|bị|qua|dài|rộng|có|để|do|đề nghị|phải|sẽ|đã|cần|là|đang|vào|tổ chức|khai|nghỉ|đón"
    r"|thông báo|tuyển|mời|nhận|đạt|ngày|sáng|chiều|tối|cho)(?!\w)|(?-i:[A-ZĐ]))",
)
DASHED = rule(
    "date_dashed",
    rf"(?P<day>{DAY})\s?[-.]\s?(?P<month>{MONTH}){NO_MORE}(?!\w)",
    read_dashed,
    left=r"(?<!\w)(?:ngày|niệm|lễ|phụ nữ|nhà giáo|quốc tế|thầy thuốc|quân đội|giải"
    r" phóng)\s+(?:(?:[^\W\d_]+|-),? ){0,8}(?<!\bTDP )(?<!\btổ )(?<!\bấp )(?<!\bthôn )(?<!\bxóm )(?<!\bkhu )"
    r"(?<!\bkhối )(?<!\bđội )(?<!\bbản )(?<!\bKP )(?<!\blớp )(?<!\bcấp )\(?",
    right=r"(?=\s*(?:[.,;:()!?\n]|$|năm|và|tại|của|với|bằng|trên|là|-))",
)
DASHED_PART = rule(
    "date_dashed",
    rf"(?P<day>{DAY})-(?P<month>{MONTH}){NO_MORE}(?!\w)",
    lambda found: (
        read_dashed(found) if int(found["day"]) > int(found["month"]) or found.precedes(CLAUSE_END) else None
    ),
    left=r"(?<!\w)(?:sáng|trưa|chiều|tối|đêm|khuya)\s+",
    right=NO_COUNT + r"(?!\s*(?:giờ|tiếng|tháng|%))",
)
DASHED_LIMIT = rule(
    "date_dashed",
    rf"(?P<day>{DAY})[\-.](?P<month>{MONTH}){NO_MORE}(?!\w|\s?%)",
    lambda found: read_dashed(found) if int(found["day"]) > int(found["month"]) else None,
    left=r"(?<!\w)(?:hạn (?:cuối|chót|nộp|trả|đăng ký|thanh toán|gửi)(?: là)?:?|đến hết|trước|kể từ|chậm nhất"
    r"|(?:hôm )?(?:nay|mai|qua)[ ,]?\(?|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|CN|T[2-7])(?:,|\(| \()?)\s*",
    right=NO_COUNT + r"(?=\s*(?:[.,;:()!?\n]|$|được|phải|thì|nộp|tại|ở|và|là|sẽ|để|tới|này))",
)
DASHED_DAY = rule(
    "date_dashed",
    rf"(?P<day>{DAY})\s?[-.]\s?(?P<month>{MONTH}){NO_MORE}(?!\w)",
    read_dashed,
    left=r"(?<!\w)ngày\s+",
    right=NO_COUNT + r"(?!\s*tháng)",
)
DASHED_FALLING = rule(
    "date_dashed",
    rf"(?P<day>{DAY})-(?P<month>{MONTH}){NO_MORE}(?!\w)",
    lambda found: read_dashed(found) if int(found["day"]) > int(found["month"]) else None,
    left=r"(?<!\w)(?<!mỗi )(?<!\d )ngày\s+",
    right=NO_COUNT + r"(?!\s*tháng)",
)
DASHED_NEXT = rule(
    "date_dashed",
    rf"(?P<day>{DAY})[.\-](?P<month>{MONTH}){NO_MORE}(?!\w)",
    lambda found: (
        read_sure(found)
        if found.last_rule == "date_dashed"
        and re.fullmatch(
            r"\s?(?:,|;|và|-|đến(?: hết)?|tới)\s?(?:ngày )?", found.text[found.last_end : found.match.start()]
        )
        else None
    ),
)
DASHED_START = rule(
    "date_dashed",
    rf"(?P<day>{DAY})[.\-](?P<month>{MONTH}){NO_MORE}(?!\w|\s?%)",
    lambda found: read_sure(found) if is_real(found["day"], found["month"], "") else None,
    left=r"(?<!\w)(?:hiệu lực|áp dụng|hoạt động|thực hiện|bắt đầu|vận hành|giá|phí|triển khai|tính|điều chỉnh|thi hành"
    r"|thành lập|sáp nhập|khai trương|mở cửa|nhận việc|nghỉ hưu)(?: chính thức| mới)?(?: kể)? từ\s",
    right=r"(?=\s*(?:[.,;:()!?\n]|$|(?:này|tới|nếu|trên|tại|cho|theo|xã|các|đối với|năm nay"
    r"|năm 20\d\d|thay|sẽ|và)(?!\w)))",
)
AFTER_DAY = (LIST_NEXT, DASHED_START, DASHED_FALLING, DASHED_LIST, DASHED_SPAN, DASHED_NEXT, DASHED_DAY)
AFTER_OTHERS = (DASHED_PART, DASHED, DASHED_LIMIT)
