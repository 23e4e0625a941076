"""Answers a public page from memory while nothing that the public reads has changed since it was made.

A key holds the count of changes as the database has it at this moment, so a recall leaves every kept page behind in
the same transaction: nothing has to be deleted, and a page that nobody could delete is never found again.
"""

import threading
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from cms.caching import moments, packing, watching
from cms.caching.store import Kept, Store

COUNT = f'SELECT SUM("number") FROM "{watching.TABLE}"'  # noqa: S608  (the name of our own table)
# Pages whose every word comes from rows that are watched, and what their addresses may ask.
PUBLIC = (
    *(
        "search",
        "suggest",
        "replay",
        "on_air",
        "archive",
        "air_times",
        "infographics",
        "videos",
        "english",
        "english_about",
        "english_feed",
        "feed",
        "section_feed",
        "podcast",
    ),
    *("api_stories", "api_story", "api_programmes", "api_air_times", "api_description"),
    *("calendar", "robots", "sitemap", "sitemap_sections", "news_sitemap", "sitemap_month", "share_card"),
)
VIEWS = frozenset({"wagtail_serve", *(f"public:{name}" for name in PUBLIC)})
PARAMETERS = frozenset({"q", "loai", "trang", "muc", "thon", "tu", "den", "thang"})
NEVER = (
    "/quan-tri/",
    "/api/device/",
    "/api/upstream/",
    "/static/",
    "/media/",
    "/am-thanh/",
    "/tai-lieu/",
    "/healthz",
)
store = Store(settings.PAGE_CACHE_BYTES)


class Clock:
    """Until when what is made now stays true, worked out once for each count of changes."""

    def __init__(self) -> None:
        self._number = -1
        self._until: datetime | None = None
        self._lock = threading.Lock()

    def until(self, number: int, now: datetime) -> datetime | None:
        """Return that moment; None when nothing may be kept, because not every change is counted."""
        with self._lock:
            if number != self._number or self._until is None or now >= self._until:
                self._until = moments.next_change(now) if watching.is_complete(connection) else None
                self._number = number
            return self._until


clock = Clock()


class PageCache:
    """Stands before everything that costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or make the answer and keep it."""
        if not may_be_kept(request) or (number := changes()) is None:
            return self.get_response(request)
        key = (number, request.META.get("HTTP_HOST"), request.scheme, request.get_full_path())
        kept = store.get(key, timezone.now())
        if kept is not None:
            return packing.answer(kept, request)
        with store.turn(key):
            kept = store.get(key, timezone.now())
            return packing.answer(kept, request) if kept else self._make(request, key, number)

    def _make(self, request: HttpRequest, key: object, number: int) -> HttpResponseBase:
        now = timezone.now()
        until = clock.until(number, now)
        response = self.get_response(request)
        if until is None or not isinstance(response, HttpResponse) or not is_for_everybody(request, response):
            return response
        kept = packing.packed(response, min(until, getattr(response, "true_until", until)))
        store.keep(key, kept)
        return packing.answer(kept, request)


def changes() -> int | None:
    """Return how often something changed that the public reads; None when the database does not say."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(COUNT)
            row: tuple[int | None] = cursor.fetchone()
    except DatabaseError:
        return None
    return None if row[0] is None else int(row[0])


def may_be_kept(request: HttpRequest) -> bool:
    """Whether an answer to this might be the same for everybody: a look, by nobody in particular, at a public page."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith(NEVER)
        and PARAMETERS.issuperset(request.GET)
        and not getattr(request, "is_preview", False)
    )


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this answer is the same for everybody, and only rows that are watched stand behind it."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and match is not None
        and match.view_name in VIEWS
        and not response.cookies
        and not response.streaming
        and "cookie" not in response.get("Vary", "").lower()
    )


__all__ = ["Kept", "PageCache", "changes", "clock", "store"]
