"""All of the demo content for one day: ``demo(today)`` gives the same data for the same date."""

import datetime as dt

from cms.demo import about, commune, english, news, notices
from cms.demo.dates import day, moment
from cms.demo.infographics import fraud_warning, vaccination_schedule
from cms.demo.shapes import Bulletin, Category, Demo, Film, Issue, Kind, Outlet, Registered, State, Story

INFOGRAPHIC_OUTLETS = (Outlet.SITE, Outlet.BOARDS)

BULLETIN = Bulletin(
    title="Bản tin Lạc Phượng",
    slug="ban-tin-lac-phuong",
    stories=("lich-cat-dien-dong-ho-an-lac", "lich-tiem-chung-cho-tre", "phong-chay-mua-hanh-kho"),
    opening="Đây là Đài truyền thanh xã Lạc Phượng. Kính chào bà con và các bạn.",
    closing="Bản tin của Đài truyền thanh xã Lạc Phượng đến đây là hết. Cảm ơn bà con đã lắng nghe.",
    lead=dt.timedelta(seconds=90),
)


REGISTERED = Registered(
    title="Phối hợp triển khai công tác thông tin đối ngoại năm 2026",
    slug="ke-hoach-111-kh-du",
    abstract="Kế hoạch phối hợp triển khai công tác thông tin đối ngoại năm 2026 trên địa bàn xã Lạc Phượng.",
    number="111-KH/ĐU",
    on=dt.date(2026, 5, 22),
    issuer="Đảng uỷ xã Lạc Phượng",
    file="ke-hoach-111-kh-du.txt",
    text="ĐẢNG UỶ XÃ LẠC PHƯỢNG\nSố 111-KH/ĐU\nLạc Phượng, ngày 22 tháng 5 năm 2026\n\nKẾ HOẠCH\n"
    "Phối hợp triển khai công tác thông tin đối ngoại năm 2026\n\n(Bản trình diễn: chỉ có phần đầu.)\n",
)


FILM = Film(
    slug="video-ba-khong",
    title="Video: Ba không trước cuộc gọi giả danh công an",
    summary="Xem trong nửa phút: ba điều không làm khi có người lạ gọi tự xưng công an.",
    section="an-ninh-trat-tu",
    source="Công an xã Lạc Phượng",
    of="do-hoa-canh-bao-lua-dao",
    name="Ba không trước cuộc gọi lạ",
    text="Ông bà, cha mẹ ở nhà hay nghe điện thoại một mình: con cháu mở đoạn phim này cho cả nhà cùng xem.",
    sentences=(
        "Có người gọi điện tự xưng là công an, bà con nhớ ba không.",
        "Không bấm vào liên kết lạ.",
        "Không cài ứng dụng lạ.",
        "Không đọc mã xác thực cho bất cứ ai.",
        "Nghi ngờ thì tắt máy và báo ngay cho Công an xã.",
    ),
)


ISSUE = Issue(
    title="Bản tin điện tử xã Lạc Phượng, số 1",
    slug="ban-tin-dien-tu-so-1",
    summary="Kết quả quý vừa qua, lịch cắt điện, lịch tiêm chủng và việc phòng cháy mùa hanh khô.",
    source="Uỷ ban nhân dân xã Lạc Phượng",
    foreword=(
        "Thưa bà con, từ tháng này xã gom những tin bà con cần nhất vào một bản tin, đọc một lần là đủ.",
        "Bản tin in được ra giấy để dán ở nhà văn hoá thôn, và gửi được qua thư cho con em ở xa.",
    ),
    stories=(
        "ket-qua-kinh-te-xa-hoi-quy",
        "lich-cat-dien-dong-ho-an-lac",
        "lich-tiem-chung-cho-tre",
        "phong-chay-mua-hanh-kho",
    ),
)


def demo(today: dt.date) -> Demo:
    """Return the demo commune as it looks on ``today``."""
    return Demo(
        commune=commune.COMMUNE,
        hamlets=commune.HAMLETS,
        people=commune.PEOPLE,
        stories=stories(today),
        infographics=infographics(today),
        english=english.stories(today),
        bulletin=BULLETIN,
        slots=commune.SLOTS,
        devices=commune.DEVICES,
        documents=commune.DOCUMENTS,
    )


def stories(today: dt.date) -> tuple[Story, ...]:
    """Return the eleven stories, lead story first."""
    builders = (
        news.economy,
        notices.power_cut,
        notices.vaccination,
        notices.fire_season,
        news.volleyball,
        news.rumour,
        notices.fraud_warning,
        news.land_exchange,
        news.investment,
        notices.training,
        about.organisation,
    )
    return tuple(build(today) for build in builders)


def infographics(today: dt.date) -> tuple[Story, ...]:
    """Return the two infographic posts; their words follow from their data."""
    first, second = notices.vaccination_days(today)
    count = notices.CHILDREN
    vaccination = Story(
        slug="do-hoa-lich-tiem-chung",
        title="Đồ hoạ: Lịch tiêm chủng tháng này",
        summary=f"{sum(count.values())} trẻ của năm thôn tiêm ngày {day(first)} và {day(second)}.",
        body=(),
        section="thong-bao",
        kind=Kind.INFOGRAPHIC,
        category=Category.EMERGENCY,
        source="Trạm Y tế xã Lạc Phượng",
        author="quang",
        board=(
            "Tiêm chủng trẻ em tại Trạm Y tế xã",
            f"Ngày {first.day} và {second.day}/{second.month}, nhớ mang sổ tiêm",
        ),
        outlets=INFOGRAPHIC_OUTLETS,
        state=State.APPROVED,
        at=moment(today, -1, "10:30"),
        until=second,
        infographic=vaccination_schedule(today),
    )
    return vaccination, _fraud_infographic(today)


def _fraud_infographic(today: dt.date) -> Story:
    return Story(
        slug="do-hoa-canh-bao-lua-dao",
        title="Đồ hoạ: 3 KHÔNG trước cuộc gọi giả danh công an",
        summary="Không bấm liên kết lạ, không cài ứng dụng lạ, không đọc mã OTP.",
        body=(),
        section="de-an-06",
        kind=Kind.INFOGRAPHIC,
        category=Category.AGAINST_CRIME,
        source="Công an xã Lạc Phượng",
        author="mai",
        board=("Ba không: liên kết lạ, ứng dụng lạ, OTP", "Nghi lừa đảo: tắt máy, báo Công an xã"),
        outlets=INFOGRAPHIC_OUTLETS,
        state=State.APPROVED,
        at=moment(today, -2, "14:00"),
        infographic=fraud_warning(today),
    )
