"""Asking for the password once more before roles, accounts and second steps are changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from newsroom.models import User
from newsroom.requests import PersonRequest
from newsroom.security import counting, events, sessions
from newsroom.security.asking import ask_first
from newsroom.security.events import Kind

View = Callable[..., HttpResponseBase]


def asks_password(view: View) -> View:
    """Let nobody through who has not typed the password lately."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        back = reverse("newsroom:security") if request.method == "POST" else ""
        return ask_first(request, back=back) or view(request, *args, **kwargs)

    return guarded


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: PersonRequest) -> HttpResponse:
    """Ask for the password, count the guess, go back to where the question came up."""
    then = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(then, {request.get_host()}, require_https=request.is_secure()):
        then = reverse("newsroom:security")
    problem, status = "", 200
    if request.method == "POST":
        problem, status = _try(request, request.user, request.POST.get("password", ""))
        if not problem:
            return redirect(then)
    context = {"problem": problem, "then": then}
    return render(request, "newsroom/security/password.html", context, status=status)


def _try(request: HttpRequest, person: User, typed: str) -> tuple[str, int]:
    name = person.get_username()
    until = counting.admit(request, name, person=person)
    if until is not None:
        return counting.locked_words(until, now=timezone.now()), 429
    if not person.check_password(typed):
        events.record(Kind.PASSWORD_ASKED, actor=person, request=request)
        return _("This is not your password. Try again."), 422
    counting.right(request, name)
    sessions.note_password(request)
    return "", 200
