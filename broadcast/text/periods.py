"""Rules for quarters, years, numbered terms of a year and days of the week."""

import re

from broadcast.text.dates import MONTH, NO_MORE, YEAR, month_words, read_month, year_words
from broadcast.text.numbers import integer, ordinal, roman_value
from broadcast.text.rules import Answer, Found, rule

WEEKDAY_AFTER = re.compile(
    r"\s*(?:,|-|và|\(|&|:\s?(?:\d{1,2}\s?[hg:]|từ|sáng|chiều|tối|nghỉ)|đến|hằng|hàng|ngày|CN|tuần|\d{1,2}[/.]\d|\d{1,2}\s?[hg:]\s?\d{0,2}(?!\w))"
)

SCHEDULE = re.compile(
    r"(?<!\w)(?:lịch|tuần|thu gom|trực|thời khóa biểu|thực đơn)(?!\w)[^\n]{0,60}[:;,.)]\s\Z", re.IGNORECASE
)
TEAM_ONE = re.compile(r"(?<!\w)T1(?!\w)(?!-)[^\n]{0,40}\Z")
DAY_LISTED = re.compile(r"(?<!\w)T[2-7]:[^\n:]{1,80}[;,.]\s\Z")
WEEKDAY_JOINT = re.compile(r"(?<!\w)T[2-7]\s?(?:,|-|và|&|đến)\s?\Z")
WEEKDAY_BEFORE = re.compile(
    r"(?<!\w)(?:sáng|trưa|chiều|tối|đêm|từ|vào|các ngày|cả"
    r"|kể cả|trừ|nghỉ|riêng|đến|hết|qua|ngày|làm việc|lịch|họp|hàng tuần|mỗi"
    r"|\d{1,2}\s?[hg](?:[0-5]\d)?,?|\d giờ(?: \d\d)?,?"
    r"|từ nay)\s?\Z",
    re.IGNORECASE,
)


def read_quarter(found: Found) -> Answer:
    """Quý IV/2026, Quý I, II/2026."""
    numbers = [_quarter(part) for part in re.split(r"\s?(?:,|-|và)\s?", found["numbers"])]
    joint = " đến " if "-" in found["numbers"] else " và " if "và" in found["numbers"] else ", "
    word = found["word"].lower() if found["word"].isupper() else found["word"]
    spoken = f"{word} {joint.join(numbers)}"
    return f"{spoken} năm {year_words(found['year'])}" if found["year"] else spoken


def _quarter(text: str) -> str:
    return integer(roman_value(text) or int(text)) if text.isdecimal() or roman_value(text) else text


def read_years(found: Found) -> Answer:
    """2026-2030, 2025/2026, 2025-26."""
    first, second = found["first"], found["second"]
    joint = " đến " if "-" in found.whole else " "
    return integer(int(first)) + joint + integer(int(second) if len(second) == 4 else int(first[:2] + second))


def read_weekdays(found: Found) -> Answer:
    """Thứ 2-6 is a stretch, 3-5-7 are three days."""
    joint = ", " if found.whole.count("-") > 1 else " đến "
    return re.sub(r"\s?-\s?", joint, re.sub(r"\d", lambda one: ordinal(one[0]), found.whole))


def is_scheduled(found: Found) -> bool:
    """ "Lịch cắt điện: T2: TBA 1, 3; T4: TBA 5": a list of days, each before a colon."""
    if found.text[found.match.end() : found.match.end() + 1] != ":":
        return False
    return found.last_rule == "weekday_code" or found.follows(SCHEDULE) or found.follows(DAY_LISTED)


def read_weekday_code(found: Found) -> Answer:
    """T2 ... T7 beside other weekdays or a date."""
    days_before = found.last_rule == "weekday_code" or (
        found.last_rule in ("dash", "sign") and not found.follows(THING_BEFORE)
    )
    goes_on = days_before and found.follows(WEEKDAY_JOINT)
    if TEAM_ONE.search(found.before):
        return None
    if not (goes_on or is_scheduled(found) or found.precedes(WEEKDAY_AFTER) or found.follows(WEEKDAY_BEFORE)):
        return None
    return "thứ " + ordinal(found["number"])


NUMBERED_YEAR = rule(
    "numbered_year",
    rf"(?P<number>\d{{1,2}})\s?/\s?(?P<year>{YEAR}){NO_MORE}(?!\w)",
    lambda found: f"{integer(int(found['number']))} năm {year_words(found['year'])}",
    left=r"(?<!\w)(?:đợt|kỳ|lần|số|khóa|tập|vụ|vòng|phiên|tuần|quý|học kỳ)(?: thứ)?\s+",
)

QUARTER = rule(
    "quarter",
    rf"(?P<word>[Qq]uý|QUÝ)\s*(?P<numbers>(?:IV|I{{1,3}}|[1-4])(?:\s?(?:,|-|và)\s?(?:IV"
    rf"|I{{1,3}}|[1-4])(?!\w))*)(?!\w)(?:\s?/\s?(?P<year>{YEAR}))?",
    read_quarter,
    starts="a",
)

STROKE_YEAR = rule(
    "year_after_stroke",
    rf"\s?/\s?(?P<year>{YEAR})(?![\w/])",
    lambda found: f" năm {year_words(found['year'])}",
    starts=".",
    left=r"(?:[IVX]|\d|\dT|kỳ|vụ|khóa)",
)

YEARS = rule("years", rf"(?P<first>{YEAR})\s?[-/]\s?(?P<second>{YEAR}|\d\d)(?![\w/\-])", read_years)

WEEKDAYS = rule(
    "weekdays",
    r"[2-7](?:(?:\s?(?:,|và|-)\s?|, thứ )[2-7](?![\d/]))*(?![\w/]|[.,]\d)",
    read_weekdays,
    left=r"(?<!lần )(?<!\w)thứ\s+",
)

COUNTED_BY_MONTH = (
    r"\s*(?:tháng|tuổi|tr|triệu|tỷ|nghìn|ngàn|k|đồng|đ|kg|lần|lượt|người|con|ca"
    r"|buổi|%|suất|hộ|giờ|ngày|kỳ|lít|bao|m3|số)(?!\w)"
)
MONTH_LIST = rule(
    "month_list",
    rf"{MONTH}(?:\s?[,+&]\s?{MONTH}){{1,6}}(?![\d/\w]|[.,]\d|{COUNTED_BY_MONTH})",
    lambda found: re.sub(r"\s?[,+&]\s?", ", ", re.sub(r"\d+", lambda one: month_words(one[0]), found.whole)),
    left=r"(?<!\d )(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )(?<!\w)tháng\s+",
)
MONTH_NAME = rule(
    "month",
    rf"{MONTH}(?:\s?-\s?{MONTH})?(?![\d/\w]|[.,]\d|{COUNTED_BY_MONTH})",
    read_month,
    left=r"(?<!\d )(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )(?<!\w)tháng\s+",
)
MONTH_CODES = rule(
    "month_code",
    r"T(?P<first>1[0-2]|[1-9])\s?-\s?T?(?P<second>1[0-2]|[89])(?![\w/])",
    lambda found: f"tháng {month_words(found['first'])} đến tháng {month_words(found['second'])}",
    starts="a",
)
# After these T2 names a thing.
NO_WEEKDAY = (
    "kênh", "mương", "tuyến", "cống", "nhánh", "lô", "tòa", "mã", "nhà", "bơm", "TBA", "lộ", "T1,", "T1 và", "trạm",
    "khu", "block",
    "đường dây", "tầng",
)  # fmt: skip
WEEKDAY_CHAIN = rule(
    "weekday_code",
    r"T[2-7](?:\s?[-/]\s?(?:T[2-7]|CN)){2,5}(?!\w)",
    lambda found: ", ".join(
        "chủ nhật" if day == "CN" else "thứ " + ordinal(day[1])
        for day in re.split(r"\s?[-/]\s?", found.whole)
    ),
    starts="a",
)
LATE_MONTH = rule(
    "month_code",
    r"T(?P<months>1[0-2]|[189])(?![\w\-]|[./]\d)",
    lambda found: f"tháng {month_words(found['months'])}",
    starts="a",
    left=r"(?<!\w)(?:lương|lương hưu|tiền|BTXH|BHXH|BHYT|NCC|trợ cấp|trợ cấp xã hội|kỳ|điện|nước|phí|hưu|báo cáo"
    r"|số liệu|lịch|họp|chi trả|giao ban|KT-XH|QP-AN|ATGT|tình hình|sơ kết|công tác|hoạt động|kết quả|nhiệm vụ"
    r"|từ|trong|vào|đến|kế hoạch|KH|hết|đầu|cuối|giữa|so với|bằng|cùng kỳ|trước|sau|đợt|nợ)\s(?:chi trả )?"
    r"|(?<!\w)(?:kỳ|đợt|lần|tuần) \d\s|(?<!\w)T(?:1[0-2]|[1-9])\s?(?:,|và|đến|;)\s?",
)
MONTH_ALONE = rule(
    "month_code",
    r"T(?P<months>1[0-2]|[89])(?=\s(?:từ|này|tới|vừa|năm|và tháng|đến tháng|đạt|tăng|giảm|trả|sẽ|có|so với)(?!\w)"
    r"|/20\d\d)",
    lambda found: f"tháng {month_words(found['months'])}",
    starts="a",
    left="".join(f"(?<!{word} )" for word in NO_WEEKDAY),
)
THING_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(NO_WEEKDAY)}) T[2-7]\s?[&-]\s?\Z", re.IGNORECASE)
WEEKDAY_CODE = rule(
    "weekday_code",
    r"T(?P<number>[2-7])(?!\w)",
    read_weekday_code,
    starts="a",
    left="".join(f"(?<!{word} )" for word in NO_WEEKDAY),
)
WEEKDAY_LIST = rule(
    "weekdays",
    r"T[2-7](?:\s?,\s?[2-7]){1,5}(?![\w%]|[.,/]\d)",
    lambda found: "thứ " + ", ".join(ordinal(day) for day in re.findall(r"[2-7]", found.whole)),
    starts="a",
)
LUNAR_MONTH_CODE = rule(
    "month_code",
    rf"T(?P<months>{MONTH})(?!\w)",
    lambda found: f"tháng {month_words(found['months'])}",
    starts="a",
    left=r"(?:rằm|mùng \d{1,2}|ngày \d{1,2}|đầu|cuối|giữa|hết)\s",
    right=r"(?!,?\s?\(?\d{1,2}[/.]\d)",
)
QUARTER_CODE = rule(
    "quarter",
    rf"Q(?:uý)?\s?(?:[1-4]|I{{1,3}}|IV)\s?/\s?{YEAR}(?:\s?-\s?Q(?:[1-4]|I{{1,3}}|IV)\s?/\s?{YEAR})?(?!\w)",
    lambda found: " đến ".join(
        f"quý {_quarter(number)} năm {year_words(year)}"
        for number, year in re.findall(r"([1-4]|[IV]+)\s?/\s?(\d+)", found.whole)
    ),
    starts="a",
)
FLOOR = rule(
    "floor",
    r"T(?P<number>\d{1,2})(?![\w/])",
    lambda found: f"tầng {integer(int(found['number']))}",
    starts="a",
    left=r"(?<!\w)(?:phòng họp|hội trường|phòng|nhà điều hành|trụ sở)(?: lớn| nhỏ| số \d)?,?\s",
)
SMALL_WEEKDAY = rule(
    "weekday_code",
    r"t(?P<number>[2-7])(?!\w)",
    lambda found: "thứ " + ordinal(found["number"]),
    starts="a",
    left=r"(?<!\w)(?:sáng|trưa|chiều|tối|đêm|từ|nghỉ|các ngày|vào|hết|đến)\s|(?<!\w)t[2-7]\s?(?:,|-|và|&)\s?",
)
WEEKDAY_CODES = (FLOOR, SMALL_WEEKDAY, WEEKDAY_LIST, LATE_MONTH, MONTH_ALONE, WEEKDAY_CHAIN, WEEKDAY_CODE)
