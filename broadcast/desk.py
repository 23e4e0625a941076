"""What the desk shows: problems first, then what is on the air today, the queue, and the boxes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadcast import heartbeats
from broadcast.models import Airing, BoardItem, Booking, Device, Programme, Recording, Station, Zone
from broadcast.states import AiringStatus, DeviceStatus, ProgrammeStatus, RecordingStatus

SILENT_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One sentence about what is wrong, and the one thing to do about it."""

    sentence: str
    urgent: bool = False
    action: str = ""
    url: str = ""


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
class Queue:
    """Programmes by what they wait for."""

    to_make: Sequence[Programme]
    to_hear: Sequence[Programme]
    to_book: Sequence[Programme]
    booked: Sequence[Booking]


# ----------------------------------------------------------------- problems


def problems(station: Station, *, now: datetime) -> list[Problem]:
    """Return what needs a person, the gravest first."""
    found = [*_pulse_problems(now), *_device_problems(now), *_programme_problems(), *_booking_problems()]
    found += _clip_problems(station)
    return sorted(found, key=lambda problem: not problem.urgent)


def _pulse_problems(now: datetime) -> Iterable[Problem]:
    words = {
        heartbeats.STATION: _("The station program is not running: nothing new is sent to the loudspeakers."),
        heartbeats.QUEUE: _("The background worker is not answering: recordings are not being made."),
    }
    for pulse in heartbeats.pulses(now):
        if pulse.stale:
            yield Problem(sentence=f"{words[pulse.name]} " + _("Tell the administrator."), urgent=True)


def _device_problems(now: datetime) -> Iterable[Problem]:
    devices = Device.objects.filter(status=DeviceStatus.ACTIVE).select_related("zone__place")
    for device in devices:
        url = reverse("broadcast:devices") + f"#{device.pk}"
        if device.last_seen_at is None or now - device.last_seen_at > SILENT_AFTER:
            yield Problem(sentence=_silence(device, now), action=_("See the device"), url=url, urgent=True)
        for problem in device.problems[:1]:
            yield Problem(sentence=f"{device.name}: {problem}", action=_("See the device"), url=url)
    waiting = Device.objects.filter(status=DeviceStatus.CLAIMING).count()
    if waiting:
        sentence = ngettext(
            "%(count)s new device waits for its code to be confirmed.",
            "%(count)s new devices wait for their codes to be confirmed.",
            waiting,
        ) % {"count": waiting}
        yield Problem(sentence=sentence, action=_("Confirm"), url=reverse("broadcast:devices"))


def _silence(device: Device, now: datetime) -> str:
    place = device.zone.place if device.zone else None
    call = ""
    if place is not None and place.head_phone:
        call = " " + _("Call %(name)s, %(phone)s.") % {"name": place.head_name, "phone": place.head_phone}
    if device.last_seen_at is None:
        return _("%(device)s has never called in.") % {"device": device.name} + call
    minutes = int((now - device.last_seen_at).total_seconds() // 60)
    return (
        _("%(device)s has been silent for %(minutes)s minutes.")
        % {
            "device": device.name,
            "minutes": minutes,
        }
        + call
    )


def _programme_problems() -> Iterable[Problem]:
    failed = Programme.objects.filter(status=ProgrammeStatus.FAILED)
    for programme in failed:
        yield Problem(
            sentence=_("“%(title)s” could not be recorded.") % {"title": programme.title},
            action=_("Make it again"),
            url=reverse("broadcast:programme", args=[programme.pk]),
            urgent=True,
        )


def _booking_problems() -> Iterable[Problem]:
    bookings = Booking.objects.filter(cancelled_at=None).exclude(unplaced={}).select_related("programme")
    zones = dict(Zone.objects.values_list("pk", "name"))
    for booking in bookings:
        for reason in dict.fromkeys(booking.unplaced.values()):
            names = [zones.get(int(zone), "") for zone, why in booking.unplaced.items() if why == reason]
            yield Problem(
                sentence=f"“{booking.programme.title}” ({', '.join(filter(None, names))}): {reason}",
                action=_("Choose another time"),
                url=reverse("broadcast:programme", args=[booking.programme_id]),
            )


def _clip_problems(station: Station) -> Iterable[Problem]:
    kinds = set(
        station.clips.filter(approved_at__isnull=False, revoked_at=None).values_list("kind", flat=True)
    )
    if "opening" not in kinds:
        yield Problem(
            sentence=_("No opening is approved: sessions begin without chime and station name."),
            action=_("Openings and sign-offs"),
            url=reverse("broadcast:standing"),
        )


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
        BoardItem.objects.filter(
            stopped_at=None,
            approval__isnull=False,
            approval__recall=None,
            shows_from__lte=now,
            shows_until__gt=now,
        )
        .prefetch_related("zones")
        .order_by("-pk")
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
