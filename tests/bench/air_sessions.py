"""Puts boxes into service, one in each zone, and gives the station of the environment its sessions; prints nothing of it.

Every session has the two sounds of the ground, one right after the other.
"""

import sys
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from broadcast import schedule
from broadcast.devices import enrolment
from broadcast.models import Programme, Slot
from tests.bench.air_ground import SOUNDS_S
from tests.broadcast.commune import HANOI, Commune, founded


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


def tell(first: int, count: int, every: int, *codes: int) -> None:
    """Enrol the boxes, and hold ``count`` sessions from the second ``first`` of Unix time on."""
    ground = founded()
    enrol(ground, codes)
    for number in range(count):
        hold(ground, datetime.fromtimestamp(first, UTC) + timedelta(seconds=every * number))
    sys.stdout.write("{}\n")
