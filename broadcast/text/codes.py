"""Rules for names made of letters and digits: 5G, A/H5N1, ST25, 9A, Covid-19, outline numbers."""

import re

from broadcast.text.letters import UPPER, VOWEL, spelled
from broadcast.text.lexicon import spoken_word
from broadcast.text.numbers import digits, integer, roman_value
from broadcast.text.rules import Answer, Found, rule

NUMBERED = (
    "các thôn|thôn|xóm|tổ|khối|lớp|các lớp|khoản|điều|thứ|đội|khu|phố|nhóm|chương|mục|quý|bàn|phòng|cụm"
    "|tiết|loại|hạng|cấp|mũi|chi bộ|chi hội|lô|dãy|ca|đợt|vòng|tầng|hàng|tuyến|trạm"
    "|câu|bài|khu phố|tổ dân phố|ấp|bản|các đội|các tổ|các xóm|các khoản|các điều"
)

SIGNPOST = re.compile(r"(?<!\w)(?:biển(?: báo| số| phụ)?|vạch)\s(?:[A-ZĐ]{1,3}\.\d{3}[a-z]?, )*\Z")
COUNTED_LETTERS = re.compile(r"(?P<number>[1-9]\d{0,3})(?P<letters>[A-ZĐ]{2,6})")
WORD_AND_NUMBER = re.compile(r"(?P<word>[A-ZĐ][a-zà-ỹđ]{1,8})(?P<number>\d{1,4})")
NUMBERED_HEADS = {
    "BĐ": "báo động",
    "HK": "học kỳ",
    "KP": "khu phố",
    "PL": "phụ lục",
    "BM": "biểu mẫu",
    "GĐ": "giai đoạn",
    "NV": "nguyện vọng",
    "VT": "vị trí",
}  # two letters before a figure


def in_parts(text: str) -> str:
    """Letters by name, digits as a number: ST25 -> ét tê hai mươi lăm."""
    if found := re.fullmatch(r"(.*\d)-([IV]+)", text):
        return f"{in_parts(found[1])} {integer(roman_value(found[2]) or 0)}"
    return " ".join(
        _number(part) if part.isdecimal() else spelled(part) for part in re.findall(r"\d+|[^\W\d_]+", text)
    )


def _number(text: str) -> str:
    if len(text) > 4 or (text.startswith("0") and len(text) > 1):
        return digits(text)
    return integer(int(text))


def read_code(found: Found) -> Answer:
    """Known words in front keep their reading (NPK16, Covid19); otherwise letters are spelled."""
    head, tail = found["letters"], found["rest"]
    word = NUMBERED_HEADS.get(head) or (found.lexicon.abbreviations.get(head) if len(head) > 2 else None)
    known = word or spoken_word(head)
    return f"{known} {in_parts(tail)}" if known else in_parts(found.whole)


def read_mixed(found: Found) -> Answer:
    """Ri6 is said as a word; so is "Xóm3", where the blank was forgotten."""
    name = WORD_AND_NUMBER.fullmatch(found.whole)
    if name and VOWEL.search(name["word"][1:]):
        return f"{name['word']} {_number(name['number'])}"
    return in_parts(found.whole)


def read_fuel(found: Found) -> Answer:
    """E5RON92, RON95-III."""
    blend = f"{in_parts(found['blend'])} " if found["blend"] else ""
    level = f" {integer(roman_value(found['level']) or 0)}" if found["level"] else ""
    return f"{blend}rôn {integer(int(found['octane']))}{level}"


def read_mixed_code(found: Found) -> Answer:
    """10CCS, 20HS: a figure and what it counts; longer mixtures are codes."""
    counted = COUNTED_LETTERS.fullmatch(found.whole)
    if not counted:
        return read_long_code(found)
    letters = counted["letters"]
    return f"{integer(int(counted['number']))} {found.lexicon.abbreviations.get(letters) or spelled(letters)}"


def read_chemical(found: Found) -> Answer:
    """CO2 is "xê ô hai" to everybody; CO alone and O alone are left to the other tables."""
    if found.whole in ("CO", "O", "NO", "SO"):
        return None
    return re.sub(r"(?<!\w)o(?!\w)", "ô", in_parts(found.whole))


def read_variant(found: Found) -> Answer:
    """XBB.1.5."""
    head, *numbers = found.whole.split(".")
    if head in ("P", "Q") and len(numbers) == 1 and not found.follows(SIGNPOST):  # P.5, Q.12 of a town
        return None
    if (len(head) == 1 or found.follows(SIGNPOST)) and len(numbers) == 1:  # U.23, lô C.12
        return f"{spelled(head)} {_number(numbers[0])}"
    if len(head) > 1 and head in found.lexicon.abbreviations:
        return None
    return " chấm ".join([spelled(head), *(_number(part) for part in numbers)])


def read_series(found: Found) -> Answer:
    """16-16-8: no range, one figure after another."""
    return " ".join(_number(part) for part in re.findall(r"\d+", found.whole))


def read_outline(found: Found) -> Answer:
    """1.1 or 2.3.1 at the head of a line or a cell."""
    return " chấm ".join(integer(int(part)) for part in found["numbers"].split(".")).capitalize() + ", "


def read_bracket_number(found: Found) -> Answer:
    return integer(int(found["number"])) + ", "


def read_head(found: Found) -> Answer:
    """ "1. Mục đích": the number of a heading starts a sentence."""
    return integer(int(found["number"])).capitalize() + ", "


def read_long_code(found: Found) -> Answer:
    return ", ".join(
        digits(part) if part.isdecimal() else spelled(part)
        for part in re.findall(r"\d+|[^\W\d_]+", found.whole)
    )


NIGHTS = rule(
    "days_and_nights",
    r"(?P<days>\d{1,2})\s?N\s?(?P<nights>\d{1,2})\s?Đ(?!\w)",
    lambda found: f"{integer(int(found['days']))} ngày {integer(int(found['nights']))} đêm",
)
FOREIGN_D = rule(
    "foreign_letter",
    r"D(?P<number>[1-4]?)(?!\w)",
    lambda found: f"đê {integer(int(found['number']))}" if found["number"] else "đê",
    starts="a",
    left=r"vitamin\s",
)
DIMENSIONS = rule(
    "dimensions",
    r"(?P<number>[2-5])D(?!\w)",
    lambda found: f"{integer(int(found['number']))} đê",
    left=r"(?:phim|in|công nghệ|mô hình|bản đồ|thiết kế|ảnh|tranh|hình|máy|không gian|rạp)\s",
)
IN_ONE = rule(
    "in_one",
    r"(?P<many>[2-9])\s?in\s?(?P<one>1)(?!\w)",
    lambda found: f"{integer(int(found['many']))} trong một",
)
SINGLE_FIGURES = rule(
    "enumerated",
    r"\d{1,2}(?:,\d{1,2}){2,9}(?![\w,]|\.\d)",
    lambda found: ", ".join(_number(part.lstrip("0") or "0") for part in found.whole.split(",")),
)
LEVELS = rule(
    "levels",
    r"\d{1,2}(?:\.\d{1,2}){2,3}(?![\w/]|[.,]\d)",
    lambda found: " chấm ".join(_number(part) for part in found.whole.split(".")),
)
CHEMICAL = rule(
    "chemical",
    r"(?:CO|SO|NO|N2O|H2O|K2O|P2O|SiO|CaO|MgO|ZnO|Fe2O|Al2O|Na2O|HNO|NaOH|KNO|CaCO"
    r"|NaHCO|H2SO|KMnO|O)(?P<count>[2-5]?)(?!\w|[.,]\d)",
    read_chemical,
    starts="a",
)
BORN_IN = rule(
    "generation",
    r"(?P<number>[5-9])[xX](?!\w)",
    lambda found: f"{integer(int(found['number']))} ích",
)
FEVER = rule(
    "fever",
    r"(?P<whole>3[4-9]|4[0-2])\s?[o°](?P<part>\d)(?!\w)",
    lambda found: f"{integer(int(found['whole']))} độ {integer(int(found['part']))}",
)
DIESEL = rule(
    "fuel",
    r"0[.,](?P<part>\d{1,3})S(?!\w)",
    lambda found: f"không phẩy {digits(found['part'])} ét",
)
FLU = rule("virus", r"[A-D]\s?[/(]\s?H\d{1,2}N\d{1,2}\)?|H\d{1,2}N\d{1,2}(?!\w)", read_mixed, starts="a")
FUEL = rule(
    "fuel",
    r"(?P<blend>E\d{1,2})?[ \-]?RON\s?(?P<octane>\d\d)(?:-(?P<level>I{1,3}|IV|V)(?!\w))?",
    read_fuel,
    starts="a",
)
VARIANT = rule("variant", r"[A-ZĐ]{1,5}(?:\.\d{1,3}){1,4}(?!\w)", read_variant, starts="a")
FERTILISER = rule(
    "fertiliser", r"\d{1,2}(?:[.\-:]\d{1,2}){1,3}(?!\w)", read_series, left=r"(?:NPK|DAP)[^\d,.;:]{0,25}"
)
STARS = rule(
    "stars",
    r"(?P<number>[1-5])\s?\*(?!\s?\d)",
    lambda found: f"{integer(int(found['number']))} sao",
    left=r"(?:OCOP|sao|khách sạn|hạng|chuẩn|đạt|SP|sản phẩm)\s*|\d\s?\*\s?:[^\n]{1,80}[;,.]\s?",
)
ENUMERATED = rule(
    "enumerated",
    r"\d{1,2}(?:,\d{1,2}){2,12}(?![\w,]|\.\d)|\d{1,2},\d{1,2}(?!\w|[.,]\d|\s?-|\s?(?:%|lít"
    r"|kg|m|km|ha|tấn|tạ|tỷ|triệu|điểm|nghìn|mét|độ|lần|tuổi|cm|giờ|phần)(?!\w))",
    lambda found: ", ".join(_number(part.lstrip("0") or "0") for part in found.whole.split(",")),
    left=rf"(?<!\w)(?<!vĩ )(?<!kinh )(?:{NUMBERED})\s+(?:số\s+)?",
)
DIAMETER = rule(
    "diameter",
    r"[ΦφØϕ]\s?(?P<number>\d{1,4})(?!\w)",
    lambda found: f"phi {integer(int(found['number']))}",
    starts="a.",
)
SIDES = rule(
    "sides",
    r"[A-Z](?:\s?x\s?[A-Z]){1,2}(?!\w)",
    lambda found: " nhân ".join(spelled(letter.strip()) for letter in found.whole.split("x")),
    starts="a",
)
SERIAL = rule(
    "serial",
    r"[A-ZĐ]{1,3} \d{5,9}(?![\w/]|[.,]\d)",
    read_long_code,
    starts="a",
    left=r"(?<!\w)(?:số|seri|sê ri|hộ chiếu|sổ đỏ|sổ hồng|mã|phôi)(?: số| sổ| phát hành)?\s*:?\s*",
)
POSTAL = rule(
    "serial",
    r"[A-Z]{2} ?\d[\d ]{2,11}\d ?VN(?!\w)",
    read_long_code,
    starts="a",
)
CANAL = rule(
    "branch_code",
    r"(?![TK])[A-ZĐ]\d{1,2}(?:-\d{1,2}[A-C]?){1,3}(?![\w/]|[.,]\d)",
    lambda found: in_parts(found.whole),
    starts="a",
)
BOAT = rule(
    "boat",
    r"[A-ZĐ]{1,3}[\- ]?\d{4,5}[\- ]?TS(?!\w)",
    read_long_code,
    starts="a",
)
BOAT_NAMED = rule(
    "boat",
    r"[A-ZĐ]{1,3}[a-z]{0,2}[\- ]?\d{4,5}(?:[\- ]?TS)?(?![\w/]|[.,]\d)",
    read_long_code,
    starts="a",
    left=r"(?<!\w)(?:tàu|ghe|thuyền|xuồng"
    r"|sà lan)(?: cá| thuyền| vận tải| cá vỏ thép| hàng)?(?: mang)?(?: số hiệu| số đăng ký| biển số| số)?\s",
)
MIXED_NAME = rule(
    "mixed_name",
    r"[A-ZĐ](?=\w{0,10}\d)[A-ZĐa-zđ]{0,6}(?:\d{1,3}[A-ZĐa-zđ]{0,4}){1,3}(?!\w|[.,/]\d)",
    read_mixed,
    starts="a",
)
LONG_CODE = rule("long_code", r"[A-ZĐ]{1,4}\d{6,20}[A-Z]{0,3}(?!\w)", read_long_code, starts="a")
COVID = rule(
    "covid",
    r"(?P<letters>Covid|COVID|covid)(?P<rest>\s?-?\s?19)(?!\w)",
    lambda found: "cô vít mười chín",
    starts="a",
)
LETTERS_DIGITS = rule(
    "letters_digits",
    r"(?P<letters>[A-ZĐ]{1,6})(?P<rest>-?\d{1,5}(?:[A-ZĐ]\d{0,3}|-(?:I{1,3}|IV|V)(?!\w))?)(?![\w]|[.,/]\d)",
    read_code,
    starts="a",
)
TAIL_LETTER = rule("digits_letters", r"\d{1,4}[A-ZĐ]{1,2}\d{0,2}(?!\w)", read_mixed)
SMALL_TAIL = rule("digits_small_letter", r"\d{1,4}[a-eđ](?!\w)", read_mixed)
SERIES = rule("series", r"\d{1,4}(?:-\d{1,4}){2,7}(?!\w)", read_series)
OUTLINE = rule(
    "outline", r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){1,4})\.?(?=\s|$)", read_outline, left=r"(?:^|\n|\|)[ \t]*"
)
LIST_HEAD = rule(
    "list_head", rf"(?P<number>\d{{1,2}})[.)](?=\s+[{UPPER}])", read_head, left=r"(?:^|\n)[ \t]*"
)
LIST_LETTER = rule(
    "list_letter",
    r"(?P<letter>[a-zđ])(?:\)|[./](?=\s))",
    lambda found: f"{spelled(found['letter']).capitalize()}, ",
    starts="a",
    left=r"(?:^|[\n|;])[ \t]*",
)
LIST_NUMBER = rule(
    "list_number", r"(?P<number>\d{1,2})\)", read_bracket_number, left=r"(?:^|[\n|;:,.])[ \t]*"
)
MIXED_CODE = rule("mixed_code", r"\d{1,20}(?:[A-ZĐ]{1,10}\d{0,20}){1,8}(?!\w)", read_mixed_code)
BOATS = (BOAT, BOAT_NAMED)
FIGURED = (STARS, FERTILISER, LEVELS, FEVER, DIESEL)
LISTED = (ENUMERATED, OUTLINE, LIST_HEAD, LIST_NUMBER, SINGLE_FIGURES, SERIES, *FIGURED)
