"""All boxes at a glance: what state each is in, what is wrong with it, whom to call; those in trouble first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from broadcast import device_spells
from broadcast.models import Device, Station, Zone
from broadcast.operating import hours_of
from broadcast.states import DeviceStatus

SILENT_AFTER = timedelta(minutes=5)


class Shape(StrEnum):
    """How a box is, the gravest first; a page lists them in this order."""

    SILENT = "im"
    TROUBLE = "loi"
    FINE = "tot"
    RESTING = "nghi"

    @property
    def words(self) -> str:
        """The word on the screen."""
        return {
            Shape.SILENT: pgettext("device", "silent"),
            Shape.TROUBLE: pgettext("device", "needs attention"),
            Shape.FINE: pgettext("device", "in contact"),
            Shape.RESTING: pgettext("device", "switched off by rule"),
        }[self]


@dataclass(frozen=True, kw_only=True)
class Box:
    """One device with what is to be said of it."""

    device: Device
    shape: Shape
    troubles: Sequence[str]

    @property
    def is_bad(self) -> bool:
        """Whether somebody should look at it."""
        return self.shape in {Shape.SILENT, Shape.TROUBLE}


def in_service(station: Station) -> QuerySet[Device]:
    """Return the boxes in service, with their hamlets."""
    rows = Device.objects.filter(status=DeviceStatus.ACTIVE, zone__station=station)
    return rows.select_related("zone__place", "zone__station").order_by("zone__place__position", "name")


def boxes(devices: Iterable[Device], *, now: datetime) -> list[Box]:
    """Return the boxes, those in trouble first, otherwise in the order of the hamlets."""
    found = [box_of(device, now=now) for device in devices]
    order = list(Shape)
    return sorted(found, key=lambda box: order.index(box.shape))


def box_of(device: Device, *, now: datetime) -> Box:
    """Return how one device is at ``now``."""
    if is_silent(device, now=now):
        return Box(device=device, shape=Shape.SILENT, troubles=[_silence(device, now)])
    if not _is_heard(device, now):
        return Box(device=device, shape=Shape.RESTING, troubles=[])
    troubles = [*device.problems, *_measured(device)]
    return Box(device=device, shape=Shape.TROUBLE if troubles else Shape.FINE, troubles=troubles)


def is_silent(device: Device, *, now: datetime) -> bool:
    """Whether a device should be heard of and is not; it has some minutes to start after it was switched on."""
    if device.zone is None or _is_heard(device, now):
        return False
    tz = ZoneInfo(device.zone.station.timezone)
    opened = hours_of(device.works_from, device.works_until).open_since(now, tz=tz)
    return opened is not None and now - opened > SILENT_AFTER


def _is_heard(device: Device, now: datetime) -> bool:
    return device.last_seen_at is not None and now - device.last_seen_at <= SILENT_AFTER


def _silence(device: Device, now: datetime) -> str:
    if device.last_seen_at is None:
        return _("It has never called in.")
    minutes = int((now - device.last_seen_at).total_seconds() // 60)
    if minutes < 120:
        return _("Silent for %(minutes)s minutes.") % {"minutes": minutes}
    if minutes < 48 * 60:
        return _("Silent for %(hours)s hours.") % {"hours": minutes // 60}
    return _("Silent for %(days)s days.") % {"days": minutes // (24 * 60)}


def _measured(device: Device) -> list[str]:
    """Return what the box measured and does not complain about itself."""
    troubles = []
    if device_spells.heat(device.temperature_c) == "hot":
        troubles.append(
            _("It is hot inside: %(degrees)s °C. Look for sun, dust, a blocked vent.")
            % {"degrees": round(device.temperature_c or 0)}
        )
    if device_spells.disk(device.disk_free_bytes) == "low":
        troubles.append(
            _("Only %(megabytes)s MB are free on its card.")
            % {"megabytes": (device.disk_free_bytes or 0) // 1_000_000}
        )
    if device_spells.clock(device.clock_error_s) == "wrong":
        troubles.append(
            _("Its clock is wrong by %(seconds)s seconds: it plays at the wrong time.")
            % {"seconds": round(abs(device.clock_error_s or 0))}
        )
    return troubles


# ------------------------------------------------------------------ finding some of them


def matching(found: Iterable[Box], *, words: str = "", shape: str = "", zone: str = "") -> list[Box]:
    """Return the boxes that a person looks for, in the order given."""
    wanted = words.casefold().split()
    return [
        box
        for box in found
        if (not shape or box.shape == shape)
        and (not zone or str(box.device.zone_id) == zone)
        and all(word in _text(box.device) for word in wanted)
    ]


def _text(device: Device) -> str:
    zone = device.zone
    place = zone.place if zone else None
    known = [device.name, device.position, device.software, str(device.pk)]
    known += [zone.name, place.head_name, place.head_phone] if zone and place else []
    return " ".join(known).casefold()


def counts(found: Sequence[Box]) -> list[tuple[Shape, int]]:
    """Return how many boxes are in each state."""
    return [(shape, sum(box.shape is shape for box in found)) for shape in Shape]


@dataclass(frozen=True, kw_only=True)
class Hamlet:
    """One zone: its boxes in numbers, and whom to call."""

    zone: Zone
    devices: int
    bad: int


def hamlets(zones: Iterable[Zone], found: Sequence[Box]) -> list[Hamlet]:
    """Return every zone with its boxes counted."""
    return [
        Hamlet(
            zone=zone,
            devices=sum(box.device.zone_id == zone.pk for box in found),
            bad=sum(box.device.zone_id == zone.pk and box.is_bad for box in found),
        )
        for zone in zones
    ]
