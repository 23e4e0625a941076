"""Rules for words in capitals: the commune's words, abbreviations sure and ambiguous, headings, initials."""

import re

from broadcast.text.letters import LOWER, NAMES, UPPER, is_syllable, spelled
from broadcast.text.lexicon import BUILT_IN, TOKEN, spoken_word
from broadcast.text.meanings import CAPS, TITLE_DOT, TITLED
from broadcast.text.rules import Answer, Doubt, Found, Part, rule
from broadcast.text.words.administration import SIGNATURES
from broadcast.text.words.senses import SENSES
from broadcast.text.words.symbols import TYPES

NEAR_LEFT = re.compile(rf"({CAPS})[ \t,]+\Z")
NEAR_RIGHT = re.compile(rf"[ \t,]+({CAPS})(?![^\W\d_])")
SURNAMES = {"Tr": ("Trần", "Trương"), "Ph": ("Phạm", "Phan"), "Đg": ("Đặng", "Đường")}
LETTERS = r"[^\W\d_]{1,100}"
VOWELS = set("AEIOUYÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ")
LINE_START = re.compile(r"(?:^|\n)[ \t]*\Z")


def read_own(found: Found) -> Answer:
    """The commune's dictionary: longest key first, whole words only."""
    start = found.match.start()
    for key, spoken in found.lexicon.own.get(found.whole, ()):
        end = start + len(key)
        if found.text.startswith(key, start) and not (
            key[-1].isalnum() and found.text[end : end + 1].isalnum()
        ):
            return Part(end=end, spoken=spoken)
    return None


def read_mixed(found: Found) -> Answer:
    spoken = spoken_word(found.whole)
    head = re.match(LETTERS, found.whole)
    if not spoken and head and head[0] in TITLED and spoken_word(head[0]):
        return Part(end=found.match.start() + len(head[0]) + 1, spoken=f"{spoken_word(head[0])} ")
    dot = TITLE_DOT.match(found.text, found.match.end()) if spoken and found.whole in TITLED else None
    return Part(end=dot.end(), spoken=f"{spoken} ") if dot else spoken


def is_heading_word(found: Found, word: str) -> bool:
    """A syllable in capitals is a word, unless it is also an abbreviation and stands alone."""
    if not is_syllable(word):
        return False
    lone = len(word) < 3 and word.isascii()
    if word not in found.lexicon.abbreviations and word not in SENSES and not lone:
        return True
    left = NEAR_LEFT.search(found.before)
    right = NEAR_RIGHT.match(found.after)
    return any(side and _is_common_word(side[1]) for side in (left, right))


def _is_common_word(word: str) -> bool:
    return len(word) > 1 and is_syllable(word) and word not in BUILT_IN


def read_heading(found: Found) -> Answer:
    word = found.whole
    if len(word) == 1:
        return word.lower() if word in VOWELS and _beside_heading(found) else None
    if not is_heading_word(found, word):
        return None
    return word.capitalize() if LINE_START.search(found.before) else word.lower()


def _beside_heading(found: Found) -> bool:
    right = NEAR_RIGHT.match(found.after)
    return bool(right and _is_common_word(right[1]))


def read_signature(found: Found) -> Answer:
    return SIGNATURES[found["sign"].replace(".", "").upper()] + " "


def read_document_kind(found: Found) -> Answer:
    """NĐ 49, QĐ số 12, NQ18: a type before its number."""
    return TYPES[found["kind"]] + (" " if found.text[found.match.end()].isdigit() else "")


def read_attached(found: Found) -> Answer:
    """ "UBNDxã": the blank after the abbreviation was forgotten."""
    word = found.lexicon.abbreviations.get(found["caps"])
    return f"{word} " if word else None


def read_initials(found: Found) -> Answer:
    return spelled(found.whole) + (" " if found.precedes(re.compile(r"[^\W\d_]")) else "")


def read_letter(found: Found) -> Answer:
    """A lone capital consonant is a name: "Nguyễn Thị B", "lớp C"; vowels say themselves."""
    letter = found.whole[0]
    gap = " " if found.text[found.match.end() : found.match.end() + 1].isdecimal() else ""
    return None if found.whole in VOWELS else NAMES.get(letter.lower(), letter.lower()) + gap


def read_short_name(found: Found) -> Answer:
    """ "X.Hưng": a name cut to its first letter; only a person knows it."""
    return Doubt(spoken=spelled(found.whole) + " ", reason="unknown")


def read_degree_letter(found: Found) -> Answer:
    return {"C": "xê", "F": "ép", "K": "ca"}[found.whole]


DICTIONARY = rule("dictionary", TOKEN.pattern, read_own, starts="a9.")
MIXED_WORD = rule("short_word", rf"{LETTERS}[./\-]{LETTERS}(?!\w)|{LETTERS}", read_mixed, starts="a")
SIGNATURE = rule(
    "signature",
    r"(?P<sign>TM|T\.M|KT|K\.T|TL|T\.L|TUQ|T\.U\.Q|Q|Tm|Kt"
    r"|Tl)(?:\.\s?|(?<=\.[MTLQ])\s)(?=(?:ỦY|BÍ|TỔ|ỦY|GIÁO|KẾ|ĐỘI|ĐỒN|HẠT|TRẠM|Bí|Trạm"
    r"|HỘI|BAN|ĐẢNG|CHỦ|TRƯỞNG|GIÁM|BỘ|CHI|THƯỜNG|UBND|HĐND|BTV|BCH|CHÁNH|CỤC|PHÓ|ĐOÀN"
    r"|HIỆU|TỔNG|VIỆN|BAN|Hiệu|Hội|Đoàn|Đảng|Chủ|Trưởng|Giám|Ủy|Ban|TL|KT|CT))",
    read_signature,
    starts="a",
)
HEADING = rule("heading", rf"{CAPS}(?![^\W\d_]|\d)", read_heading, starts="a")
KIND = rule(
    "document_kind",
    r"(?P<kind>NĐ|NQ|QĐ|CV|KL|TT|CT(?! ?(?:135|134|30a|327|661)(?!\d))|KH|QyĐ|CTr"
    r"|TTr)(?=\s?(?:số\s?:?\s?)?\d)",
    read_document_kind,
    starts="a",
)
ATTACHED = rule("attached", rf"(?P<caps>[{UPPER}]{{3,8}})(?=[^\W\d_])", read_attached, starts="a")
INITIALS = rule(
    "initials",
    rf"(?:[{UPPER}]\.){{1,5}}[{UPPER}](?![^\W\d_])\.?|(?:[{UPPER}]\.){{2,5}}",
    read_initials,
    starts="a",
)
DEPUTY = rule(
    "deputy",
    r"P\.\s?(?=(?:Hiệu trưởng|Giám đốc|Chủ tịch|Chủ nhiệm|Trưởng|Bí thư|Chánh|Tổng"
    r"|HIỆU TRƯỞNG|GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|BÍ THƯ))",
    lambda found: "phó ",
    starts="a",
)
POINT_LETTER = rule(
    "point_letter",
    r"[a-zđ](?!\w|/\w)",
    lambda found: spelled(found.whole),
    starts="a",
    left=r"(?<!\w)(?:điểm|tiết|ý|mục|các điểm)\s+(?:[a-zđ]\s?(?:,|và|hoặc|;|-)\s?){0,6}",
)
DEGREE_LETTER = rule("degree_letter", r"[CFK](?!\w)", read_degree_letter, starts="a", left=r"độ\s*")
KEYWORD = rule(
    "message_word",
    rf"[{UPPER}]{{2,10}}(?![^\W_])",
    lambda found: spelled(found.whole.lower()),  # typed as written: D is not Đ
    starts="a",
    left=r"(?:cú pháp|soạn tin|soạn)\s*:?\s*[\"']?(?:[A-Z]{1,10} ){0,3}",
)
SURNAME = rule("surname", rf"Ng\.\s?(?=[{UPPER}][{LOWER}])", lambda found: "Nguyễn ", starts="a")
SURNAME_GUESSED = rule(
    "surname",
    rf"(?P<short>Tr|Ph|Đg)\.\s?(?=[{UPPER}][{LOWER}])",
    lambda found: Doubt(
        spoken=SURNAMES[found["short"]][0] + " ", choices=SURNAMES[found["short"]], reason="ambiguous"
    ),
    starts="a",
)
SHORT_NAME = rule("short_name", rf"[{UPPER}]\.(?=[{UPPER}][^\W\d_A-Z])", read_short_name, starts="a")
LETTER = rule(
    "letter", rf"[{UPPER}](?:\.(?=\s*[,;:()]|\s+[{LOWER}])|\.(?=\d)|(?![^\W_]))", read_letter, starts="a"
)
AND_SO_ON = rule(
    "and_so_on", r"v\s?\.?\s?v(?!\w)(?:\.{2,3}|…|\.(?=\s*[,;)\]]))?", lambda found: "vân vân", starts="a"
)
