"""Rules for words in capitals that no table knows: put together, guessed, taken as a word or spelled, and asked."""

import re
from collections.abc import Mapping

from broadcast.text.abbreviations import LETTERS, VOWELS
from broadcast.text.choosing import by_company
from broadcast.text.codes import NUMBERED_HEADS
from broadcast.text.derived import stands_for
from broadcast.text.letters import LOWER, UPPER, VOWEL, spelled
from broadcast.text.numbers import integer, roman_value
from broadcast.text.rules import Answer, Doubt, Found, rule
from broadcast.text.words.senses import SENSES

MAKER_LEFT = re.compile(
    r"(?<!\w)(?:xe|máy|máy in|máy bơm|hãng|thương hiệu|mã|giống|ký hiệu"
    r"|nhãn|dòng|phần mềm|chuẩn|loại|lô|bảng|khối|vitamin)\s\Z",
    re.IGNORECASE,
)
STORM_LEFT = re.compile(r"(?<!\w)(?:bão|tên quốc tế|tên gọi|siêu bão)(?: là)?\s?:?\s?\(?\Z", re.IGNORECASE)
ROMAN_TAIL = re.compile(r"(?P<head>[A-ZĐ]{2,6}?)(?P<numeral>[IVX]{1,4})")


def read_unknown(found: Found) -> Answer:
    """In no table: put together from known parts, taken as a word, or spelled; always a question."""
    word = found.whole
    numbered = ROMAN_TAIL.fullmatch(word)
    if numbered and numbered["head"] in NUMBERED_HEADS and numbered["head"] not in ("BM", "NV", "VT"):
        return f"{NUMBERED_HEADS[numbered['head']]} {integer(roman_value(numbered['numeral']) or 0)}"
    if found.follows(MAKER_LEFT):
        return Doubt(spoken=spelled(word), choices=(spelled(word), *stands_for(word)), reason="unknown")
    if found.follows(STORM_LEFT) and VOWEL.search(word):
        return word.capitalize()
    pieces = " ".join(pieced(word, found.lexicon.abbreviations))
    phrases = stands_for(word)
    guesses = tuple(dict.fromkeys((*phrases, pieces) if pieces else phrases))
    if guesses:
        best = by_company(guesses, found) or guesses[0]
        return Doubt(
            spoken=best, choices=tuple(dict.fromkeys((best, *guesses, spelled(word)))), reason="pieced"
        )
    vowels = sum(char in VOWELS for char in word)
    if (len(word) > 3 and vowels * 3 >= len(word)) or (len(word) > 6 and vowels * 4 >= len(word)):
        return Doubt(spoken=word.lower(), choices=(word.lower(), spelled(word)), reason="word_or_initials")
    return Doubt(spoken=spelled(word), reason="unknown")


def read_joined(found: Found) -> Answer:
    """TN&TKQ is no entry, but initials of a phrase with "và" in it."""
    whole = found.whole
    if whole in found.lexicon.abbreviations:
        return None
    phrases = tuple(one for one in stands_for(whole.replace("&", "")) if " và " in one)
    return Doubt(spoken=phrases[0], choices=(*phrases, spelled(whole)), reason="pieced") if phrases else None


def pieced(word: str, known: Mapping[str, str]) -> list[str]:
    """The fewest known parts of two letters or more that make up ``word``, at most 16 letters."""
    if len(word) > 16:
        return []
    best: dict[int, list[str]] = {0: []}
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            part = _piece(word[start:end], known, whether_tail=start > 0 and end == len(word))
            if part and start in best and (end not in best or len(best[start]) + 1 <= len(best[end])):
                best[end] = [*best[start], part]
    pieces = best.get(len(word), [])
    return pieces if len(pieces) < 3 or len(word) >= 3 * len(pieces) - 1 else []


def _piece(part: str, known: Mapping[str, str], *, whether_tail: bool) -> str:
    """The words of one part; Roman numerals only close a name, as in HKII."""
    senses = SENSES.get(part)
    if whether_tail and set(part) <= {"I", "V", "X"} and (value := roman_value(part)):
        return integer(value)
    likeliest = next(one.spoken for one in senses if not (one.left or one.right)) if senses else ""
    return known.get(part) or (likeliest if likeliest != spelled(part) else "")


def read_brand(found: Found) -> Answer:
    """VPBank, MBBank: capitals by name, the word as it is written."""
    return f"{spelled(found['caps'])} {found['word']}" if VOWEL.search(found["word"]) else None


def read_mixed_case(found: Found) -> Answer:
    """ "QĐi", "PGDĐTt": capitals with a small letter inside and in no table."""
    word = found.whole
    capitals = sum(char.isupper() for char in word)
    if capitals < 3 or capitals * 2 < len(word) or roman_value(word):
        return None
    return Doubt(spoken=spelled(word), reason="unknown")


BRAND = rule(
    "brand", rf"(?P<caps>[A-ZĐ]{{1,4}})(?P<word>[A-Z][{LOWER}]{{2,12}})(?![^\W_])", read_brand, starts="a"
)
JOINED = rule("joined", rf"[{UPPER}]{{2,6}}&[{UPPER}]{{1,6}}(?![^\W_])", read_joined, starts="a")
UNKNOWN = rule("unknown", rf"[{UPPER}]{{2,100}}(?![^\W\d_])", read_unknown, starts="a")
MIXED_CASE = rule("mixed_case", LETTERS, read_mixed_case, starts="a")
