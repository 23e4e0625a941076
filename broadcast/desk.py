"""What the desk shows of a day, the boxes and the boards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import stops
from broadcast.models import Airing, BoardItem, Device, Programme, Recording, Station
from broadcast.states import AiringStatus, DeviceStatus, RecordingStatus


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why something was not heard as it was booked."""

    starts_at: datetime
    title: str
    zones: str
    sentence: str


# ---------------------------------------------------------------------- day


def local_now(station: Station, now: datetime) -> datetime:
    """Return ``now`` on the commune's clock."""
    return now.astimezone(ZoneInfo(station.timezone))


def airings_on(station: Station, day: date) -> QuerySet[Airing]:
    """Return a day's airings, dropped ones included."""
    zone = ZoneInfo(station.timezone)
    start = datetime.combine(day, time.min, zone)
    return (
        Airing.objects.filter(
            zone__station=station, starts_at__gte=start, starts_at__lt=start + timedelta(days=1)
        )
        .select_related("zone__place", "booking__programme", "stop", "slot")
        .order_by("starts_at", "zone__place__position")
    )


def explained(airings: Sequence[Airing]) -> dict[object, str]:
    """Say why programmes were moved, dropped, stopped or not reported; by airing."""
    served = set(
        Device.objects.filter(status=DeviceStatus.ACTIVE, kind=Device.Kind.LOUDSPEAKER).values_list(
            "zone", flat=True
        )
    )
    told = {row.pk: _explanation(row, row.zone_id in served) for row in airings if row.booking_id}
    return {pk: sentence for pk, sentence in told.items() if sentence}


def explanations(airings: Sequence[Airing], why: Mapping[object, str]) -> list[Explanation]:
    """Return why what was booked was not heard so, zones with the same reason in one sentence."""
    found: dict[tuple[str, str], list[Airing]] = {}
    for row in airings:
        if row.pk in why:
            found.setdefault((row.title, why[row.pk]), []).append(row)
    return [
        Explanation(
            starts_at=rows[0].starts_at,
            title=title,
            zones=", ".join(dict.fromkeys(row.zone.name for row in rows)),
            sentence=sentence,
        )
        for (title, sentence), rows in found.items()
    ]


def _explanation(row: Airing, served: bool) -> str:
    stop = stops.stop_of(row)
    if stop is not None:
        return _("Stopped at %(when)s by %(name)s: %(why)s") % {
            "when": timezone.localtime(stop.made_at).strftime("%H:%M:%S"),
            "name": stop.person_name,
            "why": stop.why,
        }
    if row.reason:
        return row.reason
    if row.status != AiringStatus.MISSED:
        return ""
    if not served:
        return _("No loudspeaker is in service in this zone.")
    return _("No loudspeaker has reported it yet. Reports may come later, when the network is back.")


# ------------------------------------------------------------------- the rest


def devices() -> QuerySet[Device]:
    """Return the boxes in service or waiting for their code."""
    return (
        Device.objects.exclude(status=DeviceStatus.REVOKED)
        .select_related("zone__place")
        .order_by("status", "zone__place__position", "name")
    )


def boards_now(*, now: datetime) -> QuerySet[BoardItem]:
    """Return what the boards show."""
    return (
        BoardItem.objects.showable(now).filter(shows_from__lte=now).prefetch_related("zones").order_by("-pk")
    )


def boards_in(zone_id: int | None, *, now: datetime) -> QuerySet[BoardItem]:
    """Return what the boards of a zone show."""
    return boards_now(now=now).filter(zones=zone_id)


def next_airing(programme: Programme, *, now: datetime) -> Airing | None:
    """Return when the programme is heard next."""
    return (
        Airing.objects.filter(
            booking__programme=programme,
            starts_at__gt=now,
            status__in=[AiringStatus.PLANNED, AiringStatus.RELEASED],
        )
        .select_related("zone")
        .order_by("starts_at")
        .first()
    )


def accepted_recording(programme: Programme) -> Recording | None:
    """Return the take that was accepted."""
    return programme.recordings.filter(status=RecordingStatus.ACCEPTED).first()
