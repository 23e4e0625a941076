"""Rules for capitals that the tables know: compounds, abbreviations sure, in company, and ambiguous."""

import re
from collections.abc import Mapping

from broadcast.text.choosing import by_company, counted
from broadcast.text.letters import UPPER, spelled
from broadcast.text.rules import Answer, Doubt, Found, Part, rule
from broadcast.text.words.sense import Sense
from broadcast.text.words.senses import CONTEXTS, SENSES

CAPS = rf"[{UPPER}]{{1,100}}"
COMPOUND = rf"{CAPS}(?:\s?[&/\-.]\s{{0,2}}{CAPS}(?![^\W\d_])){{0,5}}"
JOINTS = re.compile(r"[&.\-]")
COMPOUND_AT = re.compile(COMPOUND)
COMPOUND_GOES_ON = re.compile(rf"\s?[&/\-.]\s{{0,2}}[{UPPER}]")
PARTS = re.compile(rf"\s*([&/\-.])\s*|({CAPS})")
TITLED = {
    "PGS.TS",
    "GS.TS",
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
TITLE_DOT = re.compile(rf"\.\s?(?=[{UPPER}])")
ON_CARD = re.compile(
    r"(?<!\w)(?:thẻ|BHYT|đối tượng|quyền lợi)[^.;\n]{0,30}(?<!\w)mã\s\Z|mã (?:thẻ|đối tượng|quyền lợi) \Z"
)
# Not "ủy": "Đảng ủy UBND" is the Party committee of the people's committee; nor "đại hội HND".
SAID_HEAD = re.compile(r"(?<!\w)(?<!đại )(?<!chi )(?<!trưởng )(tổ|trạm|hội|phòng|quỹ) \Z", re.IGNORECASE)


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
    if not senses or (COMPOUND_GOES_ON.match(found.text, found.match.end()) and _is_longer_known(found)):
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
    """An ambiguous token: the first sense whose surroundings match, else a question; on a card it is a code."""
    senses = SENSES.get(found.whole)
    if not senses:
        return None
    if len(found.whole) == 2 and found.follows(ON_CARD):
        return spelled(found.whole)
    sense = _in_context(senses, found)
    return _titled(sense.spoken, found) if sense else _undecided(senses, found)


def sense_in_company(word: str, found: Found) -> str:
    """What ``word`` means where ``found`` stands, by the words beside it alone; empty where they do not say."""
    sense = _in_context((*CONTEXTS.get(word, ()), *SENSES.get(word, ())), found)
    return sense.spoken if sense else ""


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


ABBREVIATION = rule("abbreviation", COMPOUND, read_abbreviation, starts="a")
KNOWN = rule("abbreviation_in_context", rf"{CAPS}(?![^\W\d_]|\d)", read_known, starts="a")
SENSE = rule("sense", rf"{CAPS}(?![^\W\d_]|\d)", read_sense, starts="a")
