"""Rules for dates: full and short, typed faults, ranges, lists, months, quarters, years, weekdays."""

import re
from datetime import date

from broadcast.text.numbers import integer, ordinal, roman_value
from broadcast.text.rules import Answer, Doubt, Found, rule

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[89]\d\d|20\d\d|21\d\d)"
SEP = r"\s?[/.\-]{1,2}\s?"
NO_MORE = r"(?![\d/]|[.,\-]\d)"
JOIN = r"\s?(?:,|;|-|và|hoặc|đến)\s?"
SAID_DAY = re.compile(r"(?:ngày|mùng|mồng|rằm|hôm)\s*:?\s*\Z", re.IGNORECASE)
SAID_MONTH = re.compile(r"tháng\s*\Z", re.IGNORECASE)
DAY_CUE = (
    r"(?:(?<!\w)(?:ngày|từ|trước|đến|tới|sáng|trưa|chiều|tối|đêm|khuya|hôm|dịp|lễ|niệm|hết|sau|vào|nay|mai|nghỉ|phiên|tết|giỗ tổ"
    r"|hạn|chạp|nhật|mừng|bảy|hai|tư|năm|sáu|ba|giờ|phút|\dh|\dh\d\d|thứ \d|mốc|kể từ|rạng sáng)\s*[,:(]?\s*"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|CN|T[2-7])\s*(?:,|\(|-)?\s*)"
)
YEAR_ALIKE = rf"(?:\s+năm\s+{YEAR})?"


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


def _prefix(found: Found) -> str:
    return "" if found.follows(SAID_DAY) else "ngày "


def _date(day: str, month: str, year: str) -> str:
    spoken = f"{day_words(day)} tháng {month_words(month)}"
    return f"{spoken} năm {year_words(year)}" if year else spoken


def _is_real(day: str, month: str, year: str) -> bool:
    value = int(year or "2024")
    try:
        date(value + 2000 if value < 100 else value, int(month), int(day))
    except ValueError:
        return False
    return True


def read_full(found: Found) -> Answer:
    """15/6/2026 and the ways people mistype it; a date not in the calendar is asked about."""
    day, month, year = found["day"], found["month"], found["year"]
    spoken = _prefix(found) + _date(day, month, year)
    if not _is_real(day, month, year):
        return Doubt(spoken=spoken, reason="date_impossible")
    if re.search(r"[/.\-]{2}", found.whole):
        return Doubt(spoken=spoken, reason="date_mended")
    return spoken


def read_iso(found: Found) -> Answer:
    return _prefix(found) + _date(found["day"], found["month"], found["year"])


def read_short(found: Found) -> Answer:
    """15/6 where the words around say that it is a day."""
    spoken = _prefix(found) + _date(found["day"], found["month"], "")
    if not _is_real(found["day"], found["month"], ""):
        return Doubt(spoken=spoken, reason="date_impossible")
    return spoken


def read_next(found: Found) -> Answer:
    """A short date that goes on from the date just read: "5/6, 7/6 và 9/6"."""
    gap = found.text[found.last_end : found.match.start()]
    if not found.last_rule.startswith("date") or not re.fullmatch(JOIN + r"|\s+(?:và|đến|hoặc)\s+(?:ngày\s+)?", gap):
        return None
    return ("" if "ngày" in gap else "ngày ") + _date(found["day"], found["month"], "")


def read_list(found: Found) -> Answer:
    """"01, 02 và 03/02/2026", "15-20/6": several days of one month."""
    pieces = []
    for number, joint in re.findall(r"(\d+)(\s?(?:,|;|-|và|hoặc|đến|&)?\s?(?:ngày )?)", found["days"]):
        word = joint.strip()
        said = {"-": " đến ", ",": ", ", ";": ", ", "": "", "&": " và "}.get(word, f" {word} ")
        pieces.append(day_words(number) + said)
    spoken = _prefix(found) + "".join(pieces).strip() + f" tháng {month_words(found['month'])}"
    return f"{spoken} năm {year_words(found['year'])}" if found["year"] else spoken


def read_day_of_month(found: Found) -> Answer:
    """"ngày 01, 02 tháng 7": only the days are read here."""
    return re.sub(r"\s?-\s?", " đến ", re.sub(r"\d+", lambda day: day_words(day[0]), found.whole))


def read_month_year(found: Found) -> Answer:
    """6/2026, 5-6/2026 or 5, 6/2026."""
    months = re.sub(r"\d+", lambda one: month_words(one[0]), found["months"])
    months = re.sub(r"\s?-\s?", " đến ", months)
    prefix = "" if found.follows(SAID_MONTH) else "tháng "
    return f"{prefix}{months} năm {year_words(found['year'])}"


def read_month(found: Found) -> Answer:
    spoken = re.sub(r"\d+", lambda one: month_words(one[0]), found.whole)
    return re.sub(r"\s?-\s?", " đến ", spoken)


def read_blank(found: Found) -> Answer:
    """"ngày  tháng 5 năm 2026", "ngày / 4 /2026": the day was left for the pen."""
    month = f"tháng {month_words(found['month'])}"
    year = found["year"]
    return Doubt(spoken=f"{month} năm {year_words(year)}" if year else month, reason="day_blank")


def read_quarter(found: Found) -> Answer:
    """Quý IV/2026, Quý I, II/2026."""
    numbers = [_quarter(part) for part in re.split(r"\s?(?:,|-|và)\s?", found["numbers"])]
    joint = " đến " if "-" in found["numbers"] else " và " if "và" in found["numbers"] else ", "
    spoken = f"{found['word']} {joint.join(numbers)}"
    return f"{spoken} năm {year_words(found['year'])}" if found["year"] else spoken


def _quarter(text: str) -> str:
    return integer(roman_value(text) or int(text)) if text.isdecimal() or roman_value(text) else text


def read_years(found: Found) -> Answer:
    """2026-2030, 2025/2026, 2025-26."""
    first, second = found["first"], found["second"]
    joint = " đến " if "-" in found.whole else " "
    return integer(int(first)) + joint + integer(int(second) if len(second) == 4 else int(first[:2] + second))


def read_weekdays(found: Found) -> Answer:
    return re.sub(r"\s?-\s?", " đến ", re.sub(r"\d", lambda one: ordinal(one[0]), found.whole))


def read_weekday_code(found: Found) -> Answer:
    """T2 ... T7 beside other weekdays or a date."""
    return "thứ " + ordinal(found["number"])


FULL = rule("date", rf"(?P<day>{DAY}){SEP}(?P<month>{MONTH}){SEP}(?P<year>{YEAR}){NO_MORE}", read_full)
FULL_SHORT_YEAR = rule("date_short_year", rf"(?P<day>{DAY})/(?P<month>{MONTH})/(?P<year>\d\d){NO_MORE}", read_full)
ISO = rule("date_iso", rf"(?P<year>{YEAR})-(?P<month>{MONTH})-(?P<day>{DAY}){NO_MORE}", read_iso)
LIST = rule(
    "date_list",
    rf"(?P<days>{DAY}(?:{JOIN}(?:ngày )?{DAY})+)\s?/\s?(?P<month>{MONTH})(?:\s?/\s?(?P<year>{YEAR}))?{NO_MORE}",
    read_list,
    left=rf"{DAY_CUE}|(?:ngày)\s*:?\s*|\(",
)
LIST_YEAR = rule(
    "date_list_year",
    rf"(?P<days>{DAY}(?:{JOIN}{DAY})+)\s?/\s?(?P<month>{MONTH})\s?/\s?(?P<year>{YEAR}){NO_MORE}",
    read_list,
)
SHORT = rule("date_short", rf"(?P<day>{DAY})\s?/\s?(?P<month>{MONTH}){NO_MORE}(?!\s*(?:số|diện tích|tổng)\b)", read_short, left=DAY_CUE)
SHORT_SPAN = rule("date_span", rf"(?P<day>{DAY})/(?P<month>{MONTH})(?=\s?-\s?{DAY}/{MONTH}(?:/{YEAR})?(?!\w))", read_short)
SHORT_RIGHT = rule("date_lunar", rf"(?P<day>{DAY})/(?P<month>{MONTH})(?=\s*(?:âm lịch|dương lịch|hằng năm|hàng năm|tới|vừa qua|năm nay|và ngày|\(âm))", read_short)
SHORT_NEXT = rule("date_next", rf"(?P<day>{DAY})\s?/\s?(?P<month>{MONTH}){NO_MORE}", read_next)
DASHED = rule("date_dashed", rf"(?P<day>{DAY})\s?[-.]\s?(?P<month>{MONTH}){NO_MORE}(?!\w)", read_short, left=r"(?:ngày|niệm|lễ)\s+(?:[^\W\d_]+ ){0,3}", right=r"(?!\s*tháng)")
DAY_OF_MONTH = rule(
    "day_of_month",
    rf"{DAY}(?:{JOIN}(?:ngày )?{DAY})*(?=\s+(?:tháng|hằng tháng|hàng tháng|mỗi tháng|âm lịch|Tết)\b)",
    read_day_of_month,
    left=r"(?<!\w)ngày\s*:?\s*",
)
MONTH_YEAR = rule("month_year", rf"(?P<months>{MONTH})\s?/\s?(?P<year>{YEAR}){NO_MORE}(?!\w)", read_month_year)
MONTHS_YEAR = rule("months_year", rf"(?P<months>{MONTH}(?:{JOIN}{MONTH})+)\s?/\s?(?P<year>{YEAR}){NO_MORE}(?!\w)", read_month_year, left=r"tháng\s+")
MONTH_NAME = rule("month", rf"{MONTH}(?:\s?-\s?{MONTH})?(?![\d/]|[.,]\d|\s*(?:tháng|tuổi))", read_month, left=r"(?<!\d )(?<!\w)tháng\s+")
BLANK_DAY = rule("date_blank", rf"[Nn]gày[\s.…_]*(?:/|tháng)\s*(?P<month>{MONTH})\s?(?:(?:/|năm)\s*(?P<year>{YEAR}))?(?!\w)", read_blank, starts="a")
QUARTER = rule(
    "quarter",
    rf"(?P<word>[Qq]uý|QUÝ)\s+(?P<numbers>(?:IV|I{{1,3}}|[1-4])(?:\s?(?:,|-|và)\s?(?:IV|I{{1,3}}|[1-4])(?![\w/]\d))*)(?!\w)(?:\s?/\s?(?P<year>{YEAR}))?",
    read_quarter,
    starts="a",
)
YEARS = rule("years", rf"(?P<first>{YEAR})\s?[-/]\s?(?P<second>{YEAR}|\d\d)(?![\w/\-])", read_years)
WEEKDAYS = rule("weekdays", r"[2-7](?:(?:\s?(?:,|và|-)\s?|, thứ )[2-7](?![\d/]))*(?![\w/]|[.,]\d)", read_weekdays, left=r"(?<!lần )(?<!\w)thứ\s+")
WEEKDAY_CODE = rule("weekday_code", r"T(?P<number>[2-7])(?!\w)", read_weekday_code, starts="a", right=r"\s*(?:,|-|và|\(|đến|hằng|hàng|CN)")
