"""Rules for dates: full and short, typed faults, ranges, lists, months, quarters, years, weekdays."""

import re
from datetime import date

from broadcast.text.numbers import integer
from broadcast.text.rules import Answer, Doubt, Found, rule

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[89]\d\d|20\d\d|21\d\d)"
SEP = r"\s?[/.\-]{1,2}\s?"
NO_MORE = r"(?![\d/]|[.,\-]\d)"
NO_MORE_DIGITS = r"(?![\d/]|[.,]\d)"
JOIN = r"\s?(?:,|;|-|\+|và|hoặc|đến)\s?"
SAID_DAY = re.compile(
    r"(?:ngày và đêm|(?<!hằng )(?<!hàng )(?<!mỗi )ngày(?: (?:chủ nhật|thứ (?:hai|ba|tư"
    r"|năm|sáu|bảy|\d)|CN|T[2-7]))?"
    r"|(?:các|những) ngày,?(?: (?:từ|gồm|là|sau))?|mùng|mồng|rằm|hôm"
    r"|(?<!\d )(?<!mỗi )(?<!vài )(?<!hằng )(?<!hàng )(?<!các )(?<!trong )ngày(?: (?!(?:trước"
    r"|sau|từ|đến|tới|kể|vào|trong|là|và|nay"
    r"|mai|qua|này|kia|đêm|hôm|làm|công|nghỉ|cuối|đầu|lễ|hết|nhưng|hoặc|nắng"
    r"|mưa)(?!\w))[^\W\d_]+){1,2})\s*:?\s*\Z",
    re.IGNORECASE,
)
COUNTED = (
    r"(?:tổ(?! chức)|thôn|xóm|hộ|đội|chi bộ|chi hội|chi đoàn|trường|lớp|xã|ấp|bản|máy|trạm|hội viên|đoàn viên|đảng viên"
    r"|học sinh|em|đại biểu|thành viên|tiêu chí|chỉ tiêu|đơn vị|cơ sở|công trình|tuyến|khu|số|diện tích|phường|hồ sơ"
    r"|HS|GV|ĐV|HV|HTX|CLB|CB)"
)
UP_TO_NOW = re.compile(r"(?:đến|tới) nay,?\s\Z", re.IGNORECASE)
COUNTED_AFTER = re.compile(rf"\s{COUNTED}(?!\w)")
SAID_MUNG = re.compile(r"(?:mùng|mồng)\s*\Z", re.IGNORECASE)
NAMED_DAY = re.compile(r"(?<!\w)[Nn]gày [A-ZĐ][^\W\d_]*\s(?:(?:[^\W\d_]+|-)\s){0,6}\Z")
SAID_MONTH = re.compile(r"tháng\s*\Z", re.IGNORECASE)
DAY_CUE = (
    r"(?:(?<!\w)(?:ngày|từ|trước|đến|tới|sáng|trưa|chiều|tối|đêm|khuya|hôm|dịp|lễ|niệm"
    r"|khánh|phụ nữ|giải phóng|nhà giáo|lao động|tức|hết|sau|vào|nay|mai|nghỉ|phiên|tết|giỗ tổ"
    r"|hạn(?: (?:nộp|chót|cuối|cuối cùng|đăng ký|cuối nộp|thanh toán|trả|gửi))?|chạp"
    r"|nhật|đợt|mừng|bảy|hai|tư|năm|sáu|ba|giờ|phút|\d{1,2}h(?:\d\d)?/?|thứ \d|mốc"
    r"|kể từ"
    r"|rạng sáng)\s*[,:(]?\s*"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|CN|T[2-7])\s*(?:,|\(|-)?\s*)"
)
NO_COUNT = (
    r"(?!\s?-\s?\d+\s(?:lần|viên|bữa|lượt|ca|gói|giờ|tiếng|buổi|lít|con|cái|chuyến"
    r"|vòng|phút|kg|g|ml|thìa|cốc|liều|tuổi|người)(?!\w))"
    r"(?!\s(?:lần|viên|bữa|lượt|ca|gói|giờ|tiếng|buổi|lít|con|cái|chuyến|vòng|phút"
    r"|thìa|cốc|liều|tuổi|người)(?!\w))"
)


def day_words(text: str) -> str:
    """1 to 10 with mùng, as announcers say them."""
    value = int(text)
    return f"mùng {integer(value)}" if value <= 10 else integer(value)


def month_words(text: str) -> str:
    return ordinal_month(int(text))


def ordinal_month(value: int) -> str:
    """Month four is "tư"."""
    return "tư" if value == 4 else integer(value)


def year_words(text: str) -> str:
    value = int(text)
    return integer(2000 + value if value < 100 else value)


def day_prefix(found: Found) -> str:
    return "" if found.follows(SAID_DAY) or found.follows(NAMED_DAY) else "ngày "


DATE_BEFORE = re.compile(rf"{DAY}/{MONTH}\s?-\s?\Z")
LUNAR = re.compile(r"\s*\(?(?:âm lịch|ÂL|AL\b|âm\b)", re.IGNORECASE)
LUNAR_MONTHS = {1: "giêng", 12: "chạp"}


def _month(found: Found, month: str) -> str:
    """Month one of the lunar year is giêng: "tháng một" is another month to old people."""
    return LUNAR_MONTHS.get(int(month), month_words(month)) if found.precedes(LUNAR) else month_words(month)


def _day(found: Found, day: str) -> str:
    """ "mùng 6/1": the writer has said mùng."""
    return integer(int(day)) if found.follows(SAID_MUNG) else day_words(day)


def date_words(found: Found, day: str, month: str, year: str) -> str:
    spoken = f"{_day(found, day)} tháng {_month(found, month)}"
    return f"{spoken} năm {year_words(year)}" if year else spoken


def is_real(day: str, month: str, year: str) -> bool:
    value = int(year or "2024")
    try:
        date(value + 2000 if value < 100 else value, int(month), int(day))
    except ValueError:
        return False
    return True


def read_full(found: Found) -> Answer:
    """15/6/2026 and the ways people mistype it; a date not in the calendar is asked about."""
    day, month, year = found["day"], found["month"], found["year"]
    spoken = day_prefix(found) + date_words(found, day, month, year)
    if not is_real(day, month, year):
        return Doubt(spoken=spoken, reason="date_impossible")
    if re.search(r"[/.\-]{2}", found.whole):
        return Doubt(spoken=spoken, reason="date_mended")
    return spoken


def read_iso(found: Found) -> Answer:
    return day_prefix(found) + date_words(found, found["day"], found["month"], found["year"])


def read_short(found: Found) -> Answer:
    """15/6 where the words around say that it is a day; "đến nay 11/12 chi bộ" counts."""
    if found.follows(UP_TO_NOW) and found.precedes(COUNTED_AFTER):
        return None
    spoken = day_prefix(found) + date_words(found, found["day"], found["month"], "")
    if not is_real(found["day"], found["month"], ""):
        return Doubt(spoken=spoken, reason="date_impossible")
    return spoken


def read_next(found: Found) -> Answer:
    """A short date that goes on from the date just read: "5/6, 7/6 và 9/6"."""
    gap = found.text[found.last_end : found.match.start()]
    follows = found.last_rule.startswith("date") or (found.last_rule == "dash" and found.follows(DATE_BEFORE))
    if found.last_rule == "dash":
        return "ngày " + date_words(found, found["day"], found["month"], "") if follows else None
    if not follows or not re.fullmatch(JOIN + r"|\s+(?:và|đến|hoặc)\s+(?:ngày\s+)?", gap):
        return None
    return ("" if "ngày" in gap else "ngày ") + date_words(found, found["day"], found["month"], "")


NIGHT = re.compile(r"(?<!\w)(?:đêm|tối|chiều|sáng|trưa)\s\Z", re.IGNORECASE)


def read_list(found: Found) -> Answer:
    """ "01, 02 và 03/02/2026", "15-20/6": several days of one month."""
    pieces = []
    for number, joint in re.findall(r"(\d+)(\s?(?:,|;|-|và|hoặc|đến|&)?\s?(?:ngày )?)", found["days"]):
        word = joint.strip()
        said = {"-": " đến ", ",": ", ", ";": ", ", "": "", "&": " và "}.get(word, f" {word} ")
        pieces.append(day_words(number) + said)
    prefix = "" if "ngày" in found["days"] and found.follows(NIGHT) else day_prefix(found)
    spoken = prefix + "".join(pieces).strip() + f" tháng {_month(found, found['month'])}"
    return f"{spoken} năm {year_words(found['year'])}" if found["year"] else spoken


def read_day_of_month(found: Found) -> Answer:
    """ "ngày 01, 02 tháng 7": only the days are read here."""
    return re.sub(r"\s?-\s?", " đến ", re.sub(r"\d+", lambda day: day_words(day[0]), found.whole))


def read_month_year(found: Found) -> Answer:
    """6/2026, 5-6/2026 or 5, 6/2026."""
    months = re.sub(r"\d+", lambda one: month_words(one[0]), found["months"]).replace("+", " và ")
    months = re.sub(r"\s?-\s?", " đến ", months)
    prefix = "" if found.follows(SAID_MONTH) else "tháng "
    return f"{prefix}{months} năm {year_words(found['year'])}"


def read_month(found: Found) -> Answer:
    spoken = re.sub(r"\d+", lambda one: month_words(one[0]), found.whole)
    return re.sub(r"\s?-\s?", " đến ", spoken)


def read_blank(found: Found) -> Answer:
    """ "ngày  tháng 5 năm 2026", "ngày / 4 /2026": the day was left for the pen."""
    month = f"tháng {month_words(found['month'])}" if found["month"] else ""
    year = f"năm {year_words(found['year'])}" if found["year"] else ""
    return Doubt(spoken=f"{month} {year}".strip(), reason="day_blank")


def read_month_code(found: Found) -> Answer:
    """T7/2026."""
    return f"tháng {month_words(found['months'])} năm {year_words(found['year'])}"


FULL = rule("date", rf"(?P<day>{DAY}){SEP}(?P<month>{MONTH}){SEP}(?P<year>{YEAR}){NO_MORE_DIGITS}", read_full)
FULL_SHORT_YEAR = rule(
    "date_short_year", rf"(?P<day>{DAY})/(?P<month>{MONTH})/(?P<year>\d\d){NO_MORE}", read_full
)
FULL_DOTTED = rule(
    "date_short_year",
    rf"(?P<day>{DAY})(?P<joint>[.\-])(?P<month>{MONTH})(?P=joint)(?P<year>\d\d)(?!\w|[.,\-/]\d)",
    read_full,
    left=r"(?<!\w)(?:ngày|hôm|sáng|chiều|tối|trưa|đêm|từ|đến|trước|sau)\s+",
)
DOTTED_DAY = rule(
    "date_dotted",
    rf"(?P<day>{DAY})\.(?P<month>{MONTH})(?=[,;)\n]|\.\s|\.?$|\s(?!(?:tr|triệu|tỷ|nghìn|kg|ha|tấn|tạ|độ|m|km|%|mm|lít|giờ)(?!\w)))",
    read_short,
    left=r"(?<!\w)(?:sáng|chiều|tối|trưa|đêm|rạng sáng)\s+(?:ngày\s+)?",
)
ISO = rule("date_iso", rf"(?P<year>{YEAR})-(?P<month>{MONTH})-(?P<day>{DAY}){NO_MORE}", read_iso)
LIST = rule(
    "date_list",
    rf"(?P<days>{DAY}(?:{JOIN}(?:ngày"
    rf" )?{DAY}){{1,12}})\s?/\s?(?P<month>{MONTH})(?:\s?/\s?(?P<year>{YEAR}))?{NO_MORE}",
    read_list,
    left=rf"{DAY_CUE}|(?:ngày)\s*:?\s*|\(",
)
LIST_YEAR = rule(
    "date_list_year",
    rf"(?P<days>{DAY}(?:{JOIN}{DAY}){{1,12}})\s?/\s?(?P<month>{MONTH})\s?/\s?(?P<year>{YEAR}){NO_MORE}",
    read_list,
)
SHORT = rule(
    "date_short",
    rf"(?P<day>{DAY})\s?/\s?(?P<month>{MONTH}){NO_MORE}"
    r"(?!\s*(?:số|diện tích|tổng|thời gian|quân số|quãng|khối lượng|công suất|dân số)\b)",
    read_short,
    left=DAY_CUE,
)
RANGE_OPEN = rule(
    "date_list_open",
    rf"(?P<days>{DAY}\s?-\s?{DAY})/(?P<month>{MONTH})(?P<year>){NO_MORE}(?!\s*(?:số|diện|tổng|điểm|hộ|tiêu))",
    read_list,
)
SHORT_NAMED = rule(
    "date_named",
    rf"(?P<day>{DAY})/(?P<month>{MONTH}){NO_MORE}",
    read_short,
    left=r"(?<!\w)(?:ngày|tuần lễ|lễ|niệm|đợt|mốc|nước)\s(?:[^\W\d_]+\s){0,7}",
)
SHORT_SPAN = rule(
    "date_span", rf"(?P<day>{DAY})/(?P<month>{MONTH})(?=\s?-\s?{DAY}/{MONTH}(?:/{YEAR})?(?!\w))", read_short
)
SHORT_RIGHT = rule(
    "date_lunar",
    rf"(?P<day>{DAY})/(?P<month>{MONTH})(?=\s*\(?(?:âm lịch|ÂL|AL\b|dương lịch|DL\b|hằng năm|hàng năm|tới"
    rf"|vừa qua|năm nay|và ngày|âm\b))",
    read_short,
)
LUNAR_MONTH = rule(
    "date_lunar_month",
    rf"(?P<day>{DAY})/(?P<name>[Gg]iêng|[Cc]hạp)(?!\w)",
    lambda found: f"{day_prefix(found)}{_day(found, found['day'])} tháng {found['name']}",
)
SHORT_NEXT = rule(
    "date_next",
    rf"(?P<day>{DAY})\s?/\s?(?P<month>{MONTH}){NO_MORE}",
    read_next,
    right=rf"(?!\s{COUNTED}(?!\w))",
)
DAY_OF_MONTH = rule(
    "day_of_month",
    rf"{DAY}(?:{JOIN}(?:ngày )?{DAY}){{0,12}}(?=\s+(?:tháng|hằng tháng|hàng tháng|mỗi tháng|âm lịch|Tết)\b)",
    read_day_of_month,
    left=r"(?<!\w)ngày\s*:?\s*",
)
MONTH_YEAR = rule(
    "month_year", rf"(?P<months>{MONTH})\s?/\s?(?P<year>{YEAR}){NO_MORE}(?!\w)", read_month_year
)
MONTH_DASH_YEAR = rule(
    "month_year",
    rf"(?P<months>{MONTH})\s?-\s?(?P<year>{YEAR})(?![\w/]|\s?-\s?\d)",
    read_month_year,
    left=r"(?<!\w)tháng\s+",
)
MONTHS_YEAR = rule(
    "months_year",
    rf"(?P<months>{MONTH}(?:{JOIN}{MONTH}){{1,6}})\s?/\s?(?P<year>{YEAR}){NO_MORE}(?!\w)",
    read_month_year,
    left=r"tháng\s+",
)
LONE_DAY = rule(
    "day_alone",
    r"(?:0[1-9]|[1-9]|10)(?![\w/]|[.,]\d)(?=\s*(?:[(),;:.]|và|đến|tới|-|$)|\s*\n)",
    lambda found: day_words(found.whole),
    right=NO_COUNT + r"(?!(?:\s?(?:,|và|-)?\s?\d){0,6}\s(?:trong|hằng|hàng|mỗi|của) tuần)",
    left=r"(?<!một )(?<!mỗi )(?<!\d )(?<!nửa )(?<!vài )(?<!mấy )(?<!\w)ngày\s+",
)
LONE_DAY_NEXT = rule(
    "day_alone",
    r"(?:0[1-9]|[1-9]|10)(?![\w/]|[.,\-]\d)(?=\s*(?:[(),;:.]|và|đến|tới|-|$)|\s*\n)",
    lambda found: day_words(found.whole) if found.last_rule == "day_alone" else None,
    right=NO_COUNT,
    left=r"(?<!\w)ngày (?:0[1-9]|[1-9]|10)\s?(?:-|đến|tới|và|hoặc)\s?(?:hết )?",
)
BLANK_DAY = rule(
    "date_blank",
    rf"[Nn]gày[\s.…_]*(?:/|tháng)\s*(?:(?P<month>{MONTH})|[\s.…_]+(?=/|năm))\s?(?:(?:/|năm)\s*(?P<year>{YEAR}))?(?!\w)",
    read_blank,
    starts="a",
)
MONTH_CODE = rule(
    "month_code", rf"T(?P<months>{MONTH})/(?P<year>{YEAR})(?![\w/])", read_month_code, starts="a"
)
