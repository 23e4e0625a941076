"""What the desk shows: what is on the air today, the queue, the boxes and the boards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from broadcast.models import Airing, BoardItem, Booking, Device, Programme, Recording, Station, Zone
from broadcast.states import AiringStatus, DeviceStatus, ProgrammeStatus, RecordingStatus


@dataclass(frozen=True, kw_only=True)
class Block:
    """One airing on the day's line; ``left`` and ``width`` are percents of the shown span."""

    airing: Airing
    left: float
    width: float
    tone: str
    on_air: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A zone's day."""

    zone: Zone
    blocks: Sequence[Block]


@dataclass(frozen=True, kw_only=True)
class Day:
    """The day of every zone between two hours; ``now_left`` is where now stands, None on another day."""

    hours: Sequence[tuple[str, float]]
    lines: Sequence[Line]
    now_left: float | None
    airings: Sequence[Airing]


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why something was not heard as it was booked."""

    starts_at: datetime
    title: str
    zones: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Programmes by what they wait for."""

    to_make: Sequence[Programme]
    to_hear: Sequence[Programme]
    to_book: Sequence[Programme]
    booked: Sequence[Booking]


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
        .select_related("zone__place", "booking__programme")
        .order_by("starts_at", "zone__place__position")
    )


def day_of(station: Station, day: date, *, now: datetime) -> Day:
    """Return the day as lines of blocks, cut to the hours in which something happens."""
    airings = list(airings_on(station, day))
    shown = [row for row in airings if row.status != AiringStatus.DROPPED]
    tz = ZoneInfo(station.timezone)
    midnight = datetime.combine(day, time.min, tz)
    first, last = _span(shown, now, midnight)
    length = (last - first) * 3600.0

    def place(moment: datetime) -> float:
        return ((moment - midnight).total_seconds() - first * 3600) / length * 100

    lines = [
        Line(zone=zone, blocks=[_block(row, place, length, now) for row in shown if row.zone_id == zone.pk])
        for zone in station.zones.select_related("place")
    ]
    is_today = midnight <= now < midnight + timedelta(days=1)
    hours = [(f"{hour:02d}:00", (hour - first) / (last - first) * 100) for hour in range(first, last + 1)]
    return Day(hours=hours, lines=lines, now_left=place(now) if is_today else None, airings=airings)


def _span(airings: Sequence[Airing], now: datetime, midnight: datetime) -> tuple[int, int]:
    """Return the first and last hour shown: what happens, and now, with an hour around."""
    moments = [row.starts_at for row in airings]
    moments += [row.starts_at + timedelta(seconds=row.duration_s) for row in airings]
    if midnight <= now < midnight + timedelta(days=1):
        moments.append(now)
    if not moments:
        return 5, 20
    seconds = [(moment - midnight).total_seconds() for moment in moments]
    first = max(0, int(min(seconds) // 3600) - 1)
    last = min(24, int(max(seconds) // 3600) + 2)
    return first, max(last, first + 3)


_TONES = {
    AiringStatus.PLAYED: "done",
    AiringStatus.PARTIAL: "partial",
    AiringStatus.MISSED: "missed",
}


def _block(row: Airing, place: Callable[[datetime], float], length: float, now: datetime) -> Block:
    ends = row.starts_at + timedelta(seconds=row.duration_s)
    return Block(
        airing=row,
        left=round(place(row.starts_at), 3),
        width=round(max(row.duration_s / length * 100, 0.15), 3),
        tone=_TONES.get(AiringStatus(row.status), row.kind),
        on_air=row.starts_at <= now < ends,
    )


def explanations(airings: Sequence[Airing]) -> list[Explanation]:
    """Say why programmes were moved, dropped or not reported, zones with the same reason in one sentence."""
    served = set(
        Device.objects.filter(status=DeviceStatus.ACTIVE, kind=Device.Kind.LOUDSPEAKER).values_list(
            "zone", flat=True
        )
    )
    found: dict[tuple[datetime, str, str], list[str]] = {}
    for row in airings:
        sentence = _explanation(row, row.zone_id in served) if row.booking_id else ""
        if sentence:
            found.setdefault((row.starts_at, row.title, sentence), []).append(row.zone.name)
    return [
        Explanation(starts_at=starts_at, title=title, zones=", ".join(zones), sentence=sentence)
        for (starts_at, title, sentence), zones in found.items()
    ]


def _explanation(row: Airing, served: bool) -> str:
    if row.reason:
        return row.reason
    if row.status != AiringStatus.MISSED:
        return ""
    if not served:
        return _("No loudspeaker is in service in this zone.")
    return _("No loudspeaker has reported it yet. Reports may come later, when the network is back.")


# -------------------------------------------------------------------- queue


def queue(*, now: datetime) -> Queue:
    """Return the open programmes by what they wait for."""
    latest = Prefetch("recordings", queryset=Recording.objects.order_by("-pk"))
    rows = (
        Programme.objects.filter(
            status__in=[
                ProgrammeStatus.RECEIVED,
                ProgrammeStatus.FAILED,
                ProgrammeStatus.RECORDED,
                ProgrammeStatus.ACCEPTED,
            ]
        )
        .select_related("approval", "submission")
        .prefetch_related(latest)
        .order_by("valid_until", "pk")
    )
    by_status: dict[str, list[Programme]] = {}
    for row in rows:
        by_status.setdefault(row.status, []).append(row)
    booked = (
        Booking.objects.filter(
            cancelled_at=None,
            on__gte=(now - timedelta(days=1)).date(),
            programme__status=ProgrammeStatus.QUEUED,
        )
        .select_related("programme", "slot")
        .prefetch_related("zones")
    )
    return Queue(
        to_make=by_status.get(ProgrammeStatus.RECEIVED, []) + by_status.get(ProgrammeStatus.FAILED, []),
        to_hear=by_status.get(ProgrammeStatus.RECORDED, []),
        to_book=by_status.get(ProgrammeStatus.ACCEPTED, []),
        booked=list(booked),
    )


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
