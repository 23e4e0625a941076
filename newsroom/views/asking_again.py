"""Asking for the password once more before roles, accounts and second steps are changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
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
from newsroom.security.events import Kind

View = Callable[..., HttpResponseBase]


def ask_first(request: HttpRequest, *, back: str = "") -> HttpResponse | None:
    """Return the way to the question when the password was typed too long ago; None: go on.

    Who opens a form is asked after a quarter of an hour; who sends one has an hour, so that nothing typed is lost.
    """
    within = sessions.TYPING_TIME if request.method == "POST" else sessions.ASK_AGAIN_AFTER
    if sessions.password_is_fresh(request, within=within):
        return None
    return redirect(f"{reverse('newsroom:password')}?next={quote(back or request.get_full_path())}")


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


def ask_before_people(request: PersonRequest, *_people: User) -> HttpResponse | None:
    """Ask before an account is made, changed or deleted (Wagtail's hooks); an all-powerful one is not anybody's."""
    if any(person.is_superuser for person in _people) and not request.user.is_superuser:
        raise PermissionDenied
    return ask_first(request)


def ask_before_many(
    request: PersonRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Ask before many accounts are changed at once (Wagtail's bulk actions)."""
    if User not in action.models:
        return None
    if action_type == "assign_role" and request.user in objects:
        raise PermissionDenied(_("Nobody changes their own roles."))
    return ask_before_people(request, *objects)
