"""The device API, version 1 (docs/PROTOCOL.md): manifest, media, receipts, heartbeat."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from broadcast import (
    bell,
    broker,
    device_spells,
    heads,
    media,
    playout,
    refused_calls,
    renditions,
    revocations,
)
from broadcast.devices.answering import fields_of, signed
from broadcast.devices.condition import condition
from broadcast.devices.ranges import ranged
from broadcast.devices.requests import Caller
from broadcast.models import Device, Manifest
from broadcast.plan.canonical import moment

MOST_RECEIPTS = 500
NAME = re.compile("[0-9a-f]{64}")


@require_GET
@signed
def manifest(request: HttpRequest, device: Caller) -> HttpResponse:
    """Hand out the newest signed manifest of the device's zone."""
    if device.manifest is None:
        return JsonResponse({"error": "none"}, status=404)
    etag = f'"{device.manifest}"'
    revocations.note_poll(device, request.META.get("HTTP_IF_NONE_MATCH", ""), now=timezone.now())
    if request.META.get("HTTP_IF_NONE_MATCH") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    epoch, counter = device.manifest.split(".")
    rows = Manifest.objects.filter(zone=device.zone_id, epoch=int(epoch), counter=int(counter))
    body = rows.values_list("envelope", flat=True).get()
    return HttpResponse(
        body, content_type="application/json", headers={"ETag": etag, "Cache-Control": "no-cache"}
    )


@require_GET
@signed
def media_file(request: HttpRequest, device: Caller, sha256: str) -> HttpResponseBase:
    """Hand out a file that the zone's current manifest names, and no other."""
    if not NAME.fullmatch(sha256):
        refused_calls.note(device.pk, refused_calls.Why.PATH, now=timezone.now())
        return JsonResponse({"error": "not in the manifest"}, status=404)
    newest = Manifest.objects.filter(zone=device.zone_id).order_by("-epoch", "-counter")
    if sha256 not in (newest.values_list("media", flat=True).first() or ()):
        return JsonResponse({"error": "not in the manifest"}, status=404)
    rendition = renditions.servable(sha256)
    if rendition is None:
        return JsonResponse({"error": "missing"}, status=404)
    return ranged(request, media.path_of(sha256), content_type=rendition.media_type, etag=sha256)


@require_POST
@signed
def receipts(request: HttpRequest, device: Caller) -> JsonResponse:
    """Take what the device played, showed, skipped or refused."""
    try:
        rows = fields_of(request)["receipts"]
        if not isinstance(rows, list) or len(rows) > MOST_RECEIPTS:
            raise ValueError("at most 500 receipts")
    except (ValueError, KeyError, TypeError) as fault:
        return JsonResponse({"error": f"malformed: {fault}"[:200]}, status=400)
    taken = playout.take_receipts(Device.objects.get(pk=device.pk), rows)
    if taken.refused:
        refused_calls.note(device.pk, refused_calls.Why.REPORT, now=timezone.now())
    return JsonResponse({"accepted": list(taken.accepted), "refused": list(taken.refused)})


@require_POST
@signed
def heartbeat(request: HttpRequest, device: Caller) -> JsonResponse:
    """Take how the device is."""
    now = timezone.now()
    try:
        fields = fields_of(request)
        changes, head = condition(fields, now), heads.reported(fields)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        return JsonResponse({"error": f"malformed: {fault}"[:200]}, status=400)
    Device.objects.filter(pk=device.pk).update(last_seen_at=now, **changes)
    device_spells.note(device.pk, changes, now=now)
    heads.note(device.pk, *head)
    revocations.note_heartbeat(device, changes["manifest_epoch"], changes["manifest_counter"], now=now)
    ways = {"bell": bell.offer(device.pk, device.zone_id), "broker": broker.offer(device.pk)}
    return JsonResponse({"now": moment(now)} | {name: offered for name, offered in ways.items() if offered})
