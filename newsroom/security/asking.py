"""When the password is asked once more: before roles, accounts and second steps are changed."""

from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.models import User
from newsroom.requests import PersonRequest
from newsroom.security import sessions


def ask_first(request: HttpRequest, *, back: str = "") -> HttpResponse | None:
    """Return the way to the question when the password was typed too long ago; None: go on.

    Who opens a form is asked after a quarter of an hour; who sends one has an hour, so that nothing typed is lost.
    """
    within = sessions.TYPING_TIME if request.method == "POST" else sessions.ASK_AGAIN_AFTER
    if sessions.password_is_fresh(request, within=within):
        return None
    return redirect(f"{reverse('newsroom:password')}?next={quote(back or request.get_full_path())}")


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
