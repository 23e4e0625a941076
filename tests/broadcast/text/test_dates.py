"""Dates in every written shape, against an inverse that was written apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.text import read
from tests.broadcast.text.inverse import date_said

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SHAPES = st.sampled_from(
    [
        "{d}/{m}/{y}",
        "{d:02}/{m:02}/{y}",
        "{d}-{m}-{y}",
        "{d}.{m}.{y}",
        "{d:02}/ {m}/{y}",
        "{d} / {m} / {y}",
        "{y}-{m:02}-{d:02}",
    ]
)


@given(DAYS, SHAPES)
def test_a_date_said_is_understood_again(day: date, shape: str) -> None:
    written = shape.format(d=day.day, m=day.month, y=day.year)

    assert date_said(read(f"ngày {written}").spoken) == day


@given(DAYS, st.sampled_from(["ngày", "từ ngày", "đến ngày", "hết ngày", "Ngày"]))
def test_ngay_is_never_said_twice(day: date, cue: str) -> None:
    spoken = read(f"{cue} {day.day}/{day.month}/{day.year}").spoken

    assert spoken.lower().count("ngày") == 1


@given(DAYS)
def test_a_doubled_stroke_is_mended_and_asked_about(day: date) -> None:
    reading = read(f"ngày {day.day}/{day.month}//{day.year}")

    assert date_said(reading.spoken) == day
    assert len(reading.questions) == 1


@given(st.integers(1, 28), st.integers(1, 12))
def test_a_short_date_needs_its_cue(day: int, month: int) -> None:
    said = read(f"Họp vào ngày {day}/{month}.").spoken

    assert " tháng " in said
    assert "trên" not in said


@pytest.mark.parametrize("written", ["30/2/2026", "31/4/2026", "29/2/2025"])
def test_a_day_that_is_in_no_calendar_is_asked_about(written: str) -> None:
    questions = read(f"ngày {written}").questions

    assert [question.written for question in questions] == [written]


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["{h}h{m:02}", "{h:02}:{m:02}", "{h} giờ {m:02}", "{h}h{m:02}'"]),
)
def test_an_hour_is_said_with_its_minutes(hour: int, minute: int, shape: str) -> None:
    spoken = read("lúc " + shape.format(h=hour, m=minute)).spoken

    assert " giờ" in spoken
    assert (" phút" in spoken) == (minute > 0)
