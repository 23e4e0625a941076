"""Spoken text cut for synthesis."""

import re

from hypothesis import given
from hypothesis import strategies as st

from broadcast.text import sentences


def test_stops_and_paragraphs_end_sentences() -> None:
    assert sentences("Một câu. Câu hai!\n\nTiêu đề\nCâu ba") == ["Một câu.", "Câu hai!", "Tiêu đề", "Câu ba"]


def test_a_line_broken_in_mid_sentence_goes_on() -> None:
    assert sentences("Đơn vị chủ động xây dựng\n\nbiện pháp thực hiện.") == [
        "Đơn vị chủ động xây dựng biện pháp thực hiện."
    ]


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    pieces = sentences("thôn một, " * 100)

    assert all(piece.endswith(",") for piece in pieces)
    assert all(len(piece) <= 400 for piece in pieces)


def test_nothing_to_say_gives_no_sentence() -> None:
    assert sentences(" \n . \n\n") == []


@given(st.text(max_size=1500))
def test_no_word_is_lost(text: str) -> None:
    said = re.findall(r"[^\W_]", "".join(sentences(text)))

    assert said == re.findall(r"[^\W_]", text)
