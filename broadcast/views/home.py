"""Bàn phát thanh: the desk's home, and the part of it that refreshes itself."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from broadcast import desk, machine, onair, problems, stopping, timeline, waiting_room
from broadcast import today as days
from broadcast.models import Station
from broadcast.views.access import needs, person_of, the_station


@needs("watch_station")
def home(request: HttpRequest) -> HttpResponse:
    """Show problems, what is on the air, the day, the queue, the boxes."""
    return render(request, "broadcast/home.html", _context(request, the_station(), timezone.now()))


@needs("watch_station")
def live(request: HttpRequest) -> HttpResponse:
    """Return the part that changes by itself."""
    return render(request, "broadcast/live.html", _context(request, the_station(), timezone.now()))


@needs("watch_station")
def computer(request: HttpRequest) -> HttpResponse:
    """Show how the station's computer is, and what to do when it is not well."""
    return render(request, "broadcast/machine.html", {"machine": machine.machine(now=timezone.now())})


def _context(request: HttpRequest, station: Station, now: datetime) -> dict[str, Any]:
    keeps_keys = request.user.has_perm("broadcast.manage_keys")
    keys = problems.key_problems(now, for_all=False) if keeps_keys else ()
    today, near = days.today_of(station, now=now), request.GET.get("khung") == "gan"
    return {
        "station": station,
        "now": desk.local_now(station, now),
        "problems": [*keys, *problems.problems(station, now=now)],
        "air": onair.on_air(station, now=now),
        "today": today,
        "timeline": timeline.timeline_of(station, today, near=near),
        "signs": [(days.SIGNS[state], words) for state, words in days.state_words().items()],
        "explained": desk.explanations(today.airings, today.why),
        "queue": waiting_room.queue(station, now=now),
        "devices": desk.devices(),
        "board_items": desk.boards_now(now=now),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_stop": stopping.may_stop(person_of(request)),
    }
