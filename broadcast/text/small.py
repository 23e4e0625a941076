"""Rules for abbreviations in small letters: hs, gđ, cty, 34t, a. Tuấn; what no table knows is asked."""

import re

from broadcast.text.letters import LOWER, UPPER, VOWEL, spelled
from broadcast.text.meanings import sense_in_company
from broadcast.text.rules import Answer, Doubt, Found, rule
from broadcast.text.words.small import COUNTERS, OPEN, SURE

AGED = re.compile(
    r"(?:trẻ|bé|cháu|ông|bà|anh|chị|em|cụ|nam|nữ|tuổi"
    r"|con|[A-ZĐ]\.?)[^.;\n]{0,20}[\s(,-]\d{1,3}(?:-\d{1,3})?\s?\Z"
)
PERIOD_AFTER = re.compile(r"\s?(?:20\d\d|[1-3I]+(?!\w))")
TITLE_AFTER = re.compile(
    rf"\s(?:Phó|Bí thư|Chủ tịch|Trưởng|Giám đốc|PCT|CT|bí thư|chủ tịch"
    rf"|trưởng|[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+)"
)
ADDRESS_AFTER = re.compile(r"\s*:")
CALLED = re.compile(
    r"(?:(?<!\w)(?:lh|liên hệ|gặp|gọi|điện thoại|đt)(?: [^\W\d_]+){0,4}\s*:?|\d[\d. ]{6,14}\d\s?[(\-–,])\s*\Z",
    re.IGNORECASE,
)
MEN_BEFORE = re.compile(r"(?<!\w)[ôÔ]\.\s?\w")
PEOPLE = {"ô": "ông", "a": "anh", "c": "chị", "b": "bà", "e": "em", "đ": "đồng chí"}
NAME_LEFT = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]{{1,6}} \Z")
NUMBER_LEFT = r"\d\s?"


def read_person(found: Found) -> Answer:
    """ "ô. Hùng", "a. Tuấn": not the letter of a list."""
    title = found["title"]
    if title not in "ôÔ" and found.before.rpartition("\n")[2] == "":
        return None
    if title.isupper() and title != "Ô" and not found.follows(CALLED) and not MEN_BEFORE.search(found.before):
        return None
    return PEOPLE[title.lower()] + " "


def read_called(found: Found) -> Answer:
    """ "cho c Lan", "A/Tuấn": without the dot only where somebody is called."""
    return PEOPLE[found["title"].lower()] + " "


def read_counter(found: Found) -> Answer:
    """ "2v/lần", "12th", "34t" after a figure."""
    senses = COUNTERS.get(found.whole)
    if not senses:
        return None
    if len(senses) == 1 or (found.whole == "t" and found.follows(AGED)):
        return f" {senses[0]}"
    return Doubt(spoken=f" {senses[0]}", choices=senses, reason="ambiguous")


def read_small(found: Found) -> Answer:
    """A word without a vowel is no word: known, like its capitals, or spelled and asked about."""
    word = found.whole.lower()
    if len(word) == 1 and VOWEL.search(word):
        return None
    if found.whole[0].isupper() and len(word) < 3 and found.follows(NAME_LEFT) and not VOWEL.search(word):
        return spelled(word)
    if word in SURE:
        term = word == "gđ" and found.precedes(PERIOD_AFTER)
        return _cased("giai đoạn" if term else SURE[word], found)
    if word in OPEN:
        return _open(OPEN[word], found)
    return None if VOWEL.search(word) else _voiceless_word(word, found)


def _open(senses: tuple[str, ...], found: Found) -> Answer:
    """Several words are typed so; what follows may decide."""
    if "đồng chí" in senses and found.precedes(TITLE_AFTER):
        return _cased("đồng chí", found)
    decided = sense_in_company(found.whole.upper(), found)
    if decided in senses:
        return _cased(decided, found)
    best = "địa chỉ" if "địa chỉ" in senses and found.precedes(ADDRESS_AFTER) else senses[0]
    return Doubt(spoken=_cased(best, found), choices=senses, reason="ambiguous")


def _voiceless_word(word: str, found: Found) -> Answer:
    if len(word) > 1 and (decided := sense_in_company(word.upper(), found)):
        return _cased(decided, found)
    known = found.lexicon.abbreviations.get(word.upper()) if len(word) > 1 else None
    if not known:
        return Doubt(spoken=spelled(word), reason="unknown")
    return known if len(word) > 3 else Doubt(spoken=known, choices=(known, spelled(word)), reason="unknown")


def read_voiceless(found: Found) -> Answer:
    """The last resort: letters that no mouth can say as a word are spelled, and asked about."""
    return Doubt(spoken=f" {spelled(found.whole)} ", reason="unknown")


def _cased(spoken: str, found: Found) -> str:
    return spoken[:1].upper() + spoken[1:] if found.whole[0].isupper() else spoken


ADDRESS = rule(
    "address_word",
    r"(?P<first>[đĐ])(?:/[cC]|[cC])(?=\s?:\s*(?:(?:số|ngõ|ngách|hẻm|kiệt|thôn|xóm|tổ"
    r"|ấp|bản|buôn|đường|khu|tầng|phố|KP|quốc lộ|QL"
    r"|xã|phường|chợ|cổng|gần|cạnh|đối diện|nhà|trụ sở|chân cầu|ngã|đội|thị trấn|TT|TP"
    r"|lô|Số|Ngõ|Thôn|Xóm|Tổ|Ấp|Khu"
    r"|Đường|Phố|Đối diện|Cạnh|Gần)(?!\w)|\d))",
    lambda found: "Địa chỉ" if found["first"] == "Đ" else "địa chỉ",
    starts="a",
)
PERSON = rule(
    "person",
    rf"(?P<title>[ôabcđ]|(?:Ô|A|B|C)(?=\.))\.\s?(?=[{UPPER}][{LOWER}])",
    read_person,
    starts="a",
    left=r"(?:lh|liên hệ|gặp|gọi|cho"
    r"|với)\s*:?\s*|(?:^|\n)|(?<!điểm)(?<!ý)(?<!mục)(?<!tiết)(?<!lớp)[^\W\d_,:(]\s|[,;:(–]\s?",
)
PERSON_STROKE = rule(
    "person",
    rf"(?P<title>[ÔABCôabc])/(?=[{UPPER}][{LOWER}])",
    read_called,
    starts="a",
    left=r"(?:^|\n|[+,:;(&]\s?|(?<!\w)(?:gặp|gọi|cho|với|và|lh|liên hệ|đôi|cặp)\s)",
    right=r"(?!(?:HIV|H\d))",
)
PERSON_BARE = rule(
    "person",
    rf"(?P<title>[ôacb])\s(?=[{UPPER}][{LOWER}])",
    read_called,
    starts="a",
    left=r"(?<!\w)(?:cho|gặp|LH|liên hệ|gọi|nhà|với|mời|giao)(?: nhà)?:?\s",
)
SIR = rule(
    "person",
    rf"(?P<title>Ô|B)\.\s?(?=[{UPPER}]{{2,7}}\s[{UPPER}]{{2,7}})",
    read_called,
    starts="a",
    left=r"(?:^|[\n,;:(]\s?|(?<!\w)(?:gửi|mời|và|với|gặp|cùng|là|cho)\s)",
)
PERSONS = (PERSON_STROKE, PERSON, PERSON_BARE, SIR)
COUNTER = rule("counter", rf"[{LOWER}]{{1,2}}(?![^\W_])", read_counter, starts="a", left=NUMBER_LEFT)
SMALL = rule("small_word", rf"[{UPPER}{LOWER}][{LOWER}]{{0,7}}(?![^\W_])", read_small, starts="a")
VOICELESS = rule("voiceless", r"(?i:[bcdđfghjklmnpqrstvwxz]{1,100})(?![^\W\d_])", read_voiceless, starts="a")
