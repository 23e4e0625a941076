"""Who may download a document: the public what a public story names, the staff everything."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex

from newsroom.models import SourceDocument, Story


def is_public(document: SourceDocument) -> bool:
    """Whether a story that the public may read now names the document."""
    naming = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    stories = [int(key) for key in naming.values_list("object_id", flat=True)]
    return Story.objects.public().filter(pk__in=stories).exists()


def refuse_unreleased(document: SourceDocument, request: HttpRequest) -> None:
    """Answer 404 for what is not public (Wagtail's ``before_serve_document``): its addresses can be guessed."""
    user: Any = request.user
    if not user.has_perm("wagtailadmin.access_admin") and not is_public(document):
        raise Http404("not released")
