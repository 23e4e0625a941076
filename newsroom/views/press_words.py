"""How a request of the press is told on a page: where it stands, its deadline, what this person may do."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from newsroom import due, rules
from newsroom.models import PressRequest, User

TONES = {"waiting": "info", "returned": "urgent", "approved": "done", "answered": "done"}


def standing_in_words(standing: str) -> str:
    """Return where it stands, in a few words."""
    return {
        "new": _("New"),
        "drafting": _("Answer being prepared"),
        "waiting": _("Waiting for a leader"),
        "returned": _("Returned: change the answer"),
        "approved": _("Approved, not given yet"),
        "answered": _("Answered"),
        "closed": _("Closed"),
    }[standing]


def told(row: PressRequest, person: User, *, now: datetime) -> dict[str, Any]:
    """Return a request as templates show it; bring its answers and notes along first."""
    standing, newest = row.standing, row.newest_answer
    waits = newest if newest is not None and newest.decided is None else None
    verdict = rules.may_decide_on_press(person, writers=waits.writers) if waits else None
    return {
        "row": row,
        "standing": standing_in_words(standing),
        "tone": TONES.get(standing, "bare"),
        "overdue": row.is_overdue(now),
        "deadline": _deadline(row, now) if standing not in ("answered", "closed") else "",
        "answers": list(reversed(row.answers.all())),
        "waits": waits if standing != "closed" else None,
        "verdict": verdict,
        "notes": row.notes.all(),
        "is_closed": standing == "closed",
        "may_give": any(each.decided and each.decided.approved for each in row.answers.all()),
    }


def _deadline(row: PressRequest, now: datetime) -> str:
    if row.deadline is None:
        return ""
    words = {"when": due.clock(row.deadline, now)}
    if row.deadline <= now:
        return _("Overdue: the answer was wanted by %(when)s.") % words
    return _("The answer is wanted by %(when)s.") % words
