"""Spelling: one written Vietnamese syllable becomes onset, glide, nucleus, coda and tone."""

import re
import unicodedata
from dataclasses import dataclass

TONES = ("ngang", "huyền", "sắc", "hỏi", "ngã", "nặng")
_MARKS = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}

ONSETS = (
    *("ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "th", "tr", "qu"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"),
)
CODAS = ("ng", "nh", "ch", "c", "k", "m", "n", "p", "t")

# What is written between onset and coda -> (glide before it, nucleus, glide behind it).
VOWELS: dict[str, tuple[str, str, str]] = {
    **{letter: ("", letter, "") for letter in "aăâeêioôơuư"},
    **{"y": ("", "i", ""), "oo": ("", "o", ""), "ôô": ("", "ô", "")},
    **dict.fromkeys(("ia", "iê", "ya", "yê"), ("", "iê", "")),
    **dict.fromkeys(("ua", "uô"), ("", "uô", "")),
    **dict.fromkeys(("ưa", "ươ"), ("", "ươ", "")),
    **{"ai": ("", "a", "j"), "ay": ("", "ă", "j"), "ây": ("", "â", "j")},
    **{"ao": ("", "a", "w"), "au": ("", "ă", "w"), "âu": ("", "â", "w")},
    **{"eo": ("", "e", "w"), "êu": ("", "ê", "w"), "iu": ("", "i", "w"), "ưu": ("", "ư", "w")},
    **{"oi": ("", "o", "j"), "ôi": ("", "ô", "j"), "ơi": ("", "ơ", "j")},
    **{"ui": ("", "u", "j"), "ưi": ("", "ư", "j"), "uôi": ("", "uô", "j"), "ươi": ("", "ươ", "j")},
    **dict.fromkeys(("iêu", "yêu"), ("", "iê", "w")),
    **{"ươu": ("", "ươ", "w")},
    **{"oa": ("w", "a", ""), "oă": ("w", "ă", ""), "oe": ("w", "e", "")},
    **{"oai": ("w", "a", "j"), "oay": ("w", "ă", "j"), "oao": ("w", "a", "w"), "oeo": ("w", "e", "w")},
    **{"uâ": ("w", "â", ""), "uê": ("w", "ê", ""), "uơ": ("w", "ơ", ""), "uy": ("w", "i", "")},
    **{"uây": ("w", "â", "j"), "uêu": ("w", "ê", "w"), "uyu": ("w", "i", "w")},
    **dict.fromkeys(("uya", "uyê"), ("w", "iê", "")),
}

_SYLLABLE = re.compile(
    f"({'|'.join(ONSETS)})?({'|'.join(sorted(VOWELS, key=len, reverse=True))})({'|'.join(CODAS)})?"
)
_BARE_GI = re.compile("gi(ng|nh|ch|c|m|n|p|t)?")


@dataclass(frozen=True, kw_only=True)
class Syllable:
    """The parts as they are written, glides as ``w`` and ``j``; what is not there is empty."""

    onset: str
    glide: str
    nucleus: str
    coda: str
    tone: str


def syllable(written: str) -> Syllable | None:
    """Return the parts of a syllable (NFC, any case); None when it is no Vietnamese syllable."""
    bare, tone = _without_tone(written.lower())
    if bare is None:
        return None
    spelled = _bare_gi(bare) or _SYLLABLE.fullmatch(bare)
    if spelled is None:
        return None
    onset, vowels, coda = (part or "" for part in spelled.groups())
    if onset == "gi" and vowels in ("ê", "êu"):  # giếng: the i is heard
        vowels = f"i{vowels}"
    glide, nucleus, behind = VOWELS[vowels]
    if behind and coda:
        return None
    if onset == "qu":
        onset, glide = "c", "w"
    return Syllable(onset=onset, glide=glide, nucleus=nucleus, coda=behind or coda, tone=tone)


def _without_tone(written: str) -> tuple[str | None, str]:
    """Return the letters without the tone mark, and the tone; no letters when there are two marks."""
    signs = unicodedata.normalize("NFD", written)
    tones = [_MARKS[sign] for sign in signs if sign in _MARKS]
    letters = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _MARKS))
    return (None, "") if len(tones) > 1 else (letters, tones[0] if tones else "ngang")


def _bare_gi(bare: str) -> re.Match[str] | None:
    """Match gì, gìn: onset and nucleus share the letter i."""
    return _SYLLABLE.fullmatch(f"gi{bare[1:]}") if _BARE_GI.fullmatch(bare) else None
