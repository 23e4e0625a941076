"""One loudspeaker or board: how it is and was, its orders, where it stands, its zone, key and end."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import desk, device_spells, fleet, remote
from broadcast.devices import enrolment
from broadcast.models import Device, DeviceSpell, Zone
from broadcast.states import DeviceStatus
from broadcast.transitions import LostRace, UnlawfulMove
from broadcast.views import device_forms
from broadcast.views.access import needs, person_of

ORDERS_SHOWN, RECEIPTS_SHOWN, SPELLS_SHOWN = 20, 20, 40
SHOWN = 12  # notices in the preview of a board


@needs("watch_station")
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Show one box with its history."""
    return _page(request, _found(device_id))


def _found(device_id: UUID) -> Device:
    rows = Device.objects.select_related("zone__place", "zone__station")
    return get_object_or_404(rows.exclude(status=DeviceStatus.CLAIMING), pk=device_id)


def _active(device_id: UUID) -> Device:
    return get_object_or_404(Device, pk=device_id, status=DeviceStatus.ACTIVE)


def _page(request: HttpRequest, device: Device, status: int = 200, **more: object) -> HttpResponse:
    now = timezone.now()
    spells = list(device.spells.all()[: SPELLS_SHOWN + 1])
    volume = remote.wanted_volume(device)
    context: dict[str, Any] = {
        "device": device,
        "box": fleet.box_of(device, now=now),
        "is_active": device.status == DeviceStatus.ACTIVE,
        "orders": device.orders.select_related("zone").order_by("-sequence")[:ORDERS_SHOWN],
        "history": _history(spells[:SPELLS_SHOWN], now),
        "receipts": device.receipts.select_related("device", "airing", "board_item")[:RECEIPTS_SHOWN],
        "volume": volume,
        "parts": device_forms.part_rows(volume),
        "zones": Zone.objects.select_related("place"),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_manage": request.user.has_perm("broadcast.manage_devices"),
        "typed": {},
        **more,
    }
    if device.kind == Device.Kind.BOARD:
        context["screen"] = device_forms.screen_form(remote.wanted_screen(device), context["typed"])
        context["showing"] = desk.boards_in(device.zone_id, now=now)[:SHOWN]
    return render(request, "broadcast/device.html", context, status=status)


def _history(spells: list[DeviceSpell], now: datetime) -> list[dict[str, object]]:
    """Return the spells with the silences between them, the newest first."""
    rows: list[dict[str, object]] = []
    later = now
    for spell in spells:
        if later - spell.until > device_spells.BRIDGED:
            rows.append({"since": spell.until, "until": later, "silent": True})
        rows.append({"since": spell.since, "until": spell.until, "spell": spell})
        later = spell.since
    return rows


@require_POST
@needs("operate_station")
def keep(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Keep the name, the place and the operating hours of a device."""
    device = _found(device_id)
    try:
        facts = device_forms.facts(request.POST)
    except device_forms.BadInput as fault:
        return _page(request, device, 422, error=str(fault), typed=request.POST)
    Device.objects.filter(pk=device.pk).update(**facts)
    if request.POST.get("hours_for_all"):
        hours = {name: facts[name] for name in ("works_from", "works_until")}
        Device.objects.filter(kind=device.kind, status=DeviceStatus.ACTIVE).update(**hours)
    messages.success(request, _("Kept."))
    return redirect("broadcast:device", device.pk)


@require_POST
@needs("operate_station")
def tell(request: HttpRequest, device_id: UUID, act: str) -> HttpResponse:
    """Order a chime, a restart or the log."""
    device = _found(device_id)
    action = device_forms.ORDERS.get(act)
    if action is None:
        return _page(request, device, 404, error=_("There is no such order."))
    try:
        remote.tell(device, action, person=person_of(request), now=timezone.now())
    except remote.CannotOrder as fault:
        return _page(request, device, 409, error=str(fault))
    messages.success(
        request, _("The order is being signed; %(device)s answers within a minute.") % {"device": device.name}
    )
    return redirect("broadcast:device", device.pk)


@require_POST
@needs("operate_station")
def volume(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Order a volume with its parts of the day."""
    device = _found(device_id)
    try:
        wanted = device_forms.volume(request.POST)
        remote.set_volume(device, wanted, person=person_of(request), now=timezone.now())
    except device_forms.BadInput as fault:
        parts = device_forms.typed_rows(request.POST)
        return _page(request, device, 422, error=str(fault), parts=parts, typed=request.POST)
    except remote.CannotOrder as fault:
        return _page(request, device, 409, error=str(fault))
    messages.success(request, _("%(device)s gets a signed order with its volume.") % {"device": device.name})
    return redirect("broadcast:device", device.pk)


@require_POST
@needs("operate_station")
def screen(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Order a layout and the hours in which the screen is off."""
    device = _found(device_id)
    try:
        wanted = device_forms.screen(request.POST)
        remote.set_screen(device, wanted, person=person_of(request), now=timezone.now())
    except device_forms.BadInput as fault:
        return _page(request, device, 422, error=str(fault), typed=request.POST)
    except remote.CannotOrder as fault:
        return _page(request, device, 409, error=str(fault), typed=request.POST)
    messages.success(request, _("%(device)s gets a signed order how to show.") % {"device": device.name})
    return redirect("broadcast:device", device.pk)


@require_POST
@needs("operate_station")
def revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Take a device out of service for good."""
    device = _found(device_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _page(request, device, 422, error=_("Write why the device is taken out of service."))
    try:
        enrolment.revoke(device, person=person_of(request), reason=reason[:500], now=timezone.now())
    except (LostRace, UnlawfulMove):
        messages.error(request, _("The device was already out of service."))
    else:
        messages.success(
            request, _("%(device)s is out of service and forgets its plan.") % {"device": device.name}
        )
    return redirect("broadcast:device", device.pk)


@require_POST
@needs("operate_station")
def relocate(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Let a device serve another zone."""
    device = _active(device_id)
    zone = Zone.objects.filter(pk=request.POST.get("zone") or 0).first()
    if zone is None or zone.pk == device.zone_id:
        return _page(request, device, 422, error=_("Choose the other zone that the device is to serve."))
    enrolment.relocate(device, zone=zone, person=person_of(request), now=timezone.now())
    messages.success(
        request,
        _("%(device)s gets a signed order to serve %(zone)s.") % {"device": device.name, "zone": zone.name},
    )
    return redirect("broadcast:device", device.pk)


@require_POST
@needs("manage_devices")
def new_key(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Let a device make itself a new key."""
    device = _active(device_id)
    enrolment.order_new_key(device, person=person_of(request), now=timezone.now())
    messages.success(
        request, _("%(device)s gets a signed order to change its key.") % {"device": device.name}
    )
    return redirect("broadcast:device", device.pk)
