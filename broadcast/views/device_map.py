"""The map of loudspeakers and boards: all of them, where one stands, the picture behind them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from broadcast import fleet, fleet_map, map_picture
from broadcast.models import Device, Station, StationMap
from broadcast.states import DeviceStatus
from broadcast.views import device_map_forms as forms
from broadcast.views.access import needs, person_of, the_station


@needs("watch_station")
def device_map(request: HttpRequest) -> HttpResponse:
    """Show every device where it stands, and in its hamlet with whom to call."""
    return _page(request)


@needs("watch_station")
def live(request: HttpRequest) -> HttpResponse:
    """Return the part that changes by itself."""
    return render(request, "broadcast/map/now.html", _context(request, the_station()))


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    station = the_station()
    return render(request, "broadcast/map.html", _context(request, station) | more, status=status)


def _context(request: HttpRequest, station: Station) -> dict[str, Any]:
    boxes = fleet.boxes(fleet.in_service(station), now=timezone.now())
    drawn = _drawn(station)
    return {
        "sheet": fleet_map.sheet(boxes, list(station.zones.select_related("place")), drawn),
        "drawn": drawn,
        "boxes": boxes,
        "counts": [(shape, shape.words, count) for shape, count in fleet.counts(boxes)],
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "corners": forms.corners_of(drawn),
    }


def _drawn(station: Station) -> StationMap | None:
    return StationMap.objects.defer("picture").filter(station=station).first()


# ------------------------------------------------------------------ where one stands


@needs("operate_station")
def place(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Say where a device stands: by tapping, by numbers, or by coordinates."""
    device = get_object_or_404(
        Device.objects.select_related("zone__place"), pk=device_id, status=DeviceStatus.ACTIVE
    )
    if request.method != "POST":
        return _place_page(request, device, forms.spot_form(device))
    try:
        facts = forms.spot(request.POST)
    except forms.BadInput as fault:
        return _place_page(request, device, request.POST.dict(), status=422, error=str(fault))
    Device.objects.filter(pk=device.pk).update(**facts)
    messages.success(request, _("The place of %(device)s is kept.") % {"device": device.name})
    return redirect("broadcast:device_map")


def _place_page(
    request: HttpRequest, device: Device, typed: dict[str, str], *, status: int = 200, error: str = ""
) -> HttpResponse:
    context = _context(request, the_station())
    others = [mark for mark in context["sheet"].marks if mark.box.device.pk != device.pk]
    pin = forms.pin(typed, context["sheet"].spots.get(device.pk))
    context |= {"device": device, "typed": typed, "error": error, "others": others, "pin": pin}
    return render(request, "broadcast/map_place.html", context, status=status)


# ------------------------------------------------------------------ the picture behind


@require_safe
@needs("watch_station")
def picture(request: HttpRequest, sha256: str) -> HttpResponse:
    """Hand out the picture; its address changes with it, so that browsers may keep it."""
    kept = StationMap.objects.filter(station=the_station(), picture_sha256=sha256).first()
    if kept is None or kept.picture is None:
        raise Http404("no such picture")
    cached = {"Cache-Control": "private, max-age=31536000, immutable"}
    return HttpResponse(bytes(kept.picture), content_type="image/webp", headers=cached)


@require_POST
@needs("operate_station")
def keep_picture(request: HttpRequest) -> HttpResponse:
    """Keep a new picture, where its corners lie, or that there is none any more."""
    try:
        changes = _changes(request)
    except (map_picture.BadPicture, forms.BadInput) as fault:
        typed = {name: request.POST.get(name, "") for name in ("upper_left", "lower_right")}
        return _page(request, 422, error=str(fault), corners=typed, picture_open=True)
    now, person = timezone.now(), person_of(request)
    by = {"changed_at": now, "changed_by_name": person.get_full_name()[:120]}
    StationMap.objects.update_or_create(station=the_station(), defaults=changes | by)
    messages.success(request, _("Kept."))
    return redirect("broadcast:device_map")


def _changes(request: HttpRequest) -> dict[str, Any]:
    """Return the columns that the form sets; without a file the picture stays."""
    if "remove" in request.POST:
        nothing = map_picture.Picture(data=b"", sha256="", width=0, height=0)
        return _columns(nothing) | forms.corners({})
    changes = forms.corners(request.POST)
    sent = request.FILES.get("picture")
    if sent is not None:
        changes |= _columns(map_picture.made_anew(sent.read(map_picture.MOST_BYTES + 1)))
    return changes


def _columns(kept: map_picture.Picture) -> dict[str, Any]:
    return {
        "picture": kept.data or None,
        "picture_sha256": kept.sha256,
        "width": kept.width,
        "height": kept.height,
    }
