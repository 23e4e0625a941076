"""How a box joins: it asks, shows a code, and a person types the code on the desk."""

import base64
import binascii
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from broadcast.models import Device, Zone
from broadcast.people import Person
from broadcast.states import DeviceStatus
from broadcast.transitions import move

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
    device.refresh_from_db()
    return device


def revoke(device: Device, *, person: Person, reason: str) -> None:
    """Take a device out of service for good: it forgets its plan and its sounds."""
    move(device, DeviceStatus.REVOKED, by=person.get_full_name(), reason=reason)
