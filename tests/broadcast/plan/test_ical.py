"""Calendar files that phones accept."""

from datetime import timedelta

from broadcast.plan.ical import Event, calendar
from tests.broadcast.plan.station import at


def _event(**changes: str) -> Event:
    fields = {"uid": "1@xa", "summary": "Buổi chiều"} | changes
    return Event(starts_at=at("17:00"), ends_at=at("17:00") + timedelta(minutes=15), **fields)


def test_a_session_is_an_event_in_utc() -> None:
    text = calendar([_event()], name="Đài xã", now=at("08:00"))

    assert text.splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Loa Xa//plan//VI",
        "X-WR-CALNAME:Đài xã",
        "BEGIN:VEVENT",
        "UID:1@xa",
        "DTSTAMP:20261123T010000Z",
        "DTSTART:20261123T100000Z",
        "DTEND:20261123T101500Z",
        "SUMMARY:Buổi chiều",
        "DESCRIPTION:",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert text.count("\n") == text.count("\r\n")


def test_commas_and_lines_are_escaped() -> None:
    text = calendar([_event(description="17:00 tin, bài; hết\nxong\\")], name="x", now=at("08:00"))

    assert "DESCRIPTION:17:00 tin\\, bài\\; hết\\nxong\\\\" in text


def test_long_lines_are_folded_between_letters() -> None:
    words = "Thông báo lịch tiêm phòng dại cho chó, mèo trên địa bàn xã " * 4

    lines = calendar([_event(summary=words)], name="x", now=at("08:00")).split("\r\n")

    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = "".join(line[1:] if line.startswith(" ") else f"\n{line}" for line in lines)
    assert words.replace(",", "\\,") in unfolded
