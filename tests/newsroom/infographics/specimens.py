"""Designs that hold every block, and texts of any length, for the tests of infographics."""

import random

from newsroom.infographics.design import (
    Agenda,
    Bar,
    BarChart,
    BeforeAfter,
    BigNumber,
    Block,
    Comparison,
    DataTable,
    Day,
    Design,
    Hamlet,
    HamletMap,
    IconList,
    Item,
    LineChart,
    Look,
    Notice,
    PieChart,
    Series,
    Side,
    Slot,
    State,
    Steps,
)

LOOK = Look(commune="xã Lạc Phượng")
SYLLABLES = [
    "nghiêng",
    "Ễnh",
    "ƯƠNG",
    "Quỹ",
    "khuỷu",
    "NGHIỆP",
    "trường",
    "Ậm",
    "Ỗ",
    "giờ",
    "7:30",
    "15.000",
    "đồng",
    "Đông",
    "Hồ",
    "tiêm",
    "chủng",
    "phòng",
    "cháy",
    "ở",
    "và",
    "của",
    "ă",
    "ý",
    "VNeID",
    "ngoằn",
    "ngoèo",
    "thuỷ",
    "Ỵ",
    "hộ",
    "114",
    "UBND",
    "xã",
    "bà",
    "con",
    "ngưỡng",
    "cửa",
    "2,5%",
    "kế",
    "hoạch",
    "Ẫ",
    "Ợ",
]


def text(chance: random.Random, most: int) -> str:
    """Return Vietnamese of at most ``most`` words, marks above and below in small letters and capitals."""
    return " ".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, most)))


def blocks(chance: random.Random) -> list[Block]:
    """Return one block of each kind, its texts of any length."""

    def some(most: int) -> str:
        return text(chance, most)

    items = tuple(Item(title=some(6), text=some(12), icon="clock") for _ in range(chance.randint(2, 4)))
    bars = tuple(
        Bar(label=some(5), value=chance.randint(1, 900) / 7, before=chance.random() * 99) for _ in range(3)
    )
    slots = tuple(
        Slot(hours="Sáng 7:30 - 11:00", text=some(9), icon="rain") for _ in range(chance.randint(1, 2))
    )
    values = tuple(float(chance.randint(-5, 40)) for _ in range(4))
    return [
        BigNumber(value=chance.choice(("186", "42,6 tỷ đồng", "3 KHÔNG")), label=some(9), note=some(9)),
        Comparison(
            left=Side(title=some(2), lines=tuple(some(8) for _ in range(3)), tone="good"),
            right=Side(title=some(2), lines=tuple(some(8) for _ in range(2)), tone="bad"),
        ),
        Steps(items=items),
        IconList(items=items, title=some(5)),
        Agenda(days=tuple(Day(name="Thứ Năm", date=f"{day}/11", slots=slots) for day in (24, 25))),
        BarChart(bars=bars, unit="tỷ đồng", title=some(5), now="Quý III/2026", before="Quý III/2025"),
        LineChart(
            moments=("Thứ Hai 23/11", "Thứ Ba 24/11", "Thứ Tư 25/11", "Thứ Năm 26/11"),
            series=(
                Series(name="Cao nhất", values=tuple(each + 6 for each in values)),
                Series(name="Thấp nhất", values=values),
            ),
            unit="°C",
            title=some(4),
        ),
        PieChart(slices=bars, unit="tỷ đồng", title=some(5)),
        DataTable(
            head=("Thôn", some(2), "Giờ"),
            rows=tuple((some(3), some(4), "16:00") for _ in range(4)),
            title=some(4),
        ),
        BeforeAfter(
            before=State(title=some(3), value="12 ngày", text=some(7)),
            after=State(title=some(3), value="5 ngày", text=some(7)),
        ),
        HamletMap(
            hamlets=tuple(
                Hamlet(
                    name=name, column=at % 2, row=at // 2, value=chance.choice(("", "870 hộ")), marked=at < 2
                )
                for at, name in enumerate(("Đông Hồ", "An Lạc", "Phượng Trì", "Kim Đôi"))
            ),
            meaning=some(6),
        ),
        Notice(text=some(14), icon="phone"),
    ]


def design(chance: random.Random) -> Design:
    """Return a design of a few blocks of any kind with texts of any length."""
    chosen = chance.sample(blocks(chance), chance.randint(1, 3))
    return Design(
        title=text(chance, 9),
        lead=text(chance, 14),
        source=text(chance, 8),
        date="21/11/2026",
        blocks=tuple(chosen),
        look=LOOK,
        colour=chance.choice(("commune", "health", "warning", "information")),
    )
