"""Every word of a document is found again in some field or block."""

import re
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.documents import DocumentRefused, Letter, read_pasted
from newsroom.documents.letter import texts_of
from tests.newsroom.documents.builders import LETTER, PLAN

_LABELS = Counter({"kính": 9, "gửi": 9, "nơi": 9, "nhận": 9})
"""The fields named "addressees" and "recipients" stand for the labels "Kính gửi" and "Nơi nhận"."""

_LINES = [line for line in (LETTER + "\n" + PLAN).split("\n") if line.strip()]
_COMMON = [
    "",
    "",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "V/v lịch cắt điện",
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
]
_COMMON += [
    "CHỦ TỊCH",
    "Nguyễn Văn An",
    "Phụ lục",
    "| a | b |",
    "|--|--|",
    "| | |",
    "1. Một",
    "a) hai",
    "I. BA",
    "57-",
]
_COMMON += [
    "cột một\tcột hai",
    "Kính gửi: Các thôn",
    "Lạc Phượng, ngày 3 tháng 5 năm 2026",
    "*",
    "DỰ THẢO",
    "chữ thường",
]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower().replace("_", " ")))


def _found(letter: Letter) -> Counter[str]:
    return _words("\n".join(texts_of(letter))) + _LABELS


def _lost(text: str) -> Counter[str]:
    try:
        return _words(text) - _found(read_pasted(text))
    except DocumentRefused:
        return Counter()


def test_no_word_of_the_two_sources_is_lost() -> None:
    assert not _lost(LETTER)
    assert not _lost(PLAN)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_LINES + _COMMON * 8), min_size=1, max_size=25))
def test_no_word_is_lost_however_the_lines_are_shuffled(lines: list[str]) -> None:
    once = [
        line for number, line in enumerate(lines) if not (line.startswith("|") and line in lines[:number])
    ]

    assert not _lost("\n".join(once))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("abĐôỷXIV 19.,;:-–|*()/\n\n\t“”#_…"), min_size=1, max_size=200))
def test_no_word_is_lost_in_any_text(text: str) -> None:
    rows = [line for line in text.split("\n") if not line.lstrip().startswith("|")]

    assert not _lost("\n".join(rows))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    try:
        read_pasted(text)
    except DocumentRefused as refused:
        assert refused.code in ("empty", "no_text")
