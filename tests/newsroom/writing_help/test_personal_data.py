"""Private numbers in a text: which are noticed, and which belong to everybody."""

import pytest

from newsroom.writing_help.personal_data import digits_of, personal_data

NOTICED = [
    ("Ông Nguyễn Văn An, số CCCD 030085012345, được hỗ trợ.", "030085012345", "identity"),
    ("Bà Lan (căn cước 030 185 012 345) ở thôn Đông.", "030 185 012 345", "identity"),
    ("Anh Bình, CMND 145678901, nhận tiền.", "145678901", "identity"),
    ("Liên hệ anh Ba 0912345678 để mua giống.", "0912345678", "phone"),
    ("Gọi chị Hoa: 0978.123.456.", "0978.123.456", "phone"),
    ("Gọi +84 912 345 678 gặp ông Tư.", "+84 912 345 678", "phone"),
    ("Ủng hộ chị Mai, STK 1903 4567 8901 2 Techcombank.", "1903 4567 8901 2", "account"),
    ("Chuyển vào Vietcombank 0011004123456 chủ tài khoản Lê Văn C.", "0011004123456", "account"),
    ("Đường dây nóng 18001091. Riêng ông Tư: 0912345678.", "0912345678", "phone"),
]
QUIET = [
    "Đường dây nóng của xã: 0912345678.",
    "Tổng đài 1900 1009, cấp cứu 115, điện thoại UBND xã 0220 3752 123.",
    "Tổng thu ngân sách 150000000 đồng, dân số 12500 người.",
    "Kinh phí 1.250.000.000 đồng từ ngày 21/11/2026 đến 25/11/2026.",
    "Ủng hộ Quỹ Vì người nghèo, số tài khoản 9527301000123 tại Kho bạc.",
    "Quyết định số 1234567890/QĐ-UBND và Nghị định 42/2022/NĐ-CP.",
    "Họp lúc 7h30 ngày 22-11-2026, điểm cầu số 3.",
]


@pytest.mark.parametrize(("line", "where", "what"), NOTICED)
def test_a_private_number_is_noticed(line: str, where: str, what: str) -> None:
    words = {"identity": "căn cước|identity", "phone": "điện thoại|phone", "account": "tài khoản|account"}[
        what
    ]

    found = personal_data([line])

    assert [each.where for each in found] == [where]
    assert any(word in found[0].message for word in words.split("|"))


@pytest.mark.parametrize("line", QUIET)
def test_numbers_for_everybody_are_left_alone(line: str) -> None:
    assert personal_data([line]) == []


def test_a_number_is_told_once_and_the_communes_own_never() -> None:
    lines = ["Gọi 0912345678.", "Nhắc lại: 0912 345 678.", "Văn phòng 0987654321."]

    found = personal_data(lines, known=["0987.654.321"])

    assert [digits_of(each.where) for each in found] == ["0912345678"]
