"""Letters: their spoken names, and whether letters can be a Vietnamese syllable at all."""

import re
import unicodedata
from functools import lru_cache

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = UPPER.lower().replace("a-z", "") + "a-z"
NAMES = {
    "a": "a", "ă": "á", "â": "ớ", "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "e": "e", "ê": "ê", "f": "ép",
    "g": "giê", "h": "hát", "i": "i", "j": "gi", "k": "ca", "l": "lờ", "m": "mờ", "n": "nờ", "o": "o",
    "ô": "ô",
    "ơ": "ơ", "p": "pê", "q": "quy", "r": "rờ", "s": "ét", "t": "tê", "u": "u", "ư": "ư", "v": "vê",
    "w": "vê kép", "x": "ích", "y": "y", "z": "dét",
}  # fmt: skip
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?P<vowels>[aăâeêioôơuưy]{1,3})(?P<coda>ng|nh|ch|[cmnpt])?"
)
VOWEL = re.compile(r"[^bcdđfghjklmnpqrstvwxz]", re.IGNORECASE)
MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}  # the five tone marks
STOPPED = {"\u0301", "\u0323"}  # a syllable closed by c, ch, p or t bears only these two


def spelled(text: str) -> str:
    """Letters and digits one by one: "B5" is "bê năm". A capital D, mostly of a foreign word, is "đê"."""
    names = []
    for char in text.replace("D", "Đ").lower():
        if char.isdecimal():
            names.append(DIGIT_NAMES[int(char)])
        elif char.isalpha():
            names.append(NAMES.get(char) or NAMES.get(bare(char), char))
    return " ".join(names)


DIGIT_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def bare(text: str) -> str:
    """Without any marks: "Xuân" is "xuan"; đ becomes d."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """May these letters be one Vietnamese word? "BAN" may, "UBND", "BOT" and "VAT" may not."""
    tones: set[str] = set()
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in MARKS:
            tones.add(char)
        else:
            letters.append(char)
    plain = unicodedata.normalize("NFC", "".join(letters))
    found = SYLLABLE.fullmatch(plain)
    if not found or len(tones) > 1:
        return False
    return found["coda"] not in ("c", "ch", "p", "t") or bool(tones & STOPPED)


ALIKE = {"kỳ": "k[ỳì]", "tỷ": "t[ỷỉ]", "quý": "qu[ýí]", "kỹ": "k[ỹĩ]", "lý": "l[ýí]"}


def spelt_alike(pattern: str) -> str:
    """Contexts are written with y; many people write i."""
    for word, both in ALIKE.items():
        pattern = pattern.replace(word, both)
    return pattern
