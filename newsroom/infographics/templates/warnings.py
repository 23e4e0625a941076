"""Templates of warnings: fraud, fire, weather."""

from newsroom.infographics.design import (
    Agenda,
    BigNumber,
    Block,
    Comparison,
    Day,
    IconList,
    Item,
    LineChart,
    Notice,
    Series,
    Side,
    Slot,
)
from newsroom.infographics.fields import Field, Row, Values, day_of, number_in, rows_in, text_in, weekday
from newsroom.infographics.numbers import written
from newsroom.infographics.templates.notices import NOTICE, closing
from newsroom.infographics.templates.template import Template

_NUMBER = (
    Field(name="value", label="Con số hoặc chữ lớn", most=12, required=False, example="3 KHÔNG"),
    Field(name="label", label="Giải thích con số", most=70, required=False),
)


def _number(values: Values) -> tuple[Block, ...]:
    value = text_in(values, "value")
    return (BigNumber(value=value, label=text_in(values, "label")),) if value else ()


def _fraud(values: Values) -> tuple[Block, ...]:
    rules = tuple(
        Item(title=row["title"], text=row.get("text", ""), tone="bad") for row in rows_in(values, "rules")
    )
    return (*_number(values), IconList(items=rules), *closing(values, "phone"))


FRAUD = Template(
    code="lua-dao",
    name="Cảnh báo lừa đảo",
    purpose="Chiêu lừa ra sao, đừng làm gì, báo cho ai.",
    icon="shield",
    colour="warning",
    title="Cảnh báo lừa đảo",
    lead="Chiêu lừa",
    own_fields=(
        *_NUMBER,
        Field(
            name="rules",
            label="Không làm gì",
            kind="rows",
            least=2,
            most=4,
            columns=(
                Field(name="title", label="Việc không làm", most=50, example="Không bấm liên kết lạ"),
                Field(name="text", label="Vì sao, hoặc khi nào", most=70, required=False),
            ),
        ),
        NOTICE,
    ),
    build=_fraud,
    example={
        "title": "Cảnh báo lừa đảo",
        "lead": "Cuộc gọi giả danh công an, bắt cập nhật VNeID",
        "value": "3 KHÔNG",
        "label": "khi nhận cuộc gọi lạ",
        "rules": [
            {"title": "Không bấm liên kết lạ", "text": "dù người gửi tự xưng là công an"},
            {"title": "Không cài ứng dụng lạ", "text": "VNeID chỉ tải từ kho chính thức"},
            {"title": "Không đọc mã OTP", "text": "cho bất cứ ai, vì bất cứ lý do gì"},
        ],
        "notice": "Nghi ngờ: tắt máy, báo ngay Công an xã hoặc trưởng thôn",
        "source": "Công an xã Lạc Phượng",
        "date": "2026-11-20",
    },
)


def _lines_field(name: str, label: str) -> Field:
    column = Field(name="text", label=label, most=70)
    return Field(name=name, label=label, kind="rows", least=2, most=4, columns=(column,))


def _fire(values: Values) -> tuple[Block, ...]:
    sides = Comparison(
        left=Side(title="Nên làm", lines=tuple(row["text"] for row in rows_in(values, "do")), tone="good"),
        right=Side(
            title="Không làm", lines=tuple(row["text"] for row in rows_in(values, "dont")), tone="bad"
        ),
    )
    return (*_number(values), sides, *closing(values, "flame"))


FIRE = Template(
    code="phong-chay",
    name="Phòng cháy",
    purpose="Nên làm gì, không làm gì, gọi số nào khi cháy.",
    icon="flame",
    colour="warning",
    title="Phòng cháy mùa hanh khô",
    lead="Vì sao lúc này",
    own_fields=(*_NUMBER, _lines_field("do", "Nên làm"), _lines_field("dont", "Không làm"), NOTICE),
    build=_fire,
    example={
        "title": "Phòng cháy mùa hanh khô",
        "lead": "Trời hanh, gió to: tàn lửa nhỏ cũng thành đám cháy lớn",
        "value": "114",
        "label": "gọi ngay khi có cháy, miễn phí, cả ngày đêm",
        "do": [
            {"text": "Tắt bếp, rút phích cắm khi ra khỏi nhà"},
            {"text": "Để sẵn bình chữa cháy, xô nước ở chỗ dễ lấy"},
            {"text": "Dọn rơm rạ, củi khô xa bếp và đường điện"},
        ],
        "dont": [
            {"text": "Không đốt rơm rạ, rác gần nhà và rừng"},
            {"text": "Không sạc xe điện qua đêm trong nhà"},
            {"text": "Không khoá kín lối thoát thứ hai"},
        ],
        "notice": "Có cháy: hô to, cắt điện, gọi 114, rồi mới dập lửa",
        "source": "Ban chỉ huy PCCC xã Lạc Phượng",
        "date": "2026-11-19",
    },
)

SKIES = (
    ("sun", "Nắng"),
    ("cloud", "Nhiều mây"),
    ("rain", "Mưa"),
    ("storm", "Dông, bão"),
    ("cold", "Rét"),
    ("heat", "Nắng nóng"),
)
_CHART_FROM = 3


def _weather(values: Values) -> tuple[Block, ...]:
    rows = rows_in(values, "days")
    days = tuple(
        Day(
            name=weekday(day),
            date=f"{day.day}/{day.month}",
            slots=(
                Slot(
                    hours=_spanned(row)
                    if len(rows) < _CHART_FROM
                    else dict(SKIES).get(row.get("sky", ""), ""),
                    text=row.get("text", ""),
                    icon=row.get("sky", ""),
                ),
            ),
        )
        for row in rows
        if (day := day_of(row.get("date", "")))
    )
    notice = text_in(values, "notice")
    bar = (Notice(text=notice, icon="warning", tone="bad"),) if notice else ()
    return (*_temperatures(values, days), Agenda(days=days), *bar)


def _spanned(row: Row) -> str:
    return f"{written(number_in(row, 'low') or 0)} - {written(number_in(row, 'high') or 0)}°C"


def _temperatures(values: Values, days: tuple[Day, ...]) -> tuple[Block, ...]:
    rows = rows_in(values, "days")
    if len(rows) < _CHART_FROM:
        return ()
    chart = LineChart(
        title="Nhiệt độ",
        unit="°C",
        moments=tuple(f"{day.name} {day.date}" for day in days),
        series=(
            Series(name="Cao nhất", values=tuple(number_in(row, "high") or 0 for row in rows)),
            Series(name="Thấp nhất", values=tuple(number_in(row, "low") or 0 for row in rows)),
        ),
    )
    return (chart,)


WEATHER = Template(
    code="thoi-tiet",
    name="Thời tiết",
    purpose="Nhiệt độ, mưa nắng những ngày tới, và cần phòng gì.",
    icon="cloud",
    colour="information",
    title="Không khí lạnh tăng cường",
    lead="Nét chính",
    own_fields=(
        Field(
            name="days",
            label="Từng ngày",
            kind="rows",
            least=2,
            most=4,
            columns=(
                Field(name="date", label="Ngày", kind="date"),
                Field(name="low", label="Thấp nhất, °C", kind="number", most=5),
                Field(name="high", label="Cao nhất, °C", kind="number", most=5),
                Field(name="sky", label="Trời", kind="choice", choices=SKIES),
                Field(name="text", label="Nói rõ", most=60, example="Mưa nhỏ về đêm"),
            ),
        ),
        NOTICE,
    ),
    build=_weather,
    example={
        "title": "Không khí lạnh tăng cường",
        "lead": "Từ đêm thứ Hai trời chuyển rét, có mưa",
        "days": [
            {"date": "2026-11-23", "low": "18", "high": "25", "sky": "cloud", "text": "Chiều hửng nắng"},
            {
                "date": "2026-11-24",
                "low": "15",
                "high": "20",
                "sky": "rain",
                "text": "Gió đông bắc cấp 3, cấp 4",
            },
            {
                "date": "2026-11-25",
                "low": "12",
                "high": "17",
                "sky": "cold",
                "text": "Vùng trũng có nơi rét đậm",
            },
        ],
        "notice": "Che chắn chuồng trại, giữ ấm cho người già và trẻ nhỏ",
        "source": "Đài Khí tượng Thuỷ văn tỉnh",
        "date": "2026-11-22",
    },
)
