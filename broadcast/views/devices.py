"""Loudspeakers and boards: taking new ones into service, seeing how they are, taking them out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import desk, problems
from broadcast.devices import enrolment
from broadcast.keys import state
from broadcast.models import Device, Receipt, Zone
from broadcast.states import DeviceStatus
from broadcast.transitions import LostRace, UnlawfulMove
from broadcast.views.access import needs, person_of, the_station


@needs("watch_station")
def devices(request: HttpRequest) -> HttpResponse:
    """List the boxes; those that wait for their code come first."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    station = the_station()
    now = timezone.now()
    rows = list(desk.devices())
    for row in rows:
        row.is_silent = row.last_seen_at is None or now - row.last_seen_at > problems.SILENT_AFTER  # type: ignore[attr-defined]
    context = {
        "waiting": [row for row in rows if row.status == DeviceStatus.CLAIMING],
        "devices": [row for row in rows if row.status == DeviceStatus.ACTIVE],
        "revoked": Device.objects.filter(status=DeviceStatus.REVOKED).order_by("name"),
        "mark": state.station_mark(),
        "may_manage": request.user.has_perm("broadcast.manage_devices"),
        "zones": station.zones.select_related("place"),
        "receipts": Receipt.objects.select_related("device", "airing", "board_item")[:20],
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        **more,
    }
    return render(request, "broadcast/devices.html", context, status=status)


@require_POST
@needs("operate_station")
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the device that shows a code into service."""
    code, name = request.POST.get("code", ""), request.POST.get("name", "")
    zone = Zone.objects.filter(pk=request.POST.get("zone") or 0).first()
    typed = {"code": code, "name": name, "zone": request.POST.get("zone", "")}
    if zone is None:
        return _page(request, 422, error=_("Choose the zone where the device stands."), typed=typed)
    try:
        device = enrolment.confirm(code, zone=zone, name=name, person=person_of(request), now=timezone.now())
    except enrolment.WrongCode as fault:
        return _page(request, 422, error=str(fault), typed=typed)
    messages.success(
        request,
        _("%(device)s is in service in %(zone)s. It fetches its plan within half a minute.")
        % {"device": device.name, "zone": zone.name},
    )
    return redirect("broadcast:devices")


@require_POST
@needs("operate_station")
def revoke(request: HttpRequest, device_id: str) -> HttpResponse:
    """Take a device out of service for good."""
    device = get_object_or_404(Device, pk=device_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _page(request, 422, error=_("Write why the device is taken out of service."))
    try:
        enrolment.revoke(device, person=person_of(request), reason=reason[:500], now=timezone.now())
    except (LostRace, UnlawfulMove):
        messages.error(request, _("The device was already out of service."))
    else:
        messages.success(
            request, _("%(device)s is out of service and forgets its plan.") % {"device": device.name}
        )
    return redirect("broadcast:devices")


@require_POST
@needs("operate_station")
def relocate(request: HttpRequest, device_id: str) -> HttpResponse:
    """Let a device serve another zone."""
    device = get_object_or_404(Device, pk=device_id, status=DeviceStatus.ACTIVE)
    zone = Zone.objects.filter(pk=request.POST.get("zone") or 0).first()
    if zone is None or zone.pk == device.zone_id:
        return _page(request, 422, error=_("Choose the other zone that the device is to serve."))
    enrolment.relocate(device, zone=zone, person=person_of(request), now=timezone.now())
    messages.success(
        request,
        _("%(device)s gets a signed order to serve %(zone)s.") % {"device": device.name, "zone": zone.name},
    )
    return redirect("broadcast:devices")


@require_POST
@needs("manage_devices")
def new_key(request: HttpRequest, device_id: str) -> HttpResponse:
    """Let a device make itself a new key."""
    device = get_object_or_404(Device, pk=device_id, status=DeviceStatus.ACTIVE)
    enrolment.order_new_key(device, person=person_of(request), now=timezone.now())
    messages.success(
        request, _("%(device)s gets a signed order to change its key.") % {"device": device.name}
    )
    return redirect("broadcast:devices")
