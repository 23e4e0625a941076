"""Rules for hours of the day and lengths of time: 7h30, 14h00', 16:30, 7 giờ 00."""

import re

from broadcast.text.letters import LOWER
from broadcast.text.numbers import integer
from broadcast.text.rules import Answer, Doubt, Found, rule

MINUTES = r"(?P<minutes>[0-5]\d)"
SAID_MINUTE = re.compile(r"(?<!\w)phút(?: thứ)?\s+\Z", re.IGNORECASE)
MARK = r"(?:\s?(?:'|p(?:h(?:út)?)?)(?!\w))?"


def clock_words(hours: str, minutes: str, seconds: str = "") -> str:
    """ "mười bốn giờ" for 14h00; minutes are named so that they cannot be mistaken for the next figure."""
    spoken = f"{integer(int(hours))} giờ"
    if int(minutes or 0) or int(seconds or 0):
        spoken += f" {integer(int(minutes))} phút"
    return f"{spoken} {integer(int(seconds))} giây" if int(seconds or 0) else spoken


def read_clock(found: Found) -> Answer:
    if int(found["hours"]) > 24:
        return None
    said = clock_words(found["hours"], found["minutes"], found["seconds"])
    return f"{said} {_part_of_day(int(found['hours']), found['half'])}" if found["half"] else said


def read_odd_clock(found: Found) -> Answer:
    """25h10, 7h75, 5h05kg: no hour of any day, so a person must look."""
    spoken = f"{integer(int(found['hours']))} giờ {integer(int(found['odd']))} phút"
    return Doubt(spoken=spoken, reason="time_impossible")


def _part_of_day(hour: int, half: str) -> str:
    """AM and PM as Vietnamese says them."""
    if half.upper() == "AM":
        return "sáng"
    return "tối" if 6 <= hour < 12 else "chiều"


def read_whole(found: Found) -> Answer:
    return clock_words(found["hours"], "")


def read_minutes(found: Found) -> Answer:
    """The figure after a written "giờ"; a round hour says no minutes."""
    value = int(found["minutes"])
    if not value:
        return ""
    return f"{integer(value)} phút"


def read_mark(found: Found) -> Answer:
    """30' is thirty minutes, 15-20'/chuyến a range for each; after a written "phút" the mark says nothing more."""
    words = " đến ".join(integer(int(part)) for part in re.findall(r"\d+", found["minutes"]))
    each = f" một {found['each']}" if found["each"] else ""
    return (words if found.follows(SAID_MINUTE) else f"{words} phút") + each


def read_short_time(found: Found) -> Answer:
    minutes, seconds = int(found["minutes"]), int(found["seconds"])
    return f"{integer(minutes)} phút {integer(seconds)} giây" if seconds else f"{integer(minutes)} phút"


CLOCK = rule(
    "time",
    rf"(?P<hours>\d{{1,2}})(?:\s?[hH](?:\.(?=\d))?\s?|[:g]){MINUTES}(?:(?:'|:)\s?(?P<seconds>[0-5]\d)(?:\"|''|s)?(?!\w|\s?[/.]\s?\d)|{MARK})(?:\s?(?P<half>AM"
    rf"|PM|am|pm))?(?!\w|:\d)(?!(?<=[hH]\s\d\d)(?:/\d|\s+tháng))",
    read_clock,
)
CLOCK_NOUGHT = rule("time_whole", r"(?P<hours>[01]?\d|2[0-4])\s?[hH]0(?!\w|[.,]\d)", read_whole)
CLOCK_DOTTED = rule(
    "time",
    r"(?P<hours>[01]?\d|2[0-4])\.(?P<minutes>[0-5]\d)\s?(?:h|H|giờ)(?P<seconds>)(?P<half>)(?!\w)",
    read_clock,
)
CLOCK_MARKED = rule(
    "time",
    r"(?P<hours>[01]?\d|2[0-4])\s?[hHg]\s?(?P<minutes>\d)\s?(?:'|ph?(?:út)?(?!\w))(?P<seconds>)(?P<half>)",
    read_clock,
)
ODD_CLOCK = rule("time_impossible", r"(?P<hours>\d{1,3})h(?P<odd>\d\d)(?!\d)", read_odd_clock)
WHOLE_HOUR = rule("time_whole", r"(?P<hours>\d{1,3})\s?[hH](?!\w)(?:\s?')?", read_whole)
DAY_PART = (
    r"\s*,?\s*\(?(?:sáng|trưa|chiều|tối|đêm|khuya|cùng ngày|hôm|ngày|thứ|hằng|hàng|mỗi|T[2-7]|CN)(?!\w)"
)
HOUR_G = rule(
    "time_whole",
    rf"(?P<hours>[01]?\d|2[0-4])\s?g(?=(?:\s?(?:-|đến|và|,)\s?\d{{1,2}}\s?(?:g|h"
    rf"|giờ)(?:[0-5]\d)?)?{DAY_PART})",
    read_whole,
)
HOUR_G_AT = rule(
    "time_whole",
    r"(?P<hours>[01]?\d|2[0-4])\s?g(?!\w)",
    read_whole,
    left=r"(?<!\w)(?:lúc|hồi|thời gian|vào khoảng"
    r"|giờ[^\d.;]{0,20})\s*:?\s*(?:từ\s*)?(?:\d{1,2}\s?[gh](?:[0-5]\d)?\s?(?:-|đến)\s?)?",
)
HOUR_G_TO = rule(
    "time_whole",
    r"(?P<hours>[01]?\d|2[0-4])\s?g(?!\w)",
    lambda found: read_whole(found) if found.last_rule.startswith("time") else None,
    left=r"\d\s?[gh](?:[0-5]\d)?\s?(?:-|đến|tới|và)\s?",
)
HOUR_G_FROM = rule(
    "time_whole", r"(?P<hours>[01]?\d|2[0-4])\s?g(?=\s?(?:-|đến)\s?\d{1,2}\s?[gh][0-5]\d(?!\w))", read_whole
)
AFTER_HOUR = rule(
    "time_minutes",
    rf"{MINUTES}(?:\s?(?:phút|p|'|ph)(?!\w))?(?![\w/]|[.,]\d)",
    read_minutes,
    left=r"\d\s?giờ\s*",
)
LAP = rule("lap_time", r"(?P<minutes>\d{1,2})'(?P<seconds>[0-5]\d)(?:\"|'')?", read_short_time)
SPLIT_SECONDS = rule(
    "split_seconds",
    r"(?P<seconds>\d{1,2})(?:\"|'')(?P<parts>\d{1,2})",
    lambda found: f"{integer(int(found['seconds']))} giây {integer(int(found['parts']))}",
)
MINUTE_MARK = rule(
    "minutes",
    rf"(?P<minutes>(?:\d{{1,3}}\s?-\s?)?\d{{1,3}})\s?(?:'|ph?(?!\w))(?:/(?P<each>[{LOWER}]{{2,8}})(?![\w/]))?",
    read_mark,
)
DATE_STROKE = rule(
    "stroke_before_date",
    r"\s?/\s?(?=(?:ngày\s)?\d{1,2}/\d)",
    lambda found: " ",
    starts=".",
    left=r"\d\s?(?:h|giờ|g)\s?(?:[0-5]\d)?(?:\s?(?:phút|'|p))?",
)
