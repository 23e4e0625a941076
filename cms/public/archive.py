"""The archive, month by month, and the hours of the loudspeakers of a whole week."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.public import air, maps, newest, wording
from cms.public.cards import cards_of, public_in_order
from cms.public.paging import leaf

ON_A_PAGE = 20
WEEK = 7


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Show the stories of the month ``thang=2026-11``, the newest month when none is named."""
    now = timezone.now()
    months = maps.month_begins(now)
    written = request.GET.get("thang", "") or (f"{months[0]:%Y-%m}" if months else "")
    month = maps.month_named(written, now) if written else now

    def read(start: int, most: int) -> list[int]:
        wanted = newest.Wanted(since=month, before=maps.following(month), start=start, most=most)
        return newest.stories(wanted, now)

    page = leaf(read, request, size=ON_A_PAGE)
    context = {
        "month": month,
        "years": _by_year(months),
        "leaf": page,
        "cards": cards_of(public_in_order(page.rows), request),
    }
    return render(request, "public/archive.html", context)


def _by_year(months: list[datetime]) -> list[tuple[int, list[datetime]]]:
    """Return the months of each year."""
    years: dict[int, list[datetime]] = {}
    for month in months:
        years.setdefault(month.year, []).append(month)
    return list(years.items())


@require_safe
def air_times(request: HttpRequest) -> HttpResponse:
    """Show at which hours the loudspeakers speak in the coming week, day by day."""
    now = timezone.localtime()
    sessions = air.sessions(now, days=WEEK - 1)
    days = [
        {
            "name": wording.day(day),
            "sessions": [each for each in sessions if each.starts_at.date() == day.date()],
        }
        for day in (now + timedelta(days=ahead) for ahead in range(WEEK))
    ]
    return render(request, "public/air_times.html", {"days": days, "any": bool(sessions)})
