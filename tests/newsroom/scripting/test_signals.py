"""What in a sentence a listener has to remember."""

import pytest

from newsroom.scripting.cutting import sentences
from newsroom.scripting.signals import signals


@pytest.mark.parametrize(
    "sentence",
    [
        "Bắt đầu lúc 7h00.",
        "Cắt điện từ 7 giờ đến 9 giờ.",
        "Tiêm phòng ngày 28/11.",
        "Sáng mai có mưa to.",
        "Nộp hồ sơ trước ngày 5/12/2026.",
        "Định kỳ 6 tháng báo cáo về xã.",
        "Đề nghị bà con tập trung tại nhà văn hoá.",
    ],
)
def test_times_deadlines_and_places_of_duties_must_stay(sentence: str) -> None:
    assert signals(sentence).must_stay


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Luật số 26/2023/QH15 ngày 27/11/2023.",
        "Năm 2026 xã đạt nhiều kết quả.",
        "Công tác được triển khai tại địa bàn xã.",
        "Bà con phấn khởi.",
    ],
)
def test_other_sentences_may_go(sentence: str) -> None:
    assert not signals(sentence).must_stay


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("TP. Hà Nội họp. Xã nghe.", 2),
        ("1. Mở đầu. Kết thúc.", 2),
        ("Ông A. Bình đến. Hết!", 2),
        ("Giá 1.500.000 đồng. Rẻ.", 2),
        ("Nhà 4.0 đẹp", 1),
        ("Chờ đã… Xong chưa? Rồi.", 3),
    ],
)
def test_sentences_end_where_people_end_them(line: str, number: int) -> None:
    assert len(sentences(line)) == number
