"""The devices' month: contact and plays, on screen and as a file."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from broadcast import desk, device_report
from broadcast.models import Station
from broadcast.views.access import needs, the_station


@needs("watch_station")
def month(request: HttpRequest) -> HttpResponse:
    """Show a month; ``?dinh-dang=csv`` hands it out as a file."""
    station, now = the_station(), timezone.now()
    first = _month(request, station)
    lines = device_report.month(station, first, now=now)
    if request.GET.get("dinh-dang") == "csv":
        answer = HttpResponse(device_report.as_csv(station, lines), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="thiet-bi-{first:%Y-%m}.csv"'
        return answer
    context = {
        "lines": lines,
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "columns": device_report.columns()[1:],
    }
    return render(request, "broadcast/device_month.html", context)


def _month(request: HttpRequest, station: Station) -> date:
    """Return the first day of the month asked for; of this one when none is, or none that there is."""
    today = desk.local_now(station, timezone.now()).date()
    year, _dash, number = request.GET.get("thang", "").partition("-")
    if (
        year.isdecimal()
        and number.isdecimal()
        and 2000 <= int(year[:5]) <= 2200
        and 1 <= int(number[:3]) <= 12
    ):
        return date(int(year), int(number), 1)
    return today.replace(day=1)
