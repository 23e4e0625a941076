"""The script beside the spoken text in sentences, its questions, its length, and what changed in it."""

import pytest

from newsroom import changes, reading
from newsroom.ready import SpokenText
from tests.newsroom.spoken_texts import spoken_text

WRITTEN = "Theo TT số 5. Mời bà con.\nLúc 7h00, UBND xã họp."
SAID = {"TT": "thông tư", "5": "năm", "7h00": "bảy giờ", "UBND": "Ủy ban nhân dân"}


@pytest.fixture
def text() -> SpokenText:
    """Return a reading of two lines and three sentences, with one question."""
    return spoken_text(WRITTEN, SAID, {"TT": ("thông tư", "trung tâm")})


def test_each_line_is_a_paragraph_and_each_rest_ends_a_sentence(text: SpokenText) -> None:
    found = [[sentence.spoken for sentence in paragraph] for paragraph in reading.paragraphs(text)]

    assert found == [
        ["Theo thông tư số năm.", "Mời bà con."],
        ["Lúc bảy giờ, Ủy ban nhân dân xã họp."],
    ]


def test_all_that_is_written_stands_on_the_page(text: SpokenText) -> None:
    words = [
        word.written
        for paragraph in reading.paragraphs(text)
        for sentence in paragraph
        for word in sentence.words
    ]

    assert "".join(words) == WRITTEN.replace("\n", "")


def test_only_what_sounds_different_is_marked(text: SpokenText) -> None:
    words = [word for paragraph in reading.paragraphs(text) for each in paragraph for word in each.words]

    assert [word.written for word in words if word.changed] == list(SAID)
    assert [word.written for word in words if word.asked] == ["TT"]


def test_a_question_comes_with_the_words_around_it_and_its_place(text: SpokenText) -> None:
    (asked,) = reading.questions(text)

    assert (asked.before, asked.after) == ("Theo ", " số 5. Mời bà con.")
    place = {word.number: word for each in reading.paragraphs(text)[0] for word in each.words}
    assert place[asked.word].written == "TT"


@pytest.mark.parametrize(
    "answer", [{"shown": "another text"}, {"start": 0}, {"start": 5, "end": 9}], ids=["text", "start", "end"]
)
def test_an_answer_that_does_not_fit_is_outdated(text: SpokenText, answer: dict[str, object]) -> None:
    fits = {"shown": reading.digest(WRITTEN), "start": 5, "end": 7}
    assert reading.asked_at(text, **fits).written == "TT"  # type: ignore[arg-type]

    with pytest.raises(reading.Outdated):
        reading.asked_at(text, **{**fits, **answer})  # type: ignore[arg-type]


def marks(old: str, text: SpokenText) -> list[tuple[str, str]]:
    pieces = changes.compared(old, text.spoken)
    return [
        (piece.kind, piece.text)
        for paragraph in reading.paragraphs(text, pieces)
        for sentence in paragraph
        for word in sentence.words
        for piece in word.pieces
        if piece.kind != changes.SAME
    ]


def test_a_new_word_is_marked_within_the_word_it_belongs_to(text: SpokenText) -> None:
    old = text.spoken.replace("bảy giờ", "tám giờ")

    assert marks(old, text) == [(changes.GONE, "tám"), (changes.NEW, "bảy ")]


def test_what_is_gone_at_a_break_is_shown_behind_it(text: SpokenText) -> None:
    old = text.spoken.replace("\n", "\nMang theo giấy mời.\n")

    assert (changes.GONE, "Mang theo giấy mời.") in marks(old, text)


def test_what_is_gone_at_the_end_is_shown_at_the_end(text: SpokenText) -> None:
    assert marks(text.spoken + "\nHết.", text)[-1][0] == changes.GONE


@pytest.mark.parametrize("old", ["", "Khác hẳn.", WRITTEN, "a\nb\nc"])
def test_marks_change_nothing_of_what_is_said(text: SpokenText, old: str) -> None:
    pieces = changes.compared(old, text.spoken)

    for paragraph in reading.paragraphs(text, pieces):
        for word in (word for sentence in paragraph for word in sentence.words):
            assert "".join(piece.text for piece in word.pieces if not piece.is_gone) == word.spoken


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "about 5 seconds"), (42, "about 40 seconds"), (120, "about 2 min"), (83, "about 1 min 25 seconds")],
)
def test_a_length_is_said_as_people_say_it(settings: object, seconds: int, words: str) -> None:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]

    assert reading.in_words(seconds) == words


def test_sentences_share_the_length_of_the_whole(text: SpokenText) -> None:
    tell = reading.seconds_of(text)

    told = [tell(each) for each in ("Theo TT số 5.", "Mời bà con.", "Lúc 7h00, UBND xã họp.")]

    assert sum(told) == pytest.approx(text.seconds, rel=0.1)
    assert told[2] > told[1]
