"""Addresses at which receivers of other makers pull the released plan of a zone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import playlists as addresses
from broadcast.models import PlaylistAddress, Zone
from broadcast.views.access import check, needs, person_of, the_station


@needs("watch_station")
def playlists(request: HttpRequest) -> HttpResponse:
    """List the addresses; make one, which is shown this once."""
    if request.method != "POST":
        return _page(request)
    check(request, "manage_devices")
    zone = Zone.objects.filter(pk=_number(request.POST.get("zone", ""))).first()
    try:
        row, secret = addresses.make(
            zone, name=request.POST.get("name", ""), person=person_of(request), now=timezone.now()
        )
    except addresses.CannotMake as refusal:
        return _page(request, 422, error=str(refusal), typed=request.POST)
    url = request.build_absolute_uri(reverse("playlist", args=[secret]))
    answer = _page(request, made=row, url=url)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    station = the_station()
    context = {
        "addresses": PlaylistAddress.objects.filter(zone__station=station).select_related("zone"),
        "zones": station.zones.select_related("place"),
        "may_manage": request.user.has_perm("broadcast.manage_devices"),
        **more,
    }
    return render(request, "broadcast/playlists.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


@require_POST
@needs("manage_devices")
def close(request: HttpRequest, address_id: int) -> HttpResponse:
    """Close an address."""
    row = get_object_or_404(PlaylistAddress, pk=address_id)
    addresses.close(row, person=person_of(request), now=timezone.now())
    messages.success(
        request, _("The address of %(name)s is closed; it answers nobody any more.") % {"name": row.name}
    )
    return redirect("broadcast:device_addresses")
