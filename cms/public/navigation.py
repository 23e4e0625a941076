"""The sections of the site, read once for each request."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Site

from newsroom.models import SectionPage

_KEPT = "_loaxa_sections"


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of the site."""

    title: str
    url: str
    page: SectionPage
    is_here: bool


def sections(request: HttpRequest) -> tuple[Section, ...]:
    """Return the live sections of this site in the order an administrator gave them."""
    kept = getattr(request, _KEPT, None)
    if kept is None:
        kept = _read(request)
        setattr(request, _KEPT, kept)
    return kept


def _read(request: HttpRequest) -> tuple[Section, ...]:
    site = Site.find_for_request(request)
    if site is None:
        return ()
    pages = SectionPage.objects.descendant_of(site.root_page).live().order_by("path")
    found = ((page, page.get_url(request)) for page in pages)
    return tuple(
        Section(title=page.title, url=url, page=page, is_here=bool(url) and request.path.startswith(url))
        for page, url in found
    )
