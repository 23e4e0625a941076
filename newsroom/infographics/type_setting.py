"""Sets Vietnamese text: measured letters, even lines, and a line step at which no two marks ever touch.

Vietnamese capitals carry two marks above and one below (Ễ Ậ Ỗ), so lines are stepped by their ink, not by the
height that the font declares.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fontpkg_be_vietnam_pro import ROOT as FONTS
from PIL import ImageFont

from newsroom.infographics.sheet import Anchor, Mark, Piece, Words

FINE = 2  # letters are measured, and drawn, at twice their size
STEP = 1.32  # of the size, from one baseline to the next, where the marks allow it
AIR = 0.07  # of the size: the least between the ink of two lines
ASCENT, DESCENT = 0.93, 0.26
REFERENCE = 200  # pixels at which letters are measured; widths and inks are in proportion
SAFE = 1.012  # what hinting may add to a line at small sizes
STANDS_WITH = frozenset({"giờ", "phút", "trẻ", "tuổi", "tháng", "hộ", "đồng", "tỷ", "triệu", "ngày", "người"})
PAIRS = frozenset(
    " ".join(pair.split())
    for pair in """
    an ninh, an toàn, bình quân, bảo hiểm, bắt buộc, bộ phận, chính quyền, chính thức, chăn nuôi, chữa
    cháy, công an, công nghiệp, căn cước, cơ cấu, cảnh báo, cấp điện, cắt điện, doanh nghiệp, du lịch,
    dịch vụ, giấy tờ, hướng dẫn, hồ sơ, hộ nghèo, khai sinh, khu vực, khẩn cấp, kinh tế, kế hoạch, kết
    hôn, kết quả, liên kết, lừa đảo, miễn phí, mưa lớn, mất điện, một cửa, nguồn điện, ngân sách, người
    dân, nhiệt độ, nhân dân, nông nghiệp, nông thôn, phòng cháy, rét đậm, sản xuất, sức khoẻ, thu nhập,
    tháng tuổi, thông báo, thương mại, thường trú, thời tiết, thủ tục, tiêm chủng, trưởng thôn, trật tự,
    trẻ em, trồng trọt, tuyên truyền, tài khoản, tạm ngừng, tự xưng, uy tín, uỷ ban, việc làm, văn hoá,
    xây dựng, xã hội, y tế, điện thoại, đăng ký, đầu tư, địa phương, ứng dụng
    """.replace("\n", " ").split(",")
)
"""Words of two syllables that a line does not part."""


class TooWide(Exception):
    """A single word is wider than its column at this size."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(text)
        self.text, self.path = text, path


def neat(text: str) -> str:
    """Return the text composed (NFC), with single spaces."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


@lru_cache(maxsize=256)
def font(weight: str, pixels: int) -> ImageFont.FreeTypeFont:
    """Return the font; Pillow's own layout, so that the same wheel draws the same pixels everywhere."""
    path = FONTS / "files" / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


def pixels(size: float) -> int:
    """Return the size in whole fine pixels, at which text is both measured and drawn."""
    return max(1, round(size * FINE))


def width_of(text: str, weight: str, size: float) -> float:
    """Return the width of one line."""
    return _length(text, weight) * SAFE * size / REFERENCE


@lru_cache(maxsize=32768)
def _length(text: str, weight: str) -> float:
    return font(weight, REFERENCE).getlength(text)


def ink_of(text: str, weight: str, size: float) -> tuple[float, float]:
    """Return how far the ink reaches above and below the baseline; both positive."""
    top, bottom = _reach(text, weight)
    return top * size / REFERENCE, bottom * size / REFERENCE


@lru_cache(maxsize=8192)
def _reach(text: str, weight: str) -> tuple[float, float]:
    _left, top, _right, bottom = font(weight, REFERENCE).getbbox(text or "x", anchor="ls")
    return -top, bottom


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A text broken into lines at one size."""

    lines: tuple[str, ...]
    size: float
    weight: str
    step: float
    ascent: float
    descent: float
    width: float

    @property
    def height(self) -> float:
        """From the highest ink of the first line to the lowest of the last."""
        return self.ascent + self.descent + (len(self.lines) - 1) * self.step

    def words(
        self, x: float, y: float, *, colour: str, anchor: Anchor = "l", path: str = ""
    ) -> tuple[Words, ...]:
        """Return the lines with the box's top at ``y``; ``x`` is its left edge, middle or right edge."""
        return tuple(
            Words(
                x=x,
                y=y + self.ascent + number * self.step,
                text=line,
                size=self.size,
                weight=self.weight,
                colour=colour,
                anchor=anchor,
                path=path,
            )
            for number, line in enumerate(self.lines)
        )

    def piece(self, *, colour: str, width: float, anchor: Anchor = "l", path: str = "") -> Piece:
        """Return the text as a piece of the given width."""
        x = {"l": 0.0, "m": width / 2, "r": width}[anchor]
        marks: tuple[Mark, ...] = self.words(x, 0, colour=colour, anchor=anchor, path=path)
        return Piece(width=width, height=self.height, marks=marks)


def set_text(
    text: str, *, size: float, weight: str, width: float, path: str = "", strict: bool = False
) -> Setting:
    """Break ``text`` into lines of at most ``width``, as even as they come; raises TooWide.

    ``strict``: refuse rather than part a word of two syllables.
    """
    size = pixels(size) / FINE
    words = _joined(neat(text).split(" "))
    if not strict:
        words = _broken_up(words, size=size, weight=weight, width=width)
    lines = _filled(words, size=size, weight=weight, width=width, path=path)
    if 1 < len(lines) <= 4:
        lines = _evened(words, lines, size=size, weight=weight, width=width)
    return _setting(lines, size=size, weight=weight)


def _setting(lines: Sequence[str], *, size: float, weight: str) -> Setting:
    inks = [ink_of(line, weight, size) for line in lines]
    meets = [above[1] + below[0] + AIR * size for above, below in pairwise(inks)]
    return Setting(
        lines=tuple(lines),
        size=size,
        weight=weight,
        step=max([STEP * size, *meets]),
        ascent=max(ASCENT * size, inks[0][0]),
        descent=max(DESCENT * size, inks[-1][1]),
        width=max(width_of(line, weight, size) for line in lines),
    )


def _joined(words: Sequence[str]) -> list[str]:
    """Keep on one line a number and its unit, what stands around a dash, and words of two syllables."""
    joined: list[str] = []
    for word in words:
        if joined and _stays_with(joined[-1], word):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


def _stays_with(before: str, word: str) -> bool:
    bare = word.rstrip(".,;:)!?")
    if before[-1:].isdigit() and bare in STANDS_WITH:
        return len(before) < 8
    if word in "-–" or before.endswith((" -", " –")):
        return len(before) < 10
    last = before.rpartition(" ")[2].lstrip("(“")
    if last[:1].isupper() and word[:1].isupper() and last.isalpha() and last[1:].islower():
        return len(before) < 12 and bare[1:].islower()  # a name: Kim Đôi
    last = last.lower()
    return f"{last} {bare.lower()}" in PAIRS and len(before) < 16


def _filled(words: Sequence[str], *, size: float, weight: str, width: float, path: str = "") -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, weight, size) <= width:
            lines[-1] = longer
        elif width_of(word, weight, size) > width:
            raise TooWide(word, path)
        else:
            lines.append(word)
    return lines


def _broken_up(words: Sequence[str], *, size: float, weight: str, width: float) -> list[str]:
    """Return the words; what was kept together for looks is let go where it would be too wide."""
    loose: list[str] = []
    for word in words:
        loose += word.split(" ") if width_of(word, weight, size) > width else [word]
    return loose


def _evened(
    words: Sequence[str], lines: Sequence[str], *, size: float, weight: str, width: float
) -> list[str]:
    narrow, wide = width * 0.4, width
    best = list(lines)
    while wide - narrow > size / 3:
        middle = (narrow + wide) / 2
        try:
            tried = _filled(words, size=size, weight=weight, width=middle)
        except TooWide:
            tried = []
        if tried and len(tried) <= len(lines):
            wide, best = middle, tried
        else:
            narrow = middle
    return best
