"""The calendar: holidays, mourning, sessions cancelled, moved or added, limits set aside; each with who and why."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import rulebook, special_days
from broadcast.models import LimitOverride, SessionChange, SpecialDay, Station
from broadcast.plan.lunar import to_lunar
from broadcast.views.access import check, needs, person_of, the_station
from broadcast.views.calendar_forms import FORMS, OverrideForm, SessionChangeForm, SpecialDayForm

SHOWN_OVERRIDES = 20
HOLIDAY_DAYS = 370


@needs("watch_station")
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what is laid down; take in one more of it."""
    station = the_station()
    if request.method != "POST":
        return _page(request, station)
    check(request, "operate_station")
    handlers = {
        "days": _add_days,
        "session": _change_session,
        "override": _set_aside,
        "holiday": _add_holiday,
    }
    handler = handlers.get(request.POST.get("what", ""))
    return handler(request, station) if handler else _page(request, station)


def _page(request: HttpRequest, station: Station, status: int = 200, **forms: Any) -> HttpResponse:
    now = timezone.now()
    today = rulebook.local_day(station, now)
    days = SpecialDay.objects.filter(station=station, last__gte=today, ended_at=None)
    changes = SessionChange.objects.filter(slot__station=station, on__gte=today, ended_at=None)
    context = {
        "today": today,
        "lunar_today": to_lunar(today),
        "days": [_shown(row) for row in days],
        "changes": changes.select_related("slot"),
        "overrides": LimitOverride.objects.filter(station=station)[:SHOWN_OVERRIDES],
        "holidays": _holidays(station, now),
        "kinds": list(FORMS.items()),
        "day_form": SpecialDayForm(initial={"sessions": SpecialDay.Sessions.USUAL}),
        "session_form": SessionChangeForm(station, initial={"on": request.GET.get("ngay", "")}),
        "override_form": OverrideForm(),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        **forms,
    }
    return render(request, "broadcast/calendar.html", context, status=status)


def _shown(row: SpecialDay) -> dict[str, Any]:
    return {
        "row": row,
        "lunar": to_lunar(row.first),
        "only": ", ".join(str(label) for form, label in FORMS.items() if form in row.forms),
    }


def _holidays(station: Station, now: datetime) -> list[dict[str, Any]]:
    """Return the public holidays of the coming year that are not entered yet."""
    today = rulebook.local_day(station, now)
    last = today + timedelta(days=HOLIDAY_DAYS)
    return [
        {"holiday": each, "year": year, "lunar": to_lunar(each.first)}
        for year in (today.year, today.year + 1)
        for each in special_days.missing_holidays(station, year, now=now)
        if each.first <= last
    ]


def _add_days(request: HttpRequest, station: Station) -> HttpResponse:
    form = SpecialDayForm(request.POST)
    if form.is_valid():
        fields = form.cleaned_data
        try:
            row = special_days.add_days(
                station,
                name=fields["name"],
                first=fields["first"],
                last=fields["last"],
                sessions=fields["sessions"],
                forms=fields["only"],
                person=person_of(request),
                now=timezone.now(),
            )
        except special_days.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("“%(name)s” is in the calendar. The plan follows at once.") % {"name": row.name}
            )
            return redirect("broadcast:calendar")
    return _page(request, station, 422, day_form=form)


def _change_session(request: HttpRequest, station: Station) -> HttpResponse:
    form = SessionChangeForm(station, request.POST)
    if form.is_valid():
        fields = form.cleaned_data
        try:
            special_days.change_session(**fields, person=person_of(request), now=timezone.now())
        except special_days.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The session is changed. The plan follows at once."))
            return redirect("broadcast:calendar")
    return _page(request, station, 422, session_form=form)


def _set_aside(request: HttpRequest, station: Station) -> HttpResponse:
    form = OverrideForm(request.POST)
    if form.is_valid():
        try:
            special_days.set_aside(
                station, **form.cleaned_data, person=person_of(request), now=timezone.now()
            )
        except special_days.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The limit is set aside for that day; your name and reason are kept.")
            )
            return redirect("broadcast:calendar")
    return _page(request, station, 422, override_form=form)


def _add_holiday(request: HttpRequest, station: Station) -> HttpResponse:
    """Enter a public holiday as the law gives it; how it is kept is then changed like any other."""
    now = timezone.now()
    chosen = request.POST.get("holiday", "")
    for each in _holidays(station, now):
        holiday = each["holiday"]
        if chosen == f"{holiday.name}@{each['year']}":
            special_days.add_days(
                station,
                name=holiday.name,
                first=holiday.first,
                last=holiday.last,
                sessions=request.POST.get("sessions", ""),
                forms=[],
                person=person_of(request),
                now=now,
            )
            messages.success(request, _("“%(name)s” is in the calendar.") % {"name": holiday.name})
    return redirect("broadcast:calendar")


@require_POST
@needs("operate_station")
def end_days(request: HttpRequest, row_id: int) -> HttpResponse:
    """Take special days out of the calendar."""
    row = get_object_or_404(SpecialDay, pk=row_id, station=the_station())
    special_days.end_days(row, person=person_of(request), now=timezone.now())
    messages.success(request, _("“%(name)s” is out of the calendar.") % {"name": row.name})
    return redirect("broadcast:calendar")


@require_POST
@needs("operate_station")
def end_change(request: HttpRequest, row_id: int) -> HttpResponse:
    """Let a session be held as usual."""
    row = get_object_or_404(SessionChange, pk=row_id, slot__station=the_station())
    special_days.end_change(row, person=person_of(request), now=timezone.now())
    messages.success(request, _("The session is held as usual again."))
    return redirect("broadcast:calendar")
