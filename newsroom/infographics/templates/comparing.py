"""Templates that compare: a table, before and after, the hamlets."""

from newsroom.infographics.design import (
    BeforeAfter,
    Block,
    DataTable,
    Hamlet,
    HamletMap,
    State,
)
from newsroom.infographics.fields import Field, Values, rows_in, text_in
from newsroom.infographics.templates.figures import FIGURE, facts, facts_field, figure
from newsroom.infographics.templates.notices import NOTICE, closing
from newsroom.infographics.templates.template import Template


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
    return (BeforeAfter(before=before, after=after), *facts(values), *closing(values, "information"))


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
    own_fields=(*_state_fields("before", "Trước"), *_state_fields("after", "Sau"), facts_field(4), NOTICE),
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
    return (*figure(values), drawn, *closing(values, "information"))


HAMLETS = Template(
    code="so-do-thon",
    name="Sơ đồ các thôn",
    purpose="Thôn nào có, thôn nào không; mỗi thôn một con số.",
    icon="place",
    colour="commune",
    title="Nước sạch đến năm thôn",
    lead="Dòng dưới tiêu đề",
    own_fields=(
        *FIGURE,
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
