"""Numbers in words, against an inverse that was written apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.text.numbers import amount, code_number, digits, integer, ordinal, roman_value
from tests.broadcast.text.inverse import number_said


@given(st.one_of(st.integers(0, 10_000), st.integers(-(10**9), 10**18 - 1)))
def test_a_number_said_is_understood_again(value: int) -> None:
    assert number_said(integer(value)) == value


@given(st.integers(0, 10**12 - 1))
def test_dots_between_thousands_change_nothing(value: int) -> None:
    written = f"{value:,}".replace(",", ".")

    assert amount(written) == integer(value)


@given(st.integers(0, 10**6), st.integers(0, 9))
def test_one_decimal_follows_the_comma(whole: int, tenth: int) -> None:
    assert amount(f"{whole},{tenth}") == f"{integer(whole)} phẩy {integer(tenth)}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"), (101, "một trăm linh một"), (1005, "một nghìn không trăm linh năm"),
        (1_000_001, "một triệu không trăm linh một"), (1_250_000_000, "một tỷ hai trăm năm mươi triệu"),
        (2_000_000_000_000, "hai nghìn tỷ"),
    ],
)  # fmt: skip
def test_integers_as_taught_at_school(value: int, words: str) -> None:
    assert integer(value) == words


@pytest.mark.parametrize(
    ("text", "words"), [("06", "không sáu"), ("1079", "một nghìn không trăm bảy mươi chín")]
)
def test_document_numbers_keep_their_zero(text: str, words: str) -> None:
    assert code_number(text) == words


def test_digits_one_by_one() -> None:
    assert digits("0912.345") == "không chín một hai ba bốn năm"


@pytest.mark.parametrize(("text", "words"), [("1", "nhất"), ("4", "tư"), ("14", "mười bốn")])
def test_ordinals_have_their_own_words(text: str, words: str) -> None:
    assert ordinal(text) == words


@given(st.integers(1, 3999))
def test_roman_numerals_come_back(value: int) -> None:
    assert roman_value(_roman(value)) == value


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "ABC", "I" * 40])
def test_what_is_no_roman_numeral_has_no_value(text: str) -> None:
    assert roman_value(text) is None


def _roman(value: int) -> str:
    table = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for size, letters in table:
        text += letters * (value // size)
        value %= size
    return text
