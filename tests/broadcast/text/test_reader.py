"""What holds for every text: nothing fails, nothing is lost in silence, spans lie in order."""

import re
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.text import Reading, read
from broadcast.text.shadow import fold

OFFICIAL = st.text(
    st.sampled_from(
        "0123456789/-.,:; \n()%°*+&|'\"–…aăeoôơunhgkmtđTVUBNDĐHQKCPXISểệấáà\u00a0\u00ad\u2028\u0085²½"
    ),
    max_size=80,
)
ANY = st.one_of(st.text(max_size=120), OFFICIAL)
SPEAKABLE = re.compile(r"[^\W\d_]|[\s.,;:!?]")


@given(ANY)
@settings(max_examples=400)
def test_any_text_is_read(text: str) -> None:
    reading = read(text)

    assert reading.written == unicodedata.normalize("NFC", text)


@given(ANY)
@settings(max_examples=300)
def test_spans_lie_in_order_and_hold_what_they_say(text: str) -> None:
    reading = read(text)

    places = [(span.start, span.end) for span in reading.spans]
    assert all(start < end for start, end in places)
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    assert all(reading.written[span.start : span.end] == span.written for span in reading.spans)


@given(ANY)
def test_every_question_lies_on_a_span(text: str) -> None:
    reading = read(text)
    spans = {(span.start, span.end) for span in reading.spans}

    assert all((question.start, question.end) in spans for question in reading.questions)
    assert all(question.reason.endswith(".") and question.choices for question in reading.questions)


@given(ANY)
@settings(max_examples=400)
def test_what_is_spoken_can_be_spoken(text: str) -> None:
    spoken = read(text).spoken

    assert not [char for char in spoken if not SPEAKABLE.match(char)]


@given(ANY)
@settings(max_examples=400)
def test_every_character_is_plain_or_lies_in_a_span(text: str) -> None:
    assert unread(read(text)) == ""


def unread(reading: Reading) -> str:
    """Characters outside the spans that are no letters, blanks or stops."""
    covered: set[int] = set()
    for span in reading.spans:
        covered.update(range(span.start, span.end))
    left = (char for place, char in enumerate(reading.written) if place not in covered)
    return "".join(
        char
        for char in left
        if not SPEAKABLE.match(fold(char))
        and unicodedata.category(char) != "Cf"
        and not "\ufe00" <= char <= "\ufe0f"
    )


@given(ANY)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_composed_and_decomposed_letters_are_read_alike(text: str) -> None:
    assert read(unicodedata.normalize("NFD", text)).spoken == read(text).spoken


def test_the_older_tone_mark_is_read_like_the_newer() -> None:
    assert read("TT Đảng uỷ, khoá XIII").spoken.startswith("thường trực Đảng uỷ, khoá mười ba")
    assert read("Đại hội khoá XIV").spoken == "Đại hội khoá mười bốn"


def test_soft_hyphens_and_hard_blanks_do_not_disturb() -> None:
    assert read("ngày\u00a015/\u00ad6/2026").spoken == read("ngày 15/6/2026").spoken


def test_a_number_broken_over_lines_is_one_number() -> None:
    assert read("Kết luận số 57-\n\nKL/TW ngày 15/6/2023").spoken.startswith(
        "Kết luận số năm mươi bảy ngày mười lăm"
    )


def test_headings_in_capitals_are_words() -> None:
    reading = read("TRIỂN KHAI CÔNG TÁC Y TẾ")

    assert reading.spoken.lower() == "triển khai công tác y tế"
    assert not reading.questions
