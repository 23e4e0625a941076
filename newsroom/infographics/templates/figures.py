"""Templates of figures: the results of a quarter, one chart."""

from newsroom.infographics.design import (
    Bar,
    BarChart,
    BigNumber,
    Block,
    IconList,
    Item,
    LineChart,
    PieChart,
    Series,
)
from newsroom.infographics.fields import Field, Values, number_in, rows_in, text_in
from newsroom.infographics.templates.notices import NOTICE, closing
from newsroom.infographics.templates.template import Template

_FACT_ICONS = ("house", "shield", "people", "money")
FIGURE = (
    Field(name="value", label="Con số lớn nhất", most=16, example="42,6 tỷ đồng"),
    Field(name="label", label="Con số ấy là gì", most=70, example="thu ngân sách, đạt 81% kế hoạch"),
    Field(name="note", label="So với trước", most=70, required=False),
)


def facts_field(most: int) -> Field:
    """The field of further results."""
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


def facts(values: Values) -> tuple[Block, ...]:
    """Return the further results, an icon each."""
    items = tuple(
        Item(title=row["title"], text=row.get("text", ""), icon=icon)
        for row, icon in zip(rows_in(values, "facts"), _FACT_ICONS, strict=False)
    )
    return (IconList(items=items),) if items else ()


def figure(values: Values) -> tuple[Block, ...]:
    """Return the big number, when there is one."""
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
    return (*figure(values), chart, *facts(values))


ECONOMY = Template(
    code="kt-xh",
    name="Kết quả kinh tế - xã hội",
    purpose="Một con số lớn, biểu đồ so với kỳ trước, vài kết quả khác.",
    icon="money",
    colour="commune",
    title="Kinh tế - xã hội quý III/2026",
    lead="Nhận định chung",
    own_fields=(
        *FIGURE,
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
        facts_field(2),
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
    return (*figure(values), drawn, *closing(values, "information"))


CHART = Template(
    code="bieu-do",
    name="Một biểu đồ",
    purpose="Biểu đồ cột, đường hoặc tròn với một con số lớn.",
    icon="information",
    colour="commune",
    title="Cơ cấu kinh tế của xã",
    lead="Dòng dưới tiêu đề",
    own_fields=(
        *FIGURE,
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
