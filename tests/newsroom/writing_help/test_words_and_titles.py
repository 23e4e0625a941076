"""Names written otherwise than in the dictionary, and titles that say the same."""

import pytest

from newsroom.ready import HouseWord
from newsroom.writing_help.spelling import misspelled, used
from newsroom.writing_help.titles import ALIKE, likeness

WORDS = [
    HouseWord(written="Đông Hồ", spoken="Đông Hồ", is_name=True),
    HouseWord(written="Lạc Phượng", spoken="Lạc Phượng", is_name=True),
    HouseWord(written="HTX", spoken="hợp tác xã"),
]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Đường về Dong Ho đã thông.", ["Dong Ho"]),
        ("Bà con thôn đông hồ chú ý.", ["đông hồ"]),
        ("Xã Lạc Phương họp dân.", ["Lạc Phương"]),
        ("Chiếc đồng hồ ở nhà văn hoá.", []),
        ("THÔN ĐÔNG HỒ, XÃ LẠC PHƯỢNG", []),
        ("Thôn Đông Hồ, xã Lạc Phượng.", []),
    ],
)
def test_a_name_written_otherwise_is_noticed(text: str, wrong: list[str]) -> None:
    assert [each.where for each in misspelled([text], WORDS)] == wrong


def test_words_of_the_dictionary_are_told_as_whole_words() -> None:
    assert [word.written for word in used(["HTX Đông Hồ, HTXX"], WORDS)] == ["Đông Hồ", "HTX"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Tổng vệ sinh đường làng", "Tổng vệ sinh đường làng sáng mai", True),
        ("Tiêm phòng gia cầm vụ đông", "Tiêm phòng gia cầm vụ đông", True),
        ("Lịch cắt điện ngày 21/11", "Lịch cắt điện ngày 28/11", False),
        ("Tiêm phòng gia cầm", "Khai giảng năm học mới", False),
        ("Thông báo", "Thông báo", False),
    ],
)
def test_titles_that_say_the_same(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= ALIKE) is alike
