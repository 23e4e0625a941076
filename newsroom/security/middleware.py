"""Looks at sessions that are somebody's: too old, without the second step that is wanted, last used when."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.models import User
from newsroom.security import second_step, sessions

NOT_LOOKED_AT = ("/static/", "/media/", "/api/", "/healthz")


class SessionWatch:
    """Costs nothing without a session cookie: the public and the devices ask no database here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or send somebody to sign in again."""
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            and not request.path.startswith(NOT_LOOKED_AT)
            and sessions.is_signed_in(request)
            and (reason := _why_not(request))
        ):
            logout(request)
            messages.warning(request, reason)
            return redirect(f"{reverse('wagtailadmin_login')}")
        return self.get_response(request)


def _why_not(request: HttpRequest) -> str:
    if sessions.has_ended(request):
        return _("You have been signed in for a long time. Please sign in again.")
    if not sessions.due_for_a_look(request):
        return ""
    person = request.user
    if not isinstance(person, User):
        return ""
    if _lacks_second_step(request, person):
        return _("The station now wants two-step sign-in for your role. Please sign in again to set it up.")
    sessions.touch(request, person)
    return ""


def _lacks_second_step(request: HttpRequest, person: User) -> bool:
    passed = bool(request.session.get(sessions.SECOND_STEP))
    return not passed and second_step.concerns(person) and second_step.is_required()
