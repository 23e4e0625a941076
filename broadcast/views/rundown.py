"""The plan before it happens: a day with its rundown, a week, and both as files."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from broadcast import ordering, outlook, rulebook, rundown_pdf
from broadcast.models import Booking, Slot, Station
from broadcast.plan.reasons import is_clash
from broadcast.views.access import needs, the_station

WEEK = 7


@needs("watch_station")
def day(request: HttpRequest) -> HttpResponse:
    """Show a day's sessions with what is booked into each; ``?dinh-dang=`` hands the day out as a file."""
    station = the_station()
    shown = _day(request, station)
    seen = outlook.outlook(station, shown, shown, now=timezone.now())
    handed = _file(request, station, seen, shown)
    if handed is not None:
        return handed
    today = rulebook.local_day(station, timezone.now())
    context = {
        "day": shown,
        "today": today,
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1),
        "sessions": [_rundown(session) for session in seen.sessions],
        "unheard": seen.unheard,
        "special": rulebook.calendar_of(station, since=shown).special_on(shown),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
    }
    return render(request, "broadcast/rundown.html", context)


def _rundown(session: outlook.Session) -> dict[str, object]:
    """Return a session with what can be put into another order."""
    booked: list[Booking] = []
    order = None
    if session.slot_id:
        slot = Slot.objects.get(pk=session.slot_id)
        booked, order = ordering.booked_in(slot, session.on), ordering.last_order(slot, session.on)
    clash = any(is_clash(why) for booking in booked for why in booking.unplaced.values())
    return {"session": session, "booked": booked, "order": order, "clash": clash}


@needs("watch_station")
def week(request: HttpRequest) -> HttpResponse:
    """Show seven days, each with its sessions and how full they are."""
    station = the_station()
    first = _day(request, station)
    last = first + timedelta(days=WEEK - 1)
    seen = outlook.outlook(station, first, last, now=timezone.now())
    handed = _file(request, station, seen, first)
    if handed is not None:
        return handed
    calendar = rulebook.calendar_of(station, since=first)
    days = [first + timedelta(days=ahead) for ahead in range(WEEK)]
    context = {
        "days": [
            {"on": each, "sessions": seen.on(each), "special": calendar.special_on(each)} for each in days
        ],
        "first": first,
        "last": last,
        "before": first - timedelta(days=WEEK),
        "after": last + timedelta(days=1),
        "unheard": seen.unheard,
    }
    return render(request, "broadcast/week.html", context)


def _day(request: HttpRequest, station: Station) -> date:
    """Return the day asked for; today when none is, or none that there is."""
    today = rulebook.local_day(station, timezone.now())
    try:
        asked = parse_date(request.GET.get("ngay", ""))
    except ValueError:
        return today
    return asked if asked is not None and 2000 <= asked.year <= 2200 else today


def _file(request: HttpRequest, station: Station, seen: outlook.Outlook, first: date) -> HttpResponse | None:
    kind = request.GET.get("dinh-dang", "")
    if kind == "csv":
        content, media = outlook.as_csv(seen).encode(), "text/csv; charset=utf-8"
    elif kind == "ics":
        content = outlook.as_ical(station, seen, now=timezone.now()).encode()
        media = "text/calendar; charset=utf-8"
    elif kind == "pdf":
        content, media = rundown_pdf.draw(station.name, first, seen.on(first)), "application/pdf"
    else:
        return None
    answer = HttpResponse(content, content_type=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="lich-phat-{first:%Y-%m-%d}.{kind}"'
    return answer
