"""What the operator does to a box from afar: volume, screen, test chime, restart, log. Each is a signed order."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from broadcast import commands, rulebook
from broadcast.models import Device, DeviceOrder
from broadcast.people import Person
from broadcast.plan.loudness import Volume, from_fields
from broadcast.plan.quiet import touches_quiet
from broadcast.plan.screen import Screen
from broadcast.plan.screen import from_fields as screen_from
from broadcast.states import DeviceStatus

Action = DeviceOrder.Action
SOON = {Action.CHIME: timedelta(minutes=10), Action.RESTART: timedelta(minutes=30)}
"""Obeyed later than this, a chime or a restart would surprise people who have forgotten about it."""
CHIME_LASTS = timedelta(seconds=5)


class CannotOrder(Exception):
    """The device is not told this; the message says why and what to do."""


def tell(device: Device, action: DeviceOrder.Action, *, person: Person, now: datetime) -> DeviceOrder:
    """Order a chime, a restart or the log; raises ``CannotOrder``."""
    _check(device, action, person)
    if action == Action.CHIME:
        _check_quiet(device, now)
    if device.orders.filter(action=action, obeyed_at=None).exclude(expires_at__lte=now).exists():
        raise CannotOrder(_("The same order waits for this device already. Wait for its answer."))
    patience = SOON.get(action)
    return commands.order(
        device, action, by=person.get_full_name(), now=now, expires_at=now + patience if patience else None
    )


def set_volume(device: Device, volume: Volume, *, person: Person, now: datetime) -> DeviceOrder:
    """Order a volume, with its parts of the day; it replaces one that still waits. Raises ``CannotOrder``."""
    _check(device, Action.VOLUME, person)
    return commands.order(device, Action.VOLUME, by=person.get_full_name(), now=now, volume=volume)


def wanted_volume(device: Device) -> Volume:
    """Return the volume that was ordered last."""
    last = device.orders.filter(action=Action.VOLUME).order_by("-sequence").first()
    return from_fields(last.volume) if last is not None and last.volume else Volume()


def set_screen(device: Device, screen: Screen, *, person: Person, now: datetime) -> DeviceOrder:
    """Order how a board shows; it replaces an order that still waits. Raises ``CannotOrder``."""
    _check(device, Action.SCREEN, person)
    return commands.order(device, Action.SCREEN, by=person.get_full_name(), now=now, showing=screen)


def wanted_screen(device: Device) -> Screen:
    """Return how the board was last ordered to show."""
    last = device.orders.filter(action=Action.SCREEN).order_by("-sequence").first()
    return screen_from(last.screen) if last is not None and last.screen else Screen()


def _check(device: Device, action: DeviceOrder.Action, person: Person) -> None:
    if not person.has_perm("broadcast.operate_station"):
        raise PermissionDenied(_("Only an operator gives orders to devices."))
    if device.status != DeviceStatus.ACTIVE or device.zone is None:
        raise CannotOrder(_("The device is not in service."))
    if action.value not in device.abilities:
        raise CannotOrder(
            _("The program in this device does not know this order. Bring its program up to date first.")
        )


def _check_quiet(device: Device, now: datetime) -> None:
    zone = device.zone
    if zone is None:
        return
    tz = ZoneInfo(zone.station.timezone)
    if touches_quiet(rulebook.quiet_in(zone), zone=tz, starts_at=now, ends_at=now + CHIME_LASTS):
        raise CannotOrder(_("It is quiet time there now. Sound the chime when the quiet hours are over."))
