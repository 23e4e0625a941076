"""Who is calling: a request signed by the key that the device made itself."""

import base64
import binascii
import hashlib
import re
import time
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.http import HttpRequest

from broadcast.models import Device
from broadcast.plan.envelope import REQUEST, pre_authentication
from broadcast.states import DeviceStatus

CLOCK_TOLERANCE_S = 300
_HEADER = re.compile(r'LoaXa device="([0-9a-f-]{36})", at="(\d{1,12})", sig="([A-Za-z0-9+/=]{88})"')


class Denied(Exception):
    """The request is not answered: ``status`` and ``error`` are what the device is told."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


def caller(request: HttpRequest, *, now: float | None = None) -> Device:
    """Return the active device that signed this request, or raise ``Denied``."""
    match = _HEADER.fullmatch(request.headers.get("Authorization", ""))
    if match is None:
        raise Denied(401, "unsigned")
    name, at, signature = match.groups()
    device = _device(name)
    _check_signature(request, device, at=at, signature=signature)
    if abs(int(at) - (time.time() if now is None else now)) > CLOCK_TOLERANCE_S:
        raise Denied(401, "clock")
    if device.status == DeviceStatus.REVOKED:
        raise Denied(403, "revoked")
    if device.status != DeviceStatus.ACTIVE or device.zone_id is None:
        raise Denied(403, "unclaimed")
    return device


def _device(name: str) -> Device:
    try:
        return Device.objects.select_related("zone").get(pk=UUID(name))
    except (Device.DoesNotExist, ValueError) as fault:
        raise Denied(401, "unknown") from fault


def _check_signature(request: HttpRequest, device: Device, *, at: str, signature: str) -> None:
    body = hashlib.sha256(request.body).hexdigest()
    signed = f"{request.method}\n{request.get_full_path()}\n{at}\n{body}".encode()
    try:
        _key(device.public_key).verify(base64.b64decode(signature), pre_authentication(REQUEST, signed))
    except (InvalidSignature, ValueError, binascii.Error) as fault:
        raise Denied(401, "signature") from fault


@lru_cache(maxsize=4096)
def _key(public_key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
