"""Loudspeakers and boards: all of them at a glance, and taking new ones into service."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import fleet
from broadcast.devices import enrolment
from broadcast.keys import state
from broadcast.models import Device, Receipt, Zone
from broadcast.states import DeviceStatus
from broadcast.views.access import needs, person_of, the_station

RECEIPTS_SHOWN = 12


@needs("watch_station")
def devices(request: HttpRequest) -> HttpResponse:
    """List the boxes, those in trouble first; ``tim``, ``trang-thai`` and ``khu-vuc`` choose among them."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    station, now = the_station(), timezone.now()
    boxes = fleet.boxes(fleet.in_service(station), now=now)
    zones = list(station.zones.select_related("place"))
    chosen = {name: request.GET.get(name, "").strip() for name in ("tim", "trang-thai", "khu-vuc")}
    context = {
        "boxes": fleet.matching(
            boxes, words=chosen["tim"], shape=chosen["trang-thai"], zone=chosen["khu-vuc"]
        ),
        "all_boxes": len(boxes),
        "counts": [(shape, shape.words, count) for shape, count in fleet.counts(boxes)],
        "hamlets": fleet.hamlets(zones, boxes),
        "words": chosen["tim"],
        "shape": chosen["trang-thai"],
        "zone": chosen["khu-vuc"],
        "waiting": Device.objects.filter(status=DeviceStatus.CLAIMING).count(),
        "revoked": Device.objects.filter(status=DeviceStatus.REVOKED).order_by("name"),
        "mark": state.station_mark(),
        "zones": zones,
        "receipts": Receipt.objects.select_related("device", "airing", "board_item")[:RECEIPTS_SHOWN],
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
    return redirect("broadcast:device", device.pk)
