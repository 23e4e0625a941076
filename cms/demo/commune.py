"""Xã Lạc Phượng of the demo: facts, hamlets, people, slots, devices (names are invented)."""

import datetime as dt

from cms.demo.shapes import Commune, Device, Document, Hamlet, Person, Slot

HAMLETS = (
    Hamlet(name="Thôn Đông Hồ", slug="dong-ho", head="Vũ Văn Tứ", households=1_120, people=4_010),
    Hamlet(name="Thôn An Lạc", slug="an-lac", head="Phạm Thị Thơm", households=980, people=3_460),
    Hamlet(
        name="Thôn Phượng Trì", slug="phuong-tri", head="Nguyễn Đình Khoát", households=1_045, people=3_720
    ),
    Hamlet(name="Thôn Kim Đôi", slug="kim-doi", head="Đỗ Hữu Thắng", households=860, people=3_050),
    Hamlet(name="Thôn Ngọc Lâm", slug="ngoc-lam", head="Trần Thị Huệ", households=995, people=3_560),
)

COMMUNE = Commune(
    name="Xã Lạc Phượng",
    tagline="Tin làng mình, nghe rõ, đọc nhanh",
    office="Uỷ ban nhân dân xã Lạc Phượng",
    address="Trung tâm hành chính xã, thôn Phượng Trì, xã Lạc Phượng",
    phone="0200 000 113",
    email="ubnd@lacphuong.example",
    area_km2=24.6,
    households=sum(hamlet.households for hamlet in HAMLETS),
    people=sum(hamlet.people for hamlet in HAMLETS),
)

_CULTURE = "Phòng Văn hoá - Xã hội"
_CENTRE = "Trung tâm Dịch vụ sự nghiệp công"
_COMMITTEE = "Uỷ ban nhân dân xã"

PEOPLE = (
    Person(
        username="hue",
        name="Trần Thị Huệ",
        role="contributor",
        title="Trưởng thôn, tuyên truyền viên cơ sở",
        office="Thôn Ngọc Lâm",
    ),
    Person(username="mai", name="Nguyễn Thị Mai", role="editor", title="Chuyên viên", office=_CULTURE),
    Person(username="quang", name="Lê Minh Quang", role="editor", title="Chuyên viên", office=_CULTURE),
    Person(username="hanh", name="Phạm Thị Hạnh", role="reviewer", title="Trưởng phòng", office=_CULTURE),
    Person(username="binh", name="Nguyễn Văn Bình", role="leader", title="Chủ tịch", office=_COMMITTEE),
    Person(username="hoa", name="Đặng Thị Hoà", role="leader", title="Phó Chủ tịch", office=_COMMITTEE),
    Person(username="tuan", name="Bùi Anh Tuấn", role="operator", title="Kỹ thuật viên", office=_CENTRE),
    Person(
        username="quantri",
        name="Hoàng Đức Long",
        role="administrator",
        title="Công chức phụ trách chuyển đổi số",
        office="Văn phòng HĐND và UBND xã",
    ),
)

_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
_WORKDAYS = (0, 1, 2, 3, 4)

SLOTS = (
    Slot(name="Buổi sáng", start=dt.time(5, 30), minutes=20, weekdays=_EVERY_DAY),
    Slot(name="Buổi chiều", start=dt.time(16, 45), minutes=25, weekdays=_WORKDAYS),
    Slot(name="Chiều cuối tuần", start=dt.time(17, 0), minutes=15, weekdays=(5, 6)),
)

DEVICES = (
    Device(
        name="Cụm loa nhà văn hoá Đông Hồ",
        kind="loudspeaker",
        zones=("dong-ho",),
        place="Cột điện số 4, trước nhà văn hoá thôn Đông Hồ",
        keeper="Vũ Văn Tứ",
        at=(74, 30),
    ),
    Device(
        name="Cụm loa đình An Lạc",
        kind="loudspeaker",
        zones=("an-lac",),
        place="Cổng đình An Lạc",
        keeper="Phạm Thị Thơm",
        at=(24, 38),
    ),
    Device(
        name="Cụm loa chợ Phượng",
        kind="loudspeaker",
        zones=("phuong-tri",),
        place="Cổng chợ Phượng, thôn Phượng Trì",
        keeper="Nguyễn Đình Khoát",
        at=(47, 62),
    ),
    Device(
        name="Bảng tin trụ sở xã",
        kind="board",
        zones=("phuong-tri",),
        place="Cổng trụ sở UBND xã Lạc Phượng",
        keeper="Bùi Anh Tuấn",
        at=(58, 69),
    ),
)

DOCUMENTS = (
    Document(path="documents/lac-phuong-letter.txt", section="van-ban", author="mai"),
    Document(path="documents/xuan-hung-plan-2026.txt", section="van-ban", author="quang"),
)
