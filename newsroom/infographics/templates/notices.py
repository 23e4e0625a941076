"""Templates of what people have to know: when vaccination is, when the power is cut, how a procedure goes."""

from itertools import groupby

from newsroom.infographics.design import Agenda, BigNumber, Block, Day, IconList, Item, Notice, Slot, Steps
from newsroom.infographics.fields import Field, Values, day_of, rows_in, text_in, weekday
from newsroom.infographics.templates.template import Template

NOTICE = Field(
    name="notice",
    label="Dòng nhắc việc",
    most=110,
    required=False,
    help="Một việc cần làm ngay, in nổi ở cuối.",
)


def days_of(values: Values, name: str, *, text: str) -> tuple[Day, ...]:
    """Return the rows of a schedule by day, earliest first."""
    dated = sorted(
        ((day_of(row.get("date", "")), row) for row in rows_in(values, name)),
        key=lambda pair: pair[0].toordinal() if pair[0] else 0,
    )
    return tuple(
        Day(
            name=weekday(day),
            date=f"{day.day}/{day.month}",
            slots=tuple(Slot(hours=row.get("hours", ""), text=row.get(text, "")) for _day, row in rows),
        )
        for day, rows in groupby(dated, key=lambda pair: pair[0])
        if day
    )


def closing(values: Values, icon: str) -> tuple[Block, ...]:
    """Return the bar at the end, when there is something to say in it."""
    text = text_in(values, "notice")
    return (Notice(text=text, icon=icon),) if text else ()


def _schedule(label: str, text_label: str, *, example: str) -> Field:
    return Field(
        name="sessions",
        label=label,
        kind="rows",
        least=1,
        most=6,
        columns=(
            Field(name="date", label="Ngày", kind="date"),
            Field(name="hours", label="Giờ", most=30, example="7:30 - 11:00"),
            Field(name="text", label=text_label, most=70, example=example),
        ),
    )


def _vaccination(values: Values) -> tuple[Block, ...]:
    count = text_in(values, "count")
    number = BigNumber(value=count, label=text_in(values, "who"), note=text_in(values, "note"))
    who = IconList(items=(Item(title=text_in(values, "who"), text=text_in(values, "note"), icon="people"),))
    return (
        number if count else who,
        Agenda(days=days_of(values, "sessions", text="text")),
        *closing(values, "information"),
    )


VACCINATION = Template(
    code="tiem-chung",
    name="Lịch tiêm chủng",
    purpose="Ngày, giờ và thôn nào đưa trẻ đi tiêm.",
    icon="syringe",
    colour="health",
    title="Lịch tiêm chủng tháng 11",
    lead="Địa điểm",
    own_fields=(
        Field(
            name="count", label="Số trẻ được tiêm", most=12, required=False, help="Để trống nếu chưa có số."
        ),
        Field(name="who", label="Đối tượng", most=60, example="trẻ từ 2 đến 24 tháng tuổi"),
        Field(name="note", label="Ghi chú về đối tượng", most=60, required=False),
        _schedule("Các buổi tiêm", "Ai đến", example="Thôn Đông Hồ, thôn An Lạc"),
        NOTICE,
    ),
    build=_vaccination,
    example={
        "title": "Lịch tiêm chủng tháng 11",
        "lead": "Tại Trạm Y tế xã, thôn Phượng Trì",
        "count": "186",
        "who": "trẻ từ 2 đến 24 tháng tuổi",
        "note": "của năm thôn, tiêm miễn phí",
        "sessions": [
            {"date": "2026-11-24", "hours": "Sáng 7:30 - 11:00", "text": "Thôn Đông Hồ, thôn An Lạc"},
            {"date": "2026-11-24", "hours": "Chiều 13:30 - 16:00", "text": "Thôn Phượng Trì"},
            {"date": "2026-11-25", "hours": "Sáng 7:30 - 11:00", "text": "Thôn Kim Đôi, thôn Ngọc Lâm"},
            {"date": "2026-11-25", "hours": "Chiều 13:30 - 16:00", "text": "Tiêm vét cho các cháu chưa tiêm"},
        ],
        "notice": "Mang sổ tiêm chủng. Tiêm xong ở lại theo dõi 30 phút.",
        "source": "Trạm Y tế xã Lạc Phượng",
        "date": "2026-11-21",
    },
)

_ADVICE_ICONS = ("drop", "bolt", "warning")


def _power_cut(values: Values) -> tuple[Block, ...]:
    advice = tuple(
        Item(title=row["text"], icon=icon)
        for row, icon in zip(rows_in(values, "advice"), _ADVICE_ICONS, strict=False)
    )
    return (
        Agenda(days=days_of(values, "sessions", text="text")),
        *((IconList(items=advice),) if advice else ()),
        *closing(values, "phone"),
    )


POWER_CUT = Template(
    code="cat-dien",
    name="Lịch cắt điện",
    purpose="Nơi nào mất điện, từ mấy giờ đến mấy giờ.",
    icon="bolt",
    colour="commune",
    title="Tạm ngừng cấp điện",
    lead="Lý do",
    own_fields=(
        _schedule("Các lần cắt điện", "Khu vực mất điện", example="Thôn Đông Hồ và thôn An Lạc"),
        Field(
            name="advice",
            label="Việc bà con nên làm",
            kind="rows",
            most=3,
            columns=(
                Field(name="text", label="Việc nên làm", most=70, example="Tích nước, sạc sẵn đèn pin"),
            ),
        ),
        NOTICE,
    ),
    build=_power_cut,
    example={
        "title": "Tạm ngừng cấp điện",
        "lead": "Thay dây trục chính, xử lý hành lang lưới điện",
        "sessions": [
            {"date": "2026-11-24", "hours": "7:30 - 11:00", "text": "Thôn Đông Hồ và thôn An Lạc"},
            {"date": "2026-11-26", "hours": "13:00 - 16:30", "text": "Thôn Kim Đôi, khu chợ Phượng"},
        ],
        "advice": [
            {"text": "Tích nước, sạc sẵn điện thoại và đèn pin"},
            {"text": "Tắt máy bơm, máy xay xát trước giờ cắt điện"},
            {"text": "Không đến gần cột điện khi thợ đang làm"},
        ],
        "notice": "Nhà có người bệnh dùng máy thở: báo ngay trưởng thôn",
        "source": "Đội quản lý điện khu vực",
        "date": "2026-11-22",
    },
)

_FACTS = (("place", "place", "Nơi nộp"), ("time", "clock", "Thời hạn"), ("fee", "money", "Lệ phí"))


def _procedure(values: Values) -> tuple[Block, ...]:
    papers = text_in(values, "papers")
    brought = (Item(title="Giấy tờ cần mang", text=papers, icon="document"),) if papers else ()
    facts = tuple(
        Item(title=label, text=text_in(values, name), icon=icon)
        for name, icon, label in _FACTS
        if text_in(values, name)
    )
    steps = tuple(Item(title=row["title"], text=row.get("text", "")) for row in rows_in(values, "steps"))
    listed = (*brought, *facts)
    return (Steps(items=steps), *((IconList(items=listed),) if listed else ()), *closing(values, "phone"))


PROCEDURE = Template(
    code="thu-tuc",
    name="Các bước làm thủ tục",
    purpose="Làm gì trước, làm gì sau, mang giấy tờ gì, bao lâu thì xong.",
    icon="document",
    colour="information",
    title="Đăng ký khai sinh cho con",
    lead="Dành cho ai",
    own_fields=(
        Field(
            name="steps",
            label="Các bước",
            kind="rows",
            least=2,
            most=5,
            columns=(
                Field(name="title", label="Việc cần làm", most=60),
                Field(name="text", label="Nói rõ thêm", most=90, required=False),
            ),
        ),
        Field(name="papers", label="Giấy tờ cần mang", kind="text", most=140, required=False),
        Field(name="place", label="Nơi nộp", most=90, required=False),
        Field(name="time", label="Thời hạn trả kết quả", most=60, required=False),
        Field(name="fee", label="Lệ phí", most=60, required=False),
        NOTICE,
    ),
    build=_procedure,
    example={
        "title": "Đăng ký khai sinh cho con",
        "lead": "Cha, mẹ hoặc người thân đi đăng ký trong 60 ngày",
        "steps": [
            {"title": "Chuẩn bị giấy tờ", "text": "Giấy chứng sinh, căn cước của cha mẹ"},
            {"title": "Nộp hồ sơ", "text": "Tại bộ phận một cửa hoặc trên Cổng dịch vụ công"},
            {"title": "Kiểm tra thông tin", "text": "Đọc kỹ tên, ngày sinh của con trước khi ký"},
            {"title": "Nhận kết quả", "text": "Giấy khai sinh và mã định danh"},
        ],
        "papers": "Giấy chứng sinh, căn cước của cha mẹ, giấy chứng nhận kết hôn",
        "place": "Bộ phận một cửa, UBND xã, sáng thứ Hai đến thứ Sáu",
        "time": "Trong ngày làm việc",
        "fee": "Miễn phí",
        "notice": "Cần giúp nộp trực tuyến: đến Tổ công nghệ số cộng đồng của thôn",
        "source": "Công chức tư pháp - hộ tịch xã",
        "date": "2026-11-20",
    },
)
