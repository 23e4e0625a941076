"""Every spoken character belongs to one stretch of the script, and every written one too."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast import text
from broadcast.spoken import stretches

HERE = Path(__file__).parent.parent / "text"
CASES = [
    line.split("\t")[0] for line in (HERE / "cases.tsv").read_text().splitlines() if line and line[0] != "#"
]
LETTERS = sorted((HERE / "letters").glob("*.txt"))


def assert_whole(written: str) -> None:
    reading = text.read(written)
    found = stretches(reading)
    assert "".join(each.spoken for each in found) == reading.spoken
    assert "".join(reading.written[each.start : each.end] for each in found) == reading.written


def test_nothing_is_lost_or_doubled_in_any_case() -> None:
    for written in CASES:
        assert_whole(written)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_nothing_is_lost_or_doubled_in_a_whole_letter(letter: Path) -> None:
    assert_whole(letter.read_text())


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aBđ Ủ7/.,;:()-–\n\t\u00a0\u00ad“”?!%&…", max_size=60))
def test_nothing_is_lost_or_doubled_in_any_text(written: str) -> None:
    assert_whole(written)


def test_a_word_said_otherwise_stands_alone_beside_its_reading() -> None:
    found = stretches(text.read("Họp lúc 7h00."))

    assert [(each.spoken, bool(each.rule)) for each in found] == [
        ("Họp lúc ", False),
        ("bảy giờ", True),
        (".", False),
    ]


def test_plain_words_are_cut_at_the_ends_of_sentences_and_lines() -> None:
    found = stretches(text.read("Trời mưa. Bà con chú ý!\nHết."))

    assert [each.spoken for each in found] == ["Trời mưa. ", "Bà con chú ý!", "\n", "Hết."]
