"""Sessions as a person sees them: where one is signed in, how long it lasts, ending the others."""

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from newsroom.models import SignedInSession, User
from newsroom.security.callers import address_of, device_of

ENDS_AT, PASSWORD_AT, SECOND_STEP = "loaxa_ends_at", "loaxa_password_at", "loaxa_second_step"
# A phone that is remembered, and a browser at a desk that others use too.
REMEMBERED, WORKING_DAY = timedelta(days=14), timedelta(hours=12)
SEEN_EVERY_S = 300
ASK_AGAIN_AFTER, TYPING_TIME = timedelta(minutes=15), timedelta(minutes=60)


def enter(request: HttpRequest, user: User, *, remember: bool, second_step: bool) -> None:
    """Sign a person in whose password (and second step) was right; the session gets a new key."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    lasts = REMEMBERED if remember else WORKING_DAY
    request.session[ENDS_AT] = int(time.time() + lasts.total_seconds())
    request.session[SECOND_STEP] = second_step
    request.session.set_expiry(int(lasts.total_seconds()) if remember else 0)


def begin(request: HttpRequest, user: User) -> None:
    """Note a session that just began, and that the password was typed just now."""
    note_password(request)
    if not request.session.session_key:
        request.session.save()
    _write(request, user)


def _write(request: HttpRequest, user: User) -> None:
    now = timezone.now()
    words = {"address": address_of(request), "device": device_of(request)[:80], "last_seen_at": now}
    SignedInSession.objects.update_or_create(
        session_id=request.session.session_key,
        defaults=words,
        create_defaults={**words, "user": user, "started_at": now},
    )


def due_for_a_look(request: HttpRequest) -> bool:
    """Return whether this process has not looked at the session for some minutes; asks no database."""
    return cache.add(f"seen:{request.session.session_key}", 1, SEEN_EVERY_S)


def touch(request: HttpRequest, user: User) -> None:
    """Note that the session is in use; one that began before this software knew sessions is taken in."""
    if request.session.session_key and Session.objects.filter(pk=request.session.session_key).exists():
        _write(request, user)


def has_ended(request: HttpRequest) -> bool:
    """Return whether the session is older than it may become."""
    ends_at = request.session.get(ENDS_AT)
    return isinstance(ends_at, int) and time.time() > ends_at


def is_signed_in(request: HttpRequest) -> bool:
    """Return whether the session is somebody's, without asking who."""
    return SESSION_KEY in request.session


def password_is_fresh(request: HttpRequest, *, within: timedelta) -> bool:
    """Return whether the password was typed in this session lately."""
    typed_at = request.session.get(PASSWORD_AT)
    return isinstance(typed_at, int) and time.time() - typed_at < within.total_seconds()


def of_person(user: User) -> QuerySet[SignedInSession]:
    """Return a person's sessions that can still be used, the one used last first."""
    return SignedInSession.objects.filter(user=user, session__expire_date__gt=timezone.now())


def end(sessions: QuerySet[SignedInSession]) -> int:
    """End these sessions and return how many there were."""
    keys = list(sessions.values_list("pk", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def note_password(request: HttpRequest) -> None:
    """Note that the password was typed just now."""
    request.session[PASSWORD_AT] = int(time.time())
