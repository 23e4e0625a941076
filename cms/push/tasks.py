"""Has workers note down and send notices: at once when something was released, and every minute besides."""

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

from cms.push import emergencies, sending
from cms.push.models import Asked, Delivery

log = logging.getLogger(__name__)
NAME = "push"
TASK = "cms.push.tasks.work"
AT_A_TIME = timedelta(seconds=45)
"""Other work has its turn in between."""
REMEMBERED = timedelta(days=7)


def wake() -> None:
    """Ask a worker to look now; when the queue cannot be reached, the next minute will do."""
    try:
        async_task(TASK, q_options={"group": NAME})
    except Exception:
        log.exception("could not wake a worker for the notices; the next minute follows")


def work() -> str:
    """Do what is due; django-q2 keeps the returned line."""
    now = timezone.now()
    made = emergencies.note_down(now)
    if not sending.deliver(clock=timezone.now, within=AT_A_TIME):
        wake()
    tidy()
    return f"{len(made)} notices"


def tidy() -> None:
    """Forget which telephone had which notice, and who asked: the numbers stay with the notice."""
    now = timezone.now()
    Delivery.objects.filter(next_at=None, notice__made_at__lt=now - REMEMBERED).delete()
    Asked.objects.filter(until__lt=now).delete()


def put_on_schedule(sender: Any, **kwargs: Any) -> None:
    """Have it run, once the queue's tables are there; what an administrator changed stays."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": TASK,
            "schedule_type": Schedule.MINUTES,
            "minutes": 1,
            "next_run": timezone.now(),
        },
    )
