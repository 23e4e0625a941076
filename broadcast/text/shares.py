"""Rules for two figures and a stroke: fractions, so many of so many, house numbers, round the clock."""

import re

from broadcast.text.amounts import PER, UNIT, per_words, unit_words
from broadcast.text.codes import in_parts
from broadcast.text.dates import COUNTED_AFTER, day_prefix, day_words
from broadcast.text.numbers import amount, integer, ordinal
from broadcast.text.rules import Answer, Doubt, Found, rule

COUNTED_LEFT = (
    r"(?:vòng|khoảng|gần|hơn|chiếm|đạt|bằng|giảm|tăng|còn|trên|dưới|tới|lên|hết|được|quá|ít"
    r" nhất|tối thiểu)\s+"
)
FRACTION_RIGHT = (
    r"\s*(?:số|diện tích|tổng|dân số|khối lượng|công suất|chiều|thời gian|sản lượng|mức"
    r"|giá|quân số|kế hoạch|chặng"
    r"|lượng|dung|nhu cầu|ngân sách|kinh phí|so với|quãng|thửa|đất|ngôi|tài sản|di sản"
    r"|mảnh|quả|bát|thìa|cốc|chén|muỗng|thùng|bình|bao|suất|gói|sào|mẫu|tạ|tấn|ha\b"
    r"|làn|vốn|công"
    r" việc|giá trị|chi phí|liều|viên|quân)(?!\w)"
)
COUNT_RIGHT = (
    r"\s*(?:tổ(?! chức)|thôn|xóm|xã|khu|đơn vị|trường|lớp|chi bộ|hộ|học sinh|trẻ|công trình|máy"
    r"|câu|cửa|chiếc|xe|tàu|cột|ý kiến|môn|buổi|giếng|tiêu"
    r" chí|chỉ tiêu|điểm|phiếu|đội|cơ sở|trạm|hồ sơ"
    r"|đồng chí|đại biểu|thành viên|gia đình|cử tri|người|hội viên|đảng viên|cán bộ|nội"
    r" dung|nhiệm vụ|phòng|ban|ngành|huyện|tỉnh|phường"
    r"|bị cáo|bài|ca|mẫu|cháu|em|giáo viên|dự án|tuyến|cụm|nhà|ngày|giờ|vòng|trận|bàn|ủy"
    r" viên|chi hội|chi đoàn|khẩu|bản|ấp|mặt trận|nhóm|CS|HTX|CLB|DN|HS|GV|ĐV|CB|CSKD)(?!\w)"
)
PLACED = re.compile(r"(?<!\w)(?:xếp|đứng|hạng|vị trí|đạt) thứ\s\Z", re.IGNORECASE)
HALVED = re.compile(r"\s*(?:ngày|giờ|buổi|vòng|bài|mẫu|tháng|nhà)(?!\w)")
COUNT_LEFT = (
    r"(?:thị lực|(?-i:TB|BB)|mắt phải|mắt trái|các lớp|lớp|thương binh|bệnh binh|hạng"
    r"|thương tật)(?:\s+hạng)?\s*"
)
COUNTED_NOUN = re.compile(
    r"\s(?!(?:tại|của|và|đến|năm|là|có|do|từ|trên|ở|theo|để|đã|sẽ|thì|cho|tới|âm|dương"
    r"|với|nhằm|nhân|sáng|trưa"
    r"|chiều|tối|đêm|vào|lúc|được|phải|không|hoặc|này|vừa|trở|xã|nhưng|khi|trong|các|về|hằng|hàng|đang|rơi|bị"
    r"|tổ chức|diễn|bắt|khai|trước|sau)(?!\w))[^\W\d_A-ZĐ]+"
)
DAY_AFTER = re.compile(
    r"\s(?:là (?:ngày|mùng|mồng|rằm|hạn|thứ|lễ|Tết|sinh nhật|dịp)|này|tới|vừa qua|năm nay|nhằm|rơi vào|khai|diễn ra"
    r"|tổ chức)(?!\w)"
)
OVER_RULES = ("ranked", "house_number", "street_number", "count_over")
RESULT = re.compile(r"(?<!\w)(?:tỷ|tỉ) số(?: [^\W\d_]+){0,3} \Z", re.IGNORECASE)
JOINED = re.compile(r"\s?(?:,|;|và|hoặc|-)\s?")
WHOLE = r"(?:\d{1,3}(?:\.\d{3}){1,6}|\d{1,6})"
PAIR = rf"(?P<first>{WHOLE})\s?/\s?(?P<second>{WHOLE})(?![\w/]|[.,]\d)"


def read_over(found: Found) -> str:
    """24/24 giờ, 15/19 tiêu chí, số nhà 12/5; "xếp thứ 4/23" is the fourth."""
    if found.follows(PLACED):
        return f"{ordinal(found['first'])} trên {amount(found['second'])}"
    return f"{amount(found['first'])} trên {amount(found['second'])}"


def read_ratio(found: Found) -> Answer:
    """Tỷ lệ 1/2000, 1:500; "tỷ số 1:1" is the result of a game."""
    if found["second"] and _whole(found["second"]) < 30 and found.follows(RESULT):
        return None
    return f"{amount(found['first'])} trên {amount(found['second'] or found['scale'])}"


def _whole(text: str) -> int:
    return int(text.replace(".", ""))


def read_count(found: Found) -> str:
    """12/15 thôn; but 1/2 ngày is half a day."""
    if (found["first"], found["second"]) == ("1", "2") and found.precedes(HALVED):
        return "một phần hai"
    return read_over(found)


def read_fraction(found: Found) -> str:
    first, second = _whole(found["first"]), _whole(found["second"])
    if first and first < second <= 10:
        return f"{integer(first)} phần {ordinal_part(second)}"
    return f"{integer(first)} trên {integer(second)}"


def ordinal_part(value: int) -> str:
    """The lower part of a fraction: một phần tư."""
    return "tư" if value == 4 else integer(value)


def read_over_unit(found: Found) -> Answer:
    """78/60 km/h, 140/90mmHg; but 1/2 kg is half a kilogram."""
    decimal = "," in found["first"] + found["second"]
    figures = read_over(found) if decimal else read_fraction(found)
    return f"{figures} {unit_words(found['unit'])}{per_words(found['per'], found['unit'])}"


def read_open_fraction(found: Found) -> Answer:
    """No context: 3/4 may be a day; outside the calendar it can only be "trên"."""
    first, second = _whole(found["first"]), _whole(found["second"])
    over = read_over(found)
    if found.last_rule in OVER_RULES and JOINED.fullmatch(found.text[found.last_end : found.match.start()]):
        return over
    if not (1 <= first <= 31 and 1 <= second <= 12):
        return over
    day = f"{day_prefix(found)}{day_words(found['first'])} tháng {ordinal_part(second)}"
    part = read_fraction(found)
    best = part if first < second and second in (2, 3, 4) and first < 4 else day
    if re.search(rf"tháng 0?{second}(?!\d)", found.before) or found.precedes(DAY_AFTER):
        best = day
    elif first <= second and (found.precedes(COUNTED_NOUN) or found.precedes(COUNTED_AFTER)):
        best = part if first == 1 and 1 < second <= 10 else over
    return Doubt(
        spoken=str(best), choices=tuple(dict.fromkeys((day, str(part), over))), reason="date_or_fraction"
    )


def read_vertical(found: Found) -> Answer:
    return {
        "½": "một phần hai",
        "¼": "một phần tư",
        "¾": "ba phần tư",
        "⅓": "một phần ba",
        "⅔": "hai phần ba",
    }.get(found.whole)


def read_clock_round(found: Found) -> Answer:
    first, second = re.findall(r"\d+", found.whole)
    return f"{integer(int(first))} trên {integer(int(second))}{' giờ' if found['hours'] else ''}"


ROUND_THE_CLOCK = rule(
    "round_the_clock",
    r"(?<!ngày )(?<!Ngày )(?P<first>24)/(?P<second>24|7)(?P<hours>\s?h)?(?![\w/])|(?:(?P<a>7)/(?P<b>7))(?=\s*ngày)",
    lambda found: read_clock_round(found),
)
HOUSE_LEFT = (
    r"(?:số nhà|nhà số|(?<!\w)(?:cột|trụ|lô|ô|quầy|kiốt|ki ốt|căn|hộp thư|sổ)(?: điện)?(?: số)?"
    r"|(?<!\w)(?<!chỉ )(?<!chia )số|ngõ|hẻm|kiệt|ngách|đường số|thửa(?: đất)?(?: số)?|"
    r"tờ(?: bản đồ)?(?: số)?)\s*"
)
HOUSE_LETTERED = rule(
    "house_number",
    r"\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?){1,3}(?![\w/]|[.,]\d)",
    lambda found: (
        " trên ".join(in_parts(part) for part in found.whole.split("/"))
        if re.search(r"[A-Z]|/.*/", found.whole)
        else None
    ),
    left=rf"{HOUSE_LEFT}|(?<!\w)SN\s?:?\s?",
)
HOUSE = rule("house_number", PAIR, read_over, left=HOUSE_LEFT)
SHARE = rule("share", PAIR, read_fraction, right=FRACTION_RIGHT)
COUNT_OVER = rule("count_over", PAIR, read_count, right=COUNT_RIGHT)
RANKED = rule("ranked", PAIR, read_over, left=COUNT_LEFT)
COUNT_AFTER = rule("count_after", PAIR, read_fraction, left=COUNTED_LEFT)
RATED = rule("ranked", PAIR, read_over, left=r"(?:tỷ lệ|tỷ lệ chọi|kết quả)\s*:?\s*")
OPEN_FRACTION = rule("open_fraction", PAIR, read_open_fraction)
STREET_NUMBER = rule(
    "street_number",
    r"\d{1,4}[A-Z]?(?:/\d{1,4}[A-Z]?){1,3}(?=\s+(?:đường|phố|ngõ|ngách)(?!\w))",
    lambda found: " trên ".join(in_parts(part) for part in found.whole.split("/")),
    left=r"(?<!\w)số\s+",
)
SCHOOL_YEARS = rule(
    "school_years",
    r"(?P<first>\d{1,2})/(?P<second>1[02])(?![\w/]|[.,]\d)",
    read_over,
    left=r"(?<!\w)(?:lớp|văn hóa|học vấn|phổ thông|trình độ)\s*:?\s*",
)
RATIO = rule(
    "ratio",
    rf"(?P<first>{WHOLE})\s?(?::\s?(?P<second>{WHOLE})|/\s?(?P<scale>\d{{3,6}}|\d{{1,3}}\.\d{{3}}))(?!\w|[.,:]\d|\s?-\s?\d)",
    read_ratio,
    left=r"(?:tỷ lệ|tỉ lệ|tỷ số|bản đồ|taluy|mái dốc|độ dốc)\s+(?:[^\W\d_]+\s+){0,3}",
)
RATIO_OF_MANY = rule(
    "ratio",
    r"\d{1,3}(?:,\d)?(?:\s?:\s?\d{1,3}(?:,\d)?){2,4}(?![\w:]|,\d)",
    lambda found: (
        ", ".join(amount(part) for part in re.findall(r"\d+(?:,\d)?", found.whole))
        if "," in found.whole
        else " ".join(integer(int(part)) for part in re.findall(r"\d+", found.whole))
    ),
    left=r"(?<!\w)(?:tỷ lệ|trộn|pha|theo|công thức|kali|cát)[^.;\d\n]{0,30}[\s=:(]|=\s?",
)
DILUTION = rule(
    "ratio", r"(?P<first>\d{1,2}):(?P<second>\d{3,5}|\d{1,3}\.\d{3})(?P<scale>)(?![\w:])", read_ratio
)
OVER_UNIT = rule(
    "over_unit",
    rf"(?P<first>\d{{1,6}}(?:,\d{{1,3}})?)/(?P<second>\d{{1,6}}(?:,\d{{1,3}})?)\s?(?P<unit>{UNIT})(?!\w|/(?:c|chí)(?!\w))(?P<per>{PER}{{0,2}})",
    read_over_unit,
)
OVER_DECIMAL = rule(
    "over_decimal", r"(?P<first>\d{1,6},\d{1,3})/(?P<second>\d{1,6}(?:,\d{1,3})?)(?![\w/]|[.,]\d)", read_over
)
VULGAR = rule("vulgar_fraction", r"[½¼¾⅓⅔]", read_vertical, starts="a.")
