"""By when a submission wants its decision, and how that is told: the session it can still make, its start, its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.ready import AirWish

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A moment and what it is about; ``overdue`` when what was asked for cannot be had any more.

    ``at`` is None for what has no deadline at all.
    """

    at: datetime | None = None
    sentence: str = ""
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class Times:
    """What the frozen outlets say about time."""

    begins: datetime | None
    ends: datetime | None
    on_air: bool
    place_ids: frozenset[int]

    def wish(self, submission_id: int, now: datetime) -> AirWish | None:
        """Return what to ask the other side; None for what is not heard, or not any more."""
        if not self.on_air or (self.ends is not None and self.ends <= now):
            return None
        since = max(self.begins, now) if self.begins else now
        return AirWish(submission_id=submission_id, place_ids=self.place_ids, not_before=since)


def times_of(outlets: Mapping[str, Any]) -> Times:
    """Read them."""
    return Times(
        begins=_moment(outlets["valid_from"]),
        ends=_moment(outlets["valid_until"]),
        on_air=bool(outlets["air"]),
        place_ids=frozenset(outlets["zones"]),
    )


def due(times: Times, *, submitted_at: datetime, airs_at: datetime | None, now: datetime) -> Due:
    """Return by when to decide; ``airs_at`` is the next session that could carry it."""
    if times.ends is not None and times.ends <= now:
        words = {"when": clock(times.ends, now), "ago": length(now - times.ends)}
        sentence = _("Overdue: it was of use until %(when)s, %(ago)s ago.") % words
        return Due(at=times.ends, sentence=sentence, overdue=True)
    at, sentence = _coming(times, airs_at, now)
    if times.begins is not None and submitted_at < times.begins <= now:
        late = _("Overdue: it was to begin at %(when)s.") % {"when": clock(times.begins, now)}
        return Due(at=at or times.begins, sentence=f"{late} {sentence}".strip(), overdue=True)
    return Due(at=at, sentence=sentence)


def _coming(times: Times, airs_at: datetime | None, now: datetime) -> tuple[datetime | None, str]:
    """Return what is to come first: the session, the start, the end."""
    if airs_at is not None and (times.ends is None or airs_at < times.ends):
        return airs_at, _("%(left)s left to be on the air at %(when)s.") % _words(airs_at, now)
    if times.begins is not None and times.begins > now:
        return times.begins, _("%(left)s left until it is to begin, at %(when)s.") % _words(times.begins, now)
    if times.ends is not None:
        return times.ends, _("%(left)s left; of use until %(when)s.") % _words(times.ends, now)
    return None, ""


def _words(at: datetime, now: datetime) -> dict[str, str]:
    return {"left": length(at - now), "when": clock(at, now)}


def length(span: timedelta) -> str:
    """Return a span as people say it: days, hours, minutes, never more exact than needed."""
    minutes, hours, days = int(span / timedelta(minutes=1)), int(span / HOUR), int(span / DAY)
    if days >= 2:
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if hours >= 3 or (hours and not minutes % 60):
        return ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes % 60}
    return _("%(minutes)s min") % {"minutes": minutes} if minutes else _("less than a minute")


def clock(at: datetime, now: datetime) -> str:
    """Return the hour and the day by the clock of the commune: ``17:00 today``."""
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    named = {
        today: _("%(hour)s today"),
        today + DAY: _("%(hour)s tomorrow"),
        today - DAY: _("%(hour)s yesterday"),
    }
    hour = f"{local:%H:%M}"
    known = named.get(local.date())
    return known % {"hour": hour} if known else f"{hour}, {local:%d/%m/%Y}"


def moment(at: datetime) -> str:
    """Return hour and day as they are said: 17:00, 21/11/2026."""
    return f"{date_format(timezone.localtime(at), 'H:i, d/m/Y')}"


def is_today(at: datetime | None, now: datetime) -> bool:
    """Whether it is before the end of this day, by the clock of the commune."""
    return at is not None and timezone.localtime(at).date() <= timezone.localtime(now).date()


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
