"""Puts boxes into service, one in each zone, and gives the station of the environment its sessions.

Every session has the two sounds of the ground, one right after the other.
"""

import json
import sys
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from broadcast import schedule
from broadcast.devices import enrolment
from broadcast.models import Programme, Slot
from tests.bench.air_ground import SOUNDS_S
from tests.broadcast.commune import HANOI, Commune, founded

HEARD_OF, LEAST = timedelta(seconds=50), timedelta(seconds=25)
"""From the planning to the first session, and what must be left when all is booked: nothing new starts within 20 s."""


def enrol(ground: Commune, codes: tuple[int, ...]) -> None:
    """Type the codes that the boxes show."""
    for zone, code in zip(ground.zones, codes, strict=True):
        enrolment.confirm(
            f"{code:06d}", zone=zone, name=f"Cụm loa {zone.name}", person=ground.operator, now=timezone.now()
        )


def hold(ground: Commune, moment: datetime) -> None:
    """Book a session for this moment, without a pause between its items."""
    local = moment.astimezone(HANOI)
    slot = Slot.objects.create(
        station=ground.station,
        name=f"Lúc {local:%H:%M:%S}",
        weekdays=list(range(7)),
        starts_at=local.time(),
        budget_minutes=1,
        gap_s=0,
    )
    for title in SOUNDS_S:
        schedule.book(
            Programme.objects.get(title=title),
            slot=slot,
            on=local.date(),
            zones=ground.zones,
            person=ground.operator,
            now=timezone.now(),
        )


@transaction.atomic
def plan(ground: Commune, *, count: int, every: int) -> datetime:
    """Hold so many sessions, so many seconds apart; return the moment of the first."""
    first = timezone.now().replace(microsecond=0) + HEARD_OF
    for number in range(count):
        hold(ground, first + timedelta(seconds=every * number))
    if timezone.now() > first - LEAST:
        raise TimeoutError("the sessions were booked too slowly to be heard in time")
    return first


def tell(count: int, every: int, *codes: int) -> None:
    """Enrol the boxes, plan, and print the second of Unix time at which the first session begins."""
    ground = founded()
    enrol(ground, codes)
    first = plan(ground, count=count, every=every)
    sys.stdout.write(json.dumps({"first": int(first.timestamp())}) + "\n")
