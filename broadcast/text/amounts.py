"""Rules for quantities: plain numbers, ranges, units, money, "per", scores, fractions and products."""

import re

from broadcast.text.numbers import amount, code_number, digits, integer, ordinal
from broadcast.text.rules import Answer, Doubt, Found, rule
from broadcast.text.words.units import ALONE, DENSITIES, PER_SPOKEN, UNITS, WHOLE_WORDS

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d{1,6}(?!\d))?)"
SPACED = r"(?:\d{1,3}(?: \d{3})+(?!\d))"
END = r"(?![\w])"
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
PER = rf"(?:/\s?(?:(?:{UNIT})(?!\w)|[^\W\d_]+))"
NOT_GLUED = r"(?<![\w])"
COUNTED_LEFT = r"(?:khoảng|gần|hơn|chiếm|đạt|bằng|giảm|tăng|còn|trên|dưới|tới|lên|hết|được|quá|ít nhất|tối thiểu)\s+"
FRACTION_RIGHT = (
    r"\s*(?:số|diện tích|tổng|dân số|hộ|khối lượng|công suất|chiều|thời gian|sản lượng|mức|giá|quân số|đại biểu|thành viên"
    r"|lượng|dung|nhu cầu|ngân sách|kinh phí|so với|gia đình|là|cử tri|thôn|xóm|chỉ tiêu|tiêu chí|điểm|phiếu|người"
    r"|bệnh binh|thương tật|thương binh|quãng|ki-lô|sào|mẫu|tạ|tấn|ha)"
)
SCORE_LEFT = r"(?:tỷ số|tỉ số|kết quả|thắng|thua|hòa|dẫn(?: trước)?|bằng|gỡ hòa|đánh bại|chung cuộc)[\w\s]{0,25}?\s*"
NAMED_LEFT = (
    r"(?:đề án|chỉ thị|nghị quyết|nghị định|kế hoạch|thông tư|quyết định|luật|mẫu|biểu|biểu mẫu|phụ lục|quy chuẩn|kết luận"
    r"|công văn|báo cáo|tờ trình|thông báo|hướng dẫn|nđ|nq|qđ|tt|kh|ct|công điện|hợp đồng|thẻ|mã|ký hiệu)(?:\s+số)?\s*:?\s*"
)


def _unit(text: str) -> str:
    return UNITS.get(text) or PER_SPOKEN.get(text) or text


def _per(text: str, head: str) -> str:
    joint = "trên" if head in DENSITIES else "một"
    return "".join(f" {joint} {_unit(part.strip())}" for part in text.split("/")[1:])


def read_quantity(found: Found) -> Answer:
    """25.000đ/người/tháng, 15-17°C, 62,5 tạ/ha: number, perhaps a second, unit, perhaps per what."""
    first, second, unit = amount(found["first"]), found["second"], found["unit"]
    sign = "âm " if found["minus"] else ""
    if found["minus"] and found["first"].startswith("0") and not found["first"].startswith("0,"):
        sign = ""
    spoken = f"{sign}{first} đến {amount(second)}" if second else f"{sign}{first}"
    return f"{spoken} {_money(found, _unit(unit))}{_per(found['per'], unit)}"


def _money(found: Found, unit: str) -> str:
    """"500k đồng", "5 tr đồng": the word đồng is not said twice."""
    if unit.endswith(" đồng") and re.match(r"\s*(?:đồng|đ\b)", found.after):
        return unit.removesuffix(" đồng")
    return unit


def read_prefixed(found: Found) -> Answer:
    return f"{amount(found['first'])} {_unit(found['unit'])}"


def read_spaced(found: Found) -> Answer:
    return amount(found.whole)


def read_alone(found: Found) -> Answer:
    return ALONE.get(found["unit"])


def read_per(found: Found) -> Answer:
    return f" một {_unit(found['unit'])}"


def read_range(found: Found) -> Answer:
    """6-59 -> sáu đến năm mươi chín; leading zeros are those of counting, not of codes."""
    return f"{amount(found['first'])} đến {amount(found['second'])}"


def read_score(found: Found) -> Answer:
    return ", ".join(integer(int(part)) for part in re.findall(r"\d+", found.whole)).replace(", ", " ")


def read_over(found: Found) -> Answer:
    """24/24 giờ, 15/19 tiêu chí, số nhà 12/5."""
    return f"{integer(int(found['first']))} trên {integer(int(found['second']))}"


def read_fraction(found: Found) -> Answer:
    first, second = int(found["first"]), int(found["second"])
    if first and first < second <= 10:
        return f"{integer(first)} phần {ordinal_part(second)}"
    return f"{integer(first)} trên {integer(second)}"


def ordinal_part(value: int) -> str:
    """The lower part of a fraction: một phần tư."""
    return "tư" if value == 4 else integer(value)


def read_open_fraction(found: Found) -> Answer:
    """No context: 3/4 may be a day; outside the calendar it can only be "trên"."""
    first, second = int(found["first"]), int(found["second"])
    over = f"{integer(first)} trên {integer(second)}"
    if not (1 <= first <= 31 and 1 <= second <= 12):
        return over
    day = f"{'mùng ' if first <= 10 else ''}{integer(first)} tháng {ordinal_part(second)}"
    part = read_fraction(found)
    best = part if first < second and second in (2, 3, 4) and first < 4 else day
    return Doubt(spoken=str(best), choices=tuple(dict.fromkeys((day, str(part), over))), reason="date_or_fraction")


def read_product(found: Found) -> Answer:
    return " nhân ".join(amount(part) for part in re.findall(r"[\d.,]*\d", found.whole))


def read_plain(found: Found) -> Answer:
    """Any number left: thousands grouped, decimals, leading zero of "02 cấp"; long codes digit by digit."""
    text = found.whole
    if len(text) > 9 and text.isdecimal() or (text.startswith("0") and len(text) > 3 and text.isdecimal()):
        return digits(text)
    return amount(text)


def read_version(found: Found) -> Answer:
    """4.0 is said with its dot."""
    left, right = found.whole.split(".")
    return f"{integer(int(left))} chấm {integer(int(right)) if not right.startswith('0') else digits(right)}"


def read_named(found: Found) -> Answer:
    return code_number(found.whole)


def read_ordinal(found: Found) -> Answer:
    return ordinal(found.whole)


def read_vertical(found: Found) -> Answer:
    return {"½": "một phần hai", "¼": "một phần tư", "¾": "ba phần tư", "⅓": "một phần ba", "⅔": "hai phần ba"}.get(found.whole)


QUANTITY = rf"(?P<minus>)(?P<first>{NUMBER}|{SPACED})(?:\s?(?:-|÷|~)\s?(?P<second>{NUMBER}|{SPACED}))?\s?(?P<unit>{UNIT})(?!\w|\.\w)(?P<per>{PER}*)"
COLD = rf"(?P<minus>-)(?P<first>{NUMBER})(?P<second>)\s?(?P<unit>°C|oC|0C|°)(?!\w)(?P<per>)"
PAIR = r"(?P<first>\d{1,6})\s?/\s?(?P<second>\d{1,6})(?![\w/])"

SUBZERO = rule("below_zero", COLD, read_quantity, starts=".", left=r"(?:^|[^\w\s]|(?:^|\s))\s*")
MEASURE = rule("quantity", QUANTITY, read_quantity)
CURRENCY_FIRST = rule("currency_before", rf"(?P<unit>[$€₫])\s?(?P<first>{NUMBER})", read_prefixed, starts=".")
SPACED_AMOUNT = rule("spaced_thousands", SPACED, read_spaced, right=r"\s?(?:đồng|người|hộ|tấn|ha\b|lượt|cử tri|con|m\d|triệu)")
UNIT_ALONE = rule("unit_alone", rf"(?P<unit>{'|'.join(sorted(ALONE, key=len, reverse=True))})(?!\w)", read_alone, starts="a")
PER_RULE = rule(
    "per", rf"\s?/\s?(?P<unit>(?:{UNIT})(?!\w)|[^\W\d_]+)", read_per, starts=".", left=rf"(?<!\w)(?:{'|'.join(WHOLE_WORDS)})"
)
SCORE = rule("score", r"\d{1,3}\s?[-:]\s?\d{1,3}(?!\w)", read_score, left=SCORE_LEFT)
ROUND_THE_CLOCK = rule("round_the_clock", r"(?P<first>24)/(?P<second>24|7)(?![\w/])|(?:(?P<a>7)/(?P<b>7))(?=\s*ngày)", lambda found: read_clock_round(found))
HOUSE = rule("house_number", PAIR, read_over, left=r"(?:số nhà|nhà số|ngõ|hẻm|kiệt|ngách|đường số|thửa(?: đất)?(?: số)?|tờ(?: bản đồ)?(?: số)?)\s*")
COUNT_OVER = rule("count_over", PAIR, read_fraction, right=FRACTION_RIGHT)
COUNT_AFTER = rule("count_after", PAIR, read_fraction, left=COUNTED_LEFT)
OPEN_FRACTION = rule("open_fraction", PAIR, read_open_fraction)
PRODUCT = rule("product", rf"{NUMBER}(?:\s?[x×X*]\s?{NUMBER})+", read_product)
RANGE = rule("range", rf"(?P<first>{NUMBER})\s?(?:-|÷|~)\s?(?P<second>{NUMBER})(?!\w)", read_range)
VERSION = rule("version", r"\d{1,2}\.\d{1,2}(?![\w.]|,\d)(?!\s*(?:tỷ|tỉ|triệu|nghìn|đồng|điểm|lần|tấn|tạ|sào|mẫu|độ))", read_version)
NAMED_NUMBER = rule("named_number", r"0\d{1,6}(?![\w.,]\d|/)", read_named, left=NAMED_LEFT)
ORDINAL = rule("ordinal", r"\d{1,3}(?![\w/]|[.,]\d)", read_ordinal, left=r"thứ\s+")
PLAIN = rule("number", NUMBER, read_plain)
LONG = rule("long_number", r"\d+", read_plain)
VULGAR = rule("vulgar_fraction", r"[½¼¾⅓⅔]", read_vertical, starts="a.")


def read_clock_round(found: Found) -> Answer:
    first, second = re.findall(r"\d+", found.whole)
    return f"{integer(int(first))} trên {integer(int(second))}"
