"""What is already spoken is left alone: the rules must not touch common words, in small letters or as a title."""

from collections.abc import Callable

import pytest

from broadcast.text import read
from tests.broadcast.text.comparing import CASES

LEFT_TO_THE_VOICE = {
    "vn",
    "bhxh",
    "vcb",
    "ha",
    "qr",
    "vinaphone",
    "covid",
}  # in the accepted forms of addresses


def spoken_forms() -> list[str]:
    """The first accepted form of every case."""
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return [line.split("\t")[1].split(" || ")[0] for line in lines if "\t" in line and line[0] != "#"]


def as_title(form: str) -> str:
    return " ".join(word.capitalize() for word in form.split())


@pytest.mark.parametrize("written_as", [str.lower, as_title], ids=["small letters", "title"])
def test_a_spoken_form_read_again_stays_as_it_is(written_as: Callable[[str], str]) -> None:
    changed = [
        (span.written, span.spoken)
        for form in spoken_forms()
        for span in read(written_as(form)).spans
        if span.spoken.lower() != span.written.lower() and span.written.lower() not in LEFT_TO_THE_VOICE
    ]

    assert changed == []


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Xử lý VP hành chính", "Xử lý vi phạm hành chính"),
        ("VP UBND xã", "Văn phòng Ủy ban nhân dân xã"),
        ("Nộp HS tại bộ phận một cửa", "Nộp hồ sơ tại bộ phận một cửa"),
        ("HS lớp chín", "học sinh lớp chín"),
        ("mỗi GĐ một bồn hoa", "mỗi gia đình một bồn hoa"),
        ("GĐ Công ty phát biểu", "Giám đốc Công ty phát biểu"),
        ("Tiêm phòng THT cho trâu", "Tiêm phòng tụ huyết trùng cho trâu"),
        ("THT rau an toàn", "tổ hợp tác rau an toàn"),
        ("Quỹ vì NN", "Quỹ vì người nghèo"),
        ("Hội NN CĐDC", "Hội nạn nhân chất độc da cam"),
        ("SX NN", "sản xuất nông nghiệp"),
    ],
)
def test_the_company_of_an_abbreviation_decides(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
