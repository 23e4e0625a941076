"""A month of every device: contact and plays in the columns that the province asks for."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import StringIO
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from broadcast import device_spells
from broadcast.logbook import harmless
from broadcast.models import Airing, Device, Receipt, Station
from broadcast.operating import Span, hours_of, seconds, shared_seconds
from broadcast.states import AiringStatus, DeviceStatus

BULLETINS = ("programme", "emergency")  # openings and sign-offs are no bulletins
Plays = Mapping[UUID, float]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One device in one month; ratios are None where nothing was asked of it."""

    device: Device
    bulletins: int
    played: int
    urgent: int
    play_s: float
    requested_s: float
    contact_s: float
    operating_s: float

    @property
    def airs(self) -> bool:
        """Whether bulletins are asked of it at all; boards show notices."""
        return self.device.kind == Device.Kind.LOUDSPEAKER

    @property
    def operating_hours(self) -> float:
        """How long it should have been on."""
        return self.operating_s / 3600

    @property
    def contact_hours(self) -> float:
        """How long it was heard of within its operating hours."""
        return self.contact_s / 3600

    @property
    def ratio(self) -> float | None:
        """Play time in percent of what was requested."""
        return 100 * self.play_s / self.requested_s if self.requested_s else None

    @property
    def uptime(self) -> float | None:
        """Time in contact in percent of the operating hours."""
        return 100 * self.contact_s / self.operating_s if self.operating_s else None


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """One bulletin of a zone."""

    airing: UUID
    starts_at: datetime
    duration_s: float
    is_urgent: bool


def month(station: Station, first: date, *, now: datetime) -> list[Line]:
    """Return a line for each device that was in service; four queries for any number of them."""
    begin, end = bounds(station, first, now=now)
    devices = Device.objects.filter(zone__station=station, claimed_at__lte=end).exclude(
        status=DeviceStatus.CLAIMING
    )
    rows = devices.select_related("zone__place", "zone__station").order_by("zone__place__position", "name")
    asked, played, contact = (
        _asked(station, begin, end),
        _played(begin, end),
        device_spells.contact(begin, end),
    )
    return [
        _line(row, asked.get(row.zone_id, ()), played.get(row.pk, {}), contact.get(row.pk, ()), (begin, end))
        for row in rows
        if row.status == DeviceStatus.ACTIVE or row.pk in played or row.pk in contact
    ]


def bounds(station: Station, first: date, *, now: datetime) -> Span:
    """Return the month as moments; a month that runs ends now."""
    tz = ZoneInfo(station.timezone)
    begin = datetime.combine(first.replace(day=1), time(), tz)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    end = datetime.combine(following, time(), tz)
    return begin.astimezone(UTC), max(begin, min(end, now)).astimezone(UTC)


def _asked(station: Station, begin: datetime, end: datetime) -> dict[int | None, list[_Asked]]:
    rows = (
        Airing.objects.filter(
            zone__station=station, starts_at__gte=begin, starts_at__lt=end, kind__in=BULLETINS
        )
        .exclude(status__in=[AiringStatus.DROPPED, AiringStatus.PLANNED])
        .values_list("zone", "pk", "starts_at", "duration_s", "priority")
    )
    found: dict[int | None, list[_Asked]] = {}
    for zone, airing, starts_at, duration_s, priority in rows:
        each = _Asked(
            airing=airing, starts_at=starts_at, duration_s=duration_s, is_urgent=priority == "urgent"
        )
        found.setdefault(zone, []).append(each)
    return found


def _played(begin: datetime, end: datetime) -> dict[UUID, dict[UUID, float]]:
    """Return for every device the seconds that it played of each airing."""
    rows = Receipt.objects.filter(
        airing__starts_at__gte=begin,
        airing__starts_at__lt=end,
        airing__kind__in=BULLETINS,
        outcome__in=["played", "partial"],
    ).values_list("device", "airing", "started_at", "ended_at")
    found: dict[UUID, dict[UUID, float]] = {}
    for device, airing, started_at, ended_at in rows.order_by():
        plays = found.setdefault(device, {})
        lasted = max(0.0, (ended_at - started_at).total_seconds())
        plays[airing] = plays.get(airing, 0.0) + lasted
    return found


def _line(device: Device, asked: Iterable[_Asked], plays: Plays, contact: Iterable[Span], span: Span) -> Line:
    """Count one device: what was asked before it came into service was not asked of it."""
    since = max(device.claimed_at or span[0], span[0])
    tz = ZoneInfo(device.zone.station.timezone if device.zone else "UTC")
    hours = list(hours_of(device.works_from, device.works_until).spans(since, max(since, span[1]), tz=tz))
    airs = device.kind == Device.Kind.LOUDSPEAKER
    mine = [each for each in asked if each.starts_at >= since] if airs else []
    heard = [each for each in mine if each.airing in plays]
    return Line(
        device=device,
        bulletins=len(mine),
        played=len(heard),
        urgent=sum(each.is_urgent for each in mine),
        play_s=sum(min(each.duration_s, plays[each.airing]) for each in heard),
        requested_s=sum(each.duration_s for each in mine),
        contact_s=shared_seconds(contact, hours),
        operating_s=seconds(hours),
    )


# ------------------------------------------------------------------ as a file


def columns() -> list[str]:
    """Return the names of the columns, the province's first."""
    return [
        _("Station"), _("Loudspeaker cluster"), _("Zone"), pgettext("device", "Where it stands"),
        _("Bulletins in all"), _("Played"), _("Urgent"), _("Play time (s)"), _("Requested duration (s)"),
        _("Ratio (%)"),
        _("Operating hours (h)"), _("In contact (h)"), _("In contact (%)"),
    ]  # fmt: skip


def as_csv(station: Station, lines: Sequence[Line]) -> str:
    """Return the month as a table that a spreadsheet opens: UTF-8 with its mark, commas, one header row."""
    file = StringIO()
    file.write("\ufeff")
    table = csv.writer(file)
    table.writerow(columns())
    for line in lines:
        table.writerow([harmless(cell) for cell in _cells(station, line)])
    return file.getvalue()


def _cells(station: Station, line: Line) -> list[str]:
    device = line.device
    counts = [line.bulletins, line.played, line.urgent, round(line.play_s), round(line.requested_s)]
    return [
        station.name,
        device.name,
        device.zone.name if device.zone else "",
        device.position,
        *(str(count) if line.airs else "" for count in counts),
        _percent(line.ratio),
        f"{line.operating_hours:.1f}",
        f"{line.contact_hours:.1f}",
        _percent(line.uptime),
    ]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1f}"
