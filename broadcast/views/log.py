"""The log book on screen and as a file: a day, what was planned, what was heard."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from broadcast import decisions, desk, logbook
from broadcast.models import Station
from broadcast.views.access import needs, the_station

ON_A_PAGE = 50


@needs("watch_station")
def log(request: HttpRequest) -> HttpResponse:
    """Show a day; ``?dinh-dang=csv`` hands it out as a file."""
    station = the_station()
    day = _day(request, station)
    if request.GET.get("dinh-dang") == "csv":
        return _file(station, day)
    airings = desk.airings_on(station, day)
    zone = request.GET.get("khu-vuc", "")
    shown = airings.filter(zone=int(zone)) if zone.isdigit() else airings
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "zones": station.zones.select_related("place"),
        "zone": zone,
        "page": page,
        "groups": logbook.groups_of(logbook.entries_of(page.object_list)),
        "sum": logbook.sum_of(shown),
        "decisions": decisions.decisions_on(station, day),
    }
    return render(request, "broadcast/log.html", context)


def _day(request: HttpRequest, station: Station) -> date:
    """Return the day asked for; today when none is, or none that there is."""
    today = desk.local_now(station, timezone.now()).date()
    try:
        asked = parse_date(request.GET.get("ngay", ""))
    except ValueError:
        return today
    return asked if asked is not None and 2000 <= asked.year <= 2200 else today


def _file(station: Station, day: date) -> HttpResponse:
    answer = HttpResponse(logbook.as_csv(station, day), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{day:%Y-%m-%d}.csv"'
    return answer
