"""Who may have a file: the public what a public story names, the staff everything."""

from typing import Any

from django.http import Http404, HttpRequest

from newsroom import released_files
from newsroom.models import SourceDocument


def refuse_unreleased(document: SourceDocument, request: HttpRequest) -> None:
    """Answer 404 for what is not public (Wagtail's ``before_serve_document``): its addresses can be guessed."""
    if not _is_staff(request) and not released_files.is_document_released(document):
        raise Http404("not released")


def refuse_unreleased_film(film: SourceDocument, request: HttpRequest) -> None:
    """Answer 404 for a video that no public story shows, or whose bytes are not the approved ones."""
    if not released_files.is_film_released(film) and not _is_staff(request):
        raise Http404("not released")


def refuse_unreleased_size(name: str, request: HttpRequest) -> None:
    """Answer 404 for a size of a picture that no public story shows."""
    if not released_files.is_size_released(f"images/{name}") and not _is_staff(request):
        raise Http404("not released")


def _is_staff(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm("wagtailadmin.access_admin"))
