"""The fixed times of a recorded programme or a relay: shown with it, and added on a page of their own."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from broadcast import rulebook, week
from broadcast.models import Fixture, RepertoireItem, Station
from broadcast.views.access import needs, person_of, the_station
from broadcast.views.repertoire_forms import FixtureForm


def rows_of(items: Iterable[RepertoireItem], station: Station) -> list[dict[str, Any]]:
    """Return each item with the times at which it is heard."""
    now = timezone.now()
    today = rulebook.local_day(station, now)
    times: dict[int, list[dict[str, Any]]] = {}
    for row in Fixture.objects.filter(item__in=items, ended_at=None).select_related("slot"):
        if row.last is None or row.last >= today:
            days = week.days_in_words(row.weekdays)
            times.setdefault(row.item_id, []).append({"row": row, "days": days})
    return [
        {
            "item": item,
            "times": times.get(item.pk, ()),
            "is_over": bool(item.valid_until and item.valid_until <= now),
        }
        for item in items
    ]


@needs("operate_station")
def add(request: HttpRequest, item_id: int) -> HttpResponse:
    """Choose when an item is heard."""
    station = the_station()
    item = get_object_or_404(RepertoireItem.objects.approved(), pk=item_id, station=station)
    if item.kind == RepertoireItem.Kind.MUSIC:
        raise Http404("music has no times of its own")
    now = timezone.now()
    form = FixtureForm(
        request.POST or None, item=item, station=station, today=rulebook.local_day(station, now)
    )
    if request.method == "POST" and form.is_valid():
        name = person_of(request).get_full_name()
        Fixture.objects.create(item=item, made_at=now, made_by_name=name, **form.cleaned_data)
        messages.success(request, _("It is in the plan within half a minute."))
        return redirect("broadcast:repertoire", item.kind)
    context = {
        "form": form,
        "item": item,
        "weekdays": list(WEEKDAYS.items()),
        "chosen_days": {int(value) for value in form["weekdays"].value() or () if str(value).isdigit()},
        "slots": station.slots.filter(active=True),
    }
    return render(request, "broadcast/fixture.html", context, status=422 if form.errors else 200)
