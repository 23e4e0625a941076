"""Every code has its sentence, in words that an operator understands."""

from datetime import date

import pytest

from broadcast.plan import reasons
from broadcast.plan.reasons import DO, WHAT, Code, Refusal


@pytest.mark.parametrize("code", Code)
def test_every_code_says_what_happened_and_what_to_do(code: Code) -> None:
    assert WHAT[code].endswith(".")
    assert DO[code].endswith(".")


@pytest.mark.parametrize(
    "code", [code for code in Code if "{time}" not in WHAT[code] and "{count}" not in WHAT[code]]
)
def test_no_sentence_keeps_a_hole(code: Code) -> None:
    refusal = Refusal(code=code, slot_name="Buổi chiều", on=date(2026, 11, 29), over_ms=65_000)

    sentence = reasons.left_out(refusal, last=date(2026, 11, 30)).sentence

    assert "{" not in sentence
    assert "  " not in sentence


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (1, "1 giây"),
        (59_400, "59 giây"),
        (59_600, "1 phút"),
        (65_000, "1 phút 5 giây"),
        (600_000, "10 phút"),
    ],
)
def test_lengths_are_written_for_people(milliseconds: int, text: str) -> None:
    assert reasons.length_text(milliseconds) == text


def test_days_are_written_for_people() -> None:
    assert reasons.day_text(date(2026, 11, 29)) == "Chủ nhật 29/11/2026"
