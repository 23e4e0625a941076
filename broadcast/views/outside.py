"""What is on the air without being a story: live broadcasts that people open, and items of upper levels."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from broadcast import live as air
from broadcast import upstream as letters
from broadcast.models import LiveAuthority, UpstreamItem, UpstreamSource
from broadcast.views.access import check, needs, person_of, the_station

SHOWN = 20


# -------------------------------------------------------------------------- live


@needs("watch_station")
def live(request: HttpRequest) -> HttpResponse:
    """List what is open and what was; open the air of some zones."""
    if request.method != "POST":
        return _live_page(request)
    check(request, "open_live")
    station = the_station()
    zones = list(station.zones.filter(pk__in=[pk for pk in request.POST.getlist("zones") if pk.isdigit()]))
    minutes = request.POST.get("minutes", "")
    try:
        air.open_live(
            station,
            zones=zones,
            purpose=request.POST.get("purpose", ""),
            minutes=int(minutes) if minutes.isdecimal() else 0,
            person=person_of(request),
            now=timezone.now(),
        )
    except air.CannotOpen as refusal:
        return _live_page(request, error=str(refusal), status=422)
    messages.success(request, _("The air is open. It ends by itself after %(n)s minutes.") % {"n": minutes})
    return redirect("broadcast:live_air")


def _live_page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    station, now = the_station(), timezone.now()
    rows = LiveAuthority.objects.filter(station=station).prefetch_related("zones", "talks")
    context = {
        "open": rows.open(now),
        "past": rows.exclude(pk__in=rows.open(now))[:SHOWN],
        "zones": station.zones.select_related("place"),
        "may_open": request.user.has_perm("broadcast.open_live"),
        "most": air.MOST_MINUTES,
        "error": error,
        "typed": {
            "purpose": request.POST.get("purpose", ""),
            "minutes": request.POST.get("minutes", "30"),
            "zones": set(request.POST.getlist("zones")),
        },
    }
    return render(request, "broadcast/live_air.html", context, status=status)


@require_POST
@needs("open_live")
def close_live(request: HttpRequest, live_id: int) -> HttpResponse:
    """Close the air."""
    air.close_live(
        get_object_or_404(LiveAuthority, pk=live_id), person=person_of(request), now=timezone.now()
    )
    messages.success(request, _("The live broadcast is closed."))
    return redirect("broadcast:live_air")


# ---------------------------------------------------------------------- upstream


@needs("watch_station")
def upstream(request: HttpRequest) -> HttpResponse:
    """List what upper levels sent and whose keys we trust; register a source."""
    if request.method != "POST":
        return _upstream_page(request)
    check(request, "manage_sources")
    try:
        letters.register(
            the_station(),
            name=request.POST.get("name", ""),
            public_key=request.POST.get("public_key", ""),
            person=person_of(request),
            now=timezone.now(),
        )
    except letters.CannotRegister as refusal:
        return _upstream_page(request, error=str(refusal), status=422)
    messages.success(request, _("The source is registered. What it signs now waits here for an operator."))
    return redirect("broadcast:upstream")


def _upstream_page(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    items = UpstreamItem.objects.select_related("source")
    context: dict[str, Any] = {
        "waiting": items.filter(entry=None, revoked_at=None, source__revoked_at=None),
        "admitted": items.admitted(timezone.now())[:SHOWN],
        "sources": UpstreamSource.objects.filter(station=the_station()),
        "may_admit": request.user.has_perm("broadcast.operate_station"),
        "may_register": request.user.has_perm("broadcast.manage_sources"),
        "error": error,
        "typed": request.POST,
    }
    return render(request, "broadcast/upstream.html", context, status=status)


@require_POST
@needs("operate_station")
def decide_item(request: HttpRequest, item_id: str) -> HttpResponse:
    """Take an item over, or turn it away."""
    item = get_object_or_404(UpstreamItem.objects.select_related("source"), pk=item_id)
    person, now = person_of(request), timezone.now()
    if request.POST.get("decision") == "admit":
        letters.admit(item, person=person, now=now)
        messages.success(request, _("Taken over: “%(title)s”.") % {"title": item.title})
    else:
        letters.turn_away(item, person=person, now=now)
        messages.success(request, _("Turned away: “%(title)s”.") % {"title": item.title})
    return redirect("broadcast:upstream")


@require_POST
@needs("manage_sources")
def revoke_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Trust a source no more."""
    source = get_object_or_404(UpstreamSource, pk=source_id)
    letters.revoke_source(source, person=person_of(request), now=timezone.now())
    messages.success(request, _("The source is revoked; nothing of it is used any more."))
    return redirect("broadcast:upstream")


@csrf_exempt
@require_POST
def take_item(request: HttpRequest) -> JsonResponse:
    """Take one signed item from a registered source (docs/PROTOCOL.md, section 4)."""
    try:
        item = letters.take(request.body, now=timezone.now())
    except letters.NotTaken as refusal:
        return JsonResponse({"error": refusal.code}, status=403 if refusal.code == "forged" else 422)
    return JsonResponse({"item": str(item.pk), "admitted": item.admitted_at is not None}, status=201)
