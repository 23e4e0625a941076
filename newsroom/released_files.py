"""May the public have this file: while a story that it may read names it, and only the bytes that were approved."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from newsroom.models import Picture, PictureRendition, SourceDocument, Story


def is_released(file: Picture | SourceDocument) -> bool:
    """Whether a story that the public may read now names the file."""
    naming = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    stories = [int(key) for key in naming.values_list("object_id", flat=True)]
    return Story.objects.public().filter(pk__in=stories).exists()


def is_document_released(document: SourceDocument) -> bool:
    """Whether the public may download the document as it lies in the storage."""
    return is_released(document) and document.has_approved_bytes()


def is_size_released(name: str) -> bool:
    """Whether the public may see a size of a picture; ``name`` is its file's name below the media folder."""
    size = PictureRendition.objects.filter(file=name).select_related("image").first()
    return size is not None and is_released(size.image)
