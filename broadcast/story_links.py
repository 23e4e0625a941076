"""Where people can read the whole of a story whose notice stands on a board: its public page, if it has one."""

from collections.abc import Set
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page

HERE_ONLY = {"localhost", "127.0.0.1", "::1", None}
LONGEST = 200  # bytes of an address that a code read at two metres still carries


def of(stories: Set[int]) -> dict[int, str]:
    """Return the addresses of those stories that the site shows; none while the site has no address for phones."""
    if not stories or urlsplit(settings.BASE_URL).hostname in HERE_ONLY:
        return {}
    found = {}
    for page in Page.objects.filter(pk__in=stories, live=True):
        parts = page.get_url_parts()
        link = f"{settings.BASE_URL.rstrip('/')}{parts[2]}" if parts and parts[2] else ""
        if link and len(link.encode()) <= LONGEST:
            found[page.pk] = link
    return found
