"""What the demo commune says about itself: one approved story of the section that introduces it."""

import datetime as dt

from cms.demo.commune import COMMUNE, HAMLETS
from cms.demo.dates import moment
from cms.demo.shapes import Category, Kind, Outlet, State, Story, paragraphs


def organisation(today: dt.date) -> Story:
    """Build the story of who does what in the commune; its numbers are those of the hamlets."""
    return Story(
        slug="bo-may-cua-xa",
        title="Bộ máy của xã Lạc Phượng: việc gì, hỏi ở đâu",
        summary="Uỷ ban nhân dân xã, các phòng, trung tâm phục vụ hành chính công và năm thôn.",
        body=_text(),
        section="gioi-thieu",
        kind=Kind.FEATURE,
        category=Category.POLICY,
        source="Văn phòng HĐND và UBND xã",
        author="quang",
        board=("Bộ máy xã Lạc Phượng, việc gì hỏi đâu", "Xem trên trang thông tin điện tử của xã"),
        outlets=(Outlet.SITE,),
        state=State.APPROVED,
        at=moment(today, -12, "09:00"),
    )


def _text() -> tuple[str, ...]:
    area = f"{COMMUNE.area_km2:.1f}".replace(".", ",")
    people, households = (f"{number:,}".replace(",", ".") for number in (COMMUNE.people, COMMUNE.households))
    hamlets = ", ".join(hamlet.name.removeprefix("Thôn ") for hamlet in HAMLETS)
    return paragraphs(f"""
        Xã Lạc Phượng rộng {area} km², có {households} hộ với {people} người, chia thành năm thôn: {hamlets}.
        Mỗi thôn có một trưởng thôn; tên các trưởng thôn ghi ở đầu mục Giới thiệu.

        Uỷ ban nhân dân xã điều hành công việc hằng ngày. Chủ tịch phụ trách chung và tiếp công dân vào
        sáng thứ Năm hằng tuần. Phó Chủ tịch phụ trách văn hoá, xã hội và chuyển đổi số.

        Phòng Kinh tế lo sản xuất, đất đai, xây dựng, môi trường. Phòng Văn hoá - Xã hội lo giáo dục, y tế,
        chính sách xã hội và thông tin cơ sở, trong đó có trang thông tin này và đài truyền thanh.
        Văn phòng HĐND và UBND giúp việc chung và lưu giữ văn bản.

        Trung tâm phục vụ hành chính công nhận và trả hồ sơ tại một cửa, từ thứ Hai đến thứ Sáu. Bà con có thể
        nộp hồ sơ trực tuyến; ai chưa quen sẽ được hướng dẫn tại chỗ.

        Trung tâm Dịch vụ sự nghiệp công trực đài truyền thanh và các cụm loa. Loa hỏng, loa ồn hay nghe không
        rõ, bà con báo trưởng thôn hoặc gọi số điện thoại của xã.
    """)
