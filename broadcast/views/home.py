"""Bàn phát thanh: the desk's home, and the part of it that refreshes itself."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from broadcast import desk, playout, problems
from broadcast.models import Station
from broadcast.views.access import needs, the_station


@needs("watch_station")
def home(request: HttpRequest) -> HttpResponse:
    """Show problems, the day, the queue, the boxes."""
    return render(request, "broadcast/home.html", _context(request, the_station(), timezone.now()))


@needs("watch_station")
def live(request: HttpRequest) -> HttpResponse:
    """Return the part that changes by itself."""
    return render(request, "broadcast/live.html", _context(request, the_station(), timezone.now()))


def _context(request: HttpRequest, station: Station, now: datetime) -> dict[str, Any]:
    today = desk.local_now(station, now)
    keeps_keys = request.user.has_perm("broadcast.manage_keys")
    keys = problems.key_problems(now, for_all=False) if keeps_keys else ()
    day = desk.day_of(station, today.date(), now=now)
    return {
        "station": station,
        "now": today,
        "problems": [*keys, *problems.problems(station, now=now)],
        "on_air": playout.on_air_now(now),
        "day": day,
        "explained": desk.explanations(day.airings),
        "queue": desk.queue(now=now),
        "devices": desk.devices(),
        "board_items": desk.boards_now(now=now),
    }
