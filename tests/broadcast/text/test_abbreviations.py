"""No token in capitals comes out as it was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.text import read

TOKENS = st.sampled_from(
    [
        "UBND",
        "HĐND",
        "TT",
        "ĐT",
        "QĐ",
        "KT",
        "XH",
        "VH",
        "BHXH",
        "CNTT",
        "VT",
        "BXQK",
        "95,3%",
        "đồng",
        "12",
        "số",
        "xã",
    ]
)
JOINTS = st.sampled_from([" ", "/", "-", " - ", "&", " & ", ".", ", ", "\n", "- "])


@given(st.lists(st.tuples(TOKENS, JOINTS), min_size=1, max_size=8))
def test_capitals_are_expanded_in_all_combinations(pieces: list[tuple[str, str]]) -> None:
    spoken = read("".join(token + joint for token, joint in pieces)).spoken

    assert re.findall(r"\d|[A-ZĐ]{2,}", spoken) == []


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("HĐND&UBND", "Hội đồng nhân dân và Ủy ban nhân dân"),
        ("HĐND- UBND", "Hội đồng nhân dân và Ủy ban nhân dân"),
        ("VH-XH", "Văn hóa Xã hội"),
        ("VH - XH", "Văn hóa Xã hội"),
        ("CNTT-VT", "công nghệ thông tin viễn thông"),
        ("GD&ĐT", "Giáo dục và Đào tạo"),
        ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
        ("UBNDxã", "Ủy ban nhân dân xã"),
        ("T/M ĐẢNG ỦY", "thay mặt đảng ủy"),
    ],
)
def test_office_names_in_the_ways_they_are_joined(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Trạm TYT xã", "Trạm Y tế xã"),
        ("Tổ TCNSCĐ thôn 9", "Tổ công nghệ số cộng đồng thôn chín"),
        ("Đảng ủy UBND xã", "Đảng ủy Ủy ban nhân dân xã"),
        ("Đại hội HND xã", "Đại hội Hội Nông dân xã"),
    ],
)
def test_a_first_word_is_said_once_but_a_name_keeps_its_own(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
