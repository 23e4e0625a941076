"""The lead pictures that warn, 1600 x 900: fire in the dry season, a call from a false policeman."""

from cms.demo import scenery
from cms.demo.canvas import GOLD, INK, PAPER, SON, SURFACE, Canvas, drum_rings, star
from cms.demo.scenes import HEIGHT, WIDTH


def fire() -> Canvas:
    """Draw a fire on dry ground, an extinguisher beside it, and the number to call."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#3B1512"), (450, "#A8401F"), (760, "#F2A14A")])
    drum_rings(canvas, 560, 520, radius=430, colour="#FFD9A022")
    scenery.hills(canvas, 800, height=110, colour="#5B2418", phase=0)
    canvas.box(0, 780, WIDTH, HEIGHT, fill="#3A1A12")
    for number in range(40):
        x = 20 + number * 41
        canvas.stroke([(x, 800), (x + (number % 3 - 1) * 14, 752 - number % 4 * 9)], "#8A4A22", 5)
    for share, colour in ((1.0, "#E2501F"), (0.74, "#F58A1F"), (0.48, "#FFC845"), (0.24, "#FFF1B8")):
        _flame(canvas, 560, 800, share * 560, colour)
    _extinguisher(canvas, 1090, 800)
    canvas.text(1420, 540, "Có cháy, gọi", size=44, fill="#FFE9C9", style="SemiBold/ms")
    canvas.text(1420, 690, "114", size=150, fill=SURFACE, style="ExtraBold/ms")
    return canvas


def _flame(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    shape = (
        (0, 0), (-0.3, -0.06), (-0.4, -0.3), (-0.29, -0.5), (-0.23, -0.68), (-0.13, -0.55), (-0.06, -0.78),
        (0.03, -1.0), (0.1, -0.76), (0.2, -0.6), (0.24, -0.72), (0.33, -0.48), (0.39, -0.26), (0.28, -0.05),
    )  # fmt: skip
    canvas.blob([(x + across * height, foot + down * height) for across, down in shape], colour)


def _extinguisher(canvas: Canvas, x: float, foot: float) -> None:
    canvas.ellipse(x, foot + 4, 100, 14, fill="#00000055")
    canvas.box(x - 78, foot - 330, x + 78, foot, fill="#D32A20", radius=64)
    canvas.box(x - 78, foot - 200, x + 78, foot, fill="#D32A20", radius=20)
    canvas.box(x - 58, foot - 300, x - 36, foot - 40, fill="#FFFFFF3A", radius=11)
    canvas.box(x - 78, foot - 190, x + 78, foot - 100, fill=PAPER)
    star(canvas, x, foot - 145, radius=34, colour=GOLD)
    canvas.box(x - 26, foot - 372, x + 26, foot - 318, fill="#2B2F33", radius=8)
    canvas.stroke([(x, foot - 360), (x, foot - 392)], "#2B2F33", 14)
    canvas.stroke([(x - 60, foot - 400), (x + 66, foot - 384)], "#2B2F33", 20)
    canvas.stroke(
        [(x + 30, foot - 352), (x + 112, foot - 330), (x + 128, foot - 240), (x + 122, foot - 130)],
        "#2B2F33",
        16,
    )
    canvas.polygon(
        [(x + 108, foot - 140), (x + 138, foot - 140), (x + 150, foot - 80), (x + 96, foot - 80)], "#2B2F33"
    )


def fraud() -> Canvas:
    """Draw a telephone with a call from nobody known, and a warning sign."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#16304F"), (900, "#3B6A9A")])
    drum_rings(canvas, 515, 470, radius=520, colour="#FFFFFF16")
    canvas.box(320, 80, 710, 860, fill="#0E1620", radius=58)
    canvas.box(340, 102, 690, 838, fill=PAPER, radius=42)
    canvas.box(460, 118, 570, 138, fill="#0E1620", radius=10)
    canvas.circle(515, 312, 92, "#C9CFD6")
    canvas.circle(515, 284, 36, SURFACE)
    canvas.blob([(446, 366), (470, 336), (515, 326), (560, 336), (584, 366), (515, 398)], SURFACE)
    canvas.text(515, 470, "Số lạ", size=54, fill=INK, style="Bold/ms")
    canvas.text(515, 522, "Cuộc gọi đến…", size=30, fill="#5B6067", style="Regular/ms")
    canvas.text(515, 592, "“Cập nhật VNeID ngay!”", size=26, fill=SON, style="SemiBold/ms")
    for x, colour, turned in ((426, "#C62828", True), (604, "#2E8B57", False)):
        canvas.circle(x, 722, 56, colour)
        _handset(canvas, x, 722, turned=turned)
    _warning(canvas, 1130, 390, 250)
    canvas.text(1130, 745, "Tắt máy. Báo Công an xã.", size=50, fill=SURFACE, style="Bold/ms")
    return canvas


def _handset(canvas: Canvas, x: float, y: float, *, turned: bool) -> None:
    lift = 8 if turned else -8
    canvas.stroke(
        [(x - 26, y + lift), (x - 12, y - lift), (x + 12, y - lift), (x + 26, y + lift)], SURFACE, 13
    )
    for side in (-1, 1):
        canvas.circle(x + side * 25, y + lift, 10, SURFACE)


def _warning(canvas: Canvas, x: float, y: float, size: float) -> None:
    corners = [(x, y - size * 0.9), (x + size, y + size * 0.8), (x - size, y + size * 0.8)]
    canvas.polygon(corners, GOLD)
    canvas.stroke([*corners, corners[0], corners[1]], GOLD, 44)
    inner = [(x + (cx - x) * 0.86, y + 18 + (cy - y) * 0.84) for cx, cy in corners]
    canvas.polygon(inner, "#FFE7A8")
    canvas.stroke([*inner, inner[0], inner[1]], "#FFE7A8", 14)
    canvas.polygon(
        [
            (x - 27, y - size * 0.32),
            (x + 27, y - size * 0.32),
            (x + 15, y + size * 0.3),
            (x - 15, y + size * 0.3),
        ],
        INK,
    )
    canvas.circle(x, y + size * 0.52, 25, INK)
