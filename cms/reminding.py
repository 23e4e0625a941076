"""Leaders are reminded every quarter of an hour: by e-mail where mail is set up, and on devices that asked for it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_q.models import Schedule

from cms.push import staff
from newsroom import reminders

NAME = "reminders"
TASK = "cms.reminding.remind"
EVERY_MINUTES = 15


def remind() -> str:
    """Send what is due; django-q2 keeps the returned line."""
    told = []
    if settings.REMIND_HOURS:
        within = timedelta(hours=settings.REMIND_HOURS)
        told.append(f"{reminders.remind(within=within, now=timezone.now())} e-mails")
    if settings.PUSH_REMIND_HOURS:
        within = timedelta(hours=settings.PUSH_REMIND_HOURS)
        told.append(f"{staff.remind(within=within, now=timezone.now())} people on their devices")
    return ", ".join(told) or "off"


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
