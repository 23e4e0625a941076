"""Stopping what sounds: asks once, says what falls silent where and what comes after, and does it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import pipeline, stopping
from broadcast.models import Airing
from broadcast.views.access import needs, person_of


@needs("watch_station")
def stop(request: HttpRequest, airing_id: UUID) -> HttpResponse:
    """Ask, then stop; what was typed stays when nothing could be stopped."""
    if not stopping.may_stop(person_of(request)):
        raise PermissionDenied
    airing = get_object_or_404(Airing.objects.select_related("booking__programme", "zone"), pk=airing_id)
    problem = ""
    if request.method == "POST":
        try:
            stopped = _stop(request, airing)
        except stopping.CannotStop as refusal:
            problem = str(refusal)
        else:
            words = {"title": airing.title, "zones": ", ".join(row.zone.name for row in stopped)}
            messages.success(
                request,
                _(
                    "“%(title)s” is stopped in %(zones)s. Loudspeakers fall silent within ten seconds; below you see "
                    "which have confirmed."
                )
                % words,
            )
            return redirect("broadcast:home")
    now = timezone.now()
    plays = stopping.plays(airing, now=now)
    chosen = {int(each) for each in request.POST.getlist("zone") if each.isdigit()}
    context = {
        "airing": airing,
        "plays": plays,
        "chosen": chosen or {play.airing.zone_id for play in plays},
        "alike": len({play.outlook for play in plays}) == 1,
        "later": stopping.later_plays(airing, now=now),
        "problem": problem,
        "why": request.POST.get("why", ""),
        "may_recall": request.user.has_perm("newsroom.recall_approval"),
    }
    return render(request, "broadcast/stop.html", context, status=422 if problem else 200)


def _stop(request: HttpRequest, airing: Airing) -> list[Airing]:
    now = timezone.now()
    stopped = stopping.stop(
        airing,
        zone_ids=[int(each) for each in request.POST.getlist("zone") if each.isdigit()],
        why=request.POST.get("why", ""),
        person=person_of(request),
        now=now,
        and_later=bool(request.POST.get("later")),
    )
    pipeline.stop_at_once(now)
    return list(stopped)
