"""A day to be looked at, put on the stage in another process: ``python -m tests.browser.day begin|end``.

Begun: something sounds everywhere for some minutes, and two items stand in a session of tomorrow. Ended: the air is
free again, and the two are back without a time.
"""

import json
import os
import sys
from contextlib import suppress
from datetime import datetime, time, timedelta
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from broadcast import planning, schedule  # noqa: E402
from broadcast.authority import NotReleasable, may_air  # noqa: E402
from broadcast.models import Airing, Booking, Programme, Slot, Station  # noqa: E402
from broadcast.plan.terms import Cut  # noqa: E402
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus  # noqa: E402
from broadcast.transitions import move  # noqa: E402
from cms.seeding.structure import quiet_hours  # noqa: E402
from newsroom.models import User  # noqa: E402
from tests.browser.waiting import until  # noqa: E402

SESSION, SOUNDS_FOR_S, IN_THE_QUEUE = "Sáng mai", 240.0, 2
FREE_WITHIN_S = 900.0  # after what the demo may have planned for the next minutes
HALF_A_DAY = timedelta(hours=12)
PRIORITY = "priority"  # of equals, one can go before the other


def begin() -> dict[str, object]:
    """Put something on the air, and two items into a session."""
    station, person, now = Station.objects.get(), User.objects.get(username="tuan"), timezone.now()
    _be_loud(station, now)
    until(
        lambda: not _is_taken(timezone.now()),
        within_s=FREE_WITHIN_S,
        what="nothing of the demo's own is about to sound",
    )
    zones = list(station.zones.all())
    slot = Slot.objects.create(
        station=station, name=SESSION, weekdays=list(range(7)), starts_at=time(9, 40), budget_minutes=20
    )
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    sounding = _on_the_air(station)
    waiting: list[str] = []
    heard_or_not = [ProgrammeStatus.ACCEPTED, ProgrammeStatus.AIRED]
    rows = Programme.objects.filter(status__in=heard_or_not).exclude(title=sounding).order_by("status", "pk")
    for programme in sorted(rows, key=lambda row: row.priority != PRIORITY):
        if len(waiting) < IN_THE_QUEUE:
            # Other tests may have used up what the demo has of it.
            Programme.objects.filter(pk=programme.pk).update(priority=PRIORITY)
            programme.priority = PRIORITY
            with suppress(schedule.CannotBook):
                schedule.book(programme, slot=slot, on=tomorrow, zones=zones, person=person, now=now)
                waiting.append(programme.title)
    return {"sounding": sounding, "waiting": waiting}


def _be_loud(station: Station, now: datetime) -> None:
    """Move the quiet hours to the other side of the clock: the day may be looked at by night."""
    opposite = timezone.localtime(now) + HALF_A_DAY
    station.quiet_from, station.quiet_until = opposite.time(), (opposite + timedelta(minutes=1)).time()
    station.save()


def _is_taken(now: datetime) -> bool:
    """Whether anything sounds, or will within the time that the day takes."""
    near = Airing.objects.exclude(status=AiringStatus.DROPPED).filter(
        starts_at__gt=now - timedelta(hours=1), starts_at__lt=now + timedelta(seconds=SOUNDS_FOR_S)
    )
    return any(row.starts_at + timedelta(seconds=row.duration_s) > now for row in near)


def _on_the_air(station: Station) -> str:
    """Let the first programme that may be heard sound since a second ago, as if it had been planned before."""
    now = timezone.now()
    begun = now - timedelta(seconds=1)
    for programme in Programme.objects.filter(status=ProgrammeStatus.AIRED).order_by("pk"):
        take = programme.recordings.filter(status=RecordingStatus.ACCEPTED).first()
        if take is None:
            continue
        try:
            authority = may_air(programme, take, now=now)
        except NotReleasable:
            continue
        booking = Booking.objects.create(
            programme=programme, on=timezone.localdate(now), at=begun, booked_at=begun
        )
        booking.zones.set(station.zones.all())
        wish = planning.booking_rule(booking, take, authority, media=take.device_sha256, cut=Cut.ANYWHERE)
        for zone in station.zones.all():
            airing = Airing.objects.create(
                uuid=uuid4(),
                zone=zone,
                booking=booking,
                on=booking.on,
                session=uuid4(),
                title=programme.title,
                starts_at=begun,
                duration_s=SOUNDS_FOR_S,
                media_sha256=wish.media,
                authority={"kind": authority.kind.value, "id": authority.id, "sha256": authority.sha256},
            )
            move(airing, "released")
        return programme.title
    raise LookupError("the demo has nothing that was heard and may be heard again")


def end() -> dict[str, object]:
    """Free the air, and take the two out of the queue."""
    person = User.objects.get(username="tuan")
    Airing.objects.filter(duration_s=SOUNDS_FOR_S).update(duration_s=1.0)
    for booking in Booking.objects.filter(slot__name=SESSION, cancelled_at=None):
        schedule.cancel(booking, person=person, now=timezone.now(), reason="hết buổi")
    Slot.objects.filter(name=SESSION).update(active=False)
    return be_as_usual()


def be_loud() -> dict[str, object]:
    """Move the quiet hours away, and nothing else."""
    _be_loud(Station.objects.get(), timezone.now())
    return {}


def be_as_usual() -> dict[str, object]:
    """Put the quiet hours back, as the demo would have them now."""
    quiet_from, quiet_until = quiet_hours(timezone.now())
    Station.objects.update(quiet_from=quiet_from, quiet_until=quiet_until)
    return {}


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps({"begin": begin, "end": end, "loud": be_loud, "usual": be_as_usual}[sys.argv[1]]())
    )
