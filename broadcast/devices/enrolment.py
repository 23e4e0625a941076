"""How a box joins: it asks, shows a code, and a person types the code on the desk."""

import base64
import binascii
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import commands
from broadcast.models import Device, DeviceOrder, Zone
from broadcast.people import Person
from broadcast.plan.envelope import DEVICE_KEY, pre_authentication, verifies
from broadcast.states import DeviceStatus
from broadcast.transitions import move

Action = DeviceOrder.Action
CODE_LIVES = timedelta(hours=24)
MOST_WAITING = 200


class BadClaim(ValueError):
    """What the device sent is no claim."""


class WrongCode(Exception):
    """Nobody waits with this code."""


def ask(fields: Any, *, now: datetime) -> Device:
    """Return the device row of a claim; the same key asks again and gets the same code."""
    key, kind = _public_key(fields), fields.get("kind")
    if kind not in Device.Kind.values:
        raise BadClaim("kind must be loudspeaker or board")
    _forget_stale_claims(now)
    known = Device.objects.filter(public_key=key).first()
    if known is not None:
        return known
    if Device.objects.filter(status=DeviceStatus.CLAIMING).count() >= MOST_WAITING:
        raise BadClaim("too many devices wait for a code")
    return Device.objects.create(
        public_key=key,
        kind=kind,
        name=str(fields.get("name") or _("New device"))[:120],
        software=str(fields.get("software") or "")[:60],
        claim_code=_new_code(),
    )


def _public_key(fields: Any) -> str:
    try:
        raw = base64.b64decode(fields["public_key"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error) as fault:
        raise BadClaim("public_key must be base64") from fault
    if len(raw) != 32:
        raise BadClaim("public_key must be 32 bytes")
    return base64.b64encode(raw).decode()


def _forget_stale_claims(now: datetime) -> None:
    Device.objects.filter(status=DeviceStatus.CLAIMING, created_at__lt=now - CODE_LIVES).delete()


def _new_code() -> str:
    """Return six digits that nobody waits with, written as two groups of three."""
    taken = set(Device.objects.filter(status=DeviceStatus.CLAIMING).values_list("claim_code", flat=True))
    while True:
        code = f"{secrets.randbelow(1000):03d} {secrets.randbelow(1000):03d}"
        if code not in taken:
            return code


@transaction.atomic
def confirm(code: str, *, zone: Zone, name: str, person: Person, now: datetime) -> Device:
    """Take the device that shows this code into service in a zone, or raise ``WrongCode``."""
    digits = "".join(sign for sign in code if sign.isdigit())
    device = Device.objects.filter(
        claim_code=f"{digits[:3]} {digits[3:]}", status=DeviceStatus.CLAIMING, created_at__gt=now - CODE_LIVES
    ).first()
    if device is None:
        raise WrongCode(
            _("No device shows this code. Look at the device again; a code is valid for one day.")
        )
    Device.objects.filter(pk=device.pk).update(
        zone=zone,
        name=name.strip() or device.name,
        claim_code="",
        claimed_at=now,
        claimed_by_name=person.get_full_name(),
    )
    move(device, DeviceStatus.ACTIVE, by=person.get_full_name())
    commands.order(device, Action.SERVE, by=person.get_full_name(), now=now, zone=zone)
    device.refresh_from_db()
    return device


@transaction.atomic
def revoke(device: Device, *, person: Person, reason: str, now: datetime) -> None:
    """Take a device out of service for good: from now on it is refused, and on a signed order it forgets all."""
    move(device, DeviceStatus.REVOKED, by=person.get_full_name(), reason=reason)
    commands.order(device, Action.REVOKE, by=person.get_full_name(), now=now)


@transaction.atomic
def relocate(device: Device, *, zone: Zone, person: Person, now: datetime) -> None:
    """Let a device serve another zone; it moves when it has the signed order."""
    commands.order(device, Action.SERVE, by=person.get_full_name(), now=now, zone=zone)


@transaction.atomic
def order_new_key(device: Device, *, person: Person, now: datetime) -> None:
    """Tell a device to make itself a new key; until it has, the present one stays good."""
    commands.order(device, Action.NEW_KEY, by=person.get_full_name(), now=now)


@transaction.atomic
def change_key(device: Device, fields: Any, *, now: datetime) -> None:
    """Take a device's next key, proved by that key itself; the call was signed by the present one.

    Asking again with the key that is already in force changes nothing. Raises ``BadClaim``.
    """
    key = _public_key(fields)
    row = Device.objects.select_for_update().get(pk=device.pk)
    if row.public_key == key:
        return
    proof, covered = _proof(fields), f"{row.pk}\n{row.public_key}\n{key}".encode()
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
    if not verifies(public, proof, pre_authentication(DEVICE_KEY, covered)):
        raise BadClaim("the new key did not sign")
    if any(key == former["public_key"] for former in row.former_keys):
        raise BadClaim("a former key does not come back")
    if Device.objects.filter(public_key=key).exists():
        raise BadClaim("another device has this key")
    former = {"public_key": row.public_key, "until": now.isoformat()}
    Device.objects.filter(pk=row.pk).update(public_key=key, former_keys=[*row.former_keys, former])


def _proof(fields: Any) -> bytes:
    try:
        return base64.b64decode(fields["proof"], validate=True)
    except (KeyError, TypeError, ValueError) as fault:
        raise BadClaim("proof must be base64") from fault
