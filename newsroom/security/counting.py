"""One guess at a password or a code: admitted or not, and what it turned out to be."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.models import User
from newsroom.security import events, guessing
from newsroom.security.callers import address_of
from newsroom.security.events import Kind


def admit(request: HttpRequest, name: str, *, person: User | None = None) -> datetime | None:
    """Count a guess; return until when none is taken, and leave a row when the lock has just begun or is knocked at.

    The name somebody typed is kept only when a person has it: people type passwords into that field.
    """
    until = guessing.admit(name, address_of(request), now=timezone.now())
    if until is not None:
        detail = _("until %(time)s") % {"time": date_format(localtime(until), "H:i")}
        events.record(Kind.SIGN_IN_LOCKED, subject=person or known_by(name), detail=detail, request=request)
    return until


def right(request: HttpRequest, name: str) -> None:
    """Take the guess off again."""
    guessing.right(name, address_of(request))


def known_by(name: str) -> User | None:
    """Return who has this name for signing in."""
    return User.objects.filter(username=name).first() if name else None


def locked_words(until: datetime, *, now: datetime) -> str:
    """Return how long it lasts and whom to ask."""
    minutes = max(1, -(-int((until - now).total_seconds()) // 60))
    wait = ngettext("one minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _(
        "There were too many wrong attempts. Wait %(wait)s (until %(time)s), then try again. "
        "If you forgot the password or the phone is lost, ask the administrator of the commune."
    ) % {"wait": wait, "time": date_format(localtime(until), "H:i")}
