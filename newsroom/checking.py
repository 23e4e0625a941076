"""Verifies the chain and keeps the result as a row, for the screens of leaders and administrators."""

from dataclasses import asdict
from datetime import datetime

from newsroom.models import ChainCheck
from newsroom.verification import verify

MOST_KEPT = 50
CHECKS_KEPT = 400


def check(now: datetime) -> ChainCheck:
    """Verify everything and write down what was found."""
    report = verify()
    row = ChainCheck.objects.create(
        checked_at=now,
        links=report.links,
        seconds=round(report.seconds, 2),
        faults=[asdict(fault) for fault in report.faults[:MOST_KEPT]],
        fault_count=len(report.faults),
    )
    old = ChainCheck.objects.order_by("-pk").values_list("pk", flat=True)[CHECKS_KEPT:]
    ChainCheck.objects.filter(pk__in=list(old)).delete()
    return row


def latest() -> ChainCheck | None:
    """Return the newest result."""
    return ChainCheck.objects.first()
