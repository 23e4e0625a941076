"""Slots of the week and the quiet hours: seen by all, changed by operators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadcast import week
from broadcast.models import Booking, Slot, StandingClip, Station
from broadcast.views.access import check, needs, the_station
from broadcast.views.slot_form import QuietForm, SlotForm, clashes_of


@needs("watch_station")
def slots(request: HttpRequest) -> HttpResponse:
    """List the slots; save the quiet hours."""
    station = the_station()
    if request.method != "POST":
        return _list(request, station, QuietForm(instance=station))
    check(request, "operate_station")
    form = QuietForm(request.POST, instance=Station.objects.get(pk=station.pk))
    if not form.is_valid():
        return _list(request, station, form, status=422)
    form.save()
    messages.success(request, _("The quiet hours are saved. Devices keep them too."))
    return redirect("broadcast:slots")


def _list(request: HttpRequest, station: Station, quiet: QuietForm, status: int = 200) -> HttpResponse:
    rows = [
        {
            "slot": slot,
            "days": week.days_in_words(slot.weekdays),
            "ends_at": week.ends_at(slot.starts_at, slot.budget_minutes),
            "zones": [zone.name for zone in slot.zones.all()],
        }
        for slot in station.slots.prefetch_related("zones__place").order_by("-active", "starts_at", "pk")
    ]
    context = {
        "rows": rows,
        "quiet": quiet,
        "may_operate": request.user.has_perm("broadcast.operate_station"),
    }
    return render(request, "broadcast/slots.html", context, status=status)


@needs("operate_station")
def add(request: HttpRequest) -> HttpResponse:
    """Add a slot."""
    return _edit(request, Slot(station=the_station()))


@needs("operate_station")
def slot(request: HttpRequest, slot_id: int) -> HttpResponse:
    """Change a slot, or switch it off and on."""
    row = get_object_or_404(Slot, pk=slot_id, station=the_station())
    if request.method == "POST" and "switch" in request.POST:
        return _switch(request, row)
    return _edit(request, row)


def _edit(request: HttpRequest, row: Slot) -> HttpResponse:
    form = SlotForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(
            request, _("“%(slot)s” is saved. The plan follows within half a minute.") % {"slot": str(row)}
        )
        return redirect("broadcast:slots")
    context = {
        "form": form,
        "slot": row,
        "weekdays": list(WEEKDAYS.items()),
        "chosen_days": _chosen(form, "weekdays"),
        "zones": row.station.zones.select_related("place"),
        "chosen_zones": _chosen(form, "zones"),
        "booked": _booked(row),
        "frame": [form["opening"], form["closing"]],
        "usual_gap_s": row.station.gap_s,
        "signal_in_force": row.station.clips.in_force(timezone.now())
        .filter(kind=StandingClip.Kind.SIGNAL)
        .exists(),
    }
    return render(request, "broadcast/slot.html", context, status=422 if form.errors else 200)


def _chosen(form: SlotForm, name: str) -> set[int]:
    """Return what is ticked: what was just sent, else what is stored."""
    values: Any = form[name].value() or []
    numbers = (getattr(value, "pk", value) for value in values)
    return {int(number) for number in numbers if str(number).isdigit()}


def _booked(row: Slot) -> int:
    """Return how many bookings are still to come in a slot."""
    if row.pk is None:
        return 0
    today = timezone.localdate()
    return Booking.objects.filter(slot=row, cancelled_at=None, on__gte=today).count()


def _switch(request: HttpRequest, row: Slot) -> HttpResponse:
    if request.POST["switch"] == "on":
        fields = {
            "weekdays": row.weekdays,
            "starts_at": row.starts_at,
            "summer_starts_at": row.summer_starts_at,
            "budget_minutes": row.budget_minutes,
            "zones": row.zones.all(),
        }
        clashes = clashes_of(row, fields)
        for clash in clashes:
            messages.error(request, clash)
        if clashes:
            return redirect("broadcast:slots")
    row.active = request.POST["switch"] == "on"
    row.save(update_fields=["active"])
    messages.success(request, _switched(row))
    return redirect("broadcast:slots")


def _switched(row: Slot) -> str:
    if row.active:
        return _("“%(slot)s” is in use again.") % {"slot": str(row)}
    waiting = _booked(row)
    told = _("“%(slot)s” is switched off.") % {"slot": str(row)}
    if not waiting:
        return told
    return f"{told} " + ngettext(
        "%(count)s programme is booked in it and will not be heard: choose another time for it on the desk.",
        "%(count)s programmes are booked in it and will not be heard: choose another time for them on the desk.",
        waiting,
    ) % {"count": waiting}
