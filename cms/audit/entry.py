"""One line of the log, what is asked of it, and where a page of it begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Group(StrEnum):
    """What a line is about."""

    SIGN_IN = "sign_in"
    ACCOUNT = "account"
    DECISION = "decision"
    TEXT = "text"
    SETTING = "setting"
    STATION = "station"
    LOG = "log"


GROUP_WORDS = {
    Group.SIGN_IN: _("Sign-in and sessions"),
    Group.ACCOUNT: _("Accounts and roles"),
    Group.DECISION: _("Submissions, decisions, recalls"),
    Group.TEXT: _("Stories, pictures, documents"),
    Group.SETTING: _("Settings"),
    Group.STATION: _("Devices and broadcasting"),
    Group.LOG: _("The log itself"),
}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A place in the log: lines come newest first, then by source, then by the newest row."""

    at: datetime
    source: int
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.source}~{self.pk}"

    @classmethod
    def read(cls, written: str) -> "Mark | None":
        """Return the mark that an address names; None when it names none."""
        try:
            at, source, pk = written.split("~")
            mark = cls(at=datetime.fromisoformat(at), source=int(source), pk=int(pk))
        except ValueError:
            return None
        return mark if mark.at.tzinfo and 0 <= mark.pk < 2**63 else None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Who did what, to what, when, from where."""

    mark: Mark
    group: Group
    what: str
    who: str
    about: str = ""
    detail: str = ""
    address: str = ""
    device: str = ""

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.mark.at

    @property
    def order(self) -> tuple[float, int, int]:
        """The place in the log, as something that sorts."""
        return (-self.at.timestamp(), self.mark.source, -self.mark.pk)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody looks for; ``text`` is folded, days are the commune's."""

    person_id: int | None = None
    person_name: str = ""
    group: Group | None = None
    text: str = ""
    first_day: date | None = None
    last_day: date | None = None

    @property
    def since(self) -> datetime | None:
        """The first moment."""
        return _midnight(self.first_day) if self.first_day else None

    @property
    def until(self) -> datetime | None:
        """The moment after the last one."""
        return _midnight(self.last_day + timedelta(days=1)) if self.last_day else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


class Source(Protocol):
    """One table that the log is read from."""

    @property
    def groups(self) -> Iterable[Group]:
        """What its lines are about."""

    def newest(self, question: Question, *, rank: int, before: Mark | None, limit: int) -> Sequence[Entry]:
        """Return the newest lines behind a mark; ``rank`` is the source's place among its neighbours."""
