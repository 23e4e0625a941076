"""What usually happens in a commune, as words to complete: nobody writes well with water at the door."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Event:
    """One kind of emergency: its name, and a headline and a text with places (…) to fill in."""

    code: str
    name: str
    title: str
    text: str


EVENTS = (
    Event(
        code="flood",
        name="Lũ, ngập nước",
        title="Nước lũ đang lên",
        text="Nước lũ đang lên nhanh tại …\n"
        "Bà con ở chỗ trũng chuyển ngay người già, trẻ em và đồ quý lên …\n"
        "Ngắt cầu dao điện trước khi nước vào nhà. Không đi qua ngầm, tràn, không vớt củi.\n"
        "Cần giúp, gọi số …",
    ),
    Event(
        code="storm",
        name="Bão, gió giật mạnh",
        title="Bão sắp đổ bộ",
        text="Bão sẽ ảnh hưởng đến xã ta từ … giờ.\n"
        "Bà con ở yên trong nhà chắc chắn, chằng chống cửa, không ra đường, không ra đồng, không ra thuyền.\n"
        "Nhà không chắc chắn thì chuyển ngay đến …\n"
        "Cần giúp, gọi số …",
    ),
    Event(
        code="fire",
        name="Cháy",
        title="Cháy, mọi người tránh xa",
        text="Đang có cháy tại …\n"
        "Bà con quanh đó ra khỏi nhà ngay, đi về phía …, không quay lại lấy đồ.\n"
        "Lực lượng tại chỗ tập trung tại … Nhường đường cho xe chữa cháy.\n"
        "Gọi chữa cháy số 114.",
    ),
    Event(
        code="dyke",
        name="Vỡ đê, tràn đê",
        title="Đê có nguy cơ vỡ, sơ tán ngay",
        text="Đê đoạn … có nguy cơ vỡ.\n"
        "Toàn bộ bà con thôn … rời nhà ngay lập tức, đi theo đường … đến …\n"
        "Không mang theo đồ nặng. Dìu người già, trẻ em đi trước.\n"
        "Ai chưa đi được, gọi số …",
    ),
    Event(
        code="evacuate",
        name="Sơ tán",
        title="Sơ tán ngay",
        text="Bà con thôn … sơ tán ngay đến …\n"
        "Mang theo giấy tờ, thuốc đang dùng, nước uống, đèn pin. Khoá cửa, ngắt điện, khoá ga.\n"
        "Cần xe hoặc người giúp, gọi số …",
    ),
    Event(
        code="landslide",
        name="Sạt lở, lũ quét",
        title="Nguy cơ sạt lở, rời khỏi nơi nguy hiểm",
        text="Khu vực … có nguy cơ sạt lở, lũ quét.\n"
        "Bà con rời khỏi chân đồi, bờ suối ngay, đến …\n"
        "Không quay lại khi chưa có thông báo. Cần giúp, gọi số …",
    ),
    Event(
        code="missing",
        name="Tìm người",
        title="Tìm người đi lạc",
        text="Tìm người tên …, … tuổi, mặc …, đi khỏi nhà tại … lúc …\n"
        "Ai gặp, giữ người ấy ở lại và gọi ngay số …",
    ),
    Event(
        code="fraud",
        name="Lừa đảo",
        title="Cảnh báo lừa đảo đang xảy ra",
        text="Trong xã đang có người giả danh … để lừa lấy tiền.\n"
        "Bà con không chuyển tiền, không đọc mã xác nhận, không bấm đường dẫn lạ.\n"
        "Ai nhận được cuộc gọi như vậy, báo ngay công an xã, số …",
    ),
    Event(
        code="disease",
        name="Dịch bệnh, ngộ độc",
        title="Cảnh báo khẩn về sức khoẻ",
        text="Tại … có … người bị …\nBà con ngừng dùng … Ai thấy … thì đến ngay trạm y tế xã hoặc gọi số …",
    ),
    Event(code="other", name="Việc khác", title="", text=""),
)
BY_CODE = {event.code: event for event in EVENTS}
UNFINISHED = "…"
