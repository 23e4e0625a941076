"""E-mails to leaders about what waits for them and is due soon: once for each item and deadline."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from newsroom import inbox, roles
from newsroom.due import Due
from newsroom.inbox import Waiting
from newsroom.models import Reminder, User

log = logging.getLogger(__name__)


def remind(*, within: timedelta, now: datetime) -> int:
    """Write to every leader who has an e-mail address; return how many e-mails went out."""
    return sum(_remind(leader, within=within, now=now) for leader in _leaders())


def _leaders() -> list[User]:
    group = roles.BY_CODE[roles.LEADER].group
    people = User.objects.filter(is_active=True, groups__name=group).exclude(email="")
    return list(people.distinct().order_by("pk"))


def due_soon(leader: User, *, within: timedelta, now: datetime) -> list[Waiting]:
    """Return what the leader may decide on, is due within that time, and was not written of yet."""
    items = coming(leader, within=within, now=now)
    rows = Reminder.objects.filter(person=leader, submission__in=[item.submission for item in items])
    told = set(rows.values_list("submission_id", "due_at"))
    return [item for item in items if (item.submission.pk, item.due.at) not in told]


def coming(person: User, *, within: timedelta, now: datetime) -> list[Waiting]:
    """Return what this person may decide on and is due within that time."""
    return [
        item
        for item in _to_tell(person, now)
        if item.due.at is not None and now <= item.due.at <= now + within
    ]


def _to_tell(leader: User, now: datetime) -> list[Waiting]:
    """Return what the leader may decide on; of what was reported upward, the answer's deadline instead of its own."""
    found = []
    for item in inbox.waiting_for(leader, now=now):
        if item.report is not None:
            answer = Due(at=item.report.answer_by, sentence=item.report_words, overdue=item.chase)
            found.append(replace(item, due=answer))
        elif item.verdict:
            found.append(item)
    return [item for item in found if item.verdict]


def _remind(leader: User, *, within: timedelta, now: datetime) -> bool:
    items = due_soon(leader, within=within, now=now)
    if not items:
        return False
    try:
        _send(leader, items)
    except OSError as fault:  # SMTPException is one; the next run tries again
        log.error("no reminder to %s: %s", leader.username, fault)
        return False
    # Written after sending: a crash in between means a second e-mail, never none.
    rows = [
        Reminder(submission=item.submission, person=leader, due_at=item.due.at, sent_at=now)
        for item in items
        if item.due.at is not None
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return True


def _send(leader: User, items: Sequence[Waiting]) -> None:
    subject = ngettext(
        "One story waits for your decision", "%(number)s stories wait for your decision", len(items)
    ) % {"number": len(items)}
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    lines = [(item, base + reverse("newsroom:approval", args=[item.submission.pk])) for item in items]
    context = {"leader": leader, "lines": lines, "list_url": base + reverse("newsroom:waiting")}
    send_mail(subject, render_to_string("newsroom/mail/reminder.txt", context), None, [leader.email])
