"""The next moment at which a public page says something else although no row has changed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from broadcast.models import Airing, Programme, Slot
from cms.public.air import LONGEST_ITEM, SOUNDING
from newsroom.models import Story

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
    yield from _of_slots(now)


def _midnight(now: datetime) -> datetime:
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _of_stories(now: datetime) -> Iterator[datetime]:
    """Stories appear at their first valid moment; alerts and sounds that were played go at their last."""
    coming = Min("valid_from", filter=Q(valid_from__gt=now))
    ending = Min("valid_until", filter=Q(valid_until__gt=now))
    found = Story.objects.filter(live=True).aggregate(coming=coming, ending=ending)
    programmes = Programme.objects.filter(valid_until__gt=now).aggregate(ending=Min("valid_until"))
    yield from (moment for moment in (*found.values(), *programmes.values()) if moment)


def _of_the_air(now: datetime, end: datetime) -> Iterator[datetime]:
    """What sounds begins and ends to the second."""
    near = Airing.objects.filter(status__in=SOUNDING, starts_at__gt=now - LONGEST_ITEM, starts_at__lte=end)
    for starts_at, duration_s in near.values_list("starts_at", "duration_s"):
        yield starts_at
        yield starts_at + timedelta(seconds=duration_s)


def _of_slots(now: datetime) -> Iterator[datetime]:
    """The panel of air times says which slot is over, on air, next."""
    local = timezone.localtime(now)
    for starts_at, minutes in Slot.objects.filter(active=True).values_list("starts_at", "budget_minutes"):
        begins = datetime.combine(local.date(), starts_at, tzinfo=local.tzinfo)
        yield begins
        yield begins + timedelta(minutes=minutes)
