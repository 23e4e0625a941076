"""The device API, version 1 (docs/PROTOCOL.md): claim, manifest, media, receipts, heartbeat."""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from broadcast import keyring, media, playout, renditions, revocations
from broadcast.devices import enrolment
from broadcast.devices.ranges import ranged
from broadcast.devices.requests import Denied, caller
from broadcast.models import Device, Manifest
from broadcast.plan.canonical import moment
from broadcast.states import DeviceStatus

MOST_RECEIPTS = 500
MOST_BYTES = 512 * 1024
MOST_VERSION = 2**31 - 1
CONTACT_EVERY = timedelta(seconds=20)
View = Callable[..., HttpResponseBase]


def signed(view: Callable[..., HttpResponseBase]) -> View:
    """Answer only a device that signed its request; note that it was heard of."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            device = caller(request)
        except Denied as denial:
            return _denial(denial)
        _note_contact(device, timezone.now())
        return view(request, device, *args, **kwargs)

    return answer


def _denial(denial: Denied) -> JsonResponse:
    fields: dict[str, object] = {"error": denial.error}
    if denial.error == "clock":
        fields["now"] = int(time.time())
    return JsonResponse(fields, status=denial.status)


def _note_contact(device: Device, now: datetime) -> None:
    """Write the last contact down, but not at every call."""
    if device.last_seen_at is None or now - device.last_seen_at > CONTACT_EVERY:
        Device.objects.filter(pk=device.pk).update(last_seen_at=now)


def _fields(request: HttpRequest) -> Any:
    if len(request.body) > MOST_BYTES:
        raise ValueError("too large")
    return json.loads(request.body)


@csrf_exempt
@require_POST
def claim(request: HttpRequest) -> JsonResponse:
    """Let a new box ask to join."""
    try:
        device = enrolment.ask(_fields(request), now=timezone.now())
    except (ValueError, AttributeError) as fault:
        return JsonResponse({"error": f"malformed: {fault}"[:200]}, status=400)
    if device.status == DeviceStatus.REVOKED:
        return JsonResponse({"error": "revoked"}, status=403)
    fields = {
        "device": str(device.pk),
        "code": device.claim_code,
        "station_key": keyring.station_public_key(),
        "poll_s": 5,
    }
    return JsonResponse(fields, status=201)


@require_GET
@signed
def manifest(request: HttpRequest, device: Device) -> HttpResponse:
    """Hand out the newest signed manifest of the device's zone."""
    newest = _newest(device, "epoch", "counter")
    if newest is None:
        return JsonResponse({"error": "none"}, status=404)
    etag = f'"{newest.epoch}.{newest.counter}"'
    revocations.note_poll(device, request.headers.get("If-None-Match", ""), now=timezone.now())
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    body = Manifest.objects.values_list("envelope", flat=True).get(pk=newest.pk)
    return HttpResponse(
        body, content_type="application/json", headers={"ETag": etag, "Cache-Control": "no-cache"}
    )


def _newest(device: Device, *fields: str) -> Manifest | None:
    return Manifest.objects.filter(zone=device.zone).only(*fields).order_by("-epoch", "-counter").first()


@require_GET
@signed
def media_file(request: HttpRequest, device: Device, sha256: str) -> HttpResponseBase:
    """Hand out a file that the zone's current manifest names, and no other."""
    newest = _newest(device, "media")
    if newest is None or sha256 not in newest.media:
        return JsonResponse({"error": "not in the manifest"}, status=404)
    rendition = renditions.servable(sha256)
    if rendition is None:
        return JsonResponse({"error": "missing"}, status=404)
    return ranged(request, media.path_of(sha256), content_type=rendition.media_type, etag=sha256)


@require_POST
@signed
def receipts(request: HttpRequest, device: Device) -> JsonResponse:
    """Take what the device played, showed, skipped or refused."""
    try:
        rows = _fields(request)["receipts"]
        if not isinstance(rows, list) or len(rows) > MOST_RECEIPTS:
            raise ValueError("at most 500 receipts")
    except (ValueError, KeyError, TypeError) as fault:
        return JsonResponse({"error": f"malformed: {fault}"[:200]}, status=400)
    taken = playout.take_receipts(device, rows)
    return JsonResponse({"accepted": list(taken.accepted), "refused": list(taken.refused)})


@require_POST
@signed
def heartbeat(request: HttpRequest, device: Device) -> JsonResponse:
    """Take how the device is."""
    now = timezone.now()
    try:
        changes = _condition(_fields(request), now)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        return JsonResponse({"error": f"malformed: {fault}"[:200]}, status=400)
    Device.objects.filter(pk=device.pk).update(last_seen_at=now, **changes)
    revocations.note_heartbeat(device, changes["manifest_epoch"], changes["manifest_counter"], now=now)
    return JsonResponse({"now": moment(now)})


def _number(said: object) -> int:
    """Return a version as a number that every database can hold."""
    if not isinstance(said, int) or not 0 <= said <= MOST_VERSION:
        raise ValueError("a version is a whole number from 0 on")
    return said


def _condition(fields: Any, now: datetime) -> dict[str, Any]:
    said = parse_datetime(str(fields["now"]))
    held, chain = fields.get("manifest") or {}, fields.get("chain") or {}
    playing = fields.get("playing")
    return {
        "clock_error_s": (said - now).total_seconds() if said is not None and said.tzinfo else None,
        "manifest_epoch": _number(held.get("epoch", 0)),
        "manifest_counter": _number(held.get("counter", 0)),
        "chain_sequence": _number(chain.get("sequence", 0)),
        "playing": UUID(playing) if playing else None,
        "software": str(fields.get("software") or "")[:60],
        "problems": [str(problem)[:200] for problem in list(fields.get("problems") or [])[:20]],
    }
