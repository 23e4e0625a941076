"""What runs every night in a worker: the chain is verified, unused sounds go, pictures are made, tables looked at."""

import logging
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django_q.models import Schedule

from broadcast import device_spells, tidying
from cms import pictures_ahead
from cms.public import words
from newsroom import checking

log = logging.getLogger(__name__)

AT = {
    "evidence chain": time(2, 30),
    "device history": time(2, 40),
    "statistics": time(2, 50),
    "unused sounds": time(3, 10),
    "pictures": time(3, 30),
}
TASKS = {
    "evidence chain": "cms.nightly.verify_chain",
    "device history": "cms.nightly.prune_device_history",
    "statistics": "cms.nightly.count_rows",
    "unused sounds": "cms.nightly.collect_sounds",
    "pictures": "cms.nightly.make_pictures",
}


def verify_chain() -> str:
    """Verify the chain and keep what was found; django-q2 keeps the returned line."""
    row = checking.check(timezone.now())
    if row.fault_count:
        log.error("the evidence chain has %s faults; see manage.py verify_approvals --all", row.fault_count)
    return str(row)


def prune_device_history() -> str:
    """Let go of what devices told longer ago than any report asks for."""
    return f"{device_spells.prune(timezone.now())} spells removed"


def count_rows() -> str:
    """Bring the search index up to date, and tell the database how its tables look: SQLite guesses otherwise."""
    words.catch_up()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return "done"


def collect_sounds() -> str:
    """Take away sounds that nothing refers to any more."""
    gone = tidying.collect(timezone.now())
    return f"{gone.files} files, {gone.bytes / 1e6:.1f} MB"


def make_pictures() -> str:
    """Make the sizes of pictures that publishing has not made."""
    return pictures_ahead.make_newest(timezone.now())


def put_on_schedule(sender: Any, **kwargs: Any) -> None:
    """Have them run every night, once the queue's tables are there; what an administrator changed stays."""
    for name, task in TASKS.items():
        Schedule.objects.get_or_create(
            name=name,
            defaults={
                "func": task,
                "schedule_type": Schedule.DAILY,
                "next_run": _next_night(timezone.localtime(), AT[name]),
            },
        )


def _next_night(now: datetime, at: time) -> datetime:
    tonight = datetime.combine(now.date(), at, tzinfo=now.tzinfo)
    return tonight if tonight > now else tonight + timedelta(days=1)
