"""The copy of a text that rules match on: same letters, one kind of dash, quote, space and tone mark."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+")
LATE_TONE = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\w)")
SAME = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′´`＇", "'"),
    **dict.fromkeys("º˚", "°"),
    **dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    **dict.fromkeys("ÐƉ", "Đ"),
    "ð": "đ",
    "⁄": "/",
    "∕": "/",
    "\r": " ",
}


class _Folding(dict[int, str]):
    """Filled as characters are met: full-width and mathematical letters, digits and signs become ASCII."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in SAME:
            folded = SAME[char]
        elif char.isspace():
            folded = "\n" if char == "\n" else " "
        else:
            plain = unicodedata.normalize("NFKC", char) if code > 0x20FF else char
            folded = plain if len(plain) == 1 and plain.isascii() and not plain.isspace() else char
        self[code] = folded
        return folded


FOLDING = _Folding()


@dataclass(frozen=True, kw_only=True)
class Shadow:
    """``text`` is matched; ``origin`` gives each character's place in ``written`` (None: the same)."""

    written: str
    text: str
    origin: Sequence[int] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of ``written`` that ``text[start:end]`` stands for."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def shadow_of(text: str) -> Shadow:
    """Normalise to NFC and fold; lengths change only where invisible characters are taken out."""
    written = unicodedata.normalize("NFC", text)
    folded = fold(written)
    origin = None
    if INVISIBLE.search(folded):
        hidden = {place for found in INVISIBLE.finditer(folded) for place in range(*found.span())}
        origin = [place for place in range(len(folded)) if place not in hidden]
        folded = INVISIBLE.sub("", folded)
    return Shadow(written=written, text=fold_tones(folded), origin=origin)


def fold(text: str) -> str:
    """One character for one character."""
    return text.translate(FOLDING)


def fold_tones(text: str) -> str:
    """The older place of the tone mark (uỷ, hoá) becomes the newer (ủy, hóa); "quý" is left alone."""
    return LATE_TONE.sub(lambda found: MOVED[found[0]], text)


def _moved_tones() -> dict[str, str]:
    moved = {}
    for firsts, seconds in (("oO", "àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ"), ("uU", "ỳýỷỹỵỲÝỶỸỴ")):
        for first in firsts:
            for second in seconds:
                parts = unicodedata.normalize("NFD", second)
                moved[first + second] = unicodedata.normalize("NFC", first + parts[1]) + parts[0]
    return moved


MOVED = _moved_tones()
