"""What surrounds every call of a device: its signature, the note that it was heard of, the hints in each answer."""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from broadcast import refused_calls
from broadcast.devices.requests import Caller, Denied, caller
from broadcast.models import Device

MOST_BYTES = 512 * 1024
CONTACT_EVERY = timedelta(seconds=20)
KEYS, ORDERS = "LoaXa-Keys", "LoaXa-Orders"
MOST_NOTED = 10_000
_noted: dict[UUID, datetime] = {}
View = Callable[..., HttpResponseBase]


def signed(view: View, *, revoked_too: bool = False) -> View:
    """Answer only a device that signed its request; note that it was heard of.

    Each answer hints at the newest key list and at orders that wait: hints only, what counts is signed itself.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            device = caller(request, revoked_too=revoked_too)
        except Denied as denial:
            return _denial(denial)
        _note_contact(device, timezone.now())
        response = view(request, device, *args, **kwargs)
        if response.status_code == 400:
            refused_calls.note(device.pk, refused_calls.Why.REPORT, now=timezone.now())
        if device.keys:
            response.headers[KEYS] = device.keys
        if device.order:
            response.headers[ORDERS] = "1"
        return response

    return answer


def fields_of(request: HttpRequest) -> Any:
    """Return the JSON of a call's body; raises ``ValueError``."""
    if len(request.body) > MOST_BYTES:
        raise ValueError("too large")
    return json.loads(request.body)


def malformed(fault: Exception) -> JsonResponse:
    """Answer a call that makes no sense."""
    return JsonResponse({"error": f"malformed: {fault}"[:200]}, status=400)


def _denial(denial: Denied) -> JsonResponse:
    fields: dict[str, object] = {"error": denial.error}
    if denial.device is not None:
        why = "report" if denial.error == "too_large" else denial.error
        refused_calls.note(denial.device, why, now=timezone.now())
    if denial.error == "clock":
        fields["now"] = int(time.time())
    return JsonResponse(fields, status=denial.status)


def _note_contact(device: Caller, now: datetime) -> None:
    """Write the last contact down, but not at every call: each process remembers when it last did."""
    last = _noted.get(device.pk)
    if last is None or abs(now - last) > CONTACT_EVERY:
        if len(_noted) >= MOST_NOTED:
            _noted.clear()
        Device.objects.filter(pk=device.pk).update(last_seen_at=now)
        _noted[device.pk] = now
