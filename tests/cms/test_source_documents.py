"""Both letters of a real commune go from import over script to reading, with every question justified."""

from pathlib import Path

import pytest

from broadcast import dictionary, text
from broadcast.spoken import stretches
from newsroom import scripting
from newsroom.documents import read_document
from newsroom.drafting import draft_from_letter
from newsroom.models import ArticlePage, User
from tests.factories import Commune

LETTERS = Path(__file__).parents[1] / "broadcast" / "text" / "letters"
NEVER_SAID = ("Nơi nhận", "Lưu", "BÍ THƯ", "Vũ Duy Sỹ", "Kính gửi", "CHỦ TỊCH")
JUSTIFIED = {"lac-phuong-letter": {"22/5//2026"}, "xuan-hung-plan-2026": set[str]()}


@pytest.fixture(params=sorted(JUSTIFIED))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def draft(name: str, ground: Commune, editor: User) -> ArticlePage:
    """Return what the letter becomes when an editor imports it."""
    letter = read_document((LETTERS / f"{name}.txt").read_bytes(), filename=f"{name}.txt")
    return draft_from_letter(letter, section=ground.section, person=editor, original=None)


def test_the_script_has_its_frame_and_nothing_that_is_never_said(draft: ArticlePage) -> None:
    script = draft.spoken_script()

    assert script.startswith("Kính thưa bà con!\n")
    assert script.endswith("\nXin cảm ơn bà con đã lắng nghe.")
    assert [words for words in NEVER_SAID if words in script] == []


def test_every_question_is_justified_and_no_figure_is_left(draft: ArticlePage, name: str) -> None:
    reading = dictionary.read(draft.spoken_script())

    assert {question.written for question in reading.questions} == JUSTIFIED[name]
    assert not any(char.isdigit() for char in reading.spoken)
    assert "".join(each.spoken for each in stretches(reading)) == reading.spoken


def test_a_document_that_was_named_is_named_in_short_from_then_on(draft: ArticlePage, name: str) -> None:
    if name == "lac-phuong-letter":
        assert "ngày 22/5/2026" not in draft.spoken_script()


def test_the_short_version_fits_into_two_minutes(draft: ArticlePage) -> None:
    def seconds(sentence: str) -> float:
        return len(text.read(sentence).spoken.split()) / 3.6

    found = scripting.two_minutes(draft.spoken_script(), seconds_of=seconds)

    assert found is not None
    assert found.fits
    assert found.seconds <= 120


def test_long_sentences_are_hinted_at_and_most_come_with_a_better_one(draft: ArticlePage) -> None:
    hints = [hint for hint in scripting.hints_for(draft.spoken_script()) if hint.code == "long"]

    assert len(hints) >= 10
    assert sum(bool(hint.suggestion) for hint in hints) >= len(hints) // 3
