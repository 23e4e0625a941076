"""The next moment at which a public page says something else although no row has changed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from broadcast.models import Airing
from cms.public.air import LONGEST_ITEM, SOUNDING, sessions

# Each comes out of an index (see ``newest``). When something ends is asked here, never whether it may be shown.
VALIDITIES = """
    SELECT MIN("valid_from") FROM "newsroom_story" WHERE "valid_from" > %s
    UNION ALL SELECT MIN("valid_until") FROM "newsroom_story" WHERE "valid_until" > %s
    UNION ALL SELECT MIN("valid_until") FROM "broadcast_programme" WHERE "valid_until" > %s
"""
# Nothing is kept longer without looking again whether every change is still counted.
AT_MOST = timedelta(minutes=10)


def next_change(now: datetime) -> datetime:
    """Return that moment, at most ``AT_MOST`` from now."""
    end = now + AT_MOST
    return min(moment for moment in (end, *_moments(now, end)) if moment > now)


def _moments(now: datetime, end: datetime) -> Iterator[datetime]:
    yield _midnight(now)
    yield from _of_stories(now)
    yield from _of_the_air(now, end)
    yield from _of_sessions(now)


def _midnight(now: datetime) -> datetime:
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _of_stories(now: datetime) -> Iterator[datetime]:
    """Stories appear at their first valid moment; alerts and sounds that were played go at their last."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(VALIDITIES, [moment] * 3)
        for (found,) in cursor.fetchall():
            if found is not None:
                yield (
                    found
                    if isinstance(found, datetime)
                    else datetime.fromisoformat(found).replace(tzinfo=UTC)
                )


def _of_the_air(now: datetime, end: datetime) -> Iterator[datetime]:
    """What sounds begins and ends to the second."""
    near = Airing.objects.filter(status__in=SOUNDING, starts_at__gt=now - LONGEST_ITEM, starts_at__lte=end)
    for starts_at, duration_s in near.values_list("starts_at", "duration_s"):
        yield starts_at
        yield starts_at + timedelta(seconds=duration_s)


def _of_sessions(now: datetime) -> Iterator[datetime]:
    """The panel of air times says which session is over, on air, next."""
    for session in sessions(now, days=0):
        yield session.starts_at
        yield session.ends_at
