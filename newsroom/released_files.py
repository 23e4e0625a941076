"""May the public have this file: while a story that it may read names it, and only the bytes that were approved."""

import hashlib
from functools import lru_cache
from pathlib import Path

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


def is_film_released(film: SourceDocument) -> bool:
    """Whether the public may see a video or its captions; a browser asks for each piece, so bytes are read once.

    The file is read again as soon as its size, its times or its place on the disk are others.
    """
    if not is_released(film) or not film.frozen_sha256:
        return False
    try:
        state = Path(film.file.path).stat()
    except OSError:
        return False
    mark = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return _bytes_of(film.file.path, mark) == film.frozen_sha256


@lru_cache(maxsize=128)
def _bytes_of(path: str, _mark: tuple[int, ...]) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
