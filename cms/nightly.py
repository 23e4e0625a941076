"""What runs every night in a worker: the verification of the evidence chain."""

import logging
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule

from newsroom import checking

log = logging.getLogger(__name__)

NAME = "evidence chain"
AT = time(2, 30)


def verify_chain() -> str:
    """Verify the chain and keep what was found; django-q2 keeps the returned line."""
    row = checking.check(timezone.now())
    if row.fault_count:
        log.error("the evidence chain has %s faults; see manage.py verify_approvals --all", row.fault_count)
    return str(row)


def put_on_schedule(sender: Any, **kwargs: Any) -> None:
    """Have it run every night, once the queue's tables are there; what an administrator changed stays."""
    Schedule.objects.get_or_create(
        name=NAME,
        defaults={
            "func": "cms.nightly.verify_chain",
            "schedule_type": Schedule.DAILY,
            "next_run": _next_night(timezone.localtime()),
        },
    )


def _next_night(now: datetime) -> datetime:
    tonight = datetime.combine(now.date(), AT, tzinfo=now.tzinfo)
    return tonight if tonight > now else tonight + timedelta(days=1)
