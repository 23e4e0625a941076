"""What makes one day unlike the week: seasons, holidays, mourning, and one session cancelled, moved or added."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from broadcast.plan.limits import Limit, Limits, Waived
from broadcast.plan.reasons import Code, day_text
from broadcast.plan.terms import Form

SUNDAY = 6


class Sessions(StrEnum):
    """Which sessions there are on a special day."""

    USUAL = "usual"
    NONE = "none"
    AS_SUNDAY = "as_sunday"


@dataclass(frozen=True, kw_only=True)
class Season:
    """A part of every year, such as giờ mùa hè; past New Year when ``first`` is the later. (month, day)"""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the season."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, kw_only=True)
class SpecialDays:
    """Days with a name; ``forms`` are the kinds that go out, None for all, and then chimes are silent if not named."""

    name: str
    first: date
    last: date
    sessions: Sessions = Sessions.USUAL
    forms: frozenset[Form] | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One session of one day: cancelled, or at another time, or of another length; or added to that day."""

    slot_id: str
    on: date
    why: str = ""
    cancelled: bool = False
    start: time | None = None  # None: as usual
    budget_s: float | None = None  # None: as usual


class Hindrance(NamedTuple):
    """Why a session is not held on a day on which it would be."""

    code: Code
    why: str


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """All of it; without any, every week is the same."""

    special: tuple[SpecialDays, ...] = ()
    changes: tuple[Change, ...] = ()
    limits: Limits = field(default_factory=Limits)
    waived: frozenset[Waived] = frozenset()

    @cached_property
    def is_plain(self) -> bool:
        """Whether no day can differ from its week."""
        return not self.special and not self.changes and self.limits == Limits()

    @cached_property
    def _changes(self) -> dict[tuple[str, date], Change]:
        return {(change.slot_id, change.on): change for change in self.changes}

    def change_of(self, slot_id: str, on: date) -> Change | None:
        """Return what was laid down for one session of one day."""
        return self._changes.get((slot_id, on))

    def special_on(self, day: date) -> list[SpecialDays]:
        """Return what is special about a day."""
        return [special for special in self.special if special.first <= day <= special.last]

    def forms_on(self, day: date) -> frozenset[Form] | None:
        """Return the kinds that may go out on a day, None for all."""
        allowed = [special.forms for special in self.special_on(day) if special.forms is not None]
        return frozenset.intersection(*allowed) if allowed else None

    def mourning_on(self, day: date) -> str:
        """Return the name of what restricts the kinds on a day."""
        return ", ".join(special.name for special in self.special_on(day) if special.forms is not None)

    def is_waived(self, limit: Limit, day: date) -> bool:
        """Say whether somebody set a limit aside for a day, with a reason."""
        return Waived(limit=limit, on=day) in self.waived

    def runs(self, slot_id: str, weekdays: frozenset[int], day: date) -> bool:
        """Say whether a session of a slot is held on a day."""
        change = self.change_of(slot_id, day)
        if change is not None:
            return not change.cancelled
        return self._weekday(day) in weekdays and self.hindrance(slot_id, day) is None

    def hindrance(self, slot_id: str, day: date) -> Hindrance | None:
        """Return why a day has no session although its weekday would; what is laid down for it goes before all."""
        change = self.change_of(slot_id, day)
        if change is not None:
            return Hindrance(Code.CANCELLED, change.why) if change.cancelled else None
        for special in self.special_on(day):
            if special.sessions is Sessions.NONE:
                return Hindrance(Code.HOLIDAY, special.name)
        if day.weekday() not in self.limits.weekdays and not self.is_waived(Limit.WEEKDAYS, day):
            return Hindrance(Code.LIMIT_WEEKDAYS, day_text(day))
        return None

    def _weekday(self, day: date) -> int:
        if any(special.sessions is Sessions.AS_SUNDAY for special in self.special_on(day)):
            return SUNDAY
        return day.weekday()

    def budget_s(self, slot_id: str, budget_s: float, day: date) -> float:
        """Return how long a session may last on a day."""
        change = self.change_of(slot_id, day)
        wanted = change.budget_s if change and change.budget_s else budget_s
        most = self.limits.session_s
        if most is None or self.is_waived(Limit.SESSION_LENGTH, day):
            return wanted
        return min(wanted, most)


def days_between(first: date, last: date) -> Iterable[date]:
    """Yield every day from ``first`` to ``last``, both included."""
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
