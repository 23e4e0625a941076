"""What a person sees when the database or the disk does not answer: what happened, what was kept, what to do.

Django calls ``server_error`` for every exception that nothing caught. Neither database nor session may be asked here.
"""

import errno
import logging
import os
import sqlite3
import sys
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)

RETRY_AFTER_S = 30
NEVER_REPEATED = {
    "csrfmiddlewaretoken",
    "password",
    "old_password",
    "new_password1",
    "new_password2",
    "otp_token",
}
MOST_TYPED = 500_000
NEARLY_NOTHING = 256 * 1024
"""Bytes below which SQLite can no longer write."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Cause(StrEnum):
    """Why a request could not be carried out."""

    DATABASE = "database"
    BUSY = "busy"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What happened, and what to do."""

    title: str
    advice: str


def cause_of(fault: BaseException | None) -> Cause:
    """Tell a full disk, a read-only one, a locked database and a database that is gone from everything else."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        if (cause := _cause(fault)) is not Cause.UNKNOWN:
            return cause
        fault = fault.__cause__ or fault.__context__
    return Cause.UNKNOWN


def _cause(fault: BaseException) -> Cause:
    if isinstance(fault, DatabaseError | InterfaceError | sqlite3.Error):
        return _cause_in_words(str(fault).lower(), fault)
    if isinstance(fault, OSError) and fault.errno in FULL:
        return Cause.DISK_FULL
    if isinstance(fault, OSError) and fault.errno == errno.EROFS:
        return Cause.READ_ONLY
    return Cause.UNKNOWN


def _cause_in_words(said: str, fault: BaseException) -> Cause:
    """SQLite and PostgreSQL tell these apart by their words only."""
    if "disk i/o error" in said or "unable to open" in said:
        return _state_of_disk()
    if "disk is full" in said or "no space left" in said:
        return Cause.DISK_FULL
    if "readonly" in said or "read-only" in said:
        return Cause.READ_ONLY
    if "locked" in said or "deadlock" in said:
        return Cause.BUSY
    gone = isinstance(fault, OperationalError | InterfaceError | sqlite3.OperationalError)
    return Cause.DATABASE if gone else Cause.UNKNOWN


def _state_of_disk() -> Cause:
    """SQLite on a full or failing disk often says no more than that something went wrong: look at the disk."""
    for folder in (Path(settings.VAR), Path(settings.MEDIA_ROOT)):
        disk = os.statvfs(folder)
        if disk.f_flag & os.ST_RDONLY:
            return Cause.READ_ONLY
        if disk.f_bavail * disk.f_frsize < NEARLY_NOTHING:
            return Cause.DISK_FULL
    return Cause.DATABASE


def words(cause: Cause) -> Words:
    """Return what is said to people."""
    if cause is Cause.DISK_FULL:
        return Words(
            title=_("The server's disk is full"),
            advice=_(
                "Call the person who looks after the server: something must be removed before work can go on."
            ),
        )
    if cause is Cause.READ_ONLY:
        return Words(
            title=_("The server's disk cannot be written to"),
            advice=_("Call the person who looks after the server; the disk may be failing."),
        )
    if cause is Cause.BUSY:
        return Words(
            title=_("The server is busy"),
            advice=_("Other work keeps the data locked. Wait half a minute and send it again."),
        )
    if cause is Cause.DATABASE:
        return Words(
            title=_("The data cannot be reached right now"),
            advice=_(
                "Wait a minute and send it again. If it stays like this, call the person who looks after the server."
            ),
        )
    return Words(
        title=_("Something broke on our side"),
        advice=_("Wait a minute and load the page again; if it stays like this, please call the commune."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed: 503 with what was typed when it may work later, 500 otherwise."""
    cause = cause_of(sys.exc_info()[1])
    status = HTTPStatus.INTERNAL_SERVER_ERROR if cause is Cause.UNKNOWN else HTTPStatus.SERVICE_UNAVAILABLE
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_S)
    if request.path.startswith("/api/"):
        return JsonResponse({"error": cause.value}, status=status, headers=headers)
    said = {
        "words": words(cause),
        "may_repeat": cause is not Cause.UNKNOWN,
        "sent": request.method == "POST",
        "typed": _typed(request),
        "had_files": _had_files(request),
        "action": request.path,
        "csrf_token": get_token(request),
    }
    return HttpResponse(render_to_string("500.html", said), status=status, headers=headers)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields that were sent, so that they can be sent again; secrets are typed anew."""
    if request.method != "POST":
        return []
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except (RawPostDataException, OSError, ValueError):
        return []
    kept = [(name, str(value)) for name, value in pairs if name not in NEVER_REPEATED]
    return kept if sum(len(value) for _name, value in kept) <= MOST_TYPED else []


def _had_files(request: HttpRequest) -> bool:
    try:
        return request.method == "POST" and bool(request.FILES)
    except (RawPostDataException, OSError, ValueError):
        return False
