"""Who may open a screen of the service centre, and the station it is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from broadcast.models import Station
from broadcast.people import Person

View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    """Open the screen to people with ``broadcast.<permission>``; others are told so, strangers sign in first."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(f"broadcast.{permission}"):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def check(request: HttpRequest, permission: str) -> None:
    """Let people with ``broadcast.<permission>`` pass, on a screen that others may look at; turn others away."""
    if not request.user.has_perm(f"broadcast.{permission}"):
        raise PermissionDenied


def the_station() -> Station:
    """Return the commune's station."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        raise Http404("no station has been set up")
    return station


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
