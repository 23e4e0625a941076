"""How many telephones a notice reached, for the leader who released it and for the operator."""

from datetime import datetime, timedelta

from cms.push.models import Delivery, Notice
from newsroom.ready import Phones

LATELY = timedelta(days=30)


def lately(now: datetime) -> Notice | None:
    """Return the last emergency that telephones were told of, if it is not long ago."""
    told = Notice.objects.filter(kind=Notice.Kind.EMERGENCY, made_at__gt=now - LATELY)
    return told.select_related("approval__submission").order_by("-made_at").first()


def of_submission(submission_id: int) -> Phones | None:
    """Return the numbers of an emergency's notice; None: none was written down (yet)."""
    notices = {row.kind: row for row in Notice.objects.filter(approval__submission=submission_id)}
    told, back = notices.get(Notice.Kind.EMERGENCY), notices.get(Notice.Kind.RECALLED)
    if told is None:
        return None
    waiting = Delivery.objects.filter(notice__in=[told, *([back] if back else [])], next_at__isnull=False)
    return Phones(
        sent=told.sent,
        waiting=waiting.count(),
        failed=told.failed + told.gone,
        recalled=back.sent if back else None,
    )
