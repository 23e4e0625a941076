"""Thông báo trên máy này: a leader's own device, reminded for as long as somebody is signed in on it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.push import asking, services, staff, vapid
from cms.push.models import Address, StaffDevice
from newsroom.models import SignedInSession
from newsroom.requests import PersonRequest


@require_safe
@never_cache
def device(request: PersonRequest) -> HttpResponse:
    """Show which devices are reminded, and offer it for this one."""
    _require_right(request)
    devices = staff.devices(request.user, now=timezone.now()).select_related("session")
    context = {
        "key": vapid.public_key(),
        "devices": devices,
        "current": request.session.session_key,
    }
    return render(request, "push/device.html", context)


@require_POST
@never_cache
def add(request: PersonRequest) -> JsonResponse:
    """Remind on this browser."""
    _require_right(request)
    session = SignedInSession.objects.filter(pk=request.session.session_key, user=request.user).first()
    if session is None:
        return JsonResponse({"problem": _("Please sign in again, then try once more.")}, status=409)
    try:
        staff.add(asking.wish_in(asking.read(request)), session)
    except services.UnknownService:
        return JsonResponse({"problem": asking.unknown_service()}, status=422)
    except (KeyError, TypeError, ValueError):
        return JsonResponse({"problem": asking.unreadable()}, status=400)
    return JsonResponse({"ok": True})


@require_POST
@never_cache
def remove(request: PersonRequest) -> JsonResponse:
    """Remind on this browser no more."""
    try:
        digest = Address.digest(str(asking.read(request)["endpoint"]))
    except (KeyError, TypeError, ValueError):
        return JsonResponse({"problem": asking.unreadable()}, status=400)
    StaffDevice.objects.filter(session__user=request.user, endpoint_sha256=digest).delete()
    return JsonResponse({"ok": True})


def _require_right(request: PersonRequest) -> None:
    if not request.user.has_perm(staff.RIGHT):
        raise PermissionDenied(_("Only those who decide on stories are reminded of them."))
