"""Rules for what is cut down to a letter beside a figure: 17T, Đ173 BLHS, H1, GK1, PM2.5, 4 CN/th."""

from broadcast.text.amounts import unit_words
from broadcast.text.dates import month_words
from broadcast.text.letters import LOWER, UPPER, spelled
from broadcast.text.numbers import amount, integer
from broadcast.text.rules import Found, rule
from broadcast.text.words.symbols import TYPES

PARTS_OF_DAY = {"S": "sáng", "C": "chiều", "T": "tối"}
TERMS = {"GK": "giữa kỳ", "CK": "cuối kỳ", "HK": "học kỳ", "GHK": "giữa học kỳ", "CHK": "cuối học kỳ"}
LAWS = r"BLHS|BLDS|BLLĐ|BLTTHS|BLTTDS|Bộ luật|Luật|luật|NĐ|Nghị định|Hiến pháp|TT\s?\d|LĐĐ"


def read_aged(found: Found) -> str:
    """Bé gái 2T, đủ 17T: T is a tonne only of what weighs one."""
    ages = " đến ".join(integer(int(part)) for part in found["ages"].split("-"))
    return f"{ages} tuổi"


def read_points_of_law(found: Found) -> str:
    """K2 Đ173 BLHS; the letter of the point stays as it is."""
    words = {"K": "khoản", "Đ": "điều"}
    return f"{words[found['part'].upper()]} {integer(int(found['number']))}"


AGED = rule(
    "aged",
    r"(?P<ages>\d{1,3}(?:-\d{1,3})?)\s?T(?![\w/]|\.\w)",
    read_aged,
    left=r"(?<!\w)(?:trẻ|bé|bé gái|bé trai|cháu|cháu gái|cháu trai|con gái|con trai|(?-i:nam|nữ)|cụ ông|cụ bà|(?<!t)đủ"
    r"|từ đủ|chưa đủ|hưởng thọ|thọ|hưởng dương|hưởng"
    r"|nữ sinh|nam sinh|nam giới|nữ giới|đàn ông|phụ nữ|(?:lớp )?(?-i:MG)|mẫu giáo|nhóm trẻ"
    r"|học sinh|công dân(?: nam| nữ)?|người(?: già)?|(?-i:NCT|CD)|thanh niên)"
    r"(?: (?:từ|dưới|trên|khoảng|gần|hơn|đủ))?[ ,(]{1,2}",
)
MEMBERS = rule(
    "members",
    r"(?P<number>\d{1,4})\s?đ/v(?!\w)",
    lambda found: f"{integer(int(found['number']))} đảng viên",
)
OF_LAW = rule(
    "point_of_law",
    rf"(?P<part>[KkĐđ])\.?\s?(?P<number>\d{{1,3}})(?=,?\s(?:(?:và\s)?[KkĐđ]\.?\s?\d{{1,3}},?\s){{0,3}}(?:{LAWS}))",
    read_points_of_law,
    starts="a",
)
HALF_TIME = rule(
    "half_time",
    r"H(?P<number>[12])(?=\s?[:(]\s?\d{1,2}\s?-\s?\d)",
    lambda found: f"hiệp {integer(int(found['number']))}",
    starts="a",
)
TERM = rule(
    "school_term",
    r"(?P<term>G?HK|CHK|GK|CK)\s?(?P<number>[12]|I{1,2})(?!\w)",
    lambda found: f"{TERMS[found['term']]} {'một' if found['number'] in ('1', 'I') else 'hai'}",
    starts="a",
    left=r"(?<!\w)(?:thi|kiểm tra|KT|khảo sát|điểm|kết quả|sơ kết|đề|ôn|ôn tập|lịch|cuối|hết|tổng kết|trong|bài)\s",
)
DUST = rule(
    "dust",
    r"PM\s?(?P<size>10|1(?!\d)|2[.,]5)(?![\w/])",
    lambda found: (
        "pê mờ " + {"10": "mười", "1": "một", "2.5": "hai chấm năm"}.get(found["size"], "hai phẩy năm")
    ),
    starts="a",
)
SUNDAYS = rule(
    "sundays",
    r"CN\s?/\s?(?:th|tháng|T)(?!\w)",
    lambda found: "chủ nhật một tháng",
    starts="a",
    left=r"\d\s?",
)
BREED = rule(
    "breed",
    r"ĐT\s?(?P<number>\d{1,3})(?![\w/]|[.,]\d)",
    lambda found: f"đê tê {integer(int(found['number']))}",
    starts="a",
    left=r"(?<!\w)(?:lúa|giống|nếp|gạo|cấy|gieo|thơm|lạc|ngô|đậu tương|đậu)(?!\w)[^\n]{0,60}[\s,(]",
)
MODEL = rule(
    "model_countryside",
    r"KM(?!\w)",
    lambda found: "kiểu mẫu",
    starts="a",
    left=r"(?<!\w)(?:NTM|nông thôn mới|NC|nâng cao)(?!\w)[^.;\n]{0,30}[\s,/(]",
)
OF_THE_DAY = rule(
    "part_of_day",
    r"(?P<part>[SCT])(?=\s?:?\s(?:từ )?\d{1,2}\s?[hg:])",
    lambda found: PARTS_OF_DAY[found["part"]],
    starts="a",
    left=r"(?:^|[\n:;,(])\s?",
)
IN_BRACKETS = rule(
    "part_of_day",
    r"(?P<part>[SCT])(?=\s?\))",
    lambda found: PARTS_OF_DAY[found["part"]],
    starts="a",
    left=r"\d{1,2}/\d{1,2}(?:/\d{4})?\s?\(",
)
STREET_SHORT = rule(
    "street_of_a_day",
    r"Đ\.\s?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])",
    lambda found: f"đường {integer(int(found['day']))} tháng {month_words(found['month'])}",
    starts="a",
    left=r"(?<!đường )",
)
TO_WHOM = rule(
    "to_whom",
    r"K[gG](?=\s?:)",
    lambda found: "Kính gửi",
    starts="a",
    left=r"(?:^|\n)[ \t]*",
)
CONCRETE = rule(
    "concrete",
    r"M\s?(?P<number>\d{2,3})#",
    lambda found: f"mác {integer(int(found['number']))}",
    starts="a",
)
COUNTED_EACH = rule(
    "counted_each",
    r"(?P<number>\d[\d.]{0,7}(?:-\d[\d.]{0,7})?)\s?c/(?P<unit>kg|m2|ổ|lứa|hộ)(?!\w)",
    lambda found: (
        " đến ".join(amount(part) for part in found["number"].split("-"))
        + f" con một {unit_words(found['unit'])}"
    ),
)
STRETCH_OF_SEA = rule(
    "coordinates",
    r"(?P<first>\d{1,3})\s?-\s?(?P<last>\d{1,3})\s?(?P<side>[NE])(?!\w)",
    lambda found: (
        f"{integer(int(found['first']))} đến {integer(int(found['last']))} độ "
        + {"N": "vĩ bắc", "E": "kinh đông"}[found["side"]]
    ),
    left=r"(?<!\w)(?:vĩ tuyến|kinh tuyến|vĩ độ|kinh độ|tọa độ)[^.;\n]{0,40}\s",
)
YEARS_AND_MONTHS = rule(
    "aged",
    r"(?P<years>\d{2})\s?(?:t|tuổi)\s?(?P<months>\d{1,2})\s?th(?:áng)?(?!\w)",
    lambda found: f"{integer(int(found['years']))} tuổi {integer(int(found['months']))} tháng",
)
CHANGED_BY = rule(
    "changed_by",
    r"(?P<sign>[+\-])(?=\d[\d.,]*\s?(?:đ|đồng|%)?\))",
    lambda found: {"+": "tăng ", "-": "giảm "}[found["sign"]],
    starts=".",
    left=r"\d\s?(?:[^\W\d_]+(?:/[^\W\d_]+)?\s?){0,2}(?<!điểm )\(",
)
MONTHS_SO_FAR = rule(
    "months",
    r"(?P<number>1[0-2]|[1-9])\s?T(?![\w/\-]|[.,]\d)",
    lambda found: f"{integer(int(found['number']))} tháng",
    left=r"(?<!\w)(?:(?-i:NSNN|BC|BQ|KQ|LK)|ngân sách|kết quả|báo cáo|số liệu|lũy kế|luỹ kế|bình quân"
    r"|trong vòng|thời gian"
    r"|thu hút|thai sản)\s",
)
MONTHS_ON_END = rule(
    "months",
    r"(?P<number>1[0-2]|[1-9])\s?T(?=\s(?:liền kề|gần nhất|gần đây|liên tục|liên tiếp|trước|qua|đạt|ước|lương)(?!\w))",
    lambda found: f"{integer(int(found['number']))} tháng",
)
MONTH_AFTER_STROKE = rule(
    "month_code",
    r"(?P<number>\d{1,2})\s?/\s?T(?P<month>1[0-2]|0?[1-9])(?:/(?P<year>20\d\d))?(?![\w/])",
    lambda found: (
        f"{integer(int(found['number']))} tháng {month_words(found['month'])}"
        + (f" năm {integer(int(found['year']))}" if found["year"] else "")
    ),
    left=r"(?<!\w)(?:kỳ|đợt|tuần|lần|số|ngày) ",
)
FROM_JANUARY = rule(
    "month_code",
    r"T1\s?-\s?T?(?P<last>[2-7])(?![\w/]|[.,]\d)",
    lambda found: f"tháng một đến tháng {month_words(found['last'])}",
    starts="a",
    left=r"(?<!\w)(?:từ|trong|lũy kế|kế hoạch|lịch|giai đoạn|thời gian|lương|số liệu):?\s",
)
PATIENT = rule(
    "patient",
    r"BN\s?(?=\d{1,6}(?!\w))",
    lambda found: "bệnh nhân ",
    starts="a",
    left=r"(?<!\w)(?:ca|là|của|nhiễm|mắc|với|gồm|từ|các|và|F0)\s",
)
WINDS = {"Đ": "đông", "T": "tây", "N": "nam", "B": "bắc"}
BETWEEN_WINDS = rule(
    "wind",
    r"(?P<first>[ĐTNB]{1,2})\s?-\s?(?P<second>[ĐT][NB])(?![\w\-])",
    lambda found: " ".join(WINDS[letter] for letter in found["first"] + found["second"]),
    starts="a",
    left=r"(?<!\w)(?:hướng|phía|gió|về|theo hướng)\s",
)
FACTOR = rule(
    "times_sign",
    r"x(?=\s?\d[\d,]*\s?(?:\)|lần|%|[;.]|$))",
    lambda found: "nhân ",
    starts="a",
    left=r"(?:\(|[^\W\d_]\s)\s?",
)
DISTANCE = rule(
    "short_word",
    r"k/c(?!\w)",
    lambda found: "khoảng cách",
    starts="a",
    left=r"(?:^|\n|[^\W\d_]\s|[;,(]\s?)",
)
OFFICE = rule("short_word", r"P\.(?=[BCDĐGHKLMNPQRSTVX]{2,8}(?![^\W_]))", lambda found: "phòng ", starts="a")
KIND_AND_YEAR = rule(
    "document_year",
    r"(?P<kind>NĐ|NQ|QĐ|TT|CT|KH|KL)(?P<number>\d{1,4})/(?P<year>20\d\d)(?:/[A-ZĐ]{2,5}(?:-[A-ZĐ][A-ZĐa-z]{0,7})?)?(?![\w/])",
    lambda found: f"{TYPES[found['kind']]} {integer(int(found['number']))} năm {integer(int(found['year']))}",
    starts="a",
)
AFTER_LAW = rule(
    "point_of_law",
    r"(?P<part>[KĐ])(?P<number>\d{1,3})(?![\w/]|[.,]\d)",
    read_points_of_law,
    starts="a",
    left=rf"(?<!\w)(?:{LAWS})[\w/\- ]{{0,25}},?\s",
)
METAL = rule(
    "chemical",
    r"(?:Mn|As|Pb|Cd|Hg|Cu|Zn)(?=\s?:?\s?[<>≤]?\s?\d[\d.,]*\s?(?:mg|µg|μg))",
    lambda found: spelled(found.whole.lower()),
    starts="a",
)
BILLIONS = rule(
    "money",
    r"(?P<whole>\d{1,3})\s?ty(?P<part>\d{0,3})(?!\w)",
    lambda found: (
        f"{integer(int(found['whole']))} tỷ"
        + (f" {integer(int(found['part'].ljust(3, '0')))} triệu" if found["part"] else "")
    ),
)
BACHELOR = rule(
    "degree",
    rf"CN\.\s?(?=[{UPPER}][{LOWER}]+ [{UPPER}])",
    lambda found: "cử nhân ",
    starts="a",
    left=r"(?:^|[\n,;:(–-]\s?|(?<!\w)(?:và|do|gặp|là|gồm)\s)",
)
DEARER = rule(
    "changed_by",
    r"(?P<sign>[+\-])(?=\d[\d.]*\s?(?:đ|đồng)(?!\w))",
    lambda found: {"+": "tăng ", "-": "giảm "}[found["sign"]],
    starts=".",
    left=r"(?<![\w.,])[A-Z]+\d{1,2}\s",
)
NUMBERS = (
    BILLIONS,
    DEARER,
    MONTH_AFTER_STROKE,
    MONTHS_SO_FAR,
    MONTHS_ON_END,
    YEARS_AND_MONTHS,
    CHANGED_BY,
    COUNTED_EACH,
    STRETCH_OF_SEA,
    MEMBERS,
    AGED,
)
ORDER = (
    TO_WHOM,
    BREED,
    MODEL,
    OF_THE_DAY,
    IN_BRACKETS,
    STREET_SHORT,
    CONCRETE,
    OF_LAW,
    HALF_TIME,
    TERM,
    DUST,
    FROM_JANUARY,
    PATIENT,
    METAL,
    DISTANCE,
    OFFICE,
    KIND_AND_YEAR,
    AFTER_LAW,
    BETWEEN_WINDS,
    FACTOR,
    BACHELOR,
    SUNDAYS,
)
