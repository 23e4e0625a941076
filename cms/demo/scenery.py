"""Things that stand in several pictures: areca palms, roofs, hills, people, a harvester."""

from cms.demo.canvas import GOLD, INK, SON, SURFACE, Canvas, mix

SKIN = "#E3B48C"
HAIR = "#2A2320"


def palm(canvas: Canvas, x: float, foot: float, *, height: float, colour: str) -> None:
    """Draw an areca palm, its foot at ``foot``."""
    top = foot - height
    canvas.stroke([(x, foot), (x + height * 0.015, top)], colour, max(3.0, height * 0.035))
    reach = height * 0.3
    for across, down in (
        (-1, -0.1),
        (-0.85, 0.45),
        (-0.5, -0.6),
        (0.5, -0.6),
        (0.85, 0.45),
        (1, -0.1),
        (0, -0.85),
    ):
        tip = (x + reach * across, top + reach * down + reach * 0.25)
        bend = (x + reach * across * 0.45, top + reach * (down * 0.75 - 0.22))
        canvas.blob([(x, top), bend, tip, (bend[0], bend[1] + reach * 0.2)], colour)


def house(canvas: Canvas, x: float, foot: float, *, width: float, wall: str, roof: str) -> None:
    """Draw a village house with a wide roof, its left end at ``x``."""
    tall = width * 0.3
    canvas.box(x + width * 0.1, foot - tall, x + width * 0.9, foot, fill=wall)
    eaves = foot - tall + width * 0.03
    canvas.polygon(
        [
            (x, eaves),
            (x + width * 0.2, eaves - width * 0.24),
            (x + width * 0.8, eaves - width * 0.24),
            (x + width, eaves),
        ],
        roof,
    )
    dark = mix(wall, INK, 0.45)
    canvas.box(x + width * 0.43, foot - tall * 0.62, x + width * 0.57, foot, fill=dark)
    for left in (0.2, 0.68):
        window = x + width * left
        canvas.box(window, foot - tall * 0.6, window + width * 0.12, foot - tall * 0.25, fill=dark)


def hills(canvas: Canvas, base: float, *, height: float, colour: str, phase: int) -> None:
    """Draw a row of soft hills from edge to edge."""
    step = canvas.width / 6
    tops = [(0.4, 0.9, 0.55, 1.0, 0.5, 0.75, 0.45), (0.8, 0.45, 1.0, 0.6, 0.85, 0.4, 0.7)][phase % 2]
    crest = [(number * step, base - height * top) for number, top in enumerate(tops)]
    edge = [(-step, base), *crest, (canvas.width + step, base), (canvas.width / 2, base + height)]
    canvas.blob(edge, colour)


def person(
    canvas: Canvas, x: float, foot: float, *, height: float, shirt: str, trousers: str = "#2D3A4A"
) -> None:
    """Draw a standing person seen from the front, without arms."""
    unit = height / 8
    for side in (-1, 1):
        canvas.stroke(
            [(x + side * unit * 0.5, foot - unit * 3.6), (x + side * unit * 0.55, foot)],
            trousers,
            unit * 0.95,
        )
    canvas.box(
        x - unit * 1.2, foot - unit * 6.5, x + unit * 1.2, foot - unit * 3.2, fill=shirt, radius=unit * 0.8
    )
    canvas.box(
        x - unit * 0.3,
        foot - unit * 7,
        x + unit * 0.3,
        foot - unit * 6.2,
        fill=mix(SKIN, INK, 0.12),
        radius=4,
    )
    head(canvas, x, foot - unit * 7.35, radius=unit * 0.8)


def head(canvas: Canvas, x: float, y: float, *, radius: float) -> None:
    """Draw a head with short hair and a calm face."""
    canvas.circle(x, y - radius * 0.12, radius * 1.08, HAIR)
    canvas.ellipse(x, y + radius * 0.14, radius * 0.86, radius * 0.9, fill=SKIN)
    for side in (-1, 1):
        canvas.circle(x + side * radius * 0.34, y + radius * 0.1, radius * 0.09, HAIR)
    canvas.arc(x, y + radius * 0.3, radius * 0.32, span=(25, 155), fill="#A2533B", width=radius * 0.09)


def harvester(canvas: Canvas, x: float, y: float, *, size: float) -> None:
    """Draw a combine harvester from the side, driving to the left."""
    canvas.box(x, y - size * 0.55, x + size * 0.95, y - size * 0.12, fill=SON, radius=size * 0.05)
    canvas.box(
        x + size * 0.12,
        y - size * 0.9,
        x + size * 0.45,
        y - size * 0.5,
        fill=mix(SON, INK, 0.25),
        radius=size * 0.04,
    )
    canvas.box(
        x + size * 0.16, y - size * 0.85, x + size * 0.41, y - size * 0.58, fill="#CFE3EC", radius=size * 0.02
    )
    canvas.polygon([(x, y - size * 0.3), (x, y - size * 0.1), (x - size * 0.3, y - size * 0.02)], GOLD)
    canvas.box(
        x - size * 0.34,
        y - size * 0.14,
        x - size * 0.2,
        y + size * 0.02,
        fill=mix(GOLD, INK, 0.2),
        radius=size * 0.06,
    )
    for at, radius in ((0.25, 0.2), (0.75, 0.15)):
        canvas.circle(x + size * at, y - radius * size * 0.5, radius * size, INK)
        canvas.circle(x + size * at, y - radius * size * 0.5, radius * size * 0.45, SURFACE)
