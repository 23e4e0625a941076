"""The sections (chuyên mục) that a commune's site begins with; editors may rename, add and remove them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the site."""

    title: str
    slug: str
    intro: str
    shows_contacts: bool = False


SECTIONS = (
    Section(title="Tin tức", slug="tin-tuc", intro="Việc mới trong xã, trong thôn."),
    Section(
        title="Thông báo", slug="thong-bao", intro="Điện, nước, lịch họp, lịch tiêm, việc cần biết ngay."
    ),
    Section(
        title="Kinh tế - Đầu tư", slug="kinh-te-dau-tu", intro="Sản xuất, chợ, việc làm, thu hút đầu tư."
    ),
    Section(
        title="Nông thôn mới", slug="nong-thon-moi", intro="Đường làng, đồng ruộng, môi trường, mô hình hay."
    ),
    Section(title="Chuyển đổi số", slug="chuyen-doi-so", intro="Dịch vụ công, kỹ năng số cho mọi nhà."),
    Section(title="Đề án 06", slug="de-an-06", intro="Định danh điện tử, dữ liệu dân cư, VNeID."),
    Section(
        title="An ninh trật tự", slug="an-ninh-trat-tu", intro="Giữ bình yên thôn xóm, cảnh giác tội phạm."
    ),
    Section(
        title="Văn hoá - Du lịch", slug="van-hoa-du-lich", intro="Lễ hội, thể thao, đất và người quê mình."
    ),
    Section(
        title="Thông tin đối ngoại",
        slug="thong-tin-doi-ngoai",
        intro="Giới thiệu quê hương với bạn bè và người quê xa.",
    ),
    Section(title="Văn bản", slug="van-ban", intro="Văn bản chỉ đạo, điều hành của Đảng uỷ, HĐND, UBND xã."),
    Section(
        title="Giới thiệu",
        slug="gioi-thieu",
        intro="Bộ máy của xã, thôn xóm, nơi liên hệ.",
        shows_contacts=True,
    ),
)
