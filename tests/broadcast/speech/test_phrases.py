import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.speech.phrases import packed, sentences_of

WORDS = st.lists(st.text("aăâđêôơưáệ,.;!", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join)


@pytest.mark.parametrize(
    ("text", "most", "pieces"),
    [
        ("Ngắn thôi.", 100, ["Ngắn thôi."]),
        ("Một hai, ba bốn, năm sáu.", 16, ["Một hai, ba bốn,", "năm sáu."]),
        ("Một hai ba bốn năm sáu bảy", 16, ["Một hai ba bốn", "năm sáu bảy"]),
        ("", 10, []),
    ],
)
def test_whole_phrases_are_packed(text: str, most: int, pieces: list[str]) -> None:
    assert packed(text, most) == pieces


@given(WORDS, st.integers(min_value=20, max_value=120))
def test_no_piece_is_too_long_and_no_word_is_lost_or_cut(text: str, most: int) -> None:
    pieces = packed(text, most)

    assert all(len(piece) <= most for piece in pieces)
    assert " ".join(pieces).split() == text.split()


def test_a_word_without_any_space_is_cut_hard() -> None:
    assert packed("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_text_is_cut_into_sentences() -> None:
    assert sentences_of("Một. Hai ba!\nBốn\n\n Năm? ") == ["Một.", "Hai ba!", "Bốn", "Năm?"]


def test_a_number_with_a_point_stays_whole() -> None:
    assert sentences_of("Giá 1.500 đồng.") == ["Giá 1.500 đồng."]
