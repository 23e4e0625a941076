"""Dates of the demo, written the Vietnamese way and counted from today."""

import datetime as dt
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_QUARTERS = ("IV", "I", "II", "III")


def day(date: dt.date) -> str:
    """Return "21/11/2026"."""
    return f"{date.day:02d}/{date.month:02d}/{date.year}"


def weekday(date: dt.date) -> str:
    """Return "Thứ Bảy, ngày 21/11/2026" as it stands within a sentence."""
    return f"{_WEEKDAYS[date.weekday()]}, ngày {day(date)}"


def moment(today: dt.date, days: int, clock: str) -> dt.datetime:
    """Return the local moment ``days`` from today at ``clock`` ("08:30")."""
    return dt.datetime.combine(today + dt.timedelta(days=days), dt.time.fromisoformat(clock), LOCAL)


def next_weekday(today: dt.date, wanted: int, *, after: int = 1) -> dt.date:
    """Return the first date with that weekday (0 is Monday), at least ``after`` days from today."""
    first = today + dt.timedelta(days=after)
    return first + dt.timedelta(days=(wanted - first.weekday()) % 7)


def last_quarter(today: dt.date) -> tuple[str, int]:
    """Return the Roman numeral and the year of the last quarter that has ended."""
    quarter = (today.month - 1) // 3
    return _QUARTERS[quarter], today.year - (quarter == 0)
