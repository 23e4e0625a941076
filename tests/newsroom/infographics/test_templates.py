"""Templates: what is missing or too long is told at its field; the words follow from the data."""

from typing import Any

import pytest

from newsroom.infographics import words
from newsroom.infographics.design import Bar, Design, LineChart, Look, PieChart, Series
from newsroom.infographics.fields import EMPTY, NO_DATE, NO_NUMBER, Values
from newsroom.infographics.formats import SQUARE
from newsroom.infographics.layout import lay_out
from newsroom.infographics.numbers import read_number, written
from newsroom.infographics.rendering import pdf
from newsroom.infographics.sheet import Polygon
from newsroom.infographics.templates import BY_CODE, TEMPLATES, Template
from tests.newsroom.infographics.specimens import LOOK


def changed(template: Template, **changes: Any) -> dict[str, Any]:
    return {**template.example, **changes}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_an_example_has_no_errors_and_all_it_says_is_in_its_words(template: Template) -> None:
    assert template.errors(template.example, LOOK) == {}

    design = template.design(template.example, LOOK)

    told = words.alternative(design).casefold()
    rows = [row for value in template.example.values() if not isinstance(value, str) for row in value]
    for text in (row.get("text") or row.get("title") or row.get("label") or "" for row in rows):
        assert text.casefold().rstrip(".") in told
    assert len(words.short(design)) <= words.SHORT
    assert "http" not in words.spoken(design) and "Biểu đồ" not in words.spoken(design)


def test_hours_and_spans_are_spoken_in_words() -> None:
    template = BY_CODE["tiem-chung"]

    told = words.spoken(template.design(template.example, LOOK))

    assert "sáng từ 7 giờ 30 phút đến 11 giờ, thôn Đông Hồ" in told
    assert "Thứ Ba, ngày 24/11: sáng" in told


def test_missing_and_malformed_fields_are_named() -> None:
    template = BY_CODE["kt-xh"]
    bars = [
        {"label": "Nông nghiệp", "value": "nhiều", "before": ""},
        {"label": "", "value": "3", "before": ""},
    ]

    errors = template.errors(changed(template, title=" ", date="mai", bars=bars), LOOK)

    assert errors == {
        "title": EMPTY,
        "date": NO_DATE,
        "bars.0.value": NO_NUMBER,
        "bars.1.label": EMPTY,
    }


def test_too_few_rows_and_too_many_letters_are_named() -> None:
    template = BY_CODE["lua-dao"]

    errors = template.errors(changed(template, rules=[], notice="a" * 130), LOOK)

    assert errors["rules"] == "Cần ít nhất 2 dòng."
    assert errors["notice"].startswith("Dài quá 20 ký tự")


def test_more_rows_than_the_picture_takes_are_refused_not_dropped() -> None:
    template = BY_CODE["lua-dao"]
    rules = [{"title": f"Không làm việc {number}", "text": ""} for number in range(5)]

    assert template.errors(changed(template, rules=rules), LOOK) == {"rules": "Nhiều nhất 4 dòng."}


def test_charts_refuse_what_could_not_all_be_told_apart() -> None:
    bars = tuple(Bar(label=str(number), value=1) for number in range(7))
    line = Series(name="", values=(1.0, 2.0))

    for wrong in (
        lambda: PieChart(slices=bars),
        lambda: PieChart(slices=(Bar(label="Không", value=0),)),
        lambda: LineChart(moments=("1", "2"), series=(line, line, line)),
        lambda: LineChart(moments=("1",), series=(line,)),
    ):
        with pytest.raises(ValueError):
            wrong()


def test_six_slices_have_six_colours() -> None:
    slices = tuple(Bar(label=f"Phần thứ {number}", value=number + 1) for number in range(6))
    for colour in ("#A8201A", "#274C7A", "#256B44", "#7A4A12"):
        look = Look(commune="xã", colour=colour)
        sheet = lay_out(Design(title="Sáu phần", look=look, blocks=(PieChart(slices=slices),)), SQUARE)

        fills = [mark.fill for mark in sheet.marks if isinstance(mark, Polygon)][1:]

        assert len(fills) == len(set(fills)) == 6


def test_what_does_not_fit_a_format_names_its_field() -> None:
    template = BY_CODE["truoc-sau"]

    errors = template.errors(changed(template, after_value="W" * 18), LOOK)

    assert list(errors) == ["after_value"] or set(errors) <= {"after_value", "after_text", "lead", "title"}
    assert "không vừa" in errors["after_value"]


def test_while_typing_the_example_stands_for_what_is_missing() -> None:
    template = BY_CODE["cat-dien"]
    typed: Values = {"title": "Cắt điện thôn Đoài", "sessions": [{"date": "", "hours": "8:00", "text": ""}]}

    shown, borrowed = template.filled(typed)

    assert borrowed and shown["title"] == "Cắt điện thôn Đoài"
    assert shown["sessions"] == template.example["sessions"]
    assert template.filled(template.example)[1] is False


def test_the_pdf_is_one_page_with_its_text_and_the_same_each_time() -> None:
    template = BY_CODE["thu-tuc"]
    design = template.design(template.example, LOOK)

    first = pdf(design)

    assert first == pdf(design)
    assert first.startswith(b"%PDF") and first.count(b"/Type /Page\n") == 1
    assert b"BeVietnamPro-ExtraBold" in first and b"/Subtype /Image" not in first


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("1.234,5", 1234.5, "1.234,5"),
        ("12,5", 12.5, "12,5"),
        ("3.2", 3.2, "3,2"),
        ("-4", -4, "-4"),
        ("2.500", 2500, "2.500"),
    ],
)
def test_numbers_are_read_and_written_the_vietnamese_way(typed: str, value: float, shown: str) -> None:
    assert read_number(typed) == value
    assert written(value) == shown
    assert read_number("nhiều") is None and read_number("1.23.4") is None
