"""A picture for an LED panel at its exact pixels: the largest letters that fit, no mark ever clipped.

Vietnamese capitals carry two marks above and one below (Ễ Ậ Ỗ), higher than the line height a font
declares. Every line is therefore measured by its ink, and lines are stacked by ink.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fontpkg_be_vietnam_pro import ROOT as FONTS
from PIL import Image, ImageDraw, ImageFont

LEAST_LETTER = 9  # pixels of font size below which two letters look alike in two colours
ALIKE = {10: 9}  # at 10 the hinting makes ã and ă alike in two colours: take the size below
FOOT_BELOW = 41  # font size under which l gets a foot: without it, l and I are the same bar
LARGEST = 8192  # pixels of a side
MARGIN = 24  # the shorter side over the margin
ROOM_FOR_MARKS = "ỄẬỖgỵQ"  # as high and as deep as a line of Vietnamese can be
AIR = 0.1  # of the font size: the least free rows between the ink of two lines


class TextTooLong(Exception):
    """The text cannot be shown legibly on this panel; ``line`` is the line that is too much."""

    def __init__(self, line: str) -> None:
        super().__init__(f"Dòng quá dài so với bảng: «{line}». Rút ngắn dòng này hoặc bớt dòng.")
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Ink:
    """The box of the inked pixels, relative to the origin on the baseline; ``top`` is negative."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line as it is drawn: its text, its ink, and the origin of its baseline in the picture."""

    text: str
    ink: Ink
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A text set for a panel: the font size in pixels and the rows."""

    letter: int
    rows: tuple[Row, ...]


def panel_picture(
    lines: Sequence[str],
    *,
    size: tuple[int, int],
    ink: str = "#FFFFFF",
    ground: str = "#000000",
    margin: int | None = None,
    one_bit: bool = False,
) -> Image.Image:
    """Return the picture, exactly ``size`` pixels (width, height), RGB or ("1") two colours.

    ``margin`` None: a twenty-fourth of the shorter side.
    Raises TextTooLong naming the line that cannot be shown legibly.
    """
    if one_bit:
        return _mask(lines, "1", size=size, margin=margin)
    return in_two_inks(lines, size=size, ink=ink, ground=ground, margin=margin).convert("RGB")


def in_two_inks(
    lines: Sequence[str], *, size: tuple[int, int], ink: str, ground: str, margin: int | None = None
) -> Image.Image:
    """Return the same picture as a palette of the two colours and what lies between them: quicker to write."""
    mask = _mask(lines, "L", size=size, margin=margin)
    shades = Image.new("RGB", (256, 1), ground)
    shades.paste(
        Image.new("RGB", shades.size, ink), mask=Image.frombytes("L", shades.size, bytes(range(256)))
    )
    picture = Image.frombytes("P", size, mask.tobytes())
    picture.putpalette(shades.tobytes())
    return picture


def _mask(lines: Sequence[str], mode: str, *, size: tuple[int, int], margin: int | None) -> Image.Image:
    setting = set_text(lines, size=size, margin=margin)
    mask = Image.new(mode, size, 0)
    draw = ImageDraw.Draw(mask)
    for row in setting.rows:
        _write(draw, (row.x, row.y), row.text, setting.letter)
    return mask


def set_text(lines: Sequence[str], *, size: tuple[int, int], margin: int | None = None) -> Setting:
    """Return where each row goes at the largest letters that fit within ``margin``; raises TextTooLong."""
    width, height = size
    margin = max(1, min(size) // MARGIN) if margin is None else margin
    if not (2 * margin < width <= LARGEST and 2 * margin < height <= LARGEST):
        raise ValueError(f"a panel of {width} x {height} pixels")
    written = (unicodedata.normalize("NFC", " ".join(line.split())) for line in lines if line.strip())
    return _set(tuple(written), size, margin)


@lru_cache(
    maxsize=64
)  # the same text is set when it is written, submitted, approved, and asked for by a panel
def _set(written: tuple[str, ...], size: tuple[int, int], margin: int) -> Setting:
    room = (size[0] - 2 * margin, size[1] - 2 * margin)
    letter = _largest(written, room)
    rows = _wrapped(written, letter, room[0])
    return Setting(letter=letter, rows=tuple(_placed(rows, letter=letter, size=size)))


def can_carry(lines: Sequence[str], *, size: tuple[int, int]) -> bool:
    """Whether these lines can be shown legibly on the panel: cheaper than setting them."""
    margin = max(1, min(size) // MARGIN)
    written = [unicodedata.normalize("NFC", " ".join(line.split())) for line in lines if line.strip()]
    return _misfit(written, LEAST_LETTER, (size[0] - 2 * margin, size[1] - 2 * margin)) is None


def one_row(text: str, *, height: int) -> Image.Image:
    """Return ``text`` on one line, two colours, exactly ``height`` rows, as wide as it is.

    The letters have one size for every text: the largest at which the highest and the deepest mark fit.
    """
    letter = _largest([ROOM_FOR_MARKS], (LARGEST, height))
    deepest, ink = ink_of(ROOM_FOR_MARKS, letter), ink_of(text, letter)
    picture = Image.new("1", (max(1, ink.width), height), 0)
    base = (height - deepest.height) // 2 - deepest.top
    _write(ImageDraw.Draw(picture), (-ink.left, base), text, letter)
    return picture


def ink_of(text: str, letter: int) -> Ink:
    """Return the ink of ``text`` at font size ``letter``, found by drawing it with room to spare."""
    font = _font(letter)
    around = 2 * letter
    canvas = Image.new("L", (round(font.getlength(text)) + 2 * around, 4 * letter), 0)
    _write(ImageDraw.Draw(canvas), (around, 2 * letter + letter // 2), text, letter)
    box = canvas.getbbox() or (around, 2 * letter, around, 2 * letter)
    left, top, right, bottom = (int(each) for each in box)
    base = 2 * letter + letter // 2
    return Ink(left=left - around, top=top - base, right=right - around, bottom=bottom - base)


def _write(draw: ImageDraw.ImageDraw, origin: tuple[int, int], text: str, letter: int) -> None:
    """Write ``text`` from an origin on the baseline, so that no two letters are alike at small sizes."""
    font = _font(letter)
    draw.text(origin, text, font=font, fill=255, anchor="ls")
    if letter >= FOOT_BELOW:
        return
    for place, each in enumerate(text):
        if each == "l":
            right = int(font.getbbox(text[: place + 1], anchor="ls")[2])
            draw.point((origin[0] + right, origin[1] - 1), fill=255)


def _largest(lines: Sequence[str], room: tuple[int, int]) -> int:
    """Return the largest font size at which ``lines`` fit into ``room`` (halving, then a few steps up)."""
    if not lines:
        return LEAST_LETTER
    culprit = _misfit(lines, LEAST_LETTER, room)
    if culprit is not None:
        raise TextTooLong(culprit)
    low, high = LEAST_LETTER, max(LEAST_LETTER + 1, 2 * room[1])
    while high - low > 1:
        middle = (low + high) // 2
        if _misfit(lines, middle, room) is None:
            low = middle
        else:
            high = middle
    return ALIKE.get(low, low)


def _misfit(lines: Sequence[str], letter: int, room: tuple[int, int]) -> str | None:
    """Return the line that does not fit at this size, None when all do."""
    used = -_air(letter)
    for line in lines:
        rows = _wrap(line, letter, room[0])
        inks = [ink_of(row, letter) for row in rows]
        used += sum(ink.height + _air(letter) for ink in inks)
        if used > room[1] or any(ink.width > room[0] for ink in inks):
            return line
    return None


def _wrapped(lines: Iterable[str], letter: int, width: int) -> list[str]:
    return [row for line in lines for row in _wrap(line, letter, width)]


def _wrap(line: str, letter: int, width: int) -> list[str]:
    """Return ``line`` broken at spaces into rows of at most ``width``, as even as they come."""
    rows = _filled(line.split(), letter, width)
    if len(rows) < 2:
        return rows
    narrow, wide = width // 2, width
    while wide - narrow > max(1, letter // 4):
        middle = (narrow + wide) // 2
        if len(_filled(line.split(), letter, middle)) <= len(rows):
            wide = middle
        else:
            narrow = middle
    return _filled(line.split(), letter, wide)


def _filled(words: Sequence[str], letter: int, width: int) -> list[str]:
    font, rows = _font(letter), [words[0]]
    for word in words[1:]:
        longer = f"{rows[-1]} {word}"
        if font.getlength(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def _placed(rows: Sequence[str], *, letter: int, size: tuple[int, int]) -> Iterable[Row]:
    """Yield the rows centred by their ink, the rows left over spread evenly around and between them."""
    inks = [ink_of(row, letter) for row in rows]
    natural = round(letter * 1.25)  # baseline to baseline where there is room
    steps = [max(above.bottom - below.top + _air(letter), natural) for above, below in pairwise(inks)]
    tight = [above.bottom - below.top + _air(letter) for above, below in pairwise(inks)]
    if inks and -inks[0].top + sum(steps) + inks[-1].bottom > size[1]:
        steps = tight
    extent = (-inks[0].top + sum(steps) + inks[-1].bottom) if inks else 0
    y = (size[1] - extent) // 2 - (inks[0].top if inks else 0)
    for row, ink, step in zip(rows, inks, [*steps, 0], strict=True) if inks else ():
        yield Row(text=row, ink=ink, x=(size[0] - ink.width) // 2 - ink.left, y=y)
        y += step


def _air(letter: int) -> int:
    return max(1, round(letter * AIR))


@lru_cache(maxsize=32)
def _font(letter: int) -> ImageFont.FreeTypeFont:
    path = FONTS / "files" / "BeVietnamPro-SemiBold.ttf"
    return ImageFont.truetype(str(path), letter, layout_engine=ImageFont.Layout.BASIC)
