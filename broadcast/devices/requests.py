"""Who is calling: a request signed by the key that the device made itself."""

import base64
import binascii
import hashlib
import re
import time
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest

from broadcast.models import Device, DeviceOrder, KeyList, Manifest
from broadcast.plan.envelope import REQUEST, pre_authentication
from broadcast.states import DeviceStatus

CLOCK_TOLERANCE_S = 300
NO_BODY = hashlib.sha256(b"").hexdigest()
_HEADER = re.compile(r'LoaXa device="([0-9a-f-]{36})", at="(\d{1,12})", sig="([A-Za-z0-9+/=]{88})"')


HELD = ("manifest_epoch", "manifest_counter")  # the version that the device said it holds


class Denied(Exception):
    """The request is not answered: ``status`` and ``error`` are what the device is told.

    ``device``: in whose name it came, when we know such a device.
    """

    def __init__(self, status: int, error: str, *, device: UUID | None = None) -> None:
        super().__init__(error)
        self.status, self.error, self.device = status, error, device


@dataclass(frozen=True, slots=True)
class Caller:
    """A device with what most answers need besides it, read by the one query that finds it.

    ``manifest`` and ``keys``: the newest version of its zone's plan and of the key list, as "epoch.number", or None;
    ``order``: something that it has yet to obey, or None.
    """

    pk: UUID
    status: str
    public_key: str
    zone_id: int | None
    manifest_epoch: int
    manifest_counter: int
    manifest: str | None
    keys: str | None
    order: object


def caller(request: HttpRequest, *, now: float | None = None, revoked_too: bool = False) -> Caller:
    """Return the active device that signed this request, or raise ``Denied``."""
    match = _HEADER.fullmatch(request.META.get("HTTP_AUTHORIZATION", ""))
    if match is None:
        raise Denied(401, "unsigned")
    name, at, signature = match.groups()
    device = _device(name)
    _check_signature(request, device, at=at, signature=signature)
    if abs(int(at) - (time.time() if now is None else now)) > CLOCK_TOLERANCE_S:
        raise Denied(401, "clock", device=device.pk)
    if device.status == DeviceStatus.REVOKED and not revoked_too:
        raise Denied(403, "revoked", device=device.pk)
    if device.status == DeviceStatus.CLAIMING or device.zone_id is None:
        raise Denied(403, "unclaimed")
    return device


def named(request: HttpRequest) -> UUID | None:
    """Return the device in whose name somebody calls, proved by nothing; None when there is no such device."""
    match = _HEADER.fullmatch(request.META.get("HTTP_AUTHORIZATION", ""))
    try:
        return _device(match[1]).pk if match else None
    except Denied:
        return None


def _device(name: str) -> Caller:
    try:
        pk = UUID(name)
    except ValueError as fault:
        raise Denied(401, "unknown") from fault
    sql, params, place = _statement(connection.vendor)
    named = Device._meta.pk.get_db_prep_value(pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, (*params[:place], named, *params[place + 1 :]))
        row = cursor.fetchone()
    if row is None:
        raise Denied(401, "unknown")
    return Caller(pk, *row)


@cache
def _statement(_vendor: str) -> tuple[str, tuple[Any, ...], int]:
    """Return the query as SQL, its parameters, and which of them is the device.

    Django takes longer to write this query than any database to answer it, so it is written once. Its answers
    are not kept: a revocation holds from the next request on.
    """
    nobody = UUID(int=0)
    sql, params = _callers().filter(pk=nobody).query.sql_with_params()
    return sql, params, params.index(Device._meta.pk.get_db_prep_value(nobody, connection))


def _callers() -> QuerySet[Device, tuple[Any, ...]]:
    released = Manifest.objects.filter(zone=OuterRef("zone_id")).order_by("-epoch", "-counter")
    lists = KeyList.objects.order_by("-epoch", "-version")
    orders = DeviceOrder.objects.filter(device=OuterRef("pk"), obeyed_at=None).exclude(envelope="").order_by()
    return (
        Device.objects.order_by()
        .annotate(
            manifest=Subquery(released.values(etag=_dotted("epoch", "counter"))[:1]),
            keys=Subquery(lists.values(etag=_dotted("epoch", "version"))[:1]),
            order=Subquery(orders.values("pk")[:1]),
        )
        .values_list("status", "public_key", "zone_id", *HELD, "manifest", "keys", "order")
    )


def _dotted(one: str, other: str) -> Concat:
    return Concat(one, Value("."), other, output_field=CharField())


def _check_signature(request: HttpRequest, device: Caller, *, at: str, signature: str) -> None:
    try:
        body = request.body
    except RequestDataTooBig as fault:
        raise Denied(413, "too_large", device=device.pk) from fault
    digest = hashlib.sha256(body).hexdigest() if body else NO_BODY
    signed = f"{request.method}\n{request.get_full_path()}\n{at}\n{digest}".encode()
    try:
        _key(device.public_key).verify(base64.b64decode(signature), pre_authentication(REQUEST, signed))
    except (InvalidSignature, ValueError, binascii.Error) as fault:
        raise Denied(401, "signature", device=device.pk) from fault


@lru_cache(maxsize=4096)
def _key(public_key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
