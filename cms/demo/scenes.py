"""The lead pictures of the demo stories, 1600 x 900: drawn by rule, the same every time."""

import math

from cms.demo import scenery
from cms.demo.canvas import GOLD, INDIGO, INK, PAPER, RICE, SON, SURFACE, Canvas, drum_rings, mix, star

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
    for row in range(9):
        y = horizon + 14 + row * row * 5
        canvas.stroke([(0, y), (WIDTH, y)], "#7A641E22", 1 + row * 0.7)


def loudspeaker() -> Canvas:
    """Draw a loudspeaker cluster over the village roofs at dusk."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#1D3A5F"), (420, "#3F6A93"), (760, "#F0C98B")])
    drum_rings(canvas, 800, 330, radius=300, colour="#F6D28C66")
    drum_rings(canvas, 800, 330, radius=520, colour="#F6D28C30")
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
    """Draw a volleyball match at the net in the afternoon."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.gradient([(0, "#9FC4D8"), (430, "#EAF1EA"), (640, "#FBF0D8")])
    drum_rings(canvas, 800, 230, radius=360, colour="#FFFFFF70")
    scenery.hills(canvas, 640, height=110, colour="#9CB99A", phase=0)
    for x, height in ((70, 330), (210, 270), (1400, 300), (1530, 350)):
        scenery.palm(canvas, x, 650, height=height, colour="#35684A")
    canvas.box(0, 635, WIDTH, HEIGHT, fill="#C4703D")
    canvas.polygon([(170, 690), (1430, 690), (1640, 880), (-40, 880)], "#D58A52")
    for line in (
        [(170, 690), (1430, 690)],
        [(-40, 880), (1640, 880)],
        [(170, 690), (-40, 880)],
        [(1430, 690), (1640, 880)],
    ):
        canvas.stroke(line, PAPER, 7)
    _player(canvas, 560, 850, side=1, shirt=SON)
    _player(canvas, 300, 820, side=1, shirt=mix(SON, SURFACE, 0.12), raised=False)
    _player(canvas, 1040, 850, side=-1, shirt=INDIGO)
    _player(canvas, 1310, 820, side=-1, shirt=mix(INDIGO, SURFACE, 0.12), raised=False)
    _net(canvas)
    _ball(canvas, 850, 190, 84)
    return canvas


def _net(canvas: Canvas) -> None:
    canvas.box(790, 300, 810, 880, fill="#5B4636", radius=6)
    canvas.polygon([(700, 330), (900, 330), (930, 590), (670, 590)], "#FFFFFF38")
    for step in range(11):
        share = step / 10
        canvas.stroke([(700 + 200 * share, 330), (670 + 260 * share, 590)], "#FFFFFFCC", 3)
    for step in range(9):
        y, spread = 330 + step * 32.5, step * 3.75
        canvas.stroke([(700 - spread, y), (900 + spread, y)], "#FFFFFFCC", 3)
    canvas.stroke([(698, 330), (902, 330)], SURFACE, 15)


def _player(canvas: Canvas, x: float, foot: float, *, side: int, shirt: str, raised: bool = True) -> None:
    height = 430.0
    unit = height / 8
    jump = 44 if raised else 0
    if raised:
        canvas.ellipse(x, foot + 6, 76, 13, fill="#00000030")
    shoulder = foot - jump - unit * 6.0
    reach = (
        ((side * unit * 0.9, -unit * 3.2), (side * unit * 1.9, -unit * 2.7))
        if raised
        else ((-unit * 1.2, unit * 2),) * 2
    )
    for number, (across, down) in enumerate(reach):
        sign = side if raised else 1 - 2 * number
        start = (x + (number * 2 - 1) * unit * 0.95, shoulder)
        end = (x + across, shoulder + down) if raised else (start[0] - across * sign * 0.25, shoulder + down)
        canvas.stroke([start, end], scenery.SKIN, unit * 0.62)
        canvas.circle(*end, unit * 0.42, scenery.SKIN)
    scenery.person(canvas, x, foot - jump, height=height, shirt=shirt, trousers=scenery.SKIN)
    canvas.box(
        x - unit * 1.15,
        foot - jump - unit * 3.9,
        x + unit * 1.15,
        foot - jump - unit * 2.3,
        fill=INK,
        radius=12,
    )


def _ball(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.circle(x, y, radius + 4, "#00000022")
    canvas.circle(x, y, radius, "#FFF8E7")
    for turn in range(3):
        angle = turn * math.tau / 3 + 0.35
        points = [(x, y)]
        for step in range(13):
            lean = angle + step / 12 * math.tau / 6
            points.append((x + radius * math.cos(lean), y + radius * math.sin(lean)))
        canvas.polygon(points, GOLD if turn != 1 else INDIGO)
        for shift in (0.0, math.tau / 6):
            edge = (x + radius * math.cos(angle + shift), y + radius * math.sin(angle + shift))
            canvas.stroke([(x, y), edge], "#5B4636", 5)
    canvas.ring(x, y, radius, fill="#5B4636", width=6)


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
                start = (corners[0][0] + 372 * share, corners[0][1] - 32 * share)
                canvas.stroke([start, (start[0] + 66, start[1] + 246)], mix(colour, INK, 0.13), 3)
    canvas.stroke([(-60, 545), (1660, 400)], "#F4E8C8", 44)
    canvas.stroke([(-60, 545), (1660, 400)], "#D9C596", 3)
    canvas.stroke([(-60, 595), (1660, 450)], "#6FB3C8", 20)
    for number in range(9):
        canvas.circle(60 + number * 190, 500 - number * 16, 26, "#2F6B45")
        canvas.circle(53 + number * 190, 491 - number * 16, 14, "#4E9563")
    canvas.ellipse(870, 760, 190, 26, fill="#00000026")
    scenery.harvester(canvas, 750, 750, size=270)
    return canvas


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
    _extinguisher(canvas, 1160, 800)
    canvas.text(1350, 560, "Gọi", size=64, fill="#FFE9C9", style="SemiBold/ls")
    canvas.text(1290, 720, "114", size=150, fill=SURFACE, style="ExtraBold/ls")
    return canvas


def _flame(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    shape = (
        (0, 0), (-0.3, -0.06), (-0.4, -0.3), (-0.29, -0.5), (-0.23, -0.68), (-0.13, -0.55), (-0.06, -0.78), (0.03, -1.0),
        (0.1, -0.76), (0.2, -0.6), (0.24, -0.72), (0.33, -0.48), (0.39, -0.26), (0.28, -0.05),
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
    drum_rings(canvas, 620, 470, radius=520, colour="#FFFFFF16")
    canvas.box(430, 80, 820, 860, fill="#0E1620", radius=58)
    canvas.box(450, 102, 800, 838, fill=PAPER, radius=42)
    canvas.box(570, 118, 680, 138, fill="#0E1620", radius=10)
    canvas.circle(625, 312, 92, "#C9CFD6")
    canvas.circle(625, 284, 36, SURFACE)
    canvas.blob([(560, 372), (580, 336), (625, 326), (670, 336), (690, 372), (625, 402)], SURFACE)
    canvas.text(625, 470, "Số lạ", size=54, fill=INK, style="Bold/ms")
    canvas.text(625, 522, "Cuộc gọi đến…", size=30, fill="#5B6067", style="Regular/ms")
    canvas.text(625, 592, "“Cập nhật VNeID ngay!”", size=26, fill=SON, style="SemiBold/ms")
    for x, colour, turned in ((536, "#C62828", True), (714, "#2E8B57", False)):
        canvas.circle(x, 722, 56, colour)
        _handset(canvas, x, 722, turned=turned)
    _warning(canvas, 1130, 400, 250)
    canvas.text(1130, 740, "Tắt máy. Báo Công an xã.", size=52, fill=SURFACE, style="Bold/ms")
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
    canvas.box(406, 432, 454, 448, fill=SON, radius=3)
    canvas.box(422, 416, 438, 464, fill=SON, radius=3)


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
    canvas.box(x - 4, foot - 457, x + 4, foot - 435, fill=SON)
    canvas.box(x - 11, foot - 450, x + 11, foot - 442, fill=SON)


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
