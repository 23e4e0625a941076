"""Orders to single devices: written down by whoever decides, signed by the station process, obeyed by the box."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from broadcast import keyring
from broadcast.models import Device, DeviceOrder, KeyList, Zone
from broadcast.plan import canonical, command
from broadcast.plan.envelope import COMMAND
from broadcast.plan.manifest import Place

log = logging.getLogger(__name__)

MOST = 20  # orders handed to a device at once


@transaction.atomic
def order(
    device: Device, action: DeviceOrder.Action, *, by: str, now: datetime, zone: Zone | None = None
) -> DeviceOrder:
    """Write an order down; the station process signs it within seconds."""
    Device.objects.select_for_update().get(pk=device.pk)  # two orders at once get two numbers
    last = device.orders.aggregate(last=Max("sequence"))["last"] or 0
    if action == DeviceOrder.Action.SERVE:
        # Only the last place counts: a box that was away need not walk through the earlier ones.
        device.orders.filter(action=action, obeyed_at=None).update(obeyed_at=now)
    return DeviceOrder.objects.create(
        device=device, sequence=last + 1, action=action, zone=zone, ordered_at=now, ordered_by_name=by[:120]
    )


def sign_waiting(now: datetime) -> int:
    """Sign the orders that wait; return how many. Without a key in force they go on waiting."""
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


def waiting_for(device: Device) -> list[str]:
    """Return the signed orders that the device has yet to obey, the oldest first."""
    rows = device.orders.filter(obeyed_at=None).exclude(envelope="").order_by("sequence")
    return list(rows.values_list("envelope", flat=True)[:MOST])


def obeyed(device: Device, names: Iterable[str], *, now: datetime) -> None:
    """Note what the device says it has done."""
    device.orders.filter(pk__in=list(names), obeyed_at=None).exclude(envelope="").update(obeyed_at=now)


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
        )
    )
