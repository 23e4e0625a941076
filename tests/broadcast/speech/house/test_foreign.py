"""Words that are not Vietnamese: each is said somehow, none is dropped."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.speech.house.foreign import syllables_of
from broadcast.speech.house.syllables import Syllable, syllable


def said(words: str) -> list[Syllable | None]:
    return [syllable(word) for word in words.split()]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Krông", "kờ rông"),
        ("Singapore", "si nga po re"),
        ("Paris", "pa ri sờ"),
        ("street", "sờ trít"),
        ("Facebook", "phây búc"),
        ("UBND", "u bê nờ dê"),
        ("HĐND", "hát đê nờ dê"),
        ("COVID", "co vít"),
        ("Covid19", "co vít một chín"),
        ("A4", "a bốn"),
        ("2026", "hai không hai sáu"),
        ("Zürich", "du rích"),
        ("café", "ca phe"),
        ("ＵＢＮＤ", "u bê nờ dê"),
        ("日本", "chữ nước ngoài"),
        ("ngày", "ngày"),
    ],
)
def test_foreign_words_letters_and_digits_are_said(written: str, spoken: str) -> None:
    assert syllables_of(written) == said(spoken)


@pytest.mark.parametrize("sign", ["—", "“", "...", "😀", "_", "  "])
def test_signs_without_a_word_say_nothing(sign: str) -> None:
    assert syllables_of(sign) == []


@given(st.text(alphabet=string.ascii_letters + string.digits + "ăâđêôơưéüñжя本", min_size=1, max_size=14))
def test_no_word_is_dropped(word: str) -> None:
    assert syllables_of(word)
