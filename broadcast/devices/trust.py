"""The part of the device API that trust rests on: claiming, the key list, orders, a device's next key."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from broadcast import commands, keyring
from broadcast.devices import enrolment
from broadcast.devices.answering import fields_of, malformed, signed
from broadcast.devices.requests import Caller
from broadcast.models import Device
from broadcast.states import DeviceStatus


@csrf_exempt
@require_POST
def claim(request: HttpRequest) -> JsonResponse:
    """Let a new box ask to join."""
    try:
        device = enrolment.ask(fields_of(request), now=timezone.now())
    except (ValueError, AttributeError) as fault:
        return malformed(fault)
    if device.status == DeviceStatus.REVOKED:
        return JsonResponse({"error": "revoked"}, status=403)
    fields = {
        "device": str(device.pk),
        "code": device.claim_code,
        "root_key": keyring.root_public_key(),
        "poll_s": 5,
    }
    return JsonResponse(fields, status=201)


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Hand out the newest list of online keys. Nothing in it is secret, and the root signed it: anybody may ask."""
    return HttpResponse(
        keyring.key_list(), content_type="application/json", headers={"Cache-Control": "no-cache"}
    )


@require_http_methods(["GET", "POST"])
@partial(signed, revoked_too=True)
def orders(request: HttpRequest, device: Caller) -> JsonResponse:
    """Hand out the signed orders that wait, or take which ones were obeyed; a revoked box may ask for its own."""
    row = Device.objects.get(pk=device.pk)
    if request.method == "GET":
        return JsonResponse({"orders": commands.waiting_for(row)})
    try:
        fields = fields_of(request)
        done = [str(UUID(each)) for each in fields["done"][: commands.MOST]]
        failed, answers = _sentences(fields.get("failed")), _sentences(fields.get("answers"))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        return malformed(fault)
    commands.obeyed(row, done, now=timezone.now(), answers=answers)
    commands.not_obeyed(row, failed, now=timezone.now())
    return JsonResponse({})


def _sentences(said: Any) -> dict[str, str]:
    """Return what a device says of some orders; raises ``ValueError``, ``TypeError``, ``AttributeError``."""
    rows = list((said or {}).items())[: commands.MOST]
    if not all(isinstance(text, str) for _name, text in rows):
        raise ValueError("what is said of an order is a text")
    return {str(UUID(name)): text.replace("\0", "") for name, text in rows}


@require_POST
@signed
def key(request: HttpRequest, device: Caller) -> JsonResponse:
    """Take the device's next key."""
    try:
        enrolment.change_key(Device.objects.get(pk=device.pk), fields_of(request), now=timezone.now())
    except (ValueError, AttributeError, TypeError) as fault:
        return malformed(fault)
    return JsonResponse({})
