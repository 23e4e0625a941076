"""The lunar calendar of Việt Nam: from a day to âm lịch and back, by the clock of UTC+7.

A month begins on the local day of the new moon. The month with the winter solstice is the eleventh; where thirteen
months lie between two of them, the first without a principal term of the sun is doubled. China reckons by UTC+8, so
that Tết differs in some years (1985, 2007, 2030). Good for 1976 to 2100; before that the country had two calendars.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from broadcast.plan.moon import FIRST_OF_2000, SYNODIC_MONTH, new_moon, sun_longitude

_UTC_PLUS_7 = 7 / 24
_ORDINAL_AT_JULIAN_ZERO = 1721424.5  # Julian day at the beginning of date.fromordinal(0)
_SOLSTICE_SECTOR = 9  # 270 degrees, in twelfths of the circle


@dataclass(frozen=True, kw_only=True)
class LunarDate:
    """A day of âm lịch; ``leap`` tells the second of a doubled month."""

    day: int
    month: int
    year: int
    leap: bool = False

    def __str__(self) -> str:
        return f"{self.day}/{self.month}{' nhuận' if self.leap else ''} âm lịch"


@dataclass(frozen=True)
class _Month:
    first: date
    month: int
    year: int
    leap: bool


def to_lunar(day: date) -> LunarDate:
    """Return a day as the Vietnamese calendar names it."""
    for year in (day.year + 1, day.year):
        for month in reversed(_months(year)):
            if month.first <= day:
                return LunarDate(
                    day=(day - month.first).days + 1, month=month.month, year=month.year, leap=month.leap
                )
    raise ValueError(f"{day} lies before the table")


def to_solar(day: int, month: int, year: int, *, leap: bool = False) -> date | None:
    """Return the day; None when that month has no such day, or that year no such leap month."""
    for each in _months(year) + _months(year + 1):
        if (each.month, each.year, each.leap) == (month, year, leap):
            found = each.first + timedelta(days=day - 1)
            return found if to_lunar(found).month == month else None
    return None


def tet(year: int) -> date:
    """Return the first day of the lunar year."""
    found = to_solar(1, 1, year)
    assert found is not None  # every year has its first month
    return found


@lru_cache(maxsize=64)
def _months(year: int) -> tuple[_Month, ...]:
    """Return the months from the eleventh of the year before to the tenth of ``year``, in order."""
    first, last = _eleventh(year - 1), _eleventh(year)
    starts = [_first_day(number) for number in range(first, last + 1)]
    doubled = _doubled(starts) if last - first == 13 else 0
    months = []
    name = 10
    for index, start in enumerate(starts[:-1]):
        leap = doubled > 0 and index == doubled
        name = name if leap else name % 12 + 1
        months.append(_Month(start, name, year - 1 if index < 3 and name > 10 else year, leap))
    return tuple(months)


def _doubled(starts: list[date]) -> int:
    sectors = [_sector(start) for start in starts]
    return next(index for index in range(1, len(starts) - 1) if sectors[index] == sectors[index + 1])


def _eleventh(year: int) -> int:
    """Return the number of the new moon that opens the month of the winter solstice."""
    number = int((_julian(date(year, 12, 31)) - FIRST_OF_2000) / SYNODIC_MONTH) + 1
    while _first_day(number).year > year or _sector(_first_day(number)) >= _SOLSTICE_SECTOR:
        number -= 1
    return number


@lru_cache(maxsize=4096)
def _first_day(number: int) -> date:
    """Return the local day of a new moon."""
    return date.fromordinal(int(new_moon(number) + _UTC_PLUS_7 - _ORDINAL_AT_JULIAN_ZERO))


@lru_cache(maxsize=4096)
def _sector(day: date) -> int:
    """Return in which twelfth of the circle the sun stands when a local day begins."""
    return int(sun_longitude(_julian(day) - _UTC_PLUS_7) // 30)


def _julian(day: date) -> float:
    return day.toordinal() + _ORDINAL_AT_JULIAN_ZERO
