"""Rules for signs: bullets, table bars, brackets, dashes, strokes and everything that has no sound."""

import re
import unicodedata

from broadcast.text.letters import LOWER, spelled
from broadcast.text.lexicon import BUILT_IN
from broadcast.text.rules import LEFT_REACH, Answer, Doubt, Found, rule, silent

SIGNS = {
    "&": " và ", "+": " cộng ", "=": " bằng ", "<": " nhỏ hơn ", ">": " lớn hơn ", "≤": " nhỏ hơn hoặc bằng ",
    "≥": " lớn hơn hoặc bằng ", "±": " cộng trừ ", "≈": " khoảng ", "~": " khoảng ", "×": " nhân ",
    "÷": " đến ",
    "→": " đến ", "⇒": " suy ra ", "@": " a còng ", "%": " phần trăm", "‰": " phần nghìn", "°": " độ ",
    "$": " đô la ",
    "€": " ơ rô ", "₫": " đồng ", "§": " mục ", "№": " số ", "²": " vuông", "³": " khối", "…": "...",
    "α": " an pha ", "β": " bê ta ", "γ": " ga ma ", "Δ": " đen ta ", "π": " pi ", "Ω": " ôm ",
    "♂": " đực ", "♀": " cái ",
    "#": " thăng ", "∞": " vô cùng ", "≠": " khác ", "£": " bảng Anh ", "¥": " yên ", "℃": " độ xê ",
}  # fmt: skip
MUTE = r"[\"'*_`\\^«»©®™¹‹›¸¨¯´·•●○▪■□◆◇►▶✓✔✅☑➢➤➔→⇒❖♦★☆☎📞※†‡¶■-]"
FIRM = (
    r"(?:kinh tế|văn hóa|quốc phòng|chính trị|công nghiệp|công nghệ thông tin|khoa học|thể dục"
    r"|lao động|tài chính|phát thanh|dân số|sản xuất|thi đua|giáo dục|nông nghiệp|địa chính|tư"
    r" pháp|quân sự|văn phòng|kế hoạch|y tế|an ninh|truyền thanh|VHTT|trật tự)"
)
LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]+")
CAPS_LEFT = re.compile(r"[A-ZĐ]{2,}\s*\Z")
CAPS_RIGHT = re.compile(rf"\s*[A-ZĐ]{{2,}}(?![{LOWER}])")
DIGIT_LEFT = re.compile(
    r"(?:[\d%hC'°)]|(?<![^\W\d_])[IVX]+|giờ|phút|\d\s?(?:km|m|m2|m3|ha|kg|đ|k|tr|g|mg|l|ml|lít|cm|mm"
    r"|tạ|nghìn)|tấn|đồng|tuổi|triệu|tỷ)\s*\Z"
)
PART_LEFT = re.compile(r"\d\s?(?:h|giờ)\d{0,2} (?:sáng|trưa|chiều|tối|đêm)(?: nay| mai| qua)?\s*\Z")
CLOCK_RIGHT = re.compile(r"\s*\d{1,2}\s?(?:h|giờ|:\d\d)")
DIGIT_RIGHT = re.compile(
    r"\s*(?!0\d[\d .]{7})(?:\d|thứ|T[2-7]|CN(?![\w-]| [A-ZĐ])|ngày|tháng|Km|km|K\d|QL|[IVX]+\b)"
)
ELECTRIC = r"kVA|MVA|kV|mm2|mm²|kW|MW|Hz|Ah|A|V|W"
KIND_LEFT = re.compile(rf"\d\s?(?P<unit>%|{ELECTRIC})\s*\Z")
KIND_RIGHT = re.compile(rf"\s*[\d.,]+\s?(?P<unit>%|{ELECTRIC}|)(?!\w)")
BLOOD = re.compile(r"(?<!\w)(?:nhóm máu|nhóm|máu)[^.;\n]{0,30}\Z", re.IGNORECASE)
NAMED_LEFT = re.compile(r"(?<![\w.\-/])(?P<name>[A-ZĐ]{1,3})(?P<number>\d{1,3})\s?\Z")
NAMED_RIGHT = re.compile(r"\s?(?P<name>[A-ZĐ]{1,3})(?P<number>\d{1,3})(?![\w\-]|[./]\d)")
FIGURE_LEFT = re.compile(r"[\d%](?:h|giờ|kg|m|k|tr|đ)?\s*\Z")
LINE_START = re.compile(r"(?:^|\n)[ \t]*\Z")
COUNTED_START = re.compile(r"(?<!\w)(?:từ|các|gồm)\s(?P<noun>[^\W\d_]+) \d+\w?\s*\Z", re.IGNORECASE)
COUNTED_END = re.compile(r"\s*(?P<noun>[^\W\d_]+) \d+")
BOTH_ASSEMBLIES = re.compile(r"HĐND(?:\s*\([^)]*\))?\s*\Z")


def read_dash(found: Found) -> Answer:
    """Between figures "đến", within a name nothing, between clauses a breath."""
    if found.follows(DIGIT_LEFT) and found.precedes(DIGIT_RIGHT) and not _of_two_kinds(found):
        return " đến "
    head, tail = NAMED_LEFT.search(found.before), NAMED_RIGHT.match(found.after)
    if head and tail and head["name"] == tail["name"] and int(head["number"]) < int(tail["number"]):
        return " đến "
    if found.follows(PART_LEFT) and found.precedes(CLOCK_RIGHT):
        return " đến "
    if found.before.lower().endswith("từ nay ") and found.precedes(DIGIT_RIGHT):
        return " đến "
    start, end = COUNTED_START.search(found.before), COUNTED_END.match(found.after)
    if start and end and start["noun"].lower() == end["noun"].lower():
        return " đến "
    if found.follows(BOTH_ASSEMBLIES) and found.after.lstrip().startswith("UBND"):
        return " và "
    if found.follows(CAPS_LEFT) and found.precedes(CAPS_RIGHT):
        return " "
    spaced = found.before[-1:].isspace() and found.after[:1].isspace()
    return ", " if spaced or len(found.whole) > 1 else " "


def _of_two_kinds(found: Found) -> bool:
    """3x240mm2-24kV, "32,5% - CN": what is counted in two ways is no range."""
    left, right = KIND_LEFT.search(found.before), KIND_RIGHT.match(found.after)
    if left and left["unit"] == "%":
        return not right
    return bool(left and right and left["unit"] != right["unit"] and "%" not in right["unit"])


def read_arrow(found: Found) -> Answer:
    """70% -> 100%, 21h 25/11 -> 4h: between figures it leads up to something; else it is a breath."""
    if found.follows(LINE_START):
        return ""
    return " đến " if found.follows(FIGURE_LEFT) and found.precedes(DIGIT_RIGHT) else ", "


def read_sign(found: Found) -> Answer:
    return SIGNS.get(found.whole)


def read_picture(found: Found) -> Answer:
    """Emoji only decorate; a sign in the tables (→, ☎) is read there."""
    return None if found.whole in SIGNS else " "


def read_bracket(found: Found) -> Answer:
    return ", "


def read_blood_group(found: Found) -> Answer:
    """O Rh(-), AB+: only where blood is spoken of."""
    if not found["a"] + found["b"] and not found.follows(BLOOD):
        return None
    letters = spelled(found["group"] or found["only"])
    sign = "âm" if "-" in (found["a"], found["b"], found["c"]) else "dương"
    return " ".join(part for part in (letters, "" if found["only"] else "rờ hát", sign) if part)


def read_definition(found: Found) -> Answer:
    """ "(HĐND)" right after the words it stands for."""
    known = BUILT_IN.get(found.whole[1:-1], "").lower()
    if known and found.before.lower().rstrip().endswith(f" {known}"):
        return ""
    return "" if found.lexicon.defined.get(found.match.start()) == found.match.end() else None


def read_stroke(found: Found) -> Answer:
    return ", "


def read_bar(found: Found) -> Answer:
    """A table bar: nothing at the head of a row, a full stop at its end, else a breath."""
    if LINE_START.search(found.before) and (found.match.start() < LEFT_REACH or "\n" in found.before):
        return ""
    if found.after.partition("\n")[0].strip():
        return ", "
    return " " if found.before.rstrip()[-1:] in (".", ";", ":", "!", "?") else ". "


def read_nameless(found: Found) -> Answer:
    """Signs in no table: control characters pass in silence, the rest is reported."""
    if all(unicodedata.category(char) in ("Cc", "Cf") for char in found.whole):
        return " "
    return Doubt(spoken=" ", reason="sign_unknown")


def read_foreign(found: Found) -> Answer:
    """Letters of other scripts, and characters that only look like letters."""
    if LATIN.fullmatch(found.whole):
        return None
    if found.whole in SIGNS:
        return SIGNS[found.whole]
    return Doubt(spoken=" ", reason="script_unknown")


FIRM_DASH = rule("dash_in_name", r"\s?-\s?", lambda found: " ", starts=".", left=FIRM)
TABLE_RULE = rule("table_rule", r"\|?[ \t]*:?-{2,}[\-| \t:]*", silent, starts=".", left=r"(?:^|\n)[ \t]*")
BAR = rule("table_bar", r"\|(?:[ \t]*\|)*", read_bar, starts=".")
BULLET = rule(
    "bullet", rf"(?:{MUTE}|[+]){{1,8}}(?=\s|[^\W\d_])", silent, starts=".", left=r"(?:^|[\n|])[ \t]*"
)
TEST_RESULT = rule(
    "test_result",
    r"\s?\((?P<sign>[+\-])\)|(?<=[A-Za-z])(?P<bare>\+)(?=[\s,.;)]|$)",
    lambda found: " âm tính" if found["sign"] == "-" else " dương tính",
    starts=".",
    left=r"(?<!\w)(?:HIV|AFB|HBsAg|HCV|HP|test|kết quả|xét nghiệm|lao|covid|PCR|phản ứng"
    r"|giang mai|ma túy|NS1|dengue|cúm [AB]|nhanh)(?: [^\W\d_]+){0,2}\s?",
)
BLOOD_GROUP = rule(
    "blood_group",
    r"(?:(?P<group>A|B|AB"
    r"|O)\s?)?(?:Rh\s?)(?:\((?P<a>[+\-])\)|(?P<b>[+\-])(?!\w))|(?P<only>A|B|AB"
    r"|O)(?P<c>[+\-])(?=[\s,.;)]|$)",
    read_blood_group,
    starts="a",
)
DEFINED = rule("definition", r"\([^()\s]{2,12}\)", read_definition, starts=".")
BRACKET = rule("bracket", r"[()\[\]{}]+", read_bracket, starts=".")
END_MARK = rule("end_mark", r"\s?\.?/\.(?!\w)", lambda found: ".", starts=".")
DOTS = rule("blank_line", r"\.{4,}|…{2,}|_{2,}|-{3,}|={3,}", silent, starts=".")
TRAILING = rule("trailing_dots", rf"(?:\.{{2,3}}|…)(?=\s+[{LOWER}])", lambda found: ",", starts=".")
ARROW = rule(
    "arrow",
    r"\s?(?:-{1,3}>{1,2}|={1,3}>{1,2})",
    read_arrow,
    starts=".",
)
MENU_ARROW = rule(
    "arrow",
    r"\s?[→➔➜►▶»>]{1,2}\s?",
    lambda found: ", ",
    starts=".",
    left=r"(?<!\w)(?:chọn|nhấn|bấm|vào|mục|menu|đăng nhập|mở|truy cập|cài đặt)(?!\w)[^.;\n]{0,60}",
)
PICTURE = rule(
    "picture",
    r"[\u2190-\u21FF\u2300-\u23FF\u25A0-\u27BF\u2B00-\u2BFF\U0001F000-\U0001FAFF\u20e3\U000E0020-\U000E007F]+",
    read_picture,
    starts=".",
)
DASH = rule("dash", r"-+", read_dash, starts=".")
STROKE = rule("stroke", r"/+", read_stroke, starts=".")
TILDE = rule(
    "tilde",
    r"\s?~\s?(?=\d)",
    lambda found: " đến ",
    starts=".",
    left=r"\d\s?(?:h|giờ|g|%|kg|m|k|tr|triệu|độ)?",
)
COMPARED = rule(
    "compared",
    r"(?:>=|=>)(?=\s?\d)|(?:<=|=<)(?=\s?\d)",
    lambda found: " lớn hơn hoặc bằng " if ">" in found.whole else " nhỏ hơn hoặc bằng ",
    starts=".",
)
SIGN = rule("sign", rf"[{re.escape(''.join(SIGNS))}]", read_sign, starts=".a")
UNDERSCORE = rule("underscore", r"_(?=[^\W_])", lambda found: " gạch dưới ", starts="a.", left=r"[A-Za-z0-9]")
MUTED = rule("mute", rf"(?:{MUTE})+", silent, starts=".")
NAMELESS = rule(
    "sign_unknown",
    r"[^\w\s.,;:!?|()\[\]{}\"'/\-]+?(?=[\w\s.,;:!?|()\[\]{}\"'/&%+\-]|$)",
    read_nameless,
    starts=".",
)
FOREIGN = rule("foreign_script", r"[^\W\d_]{1,100}", read_foreign, starts="a")
