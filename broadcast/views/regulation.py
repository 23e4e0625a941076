"""The station's Quy chế: what it allows, the summer hours, the quiet hours and the delay of each zone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import rulebook, week
from broadcast.models import Station, Zone, ZoneQuiet
from broadcast.views.access import check, needs, person_of, the_station
from broadcast.views.regulation_forms import RegulationForm, StaggerForm, ZoneQuietForm


@needs("watch_station")
def regulation(request: HttpRequest) -> HttpResponse:
    """Show the rules; save one part of them."""
    station = the_station()
    if request.method != "POST":
        return _page(request, station)
    check(request, "operate_station")
    handlers = {"limits": _save_limits, "quiet": _add_quiet, "stagger": _save_stagger}
    handler = handlers.get(request.POST.get("what", ""))
    return handler(request, station) if handler else _page(request, station)


def _page(request: HttpRequest, station: Station, status: int = 200, **forms: Any) -> HttpResponse:
    row = rulebook.regulation_of(station)
    form = forms.pop("form", None) or RegulationForm(instance=row)
    quiet_form = forms.pop("quiet_form", None) or ZoneQuietForm(station, initial={"weekdays": [6]})
    context = {
        "regulation": row,
        "form": form,
        "chosen_days": _numbers(form["weekdays"].value()),
        "weekdays": list(WEEKDAYS.items()),
        "quiet_form": quiet_form,
        "quiet_days": _numbers(quiet_form["weekdays"].value()),
        "zones": list(station.zones.select_related("place")),
        "quiet": [
            {"row": each, "days": week.days_in_words(each.weekdays)}
            for each in ZoneQuiet.objects.filter(zone__station=station).select_related("zone__place")
        ],
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        **forms,
    }
    return render(request, "broadcast/regulation.html", context, status=status)


def _numbers(values: Any) -> set[int]:
    return {int(value) for value in values or [] if str(value).isdigit()}


def _save_limits(request: HttpRequest, station: Station) -> HttpResponse:
    form = RegulationForm(request.POST, instance=rulebook.regulation_of(station))
    if not form.is_valid():
        return _page(request, station, 422, form=form)
    row = form.save(commit=False)
    row.changed_at, row.changed_by_name = timezone.now(), person_of(request).get_full_name()
    row.save()
    messages.success(request, _("The regulation is saved. The plan follows at once."))
    return redirect("broadcast:regulation")


def _add_quiet(request: HttpRequest, station: Station) -> HttpResponse:
    form = ZoneQuietForm(station, request.POST)
    if not form.is_valid():
        return _page(request, station, 422, quiet_form=form)
    row = form.save()
    _note_change(request, station)
    messages.success(
        request, _("%(zone)s is quiet at those hours. Its devices keep them too.") % {"zone": row.zone.name}
    )
    return redirect("broadcast:regulation")


@require_POST
@needs("operate_station")
def remove_quiet(request: HttpRequest, row_id: int) -> HttpResponse:
    """Let a zone speak at those hours again."""
    station = the_station()
    row = get_object_or_404(ZoneQuiet, pk=row_id, zone__station=station)
    row.delete()
    _note_change(request, station)
    messages.success(request, _("Those quiet hours are gone."))
    return redirect("broadcast:regulation")


def _save_stagger(request: HttpRequest, station: Station) -> HttpResponse:
    zones = list(station.zones.select_related("place"))
    form = StaggerForm(zones, request.POST)
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, " ".join(str(each) for each in error))
        return _page(request, station, 422)
    for zone in zones:
        Zone.objects.filter(pk=zone.pk).update(stagger_s=form.cleaned_data[f"zone_{zone.pk}"] or 0)
    _note_change(request, station)
    messages.success(request, _("The delays are saved. The plan follows at once."))
    return redirect("broadcast:regulation")


def _note_change(request: HttpRequest, station: Station) -> None:
    """Write down who changed the rules last; the station sees by it that something changed."""
    row = rulebook.regulation_of(station)
    row.changed_at, row.changed_by_name = timezone.now(), person_of(request).get_full_name()
    row.save()
