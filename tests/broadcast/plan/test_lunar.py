"""The lunar calendar against days that everybody knows, in the years in which Việt Nam and China differ as well."""

from datetime import date, timedelta

import pytest

from broadcast.plan.holidays import public_holidays
from broadcast.plan.lunar import LunarDate, tet, to_lunar, to_solar

TET_DAYS = """
1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 1997-02-07 1998-01-28 1999-02-16
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24
2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30 2045-02-17 2046-02-06 2047-01-26 2048-02-14 2049-02-02
2050-01-23
"""
TET = TET_DAYS.split()
IN_CHINA = {1985: date(1985, 2, 20), 2007: date(2007, 2, 18), 2030: date(2030, 2, 3), 2053: date(2053, 2, 19)}


@pytest.mark.parametrize("known", [date.fromisoformat(written) for written in TET], ids=TET)
def test_tet_falls_on_its_known_day(known: date) -> None:
    assert tet(known.year) == known
    assert to_lunar(known) == LunarDate(day=1, month=1, year=known.year)


@pytest.mark.parametrize(
    ("year", "known"),
    [
        (1985, date(1985, 1, 21)),
        (2007, date(2007, 2, 17)),
        (2030, date(2030, 2, 2)),
        (2053, date(2053, 2, 18)),
    ],
)
def test_where_china_differs_the_clock_of_viet_nam_decides(year: int, known: date) -> None:
    assert tet(year) == known != IN_CHINA[year]


@pytest.mark.parametrize(
    "written",
    [
        "2018-04-25",
        "2019-04-14",
        "2020-04-02",
        "2021-04-21",
        "2022-04-10",
        "2023-04-29",
        "2024-04-18",
        "2025-04-07",
    ],
)
def test_the_death_day_of_the_hung_kings_is_the_tenth_of_the_third_month(written: str) -> None:
    known = date.fromisoformat(written)

    assert to_solar(10, 3, known.year) == known


@pytest.mark.parametrize(
    ("year", "month"),
    [
        (2001, 4),
        (2004, 2),
        (2006, 7),
        (2009, 5),
        (2012, 4),
        (2014, 9),
        (2017, 6),
        (2020, 4),
        (2023, 2),
        (2025, 6),
    ],
)
def test_leap_months_are_the_known_ones(year: int, month: int) -> None:
    assert to_solar(1, month, year, leap=True) is not None
    assert [other for other in range(1, 13) if to_solar(1, other, year, leap=True)] == [month]


def test_a_day_that_a_month_does_not_have_is_none() -> None:
    lengths = [to_solar(30, month, 2026) for month in range(1, 13)]

    assert None in lengths
    assert any(lengths)
    assert to_solar(1, 1, 2026, leap=True) is None


def test_every_day_of_a_century_goes_there_and_back() -> None:
    day = date(1977, 1, 1)
    while day < date(2077, 1, 1):
        name = to_lunar(day)
        assert to_solar(name.day, name.month, name.year, leap=name.leap) == day
        day += timedelta(days=7)


def test_public_holidays_of_a_year_stand_in_their_order() -> None:
    holidays = public_holidays(2027)

    assert [(each.name, each.first, (each.last - each.first).days + 1) for each in holidays] == [
        ("Tết Dương lịch", date(2027, 1, 1), 1),
        ("Tết Nguyên đán", date(2027, 2, 5), 5),
        ("Giỗ Tổ Hùng Vương", date(2027, 4, 16), 1),
        ("Ngày Chiến thắng", date(2027, 4, 30), 1),
        ("Ngày Quốc tế lao động", date(2027, 5, 1), 1),
        ("Quốc khánh", date(2027, 9, 1), 2),
    ]
