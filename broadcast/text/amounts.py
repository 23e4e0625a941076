"""Rules for quantities: plain numbers, ranges, units, money, "per", scores and products."""

import re

from broadcast.text.letters import LOWER, VOWEL, spelled
from broadcast.text.lexicon import BUILT_IN
from broadcast.text.numbers import amount, code_number, digits, integer, ordinal
from broadcast.text.rules import Answer, Found, rule
from broadcast.text.words.units import ALONE, DENSITIES, PER_SPOKEN, UNITS, WHOLE_WORDS

NUMBER = r"(?:\d{1,3}(?:,\d{3}){2,5}(?!\d)|\d{1,3}(?:\.\d{3}){1,6}(?!\d)(?:,\d+)?|\d+(?:[.,]\d{1,6}(?!\d))?)"
SPACED = r"(?:\d{1,3}(?: \d{3}){1,6}(?!\d))"
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
TWO_WORDS = (
    r"ngày[.\- ]đêm|ng\.đ|"
    "lao động|học sinh|gia đình|sản phẩm|nhân khẩu|hộ dân|lượt người|ngày công"
    "|giáo viên|người dân|hội viên|đoàn viên"
    "|đảng viên|sinh viên|trường hợp"
    "|đơn vị|cơ sở|công trình|hồ sơ|giờ giảng|tiết học|bữa ăn|suất ăn|hợp đồng|thành viên"
)
PER = (
    rf"(?:/\s?đ/c(?!\w)|\s/\s(?:{UNIT}|năm|tháng|ngày|người|hộ|con|em|suất|lượt)(?!\w)|/\s?(?:(?:{UNIT})(?!\w)|(?:{TWO_WORDS})(?!\w)|(?:HS|SV|GV|CB|NCT|TE|ĐV|HV|NLĐ"
    rf"|LĐ|HSSV|BN|HTX|CBCC|TV|XV|HK)(?!\w)|[{LOWER}][^\W\d_]*))"
)
MONEY = ("đ", "k", "K", "tr", "trđ", "đồng", "VNĐ", "tr.đ", "ng.đ")
NAMED_LEFT = (
    r"(?<!\w)(?<!kỷ )(?<!pháp )(?:đề án|chỉ thị|nghị quyết|nghị định|kế hoạch|thông tư"
    r"|quyết định|luật|mẫu|biểu"
    r"|biểu mẫu|phụ lục|quy chuẩn|kết luận"
    r"|công văn|báo cáo|tờ trình|thông báo|hướng dẫn|nđ|nq|qđ|tt|kh|ct|công điện|hợp đồng"
    r"|thẻ|mã|ký hiệu)(?:\s+số)?\s*:?\s*"
)


def unit_words(text: str) -> str:
    if text == "ngày đêm":
        return text
    known = UNITS.get(text) or PER_SPOKEN.get(text) or BUILT_IN.get(text)
    return known or (text if VOWEL.search(text) else spelled(text))


def per_words(text: str, head: str) -> str:
    parts = [part.strip() for part in text.replace("đ/c", "đồng chí").split("/")[1:]]
    if head not in MONEY:
        parts = ["ngày đêm" if part in ("ngđ", "nđ", "ngày.đêm", "ng.đ") else part for part in parts]
    if head in MONEY:  # so much money for each "ng" is for each person, not each day
        parts = ["người" if part == "ng" else part for part in parts]
    return "".join(
        f" {'trên' if head in DENSITIES and part in UNITS else 'một'} {unit_words(part)}" for part in parts
    )


def read_quantity(found: Found) -> Answer:
    """25.000đ/người/tháng, 15-17°C, 62,5 tạ/ha: number, perhaps a second, unit, perhaps per what."""
    first, second, unit = amount(found["first"]), found["second"], found["unit"]
    sign = "âm " if found["minus"] else ""
    if found["minus"] and found["first"].startswith("0") and not found["first"].startswith("0,"):
        sign = ""
    spoken = f"{sign}{first} đến {amount(second)}" if second else f"{sign}{first}"
    return f"{spoken} {_money(found, unit_words(unit))}{per_words(found['per'], unit)}"


def _money(found: Found, unit: str) -> str:
    """ "500k đồng", "5 tr đồng": the word đồng is not said twice; 15k lượt is no money."""
    if unit == "nghìn đồng" and found.precedes(SEEN):
        return "nghìn"
    if unit.endswith(" đồng") and re.match(r"\s*(?:đồng|đ\b)", found.after):
        return unit.removesuffix(" đồng")
    return unit


def read_spaced(found: Found) -> Answer:
    return amount(found.whole)


def read_alone(found: Found) -> Answer:
    return ALONE.get(found["unit"])


def read_per(found: Found) -> Answer:
    parts = [part.strip() for part in found["unit"].split("/") if part.strip()]
    if any(part.isupper() and len(part) > 1 and part not in UNITS and part not in BUILT_IN for part in parts):
        return None
    return "".join(f" một {unit_words(part)}" for part in parts)


def read_per_number(found: Found) -> Answer:
    """300mm/24h, 50.000đ/01 cháu."""
    number = amount(found["number"])
    if found.precedes(SHARE_AFTER) and found.follows(SHARE_BEFORE):
        return f", {number}"
    if found["measure"]:
        return f" {'' if number == 'một' else 'trên '}{number} {unit_words(found['measure'])}"
    if number != "một" and not found["unit"] and not re.search(rf"\d\s?(?:{UNIT})\Z", found.before):
        return f", {number}"
    if found["unit"]:
        return f" trong {number} {unit_words(found['unit'])}"
    return " một " if number == "một" else f" trên {number}"


def read_range(found: Found) -> Answer:
    """6-59 -> sáu đến năm mươi chín; leading zeros are those of counting, not of codes."""
    joint = " đến " if _rises(found["first"], found["second"]) else " "
    return amount(found["first"]) + joint + amount(found["second"])


def _rises(first: str, second: str) -> bool:
    """Figures that fall or stay are no range: 25-18 and 1-1 are scores."""
    low, high = (re.sub(r"\D.*", "", text.replace(".", "")) for text in (first, second))
    return first != second and int(low) <= int(high)


def read_product(found: Found) -> Answer:
    spoken = " nhân ".join(amount(part) for part in re.findall(r"[\d.,]*\d", found["sides"]))
    return f"{spoken} {unit_words(found['unit'])}" if found["unit"] else spoken


def read_times(found: Found) -> Answer:
    """ "3,5 m x dày 0,2 m"."""
    return "nhân"


def read_months(found: Found) -> Answer:
    return f"{amount(found['first'])} tháng"


def read_plain(found: Found) -> Answer:
    """Any number left: thousands grouped, decimals, leading zero of "02 cấp"; long codes digit by digit."""
    text = found.whole
    if len(text) > 6 and text.isdecimal() and (found.follows(CODE_LEFT) or not found.precedes(COUNTED_WORD)):
        return digits(text)
    if len(text) in (5, 6) and text.isdecimal() and found.follows(DRAWN_LEFT):
        return digits(text)
    if (len(text) > 9 and text.isdecimal()) or (text.startswith("0") and len(text) > 3 and text.isdecimal()):
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


QUANTITY = (
    rf"(?P<minus>)(?P<first>{NUMBER}|{SPACED})(?:\s?(?:-|÷|~)\s?(?P<second>{NUMBER}"
    rf"|{SPACED}))?[^\S\n]?(?P<unit>{UNIT})(?!\w|\.\w|(?<=[đĐ])/(?:c|chí)(?!\w)|/(?:tượng|viên|vị"
    rf"|điểm)(?!\w))(?P<per>{PER}{{0,4}})"
)
SHARE_AFTER = re.compile(r"\s?%")
SHARE_BEFORE = re.compile(r"%\s?\Z")
SEEN = re.compile(
    r"\s(?:lượt|view|like|thích|bình luận|chia sẻ|người|follow|theo dõi|bước|sub"
    r"|đơn hàng|hộ|con|cây)(?!\w)"
)
CODE_LEFT = re.compile(r"(?<!\w)(?:mã|số hiệu|seri|số sổ|ký hiệu|số)\s(?:\S{1,12}\s){0,3}\Z", re.IGNORECASE)
DRAWN_LEFT = re.compile(
    r"(?<!\w)(?:số cuối|dãy số|vé số|số trúng|trúng số|số may mắn|số dự thưởng|mã số|số sê ri|số vé)"
    r"(?: (?:là|giải|trúng|mang|có|gồm))?\s?:?\s\Z",
    re.IGNORECASE,
)
COUNTED_WORD = re.compile(rf" [{LOWER}]")
COLD = rf"(?P<minus>-)(?P<first>{NUMBER})(?P<second>)\s?(?P<unit>°C|oC|0C|°)(?!\w)(?P<per>)"

SUBZERO = rule("below_zero", COLD, read_quantity, starts=".", left=r"(?:^|[^\w\s]|(?:^|\s))\s*")
CHANGED = rule(
    "signed",
    r"(?P<sign>[+\-])(?=\d[\d.]*\s?(?:vụ|người|ca|hộ|con|trường hợp|lượt|em|học sinh|khẩu|đơn|hồ sơ|bị thương"
    r"|chết)(?!\w))",
    lambda found: "giảm " if found["sign"] == "-" else "tăng ",
    starts=".",
    left=r"\(|(?<![^\W\d_])[+\-]\d[\d.]*\s[^\W\d_]+[,;]\s?",
)
SIGNED = rule(
    "signed",
    rf"(?P<sign>[+\-])(?=\d[\d.,]*\s?(?:(?:{UNIT})(?!\w)|\)))",
    lambda found: " âm " if found["sign"] == "-" else " cộng ",
    starts=".",
    left=r"[(=:]\s?",
)
MINUS = rule(
    "signed",
    r"(?P<sign>-)(?=\d)",
    lambda found: "âm ",
    starts=".",
    left=r"(?<!\w)(?:dưới|trên|từ|đến|tới|là|còn|xuống|khoảng|mức|đạt|bằng|chỉ số|âm"
    r"|(?:đáy|cao trình|cao độ|cốt)(?: [^\W\d_]+){0,2})\s",
)
MINUS_SHARE = rule(
    "signed",
    r"-(?=\d[\d.,]*\s?%)",
    lambda found: "âm ",
    starts=".",
    left=r"(?:^|[;,:(=/]\s?|[^\W\d_]\s)",
)
BELOW_NOUGHT = rule("signed", r"-(?=0,\d)", lambda found: "âm ", starts=".", left=r"[^\W\d_]\s")
MEASURE = rule("quantity", QUANTITY, read_quantity)
SPACED_AMOUNT = rule(
    "spaced_thousands", SPACED, read_spaced, right=r"\s?(?:đồng|người|hộ|tấn|ha\b|lượt|cử tri|con|m\d|triệu)"
)
UNIT_ALONE = rule(
    "unit_alone", rf"(?P<unit>{'|'.join(sorted(ALONE, key=len, reverse=True))})(?!\w)", read_alone, starts="a"
)
PER_RULE = rule(
    "per",
    rf"(?P<unit>(?:\s?/\s?(?:(?:{UNIT})(?!\w)|[^\W\d_]+)){{1,4}})",
    read_per,
    starts=".",
    left=rf"(?<![^\W\d_])(?:{'|'.join(WHOLE_WORDS)})",
)
PER_NUMBER = rule(
    "per_number",
    rf"\s?/\s?(?P<number>{NUMBER})(?![.,]?\d)(?!\w*/)"
    r"(?:\s?(?P<unit>h|giờ|ngày|tháng|năm)(?!\w)|\s?(?P<measure>l|L|ml|g|kg|ha|m2|m|cm|V|kV|W|A|Hz)(?!\w))?",
    read_per_number,
    starts=".",
    left=rf"(?:(?<!\w)(?:{'|'.join(WHOLE_WORDS)})|\d\s?(?:{UNIT}))",
)
PER_NOUNS = (
    "khóm|bụi|chậu|luống|thửa|gốc|môn|bàn|ca|mũi|tiết|căn|lô|sào|ha|người|hộ|tháng|năm|ngày"
    "|tuần|lần|kg|giờ|lít|bình|con|cây|khẩu|suất|buổi|vụ|mẫu|trẻ|bao|lớp|em|cháu|đợt|lượt|bữa"
    "|km|kWh|hộp|thùng|chai|viên|gói|cụm|trang|bản|chuyến|chiếc|đôi|bộ|suất ăn|xe|chỗ|giường|nhân khẩu"
    "|quả|lượng|chỉ|công|ván|bát|đĩa|tô|ly|cốc|phần|tờ|quyển|vé|mâm|cặp|bó|mớ|hố|lứa"
    "|sọt|khay|vỉ|lọ|ống|tuýp|mét|trận|hiệp"
    "|xã|phường|điểm|thôn|gia đình|đơn vị|phòng|tổ|giây|phút|quý|sản phẩm|học sinh|tấn|tạ"
)
PER_AFTER_SUM = rule(
    "per_counted",
    rf"(?P<unit>(?:/(?:m2|m²|m3|km2|{PER_NOUNS})(?!\w)){{1,3}})",
    read_per,
    starts=".",
    left=r"\d\.\d{3}\s?|(?:triệu|tỷ|tỉ) \d{1,3}",
)
PER_COUNTED = rule(
    "per_counted",
    rf"/(?P<unit>m2|m²|m3|km2|{PER_NOUNS})(?!\w)",
    read_per,
    starts=".",
    left=r"\d[\w%]*(?:\s[^\W\d_]+){1,6}|\d[^\W\d_]{1,4}\d{0,3}",
)
PER_COUNTED_NUMBER = rule(
    "per_counted",
    rf"/(?P<number>{NUMBER})(?=\s+[^\W\d_])",
    lambda found: f" trên {amount(found['number'])}",
    starts=".",
    left=r"\d[\w%]*(?:\s[^\W\d_]+){1,4}|\d[^\W\d_]{1,4}\d{0,3}",
)
PRODUCT = rule(
    "product",
    rf"(?P<sides>{NUMBER}(?:\s?[x×X*]\s?{NUMBER}){{1,6}})(?:\s?(?P<unit>m|cm|mm|km|đ|đồng)(?!\w))?",
    read_product,
)
SIDE_BY_SIDE = rule(
    "product",
    rf"(?P<sides>{NUMBER}\s?(?P<unit>cm|mm|m)(?:\s?[x×X*]\s?{NUMBER}\s?(?P=unit)){{1,3}})(?!\w|/)",
    lambda found: " nhân ".join(
        f"{amount(part)} {unit_words(found['unit'])}" for part in re.findall(r"[\d.,]*\d", found["sides"])
    ),
)
TIMES_SIGN = rule(
    "times_sign",
    r"x(?!\w)",
    read_times,
    starts="a",
    left=r"\d[\w,.%]*\s?(?:/?[^\W\d_]+(?:/[^\W\d_]+){0,2}\s){0,3}",
)
MONTHS_COUNT = rule(
    "months",
    r"(?P<first>\d{1,2})\s?T(?=\s?/\s?(?:19|20)\d\d(?!\w)|\s?:?\s?\d{1,2}(?:[.,]\d+)?\s?%|\s+(?:đầu"
    r"|cuối|năm)(?!\w))",
    read_months,
)
MONTHS = rule("months", r"(?P<first>\d{1,2})\s?T(?!\w)", read_months, left=r"(?:kỳ hạn|trả góp|thời hạn)\s*")
RANGE = rule("range", rf"(?P<first>{NUMBER})\s?(?:-|÷|~)\s?(?!0\d\d)(?P<second>{NUMBER})(?!\w)", read_range)
AND_MORE = rule(
    "and_more",
    r"(?P<age>\d{1,2})\+(?=[\s,.;)]|$)",
    lambda found: f"{integer(int(found['age']))} trở lên",
    left=r"(?<!\w)(?:người|tuổi|từ|nhóm|độ tuổi|trẻ|cụ|thứ|cấp|lớp)\s",
)
VERSION = rule(
    "version",
    r"\d{1,2}\.\d{1,2}(?!\w|\.\w|,\d)(?!\s*(?:tỷ|tỉ|triệu|nghìn|đồng|điểm|lần|tấn|tạ"
    r"|sào|mẫu|độ|(?:lên|đến|xuống|còn)\s+\d))",
    read_version,
)
NAMED_NUMBER = rule("named_number", r"0\d{1,6}(?![\w.,]\d|/)", read_named, left=NAMED_LEFT)
ORDINAL = rule("ordinal", r"\d{1,3}(?![\w/+]|[.,]\d)", read_ordinal, left=r"(?:thứ|ngã)\s+")
PLAIN = rule("number", NUMBER, read_plain)
LONG = rule("long_number", r"\d+", read_plain)
WITH_SIGN = (SIDE_BY_SIDE, SUBZERO, CHANGED, SIGNED, MINUS, MINUS_SHARE, BELOW_NOUGHT)
