"""The lead pictures of the demo stories, 1600 x 900: drawn by rule, the same every time."""

import math

from cms.demo import scenery
from cms.demo.canvas import GOLD, INDIGO, INK, RICE, SON, SURFACE, Canvas, Point, drum_rings, mix

WIDTH, HEIGHT = 1600, 900


def fields() -> Canvas:
    """Draw rice fields at sunrise."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#F3B562"), (240, "#F9D99A"), (500, "#FDF0D5")], bottom=520)
    sun = (1080, 380)
    drum_rings(canvas, *sun, radius=330, colour="#FFFFFF55")
    canvas.circle(*sun, 112, "#FFF6DC")
    canvas.circle(*sun, 96, SON)
    scenery.hills(canvas, 540, height=150, colour="#C9B38A", phase=0)
    scenery.hills(canvas, 560, height=105, colour="#9DAA72", phase=1)
    for x, width in ((150, 150), (330, 120), (480, 165), (1290, 150), (1440, 125)):
        scenery.house(canvas, x, 560, width=width, wall="#F2E4CB", roof="#8E3B2A")
    for x, height in ((110, 170), (300, 210), (455, 150), (655, 185), (1265, 200), (1425, 165), (1570, 190)):
        scenery.palm(canvas, x, 565, height=height, colour="#2E5A3C")
    canvas.polygon([(0, 555), (WIDTH, 555), (WIDTH, HEIGHT), (0, HEIGHT)], "#D9B44A")
    _furrows(canvas)
    return canvas


def _furrows(canvas: Canvas) -> None:
    """Draw bands of ripe and green rice that run together at the horizon, a path in the middle."""
    horizon, vanish = 555, 760.0
    bands = [mix("#E0BB4C", RICE, share) for share in (0.05, 0.55, 0.2, 0.75, 0.1, 0.6, 0.0, 0.7, 0.25, 0.5)]
    for number, colour in enumerate(bands):
        left, right = -2600 + number * 680, -2600 + (number + 1) * 680
        top = (vanish + (left - vanish) * 0.12, vanish + (right - vanish) * 0.12)
        canvas.polygon(
            [(top[0], horizon), (top[1], horizon), (right, HEIGHT + 120), (left, HEIGHT + 120)], colour
        )
        canvas.polygon(
            [
                (top[1] - 2, horizon),
                (top[1] + 2, horizon),
                (right + 26, HEIGHT + 120),
                (right - 26, HEIGHT + 120),
            ],
            "#F3E2A8",
        )


def loudspeaker() -> Canvas:
    """Draw a loudspeaker cluster over the village roofs at dusk."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#1D3A5F"), (420, "#3F6A93"), (760, "#F0C98B")])
    drum_rings(canvas, 800, 330, radius=500, colour="#F6D28C4A")
    scenery.hills(canvas, 830, height=120, colour="#4B6B6A", phase=1)
    for x, width in ((40, 230), (300, 190), (1040, 240), (1310, 210)):
        scenery.house(canvas, x, 830, width=width, wall="#EAD6B0", roof="#7A2B20")
    for x, height in ((20, 260), (270, 310), (520, 240), (1010, 250), (1290, 320), (1560, 270)):
        scenery.palm(canvas, x, 840, height=height, colour="#1F3B33")
    canvas.box(0, 826, WIDTH, HEIGHT, fill="#24443A")
    canvas.box(788, 330, 812, HEIGHT, fill="#C8CDD2", radius=6)
    canvas.box(760, 318, 840, 342, fill="#8C949B", radius=8)
    _horn(canvas, 770, 330, -1)
    _horn(canvas, 830, 330, 1)
    canvas.circle(800, 280, 10, "#E9F3EC")
    canvas.circle(800, 280, 6, "#4CC27E")
    canvas.box(796, 284, 804, 320, fill="#8C949B")
    return canvas


def _horn(canvas: Canvas, x: float, y: float, side: int) -> None:
    mouth = x + side * 190
    canvas.box(min(x, x - side * 34), y - 26, max(x, x - side * 34), y + 26, fill="#6D757C", radius=8)
    canvas.polygon([(x, y - 26), (x, y + 26), (mouth, y + 104), (mouth, y - 104)], "#E4E8EB")
    canvas.polygon([(x, y + 4), (x, y + 26), (mouth, y + 104), (mouth, y + 40)], "#BCC4CA")
    canvas.ellipse(mouth, y, 30, 106, fill="#F7F9FA")
    canvas.ellipse(mouth, y, 22, 92, fill="#59636B")
    canvas.ellipse(mouth - side * 4, y, 10, 40, fill="#2E353B")


def volleyball() -> Canvas:
    """Draw a volleyball over the net, arms rising to strike and to block it."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#8FBBD3"), (430, "#E4EFE9"), (700, "#FBF0D8")])
    drum_rings(canvas, 800, 270, radius=420, colour="#FFFFFF80")
    scenery.hills(canvas, 800, height=170, colour="#A9C4A4", phase=0)
    for x, height in ((70, 520), (215, 430), (1400, 450), (1535, 540)):
        scenery.palm(canvas, x, 820, height=height, colour="#3D7353")
    canvas.box(0, 800, WIDTH, HEIGHT, fill="#CC7C47")
    for elbow, hand in (((1010, 640), (950, 372)), ((1160, 650), (1120, 360))):
        _arm(canvas, elbow, hand, sleeve=INDIGO)
    _net(canvas)
    for elbow, hand in (((520, 700), (640, 410)), ((360, 740), (330, 500))):
        _arm(canvas, elbow, hand, sleeve=SON)
    _ball(canvas, 790, 245, 128)
    return canvas


def _net(canvas: Canvas) -> None:
    """Draw the net from edge to edge, its white tape on top."""
    for x in range(0, WIDTH + 1, 50):
        canvas.stroke([(x, 470), (x, HEIGHT)], "#FFFFFFB0", 4)
    for y in range(520, HEIGHT, 50):
        canvas.stroke([(0, y), (WIDTH, y)], "#FFFFFFB0", 4)
    canvas.box(0, 456, WIDTH, 490, fill="#FFFFFF")
    canvas.box(0, 486, WIDTH, 490, fill="#D9DEE2")


def _arm(canvas: Canvas, elbow: Point, hand: Point, *, sleeve: str) -> None:
    """Draw an arm that comes up from below the picture, its hand open."""
    length = math.dist(elbow, hand)
    along = ((hand[0] - elbow[0]) / length, (hand[1] - elbow[1]) / length)
    shoulder = (elbow[0] - along[0] * 320, elbow[1] + 320)
    canvas.stroke([shoulder, elbow, hand], scenery.SKIN, 62)
    cuff = (elbow[0] + along[0] * 40, elbow[1] + along[1] * 40)
    canvas.stroke([shoulder, elbow, cuff], sleeve, 84)
    canvas.circle(*hand, 47, scenery.SKIN)
    lean = math.atan2(along[1], along[0])
    for turn, reach in ((-1.15, 78), (-0.5, 98), (-0.16, 106), (0.18, 102), (0.52, 90)):
        tip = (hand[0] + reach * math.cos(lean + turn), hand[1] + reach * math.sin(lean + turn))
        canvas.stroke([hand, tip], scenery.SKIN, 25)


def _ball(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Draw a volleyball: three turning panels, each with a seam."""
    seam = "#6B5443"

    def swirl(turn: float) -> list[Point]:
        return [
            (x + radius * t / 14 * math.cos(turn + t / 14), y + radius * t / 14 * math.sin(turn + t / 14))
            for t in range(15)
        ]

    canvas.circle(x, y, radius + 5, seam)
    canvas.circle(x, y, radius, "#FFF8E7")
    third = math.tau / 3
    for number, colour in enumerate(("#F0B73A", "#FFF8E7", INDIGO)):
        start = number * third + 0.4
        rim = [
            (
                x + radius * math.cos(start + 1 + third * step / 20),
                y + radius * math.sin(start + 1 + third * step / 20),
            )
            for step in range(21)
        ]
        canvas.polygon([*swirl(start), *rim, *reversed(swirl(start + third))], colour)
    for number in range(3):
        start = number * third + 0.4
        canvas.stroke(swirl(start), seam, 6)
        for inner in (0.36, 0.68):
            canvas.stroke(swirl(start + third * inner)[6:], seam, 4)


def plots() -> Canvas:
    """Draw the exchanged fields from above: large even plots, straight tracks, a harvester."""
    canvas = Canvas(WIDTH, HEIGHT, "#E9D9A6")
    greens = ("#5E9A5B", "#E2C155", "#7DB06A", "#D9B040", "#4C8A55", "#EBCF74")
    for row in range(-1, 4):
        for column in range(-1, 5):
            x, y = column * 400 + row * 70, row * 270 + column * -34
            colour = greens[(row * 2 + column * 3) % len(greens)]
            corners = [(x + 10, y + 10), (x + 382, y - 22), (x + 448, y + 224), (x + 76, y + 256)]
            canvas.polygon(corners, colour)
            for step in range(1, 12):
                share = step / 12
                start = (corners[0][0] + 372 * share + 3, corners[0][1] - 32 * share + 12)
                canvas.stroke([start, (start[0] + 60, start[1] + 222)], mix(colour, INK, 0.13), 3)
    canvas.stroke([(-60, 545), (1660, 400)], "#F4E8C8", 44)
    canvas.stroke([(-60, 545), (1660, 400)], "#D9C596", 3)
    canvas.stroke([(-60, 595), (1660, 450)], "#6FB3C8", 20)
    for number in range(9):
        canvas.circle(60 + number * 190, 500 - number * 16, 26, "#2F6B45")
        canvas.circle(53 + number * 190, 491 - number * 16, 14, "#4E9563")
    scenery.harvester(canvas, 676, 632, size=124)
    return canvas


def vaccination() -> Canvas:
    """Draw the health station with a nurse, and a mother with her child."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#CFE6E4"), (620, "#FBF7F0")])
    drum_rings(canvas, 1180, 330, radius=360, colour="#FFFFFF90")
    scenery.hills(canvas, 720, height=120, colour="#A9CBB0", phase=1)
    for x, height in ((60, 380), (1500, 420), (1380, 320)):
        scenery.palm(canvas, x, 740, height=height, colour="#3F7A56")
    canvas.box(0, 735, WIDTH, HEIGHT, fill="#E6D8B8")
    _station(canvas)
    _nurse(canvas, 860, 850)
    _mother(canvas, 1150, 850)
    return canvas


def _station(canvas: Canvas) -> None:
    canvas.box(150, 380, 690, 740, fill="#FFFDF6")
    canvas.polygon([(110, 390), (200, 270), (640, 270), (730, 390)], "#B4472F")
    canvas.box(230, 330, 610, 402, fill=RICE, radius=10)
    canvas.text(420, 366, "TRẠM Y TẾ XÃ", size=40, fill=SURFACE, style="Bold/mm")
    canvas.box(370, 520, 490, 740, fill="#5C8A86", radius=6)
    canvas.circle(474, 640, 6, GOLD)
    for x in (200, 540):
        canvas.box(x, 510, x + 110, 640, fill="#A9D3DC", radius=6)
        canvas.box(x + 51, 510, x + 59, 640, fill="#FFFDF6")
    canvas.box(406, 432, 454, 448, fill=RICE, radius=3)
    canvas.box(422, 416, 438, 464, fill=RICE, radius=3)


def _nurse(canvas: Canvas, x: float, foot: float) -> None:
    scenery.person(canvas, x, foot, height=430, shirt="#F7FBFB", trousers="#DDEBEA")
    canvas.polygon(
        [(x - 62, foot - 270), (x + 62, foot - 270), (x + 84, foot - 110), (x - 84, foot - 110)], "#F7FBFB"
    )
    canvas.stroke([(x - 55, foot - 320), (x - 84, foot - 230)], "#E9F1F0", 32)
    canvas.stroke([(x + 55, foot - 320), (x + 118, foot - 270), (x + 150, foot - 312)], "#E9F1F0", 32)
    canvas.circle(x + 152, foot - 318, 17, scenery.SKIN)
    canvas.stroke([(x + 152, foot - 334), (x + 176, foot - 372)], "#5FA3B8", 11)
    canvas.stroke([(x + 176, foot - 372), (x + 190, foot - 394)], "#8C949B", 3)
    canvas.polygon(
        [(x - 42, foot - 428), (x + 42, foot - 428), (x + 34, foot - 462), (x - 34, foot - 462)], SURFACE
    )
    canvas.box(x - 4, foot - 457, x + 4, foot - 435, fill=RICE)
    canvas.box(x - 11, foot - 450, x + 11, foot - 442, fill=RICE)


def _mother(canvas: Canvas, x: float, foot: float) -> None:
    scenery.person(canvas, x, foot, height=420, shirt="#B5463C", trousers="#33303C")
    canvas.circle(x + 2, foot - 430, 22, scenery.HAIR)
    child = (x - 48, foot - 262)
    canvas.blob(
        [
            (x - 96, foot - 250),
            (x - 50, foot - 292),
            (x + 22, foot - 250),
            (x + 6, foot - 178),
            (x - 72, foot - 176),
        ],
        "#F2C94C",
    )
    scenery.head(canvas, child[0] - 6, child[1] - 50, radius=33)
    canvas.stroke([(x + 62, foot - 316), (x + 76, foot - 224), (x - 34, foot - 190)], "#A33D34", 32)
    canvas.circle(x - 44, foot - 190, 17, scenery.SKIN)
