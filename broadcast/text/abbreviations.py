"""Rules for words in capitals: the commune's words, abbreviations sure and ambiguous, headings, initials."""

import re
from collections.abc import Mapping

from broadcast.text.choosing import by_company, counted
from broadcast.text.letters import LOWER, NAMES, UPPER, is_syllable, spelled
from broadcast.text.lexicon import BUILT_IN, TOKEN, spoken_word
from broadcast.text.rules import Answer, Doubt, Found, Part, rule
from broadcast.text.words.administration import SIGNATURES
from broadcast.text.words.sense import Sense
from broadcast.text.words.senses import CONTEXTS, SENSES
from broadcast.text.words.symbols import TYPES

CAPS = rf"[{UPPER}]{{1,100}}"
COMPOUND = rf"{CAPS}(?:\s?[&/\-.]\s{{0,2}}{CAPS}(?![^\W\d_])){{0,5}}"
JOINTS = re.compile(r"[&.\-]")
COMPOUND_AT = re.compile(COMPOUND)
COMPOUND_GOES_ON = re.compile(rf"\s?[&/\-.]\s{{0,2}}[{UPPER}]")
PARTS = re.compile(rf"\s*([&/\-.])\s*|({CAPS})")
NEAR_LEFT = re.compile(rf"({CAPS})[ \t,]+\Z")
NEAR_RIGHT = re.compile(rf"[ \t,]+({CAPS})(?![^\W\d_])")
TITLED = {
    "BS",
    "GS",
    "PGS",
    "TP",
    "TX",
    "KS",
    "LS",
    "TS",
    "TSKH",
    "NGƯT",
    "NSƯT",
    "NSND",
    "CN",
    "ThS",
    "Ths",
    "ĐT",
    "SĐT",
    "DĐ",
    "QL",
    "Mr",
    "Mrs",
    "Ms",
    "Th.S",
}
SURNAMES = {"Tr": ("Trần", "Trương"), "Ph": ("Phạm", "Phan"), "Đg": ("Đặng", "Đường")}
TITLE_DOT = re.compile(rf"\.\s?(?=[{UPPER}])")
LETTERS = r"[^\W\d_]{1,100}"
VOWELS = set("AEIOUYÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ")
# Not "ủy": "Đảng ủy UBND" is the Party committee of the people's committee; nor "đại hội HND".
SAID_HEAD = re.compile(r"(?<!\w)(?<!đại )(?<!chi )(?<!trưởng )(tổ|trạm|hội|phòng|quỹ) \Z", re.IGNORECASE)
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


def read_abbreviation(found: Found) -> Answer:
    """The longest run of joined parts that is one entry: GD&ĐT is one, HĐND&UBND are two."""
    known = found.lexicon.abbreviations
    best: Part | None = None
    key = ""
    for part in PARTS.finditer(found.whole):
        key += part[1] or part[2]
        word = part[2] and known_compound(key, known)
        if word:
            best = Part(end=found.match.start() + part.end(), spoken=not_twice(word, found))
    if best and found.text[found.match.start() : best.end] in TITLED:
        dot = TITLE_DOT.match(found.text, best.end)
        return Part(end=dot.end(), spoken=best.spoken + " ") if dot else best
    return best


def known_compound(key: str, known: Mapping[str, str]) -> str:
    """LĐ-TB-XH is LĐTBXH, however it is joined; of three letters and less only as it is written."""
    bare_key = JOINTS.sub("", key)
    return known.get(key) or (known.get(bare_key, "") if len(bare_key) > 3 else "")


def not_twice(spoken: str, found: Found) -> str:
    """ "Tổ TCNSCĐ", "Trạm TYT": the writer has said the first word; "Ban Chỉ đạo BCĐ" all of them."""
    words = spoken.split()
    for count in range(len(words) - 1, 1, -1):
        if found.before.lower().endswith(" ".join(words[:count]).lower() + " "):
            return " ".join(words[count:])
    head, _, rest = spoken.partition(" ")
    said = SAID_HEAD.search(found.before)
    return rest if rest and said and said[1].lower() == head.lower() else spoken


def read_known(found: Found) -> Answer:
    """A known abbreviation in company that gives it another meaning; a longer known compound comes first."""
    senses = CONTEXTS.get(found.whole)
    if not senses or COMPOUND_GOES_ON.match(found.text, found.match.end()) and _is_longer_known(found):
        return None
    sense = _in_context(senses, found)
    if sense or all(one.left or one.right for one in senses):
        return _titled(sense.spoken, found) if sense else None
    return _undecided(senses, found)


def _is_longer_known(found: Found) -> bool:
    whole = COMPOUND_AT.match(found.text, found.match.start())
    key = ""
    for part in PARTS.finditer(whole[0] if whole else ""):
        key += part[1] or part[2]
        if part[2] and key != found.whole and known_compound(key, found.lexicon.abbreviations):
            return True
    return False


def read_sense(found: Found) -> Answer:
    """An ambiguous token: the first sense whose surroundings match, else a question."""
    senses = SENSES.get(found.whole)
    if not senses:
        return None
    sense = _in_context(senses, found)
    return _titled(sense.spoken, found) if sense else _undecided(senses, found)


def _in_context(senses: tuple[Sense, ...], found: Found) -> Sense | None:
    for sense in senses:
        if (
            (sense.left or sense.right)
            and (not sense.left or found.follows(sense.left))
            and (not sense.right or found.precedes(sense.right))
        ):
            return sense
    return None


def _undecided(senses: tuple[Sense, ...], found: Found) -> Answer:
    """No written context: what goes with the words beside it, what can be counted, else the likeliest."""
    choices = tuple(dict.fromkeys(sense.spoken for sense in senses))
    best = next(sense.spoken for sense in senses if not (sense.left or sense.right))
    if TITLE_DOT.match(found.text, found.match.end()) and found.whole in TITLED:
        return _titled(best, found)
    countable = counted(choices, found)
    decided = by_company(choices, found) or (countable[0] if len(countable) == 1 else "")
    if decided:
        return decided
    best = countable[0] if countable else best
    return best if len(choices) == 1 else Doubt(spoken=best, choices=choices, reason="ambiguous")


def _titled(spoken: str, found: Found) -> str | Part:
    """ "TS. Lê Văn B": the dot after a title ends no sentence."""
    dot = TITLE_DOT.match(found.text, found.match.end()) if found.whole in TITLED else None
    return Part(end=dot.end(), spoken=f"{spoken} ") if dot else spoken


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
    r"(?P<sign>TM|T\.M|KT|K\.T|TL|T\.L|TUQ|T\.U\.Q|Q|Tm|Kt|Tl)(?:\.\s?|(?<=\.[MTLQ])\s)(?=(?:ỦY|BÍ|TỔ|ỦY|GIÁO|KẾ|ĐỘI|ĐỒN|HẠT|TRẠM|Bí|Trạm|HỘI|BAN|ĐẢNG|CHỦ|TRƯỞNG|GIÁM|BỘ|CHI|THƯỜNG|UBND|HĐND|BTV|BCH|CHÁNH|CỤC|PHÓ|ĐOÀN|HIỆU|TỔNG|VIỆN|BAN|Hiệu|Hội|Đoàn|Đảng|Chủ|Trưởng|Giám|Ủy|Ban|TL|KT|CT))",
    read_signature,
    starts="a",
)
HEADING = rule("heading", rf"{CAPS}(?![^\W\d_]|\d)", read_heading, starts="a")
ABBREVIATION = rule("abbreviation", COMPOUND, read_abbreviation, starts="a")
KNOWN = rule("abbreviation_in_context", rf"{CAPS}(?![^\W\d_]|\d)", read_known, starts="a")
SENSE = rule("sense", rf"{CAPS}(?![^\W\d_]|\d)", read_sense, starts="a")
KIND = rule(
    "document_kind",
    r"(?P<kind>NĐ|NQ|QĐ|CV|KL|TT|CT|KH|QyĐ|CTr|TTr)(?=\s?(?:số\s?:?\s?)?\d)",
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
    r"[a-zđ](?!\w)",
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
