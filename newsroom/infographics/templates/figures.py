"""Templates of figures: the quarter's results, one chart, one table, before and after, the hamlets."""

from newsroom.infographics.design import (
    Bar,
    BarChart,
    BeforeAfter,
    BigNumber,
    Block,
    DataTable,
    Hamlet,
    HamletMap,
    IconList,
    Item,
    LineChart,
    PieChart,
    Series,
    State,
)
from newsroom.infographics.fields import Field, Values, number_in, rows_in, text_in
from newsroom.infographics.templates.notices import NOTICE, closing
from newsroom.infographics.templates.template import Template

_FACT_ICONS = ("house", "shield", "people", "money")
_FIGURE = (
    Field(name="value", label="Con số lớn nhất", most=16, example="42,6 tỷ đồng"),
    Field(name="label", label="Con số ấy là gì", most=70, example="thu ngân sách, đạt 81% kế hoạch"),
    Field(name="note", label="So với trước", most=70, required=False),
)


def _facts_field(most: int) -> Field:
    return Field(
        name="facts",
        label="Kết quả khác",
        kind="rows",
        most=most,
        columns=(
            Field(name="title", label="Kết quả", most=50, example="1,8% hộ nghèo"),
            Field(name="text", label="Nói rõ thêm", most=60, required=False),
        ),
    )


def _facts(values: Values) -> tuple[Block, ...]:
    items = tuple(
        Item(title=row["title"], text=row.get("text", ""), icon=icon)
        for row, icon in zip(rows_in(values, "facts"), _FACT_ICONS, strict=False)
    )
    return (IconList(items=items),) if items else ()


def _figure(values: Values) -> tuple[Block, ...]:
    value = text_in(values, "value")
    if not value:
        return ()
    return (BigNumber(value=value, label=text_in(values, "label"), note=text_in(values, "note")),)


def _bars(values: Values) -> tuple[Bar, ...]:
    return tuple(
        Bar(label=row["label"], value=number_in(row, "value") or 0, before=number_in(row, "before"))
        for row in rows_in(values, "bars")
    )


def _economy(values: Values) -> tuple[Block, ...]:
    chart = BarChart(
        title=text_in(values, "chart"),
        unit=text_in(values, "unit"),
        now=text_in(values, "now"),
        before=text_in(values, "before"),
        bars=_bars(values),
    )
    return (*_figure(values), chart, *_facts(values))


ECONOMY = Template(
    code="kt-xh",
    name="Kết quả kinh tế - xã hội",
    purpose="Một con số lớn, biểu đồ so với kỳ trước, vài kết quả khác.",
    icon="money",
    colour="commune",
    title="Kinh tế - xã hội quý III/2026",
    lead="Nhận định chung",
    own_fields=(
        *_FIGURE,
        Field(name="chart", label="Tên biểu đồ", most=50, example="Giá trị sản xuất"),
        Field(name="unit", label="Đơn vị", most=20, example="tỷ đồng"),
        Field(name="now", label="Kỳ này", most=24, example="Quý III/2026"),
        Field(name="before", label="Kỳ trước", most=24, required=False, example="Quý III/2025"),
        Field(
            name="bars",
            label="Số liệu của biểu đồ",
            kind="rows",
            least=2,
            most=4,
            columns=(
                Field(name="label", label="Ngành, lĩnh vực", most=40),
                Field(name="value", label="Kỳ này", kind="number", most=14),
                Field(name="before", label="Kỳ trước", kind="number", most=14, required=False),
            ),
        ),
        _facts_field(2),
    ),
    build=_economy,
    example={
        "title": "Kinh tế - xã hội quý III/2026",
        "lead": "Sản xuất ổn định, thu ngân sách tăng so với cùng kỳ",
        "value": "42,6 tỷ đồng",
        "label": "thu ngân sách, đạt 81% kế hoạch",
        "note": "tăng 6,4% so với cùng kỳ năm trước",
        "chart": "Giá trị sản xuất",
        "unit": "tỷ đồng",
        "now": "Quý III/2026",
        "before": "Quý III/2025",
        "bars": [
            {"label": "Nông nghiệp, thuỷ sản", "value": "128,5", "before": "121"},
            {"label": "Tiểu thủ công nghiệp, xây dựng", "value": "96,2", "before": "88,4"},
            {"label": "Thương mại, dịch vụ", "value": "74,8", "before": "66,1"},
        ],
        "facts": [
            {"title": "1,8% hộ nghèo", "text": "giảm 0,4 điểm phần trăm"},
            {"title": "96,2% dân số có thẻ bảo hiểm y tế", "text": ""},
        ],
        "source": "Báo cáo của UBND xã Lạc Phượng",
        "date": "2026-10-05",
    },
)

CHARTS = (
    ("bar", "Cột: so sánh"),
    ("line", "Đường: thay đổi theo thời gian"),
    ("pie", "Tròn: các phần của một tổng"),
)


def _chart(values: Values) -> tuple[Block, ...]:
    title, unit, bars = text_in(values, "chart"), text_in(values, "unit"), _bars(values)
    drawn: Block = BarChart(title=title, unit=unit, bars=bars)
    if text_in(values, "kind") == "pie" and all(bar.value > 0 for bar in bars):
        drawn = PieChart(title=title, unit=unit, slices=bars)
    elif text_in(values, "kind") == "line":
        series = Series(name="", values=tuple(bar.value for bar in bars))
        drawn = LineChart(title=title, unit=unit, moments=tuple(bar.label for bar in bars), series=(series,))
    return (*_figure(values), drawn, *closing(values, "information"))


CHART = Template(
    code="bieu-do",
    name="Một biểu đồ",
    purpose="Biểu đồ cột, đường hoặc tròn với một con số lớn.",
    icon="information",
    colour="commune",
    title="Cơ cấu kinh tế của xã",
    lead="Dòng dưới tiêu đề",
    own_fields=(
        *_FIGURE,
        Field(name="kind", label="Loại biểu đồ", kind="choice", choices=CHARTS),
        Field(name="chart", label="Tên biểu đồ", most=50),
        Field(name="unit", label="Đơn vị", most=20, required=False, example="%"),
        Field(
            name="bars",
            label="Số liệu",
            kind="rows",
            least=2,
            most=6,
            columns=(
                Field(name="label", label="Tên", most=40),
                Field(name="value", label="Số", kind="number", most=14),
            ),
        ),
        NOTICE,
    ),
    build=_chart,
    example={
        "title": "Cơ cấu kinh tế của xã",
        "lead": "Dịch vụ tăng nhanh nhất trong ba năm qua",
        "value": "299,5 tỷ đồng",
        "label": "tổng giá trị sản xuất quý III",
        "kind": "pie",
        "chart": "Cơ cấu giá trị sản xuất",
        "unit": "tỷ đồng",
        "bars": [
            {"label": "Nông nghiệp, thuỷ sản", "value": "128,5"},
            {"label": "Công nghiệp, xây dựng", "value": "96,2"},
            {"label": "Thương mại, dịch vụ", "value": "74,8"},
        ],
        "source": "UBND xã Lạc Phượng",
        "date": "2026-10-05",
    },
)


def _table(values: Values) -> tuple[Block, ...]:
    columns = ("one", "two", "three")
    shown = [name for name in columns if text_in(values, f"head_{name}")]
    table = DataTable(
        title=text_in(values, "table"),
        head=tuple(text_in(values, f"head_{name}") for name in shown),
        rows=tuple(tuple(row.get(name, "") for name in shown) for row in rows_in(values, "rows")),
    )
    return (table, *closing(values, "information"))


TABLE = Template(
    code="bang",
    name="Bảng số liệu",
    purpose="Một bảng nhỏ, hai hoặc ba cột.",
    icon="calendar",
    colour="commune",
    title="Lịch thu gom rác",
    lead="Dòng dưới tiêu đề",
    own_fields=(
        Field(name="table", label="Tên bảng", most=60, required=False),
        Field(name="head_one", label="Tên cột 1", most=24),
        Field(name="head_two", label="Tên cột 2", most=24),
        Field(name="head_three", label="Tên cột 3", most=24, required=False),
        Field(
            name="rows",
            label="Các dòng",
            kind="rows",
            least=2,
            most=7,
            columns=(
                Field(name="one", label="Cột 1", most=40),
                Field(name="two", label="Cột 2", most=40, required=False),
                Field(name="three", label="Cột 3", most=40, required=False),
            ),
        ),
        NOTICE,
    ),
    build=_table,
    example={
        "title": "Lịch thu gom rác",
        "lead": "Áp dụng từ ngày 01/12/2026",
        "head_one": "Thôn",
        "head_two": "Ngày trong tuần",
        "head_three": "Xe đến",
        "rows": [
            {"one": "Đông Hồ", "two": "Thứ Hai, thứ Năm", "three": "16:00"},
            {"one": "An Lạc", "two": "Thứ Hai, thứ Năm", "three": "17:00"},
            {"one": "Phượng Trì", "two": "Thứ Ba, thứ Sáu", "three": "16:00"},
            {"one": "Kim Đôi", "two": "Thứ Tư, thứ Bảy", "three": "16:00"},
            {"one": "Ngọc Lâm", "two": "Thứ Tư, thứ Bảy", "three": "17:00"},
        ],
        "notice": "Phân loại rác ở nhà, để rác ra ngõ trước giờ xe đến",
        "source": "UBND xã Lạc Phượng",
        "date": "2026-11-20",
    },
)


def _then_and_now(values: Values) -> tuple[Block, ...]:
    before, after = (
        State(
            title=text_in(values, f"{name}_title"),
            value=text_in(values, f"{name}_value"),
            text=text_in(values, f"{name}_text"),
        )
        for name in ("before", "after")
    )
    return (BeforeAfter(before=before, after=after), *_facts(values), *closing(values, "information"))


def _state_fields(name: str, word: str) -> tuple[Field, ...]:
    return (
        Field(name=f"{name}_title", label=f"{word}: khi nào", most=40),
        Field(name=f"{name}_value", label=f"{word}: kết quả", most=18),
        Field(name=f"{name}_text", label=f"{word}: nói rõ", most=70, required=False),
    )


THEN_AND_NOW = Template(
    code="truoc-sau",
    name="Trước và sau",
    purpose="Điều gì đã thay đổi.",
    icon="check",
    colour="commune",
    title="Thủ tục nhanh hơn",
    lead="Dòng dưới tiêu đề",
    own_fields=(*_state_fields("before", "Trước"), *_state_fields("after", "Sau"), _facts_field(4), NOTICE),
    build=_then_and_now,
    example={
        "title": "Làm thủ tục nhanh hơn",
        "lead": "Sau một năm nộp hồ sơ trực tuyến",
        "before_title": "Năm 2024",
        "before_value": "12 ngày",
        "before_text": "chờ kết quả, đi lại ba lần",
        "after_title": "Năm 2026",
        "after_value": "5 ngày",
        "after_text": "nhận kết quả tại nhà",
        "facts": [
            {"title": "92% hồ sơ nộp trực tuyến", "text": "năm 2024 là 31%"},
            {"title": "Không hồ sơ nào trễ hạn", "text": "trong sáu tháng đầu năm"},
        ],
        "source": "Bộ phận một cửa xã Lạc Phượng",
        "date": "2026-11-18",
    },
)
MARKS = (("co", "Được đánh dấu"), ("khong", "Bình thường"))
HONEYCOMBS = {
    2: (0, (2,)),
    3: (0, (3,)),
    4: (0, (2, 2)),
    5: (1, (2, 3)),
    6: (0, (3, 3)),
    7: (1, (2, 3, 2)),
    8: (0, (3, 2, 3)),
    9: (0, (3, 3, 3)),
}
"""For so many hamlets: the first row (odd rows stand half a place to the right), and how many stand in each."""


def _hamlets(values: Values) -> tuple[Block, ...]:
    rows = rows_in(values, "hamlets")
    first, sizes = HONEYCOMBS[len(rows)]
    places = [(column, first + row) for row, size in enumerate(sizes) for column in range(size)]
    hamlets = tuple(
        Hamlet(
            name=each["name"],
            column=column,
            row=row,
            value=each.get("value", ""),
            marked=each.get("mark") == "co",
        )
        for each, (column, row) in zip(rows, places, strict=True)
    )
    drawn = HamletMap(hamlets=hamlets, meaning=text_in(values, "meaning"), title=text_in(values, "map"))
    return (*_figure(values), drawn, *closing(values, "information"))


HAMLETS = Template(
    code="so-do-thon",
    name="Sơ đồ các thôn",
    purpose="Thôn nào có, thôn nào không; mỗi thôn một con số.",
    icon="place",
    colour="commune",
    title="Nước sạch đến năm thôn",
    lead="Dòng dưới tiêu đề",
    own_fields=(
        *_FIGURE,
        Field(name="map", label="Tên sơ đồ", most=50, required=False),
        Field(name="meaning", label="Thôn được đánh dấu là thôn", most=60, example="đã có nước sạch"),
        Field(
            name="hamlets",
            label="Các thôn",
            kind="rows",
            least=2,
            most=9,
            columns=(
                Field(name="name", label="Tên thôn", most=16),
                Field(name="value", label="Con số", most=12, required=False),
                Field(name="mark", label="Đánh dấu", kind="choice", choices=MARKS),
            ),
        ),
        NOTICE,
    ),
    build=_hamlets,
    example={
        "title": "Nước sạch về các thôn",
        "lead": "Tuyến ống giai đoạn 1 đã xong",
        "value": "3/5 thôn",
        "label": "đã có nước sạch tập trung",
        "map": "Số hộ đã đấu nối",
        "meaning": "Đã có nước sạch",
        "hamlets": [
            {"name": "Đông Hồ", "value": "1.046 hộ", "mark": "co"},
            {"name": "An Lạc", "value": "912 hộ", "mark": "co"},
            {"name": "Phượng Trì", "value": "870 hộ", "mark": "co"},
            {"name": "Kim Đôi", "value": "", "mark": "khong"},
            {"name": "Ngọc Lâm", "value": "", "mark": "khong"},
        ],
        "source": "UBND xã Lạc Phượng",
        "date": "2026-11-18",
    },
)
