"""A calendar file (RFC 5545) of what will be on the air, for phones and office calendars."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_MOST_OCTETS = 75


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry: the same ``uid`` replaces it in the reader's calendar."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""


def calendar(events: Iterable[Event], *, name: str, now: datetime) -> str:
    """Return the file's text, lines ended and folded as the standard wants it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Loa Xa//plan//VI", f"X-WR-CALNAME:{_escaped(name)}"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(event.starts_at)}",
            f"DTEND:{_utc(event.ends_at)}",
            f"SUMMARY:{_escaped(event.summary)}",
            f"DESCRIPTION:{_escaped(event.description)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Break a line after 75 octets, never inside a letter; what follows begins with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part


def _escaped(words: str) -> str:
    marked = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\r\n", "\\n").replace("\n", "\\n")


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
