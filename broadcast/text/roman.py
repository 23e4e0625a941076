"""Rules for Roman numerals: after the words that take them, at the head of a section, or bare."""

import re

from broadcast.text.letters import LOWER, UPPER, is_syllable, spelled
from broadcast.text.numbers import integer, ordinal, roman_value
from broadcast.text.rules import Answer, Found, rule

CUE = (
    r"(?<!\w)(?:đại hội|khóa|quý|thế kỷ|phần|chương|mục|loại|hạng|cấp|kỳ|nhóm|quân khu"
    r"|vùng|báo động|học kỳ|hk|gđ|tập|đợt|giai đoạn|bảng|vụ"
    r"|phụ lục|hội nghị|khu vực|lớp|trung ương|số|mức|tuần|vòng|chặng|nhiệm kỳ|(?<!tọa )độ|bậc|bđ"
    r"|lần|ngạch|CK|CKI|đại hội đảng|thứ|lần thứ|chuyên khoa)\s*"
)
AFTER_ORDINAL = re.compile(r"thứ\s*\Z", re.IGNORECASE)
NEXT_WORD = re.compile(r"[ \t]+([^\W\d_]+)")


def read_numeral(found: Found) -> Answer:
    value = roman_value(found["numeral"])
    if value is None or found["numeral"] in ("L", "C", "D", "M"):  # "bảng C", "lớp D" are letters
        return None
    tail = f" {spelled(found['tail'])}" if "tail" in found.match.re.groupindex and found["tail"] else ""
    return ordinal(str(value)) if found.follows(AFTER_ORDINAL) else integer(value) + tail


def read_bare(found: Found) -> Answer:
    """Two letters or more without a cue; "VI PHẠM" and "XI MĂNG" in a heading are words."""
    following = NEXT_WORD.match(found.text, found.match.end())
    if following and following[1].isupper() and len(following[1]) > 1 and is_syllable(following[1]):
        return None
    return read_numeral(found)


def read_head(found: Found) -> Answer:
    """ "II. YÊU CẦU": the number of a section starts a sentence."""
    value = roman_value(found["numeral"])
    return None if value is None else integer(value).capitalize() + ", "


def read_next(found: Found) -> Answer:
    """One that goes on from the numeral before it: "loại I, II và III"."""
    gap = found.text[found.last_end : found.match.start()]
    joined = found.last_rule.startswith("roman") and re.fullmatch(r"\s?(?:,|;|và|-|/|đến|hoặc)\s?", gap)
    return read_numeral(found) if joined else None


CUED = rule(
    "roman",
    r"(?P<numeral>[IVXLCDM]{1,9})(?P<tail>[a-d]?)(?!\w|\.[^\W\d_]|\s?=)",
    read_numeral,
    starts="a",
    left=CUE,
)


def read_outline(found: Found) -> Answer:
    """II.3.b after "mục", IV.2 after "phụ lục"."""
    head, *rest = found.whole.split(".")
    value = roman_value(head)
    said = [integer(int(part)) if part.isdecimal() else spelled(part) for part in rest]
    return None if value is None else " chấm ".join([integer(value), *said])


OUTLINE = rule(
    "roman_outline",
    r"[IVX]{1,5}(?:\.\d{1,2}){0,3}(?:\.[a-zđ\d]{1,2})(?!\w)",
    read_outline,
    starts="a",
    left=r"(?<!\w)(?:mục|phần|phụ lục|tiểu mục|điểm|chương|biểu|bảng)(?: số)?\s|(?:^|\n)[ \t]*",
)
WITH_LETTER = rule(
    "roman",
    r"(?P<numeral>[IVX]{1,4})(?P<tail>[A-D])(?!\w|\.[^\W\d_])",
    read_numeral,
    starts="a",
    left=CUE,
)
NEXT = rule("roman_next", r"(?P<numeral>[IVX]{1,8})(?!\w)", read_next, starts="a")
HEAD = rule(
    "roman_head",
    r"(?P<numeral>[IVX]{1,8})(?:[.)/]|(?=[ \t]*(?:\||-|\n|$)))",
    read_head,
    starts="a",
    left=r"(?:^|[\n|*])[ \t]*",
)
SECOND_SCHOOL = rule(
    "roman_school",
    r"(?P<numeral>[IV])(?!\w|\.[^\W\d_])",
    read_numeral,
    starts="a",
    left=rf"(?<!\w)(?:(?-i:THPT|THCS|TH|MN|TDP|KCN)|trường|khu công nghiệp|cụm công nghiệp)"
    rf"(?-i:(?: [{UPPER}][{LOWER}]{{1,6}}){{1,4}}) ",
)
BARE = rule("roman_bare", r"(?P<numeral>[IVX]{2,8})(?!\w)", read_bare, starts="a")
