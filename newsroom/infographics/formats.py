"""The formats one design is drawn for, each with the smallest letters that can still be read where it is seen."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Format:
    """``least`` and ``most``: the size in pixels of the smallest text and of body text at its largest."""

    code: str
    name: str
    width: int
    height: int
    least: float
    most: float
    essence: bool = False  # seen small and in passing: whole blocks may stay out, the page says so

    is_panel: bool = False  # only the title above, nothing below: the room is for the facts

    @property
    def is_wide(self) -> bool:
        """Whether the head stands beside the rest, not above it."""
        return self.width > 1.25 * self.height

    @property
    def edge(self) -> float:
        """The free margin."""
        return round(0.058 * min(self.width, self.height * 1.2))


PORTRAIT = Format(code="1080x1350", name="ảnh dọc 1080×1350", width=1080, height=1350, least=24, most=50)
SQUARE = Format(code="1080x1080", name="ảnh vuông 1080×1080", width=1080, height=1080, least=22, most=46)
CARD = Format(
    code="1200x630", name="ảnh chia sẻ 1200×630", width=1200, height=630, least=19, most=40, essence=True
)
SCREEN = Format(code="1920x1080", name="màn hình 1920×1080", width=1920, height=1080, least=25, most=58)
A4 = Format(code="a4", name="tờ A4", width=1240, height=1754, least=22, most=56)
"""A4 at 150 points an inch; printed, 22 pixels are 10.5 points."""
FORMATS = (PORTRAIT, SQUARE, CARD, SCREEN, A4)
BY_CODE = {format_.code: format_ for format_ in FORMATS}

LEAST_ON_PANEL, LARGEST_PANEL = 11, 4096


def panel(width: int, height: int) -> Format:
    """Return the format of an LED panel at its exact pixels; read in passing, so its letters are large."""
    if not (64 <= width <= LARGEST_PANEL and 48 <= height <= LARGEST_PANEL):
        raise ValueError(f"a panel of {width} x {height} pixels")
    least = max(LEAST_ON_PANEL, round(min(width, height) / 20))
    return Format(
        code=f"{width}x{height}",
        name=f"bảng {width}×{height}",
        width=width,
        height=height,
        least=least,
        most=least * 5,
        is_panel=True,
    )
