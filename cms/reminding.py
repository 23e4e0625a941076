"""Leaders are reminded by e-mail, every quarter of an hour, where mail is set up."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_q.models import Schedule

from newsroom import reminders

NAME = "reminders"
TASK = "cms.reminding.remind"
EVERY_MINUTES = 15


def remind() -> str:
    """Send what is due; django-q2 keeps the returned line."""
    if not settings.REMIND_HOURS:
        return "off"
    within = timedelta(hours=settings.REMIND_HOURS)
    return f"{reminders.remind(within=within, now=timezone.now())} e-mails"


def put_on_schedule(sender: Any, **kwargs: Any) -> None:
    """Have it run, once the queue's tables are there; what an administrator changed stays."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": TASK,
            "schedule_type": Schedule.MINUTES,
            "minutes": EVERY_MINUTES,
            "next_run": timezone.now(),
        },
    )
