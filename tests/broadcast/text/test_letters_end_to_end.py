"""Both real letters are read from end to end; what is open is only what their writers left open."""

import re

import pytest

from broadcast.text import read, sentences
from tests.broadcast.text.comparing import LETTERS
from tests.broadcast.text.test_reader import unread

EXPECTED = {
    "lac-phuong-letter.txt": ["ngày tháng 5 năm 2026", "Số * -CV/ĐU", "22/5//2026"],
    "xuan-hung-plan-2026.txt": ["Số: /KH-UBND", "ngày tháng 4 năm 2026", "số: /KH-UBND", "ngày / 4 /2026"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_no_figure_capital_or_sign_is_left_unread(name: str) -> None:
    reading = read((LETTERS / name).read_text(encoding="utf-8"))

    assert re.findall(r"\d|[A-ZĐ]{2,}|[^\w\s.,;:!?]", reading.spoken) == []
    assert unread(reading) == ""


@pytest.mark.parametrize(("name", "open_places"), EXPECTED.items())
def test_only_the_real_defects_are_asked_about(name: str, open_places: list[str]) -> None:
    reading = read((LETTERS / name).read_text(encoding="utf-8"))

    assert [question.written for question in reading.questions] == open_places


@pytest.mark.parametrize("name", EXPECTED)
def test_the_sentences_hold_every_word(name: str) -> None:
    spoken = read((LETTERS / name).read_text(encoding="utf-8")).spoken

    said = [word for sentence in sentences(spoken) for word in re.findall(r"\w+", sentence)]
    assert said == re.findall(r"\w+", spoken)
    assert max(len(sentence) for sentence in sentences(spoken)) <= 400


def test_the_party_committee_of_the_peoples_committee_keeps_both_names() -> None:
    reading = read((LETTERS / "lac-phuong-letter.txt").read_text(encoding="utf-8"))

    assert len(re.findall(r"Đảng (?:ủy|uỷ) Ủy ban nhân dân xã", reading.spoken)) == 6
