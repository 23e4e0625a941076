"""Who may see a size of a picture: the public what a public story or the site itself shows, the staff everything."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from newsroom.models import Picture, Story
from newsroom.models.files import PictureRendition


def may_see(name: str, request: HttpRequest) -> bool:
    """Whether this person may see the size of a picture that was made under this name."""
    user: Any = request.user
    size = PictureRendition.objects.filter(file=f"images/{name}").select_related("image").first()
    return size is not None and (user.has_perm("wagtailadmin.access_admin") or is_public(size.image))


def is_public(picture: Picture) -> bool:
    """Whether a public story shows it, or a page or setting that no approval gates; recalled stories do not."""
    naming = ReferenceIndex.get_references_to(picture)
    page = ContentType.objects.get_for_model(Page)
    pages = [int(key) for key in naming.filter(base_content_type=page).values_list("object_id", flat=True)]
    if Story.objects.public().filter(pk__in=pages).exists():
        return True
    structure = Page.objects.filter(pk__in=pages, live=True).exclude(
        pk__in=Story.objects.filter(pk__in=pages)
    )
    return structure.exists() or naming.exclude(base_content_type=page).exists()
