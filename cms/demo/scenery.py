"""Things that stand in several pictures: areca palms, roofs, hills, people, a harvester."""

from cms.demo.canvas import GOLD, INK, SON, Canvas, mix

SKIN = "#E3B48C"
HAIR = "#2A2320"


def palm(canvas: Canvas, x: float, foot: float, *, height: float, colour: str) -> None:
    """Draw an areca palm, its foot at ``foot``."""
    top, wide = foot - height, max(2.0, height * 0.02)
    canvas.polygon([(x - wide, foot), (x - wide * 0.6, top), (x + wide * 0.6, top), (x + wide, foot)], colour)
    reach = height * 0.3
    for across, down in ((-1, -0.1), (-0.85, 0.45), (-0.55, -0.6), (0.55, -0.6), (0.85, 0.45), (1, -0.1)):
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
    """Draw a combine harvester seen from above, driving up its row."""
    along, across = (-0.26, -0.966), (0.966, -0.1)

    def part(front: float, back: float, half: float, colour: str) -> None:
        corners = [(front, -half), (front, half), (back, half), (back, -half)]
        canvas.polygon(
            [
                (x + size * (a * along[0] + c * across[0]), y + size * (a * along[1] + c * across[1]))
                for a, c in corners
            ],
            colour,
        )

    part(-0.52, -1.0, 0.42, "#F4E3A1")
    part(0.4, -0.62, 0.36, "#0000002A")
    for side in (-1, 1):
        for front in (0.3, -0.35):
            at = (front * along[0] + side * 0.33 * across[0], front * along[1] + side * 0.33 * across[1])
            canvas.circle(x + size * at[0], y + size * at[1], size * 0.1, INK)
    part(0.58, 0.44, 0.46, GOLD)
    part(0.5, 0.45, 0.46, mix(GOLD, INK, 0.35))
    part(0.44, -0.55, 0.27, SON)
    part(0.36, 0.08, 0.2, "#CFE3EC")
    part(-0.05, -0.45, 0.19, mix(SON, INK, 0.3))
    part(-0.1, -0.4, 0.14, "#E8C75A")
