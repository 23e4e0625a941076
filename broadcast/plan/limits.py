"""What the station's Quy chế allows: how often, how long, on which days; and what of it is used up in a zone."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EVERY_DAY = frozenset(range(7))


class Limit(StrEnum):
    """What can be limited, and set aside for a day with a reason."""

    SESSIONS = "sessions"
    SESSION_LENGTH = "session_length"
    WEEKDAYS = "weekdays"
    DAY_LENGTH = "day_length"
    REPEATS = "repeats"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """None means: not limited. They bind all but khẩn cấp.

    ``sessions``: a day and zone; ``session_s``: one session; ``day_s``: on the air in a zone a day; ``repeats``:
    how often one programme is heard in a zone a day.
    """

    sessions: int | None = None
    session_s: float | None = None
    weekdays: frozenset[int] = EVERY_DAY
    day_s: float | None = None
    repeats: int | None = None


@dataclass(frozen=True, kw_only=True)
class Waived:
    """A limit that somebody set aside for one day."""

    limit: Limit
    on: date


class Used:
    """What is used up in one zone, day by day."""

    def __init__(self) -> None:
        self._sessions: defaultdict[date, set[str]] = defaultdict(set)
        self._length: Counter[date] = Counter()
        self._plays: Counter[tuple[date, str]] = Counter()

    def add(self, on: date, *, length: int, session: str | None, programme: str | None) -> None:
        """Count one item of so many milliseconds; emergencies belong to no session."""
        self._length[on] += length
        if session:
            self._sessions[on].add(session)
        if programme:
            self._plays[on, programme] += 1

    def sessions_but(self, on: date, session: str) -> int:
        """Return how many other sessions a day has."""
        return len(self._sessions[on] - {session})

    def length(self, on: date) -> int:
        """Return the milliseconds on the air on a day."""
        return self._length[on]

    def plays(self, on: date, programme: str) -> int:
        """Return how often a programme is heard on a day."""
        return self._plays[on, programme]
