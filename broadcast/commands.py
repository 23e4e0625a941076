"""Orders to single devices: written down by whoever decides, signed by the station process, obeyed by the box."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from broadcast import bell, keyring
from broadcast.models import Device, DeviceOrder, KeyList, Zone
from broadcast.plan import canonical, command, loudness, screen
from broadcast.plan.envelope import COMMAND
from broadcast.plan.manifest import Place

log = logging.getLogger(__name__)

MOST = 20  # orders handed to a device at once
LONGEST_ANSWER = 60_000  # characters of what a device sends back
Action, Outcome = DeviceOrder.Action, DeviceOrder.Outcome
LAST_COUNTS = {
    Action.SERVE,
    Action.VOLUME,
    Action.SCREEN,
}  # a box that was away need not walk through the earlier ones


@transaction.atomic
def order(
    device: Device, action: DeviceOrder.Action, *, by: str, now: datetime, zone: Zone | None = None,
    volume: loudness.Volume | None = None, showing: screen.Screen | None = None,
    expires_at: datetime | None = None,
) -> DeviceOrder:  # fmt: skip
    """Write an order down; the station process signs it within seconds."""
    Device.objects.select_for_update().get(pk=device.pk)  # two orders at once get two numbers
    last = device.orders.aggregate(last=Max("sequence"))["last"] or 0
    if action in LAST_COUNTS:
        device.orders.filter(action=action, obeyed_at=None).update(obeyed_at=now, outcome=Outcome.REPLACED)
    return DeviceOrder.objects.create(
        device=device,
        sequence=last + 1,
        action=action,
        zone=zone,
        volume=volume.fields() if volume else None,
        screen=showing.fields() if showing else None,
        expires_at=expires_at,
        ordered_at=now,
        ordered_by_name=by[:120],
    )


def sign_waiting(now: datetime) -> int:
    """Sign the orders that wait; return how many. Without a key in force they go on waiting."""
    DeviceOrder.objects.filter(obeyed_at=None, expires_at__lte=now).update(
        obeyed_at=now, outcome=Outcome.EXPIRED
    )
    waiting = list(DeviceOrder.objects.filter(envelope="", obeyed_at=None).select_related("zone")[:200])
    if not waiting:
        return 0
    keyring.establish(now)
    epoch = KeyList.objects.aggregate(epoch=Max("epoch"))["epoch"] or 1
    for row in waiting:
        try:
            signed = keyring.sign(_payload(row, epoch, now), context=COMMAND, now=now)
        except keyring.NoKeyInForce:
            log.error("no key for commands is in force")
            return 0
        _hand_over(row, signed.decode())
    return len(waiting)


@transaction.atomic
def _hand_over(row: DeviceOrder, signed: str) -> None:
    """Keep the signature; from the same moment on the device is served as the order says, not earlier."""
    DeviceOrder.objects.filter(pk=row.pk, envelope="").update(envelope=signed)
    if row.zone is not None:
        Device.objects.filter(pk=row.device_id).update(zone=row.zone)
    transaction.on_commit(lambda: bell.ring_device(row.device_id))


def waiting_for(device: Device) -> list[str]:
    """Return the signed orders that the device has yet to obey, the oldest first."""
    rows = device.orders.filter(obeyed_at=None).exclude(envelope="").order_by("sequence")
    return list(rows.values_list("envelope", flat=True)[:MOST])


def obeyed(
    device: Device, names: Iterable[str], *, now: datetime, answers: Mapping[str, str] | None = None
) -> None:
    """Note what the device says it has done, and what it sent back."""
    _settle(device, {name: (answers or {}).get(name, "") for name in names}, Outcome.DONE, now)


def not_obeyed(device: Device, why: Mapping[str, str], *, now: datetime) -> None:
    """Note what the device says it could not do, and why."""
    _settle(device, why, Outcome.FAILED, now)


def _settle(device: Device, answers: Mapping[str, str], outcome: str, now: datetime) -> None:
    """An order that ran out meanwhile was obeyed after all: the device knows better."""
    signed = device.orders.exclude(envelope="").filter(outcome__in=["", Outcome.EXPIRED])
    for name, answer in answers.items():
        signed.filter(pk=name).update(obeyed_at=now, outcome=outcome, answer=answer[:LONGEST_ANSWER])


def _payload(row: DeviceOrder, epoch: int, now: datetime) -> bytes:
    return canonical.command_bytes(
        command.Command(
            id=str(row.pk),
            device=str(row.device_id),
            epoch=epoch,
            sequence=row.sequence,
            issued_at=now,
            action=command.Action(row.action),
            zone=Place(id=str(row.zone.pk), name=row.zone.name) if row.zone else None,
            volume=loudness.from_fields(row.volume) if row.volume else None,
            screen=screen.from_fields(row.screen) if row.screen else None,
            until=row.expires_at,
        )
    )
