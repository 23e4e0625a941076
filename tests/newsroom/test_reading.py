"""The script beside the spoken text, and what a tap on an answer does to it."""

import pytest

from newsroom import reading
from newsroom.ready import Question, SpokenText

WRITTEN = "Theo TT số 5.\nLúc 7h00, HĐND&UBND xã họp."


def place(words: str) -> tuple[int, int]:
    start = WRITTEN.index(words)
    return start, start + len(words)


def spoken_text() -> SpokenText:
    spoken = {"TT": "thông tư", "5": "năm", "7h00": "bảy giờ", "HĐND": "Hội đồng nhân dân", "&": "và"}
    start, end = place("TT")
    return SpokenText(
        written=WRITTEN,
        spoken="",
        seconds=5,
        changed=tuple((*place(words), said) for words, said in spoken.items()),
        questions=(
            Question(
                start=start,
                end=end,
                written="TT",
                best="thông tư",
                choices=("thông tư", "thường trực"),
                reason="?",
            ),
        ),
    )


def test_each_line_is_a_paragraph_with_its_spoken_words() -> None:
    first, second = reading.paragraphs(spoken_text())

    assert "".join(word.written for word in first) == "Theo TT số 5."
    assert "".join(word.spoken for word in first) == "Theo thông tư số năm."
    assert "".join(word.written for word in second) == "Lúc 7h00, HĐND&UBND xã họp."


def test_words_that_only_a_sign_kept_apart_do_not_run_together() -> None:
    _first, second = reading.paragraphs(spoken_text())

    assert "".join(word.spoken for word in second) == "Lúc bảy giờ, Hội đồng nhân dân và UBND xã họp."


def test_only_what_sounds_different_is_marked() -> None:
    first, _second = reading.paragraphs(spoken_text())

    assert [word.written for word in first if word.changed] == ["TT", "5"]
    assert [word.written for word in first if word.asked] == ["TT"]


def test_a_question_comes_with_the_words_around_it() -> None:
    (asked,) = reading.questions(spoken_text())

    assert (asked.before, asked.after) == ("Theo ", " số 5.")


def test_an_answer_is_written_into_the_script() -> None:
    text = spoken_text()
    start, end = place("TT")

    script = reading.answered(text, shown=reading.digest(WRITTEN), start=start, end=end, choice="thường trực")

    assert script == WRITTEN.replace("TT", "thường trực")


@pytest.mark.parametrize(
    "answer",
    [
        {"shown": "another text", "choice": "thường trực"},
        {"shown": reading.digest(WRITTEN), "choice": "something nobody offered"},
        {"shown": reading.digest(WRITTEN), "choice": "thường trực", "start": 0, "end": 4},
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(answer: dict[str, object]) -> None:
    start, end = place("TT")

    with pytest.raises(reading.Outdated):
        reading.answered(spoken_text(), **{"start": start, "end": end, **answer})  # type: ignore[arg-type]
