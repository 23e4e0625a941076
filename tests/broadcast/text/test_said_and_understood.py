"""What is read in a sentence is understood again, by an inverse that was written apart."""

from datetime import date, time
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from broadcast.text import Reading, read
from tests.broadcast.text.inverse import date_said, decimal_said, digits_said, number_said, time_said

NOUNS = st.sampled_from(["hộ", "người", "đồng", "con", "cây", "tấn", "lượt khách", "suất quà"])
UNITS = st.sampled_from([("ha", "héc ta"), ("kg", "ki lô gam"), ("km", "ki lô mét"), ("%", "phần trăm")])
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
KINDS = st.sampled_from(
    [
        ("Quyết định số {n}/QĐ-UBND ngày {d}", "Quyết định số "),
        ("Kế hoạch số {n}-KH/ĐU ngày {d}", "Kế hoạch số "),
        ("Công văn số {n}/UBND-VX, ngày {d}", "Công văn số "),
        ("Nghị quyết {n}/NQ-HĐND ngày {d}", "Nghị quyết "),
    ]
)


def between(spoken: str, before: str, after: str) -> str:
    """The words that stand between two others."""
    return spoken.partition(before)[2].rpartition(after)[0].strip(" ,.")


def grouped(value: int) -> str:
    """A whole number with dots between the thousands."""
    return f"{value:,}".replace(",", ".")


@given(st.integers(0, 10**15), NOUNS)
def test_a_grouped_number_counts_things(value: int, noun: str) -> None:
    spoken = read(f"Xã có {grouped(value)} {noun}.").spoken

    assert number_said(between(spoken, "Xã có ", f" {noun}")) == value


@given(st.integers(0, 999_999_999), NOUNS)
def test_an_ungrouped_number_counts_things(value: int, noun: str) -> None:
    spoken = read(f"Xã có {value} {noun}.").spoken

    assert number_said(between(spoken, "Xã có ", f" {noun}")) == value


@given(st.integers(0, 10**6), st.integers(0, 999), UNITS)
def test_a_decimal_keeps_every_figure(whole: int, part: int, unit: tuple[str, str]) -> None:
    spoken = read(f"Tổng cộng {grouped(whole)},{part} {unit[0]}.").spoken

    assert decimal_said(between(spoken, "Tổng cộng ", f" {unit[1]}")) == f"{whole},{part}"


@given(st.integers(1, 9_999), st.integers(1, 9_999), UNITS)
def test_a_range_names_both_ends(first: int, second: int, unit: tuple[str, str]) -> None:
    assume(first < second)
    spoken = read(f"Cần {first}-{second}{unit[0]}.").spoken

    low, high = between(spoken, "Cần ", f" {unit[1]}").split(" đến ")
    assert (number_said(low), number_said(high)) == (first, second)


@given(
    st.times(),
    st.sampled_from(["{h}h{m:02}", "{h:02}:{m:02}", "{h}g{m:02}", "{h} giờ {m:02}", "{h}h{m:02}'"]),
)
def test_a_time_of_day_comes_back(moment: time, shape: str) -> None:
    spoken = read("Họp lúc " + shape.format(h=moment.hour, m=moment.minute) + ".").spoken

    assert time_said(between(spoken + "|", "Họp lúc ", "|").rstrip(".")) == time(moment.hour, moment.minute)


@given(st.times(), DAYS)
def test_a_time_and_its_day_come_back(moment: time, day: date) -> None:
    written = f"Từ {moment.hour}h{moment.minute:02} ngày {day.day}/{day.month}/{day.year}."

    hour, _, rest = read(written).spoken.removeprefix("Từ ").removesuffix(".").partition(" ngày ")

    assert time_said(hour) == time(moment.hour, moment.minute)
    assert date_said(rest) == day


@given(DAYS, DAYS)
def test_two_days_of_a_range_come_back(first: date, second: date) -> None:
    shown = [f"{day.day:02}/{day.month:02}/{day.year}" for day in (first, second)]

    said = read(f"Từ ngày {shown[0]} - {shown[1]}.").spoken.removeprefix("Từ ngày ").removesuffix(".")

    assert [date_said(part.removeprefix("ngày ")) for part in said.split(" đến ")] == [first, second]


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.sampled_from(["{}{}{}", "{} {} {}", "{}.{}.{}", "{}-{}-{}"]),
)
def test_a_telephone_number_is_said_figure_by_figure(tail: str, shape: str) -> None:
    number = "09" + tail
    written = shape.format(number[:4], number[4:7], number[7:])

    spoken = read(f"Liên hệ: {written}").spoken

    assert digits_said(spoken.removeprefix("Liên hệ: ")) == number


@given(st.integers(1, 9_999), DAYS, KINDS)
def test_a_document_is_named_by_number_and_day(number: int, day: date, kind: tuple[str, str]) -> None:
    written = kind[0].format(n=number, d=f"{day.day}/{day.month}/{day.year}")

    said, _, rest = read(written).spoken.removeprefix(kind[1]).partition(" ngày ")

    assert number_said(said.strip(" ,")) == number
    assert date_said(rest) == day


@given(st.integers(11, 500), st.integers(11, 500))
def test_so_many_of_so_many(first: int, second: int) -> None:
    spoken = read(f"Có {first}/{second} hộ tham gia.").spoken

    part, whole = between(spoken, "Có ", " hộ tham gia").split(" trên ")
    assert (number_said(part), number_said(whole)) == (first, second)


PIECES = st.sampled_from(
    [
        "ngày 15/6/2026",
        "7h30",
        "UBND",
        "2,5 tỷ",
        "A/H5N1",
        "xã",
        "họp",
        "(TT)",
        "số 12/QĐ-UBND",
        "Km 5+300",
        "&",
        "-",
        "…",
        "08°C",
        "19/19 tiêu chí",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=12), st.sampled_from([" ", ", ", "\n", "; ", " - "]))
def test_words_outside_the_spans_are_all_said_in_their_order(pieces: list[str], joint: str) -> None:
    reading = read(joint.join(pieces))

    said = iter(reading.spoken.split())
    assert all(
        any(word.strip(".,;:") == heard.strip(".,;:") for heard in said) for word in _untouched(reading)
    )


def _untouched(reading: Reading) -> list[str]:
    places = [0, *(place for span in reading.spans for place in (span.start, span.end)), len(reading.written)]
    gaps = [reading.written[left:right] for left, right in list(pairwise(places))[::2]]
    return [word for gap in gaps for word in gap.split() if word.strip(".,;:")]
