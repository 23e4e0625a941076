"""Small pictures for tests, with their sizes already made: drawing them is Wagtail's business and takes time."""

import hashlib
import io

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Filter

from cms.public.shots import CARD, IN_TEXT, POSTER, TO_ZOOM
from newsroom.models import Picture
from newsroom.models.files import PictureRendition


def picture(name: str) -> Picture:
    """Return a stored picture that was submitted before, with its sizes: submitting it first would drop them."""
    data = io.BytesIO()
    Image.new("RGB", (64, 40), "#2f7a4f").save(data, "PNG")
    file = ContentFile(data.getvalue(), f"{name}.png")
    sha256 = hashlib.sha256(data.getvalue()).hexdigest()
    stored = Picture.objects.create(title=name, description=f"Ảnh {name}", file=file, frozen_sha256=sha256)
    PictureRendition.objects.bulk_create(
        PictureRendition(
            image=stored,
            filter_spec=spec,
            focal_point_key=Filter(spec=spec).get_cache_key(stored),
            file=f"images/{name}.{number}.webp",
            width=64,
            height=40,
        )
        for number, spec in enumerate(
            dict.fromkeys(spec for sizes in (CARD, IN_TEXT, TO_ZOOM, POSTER) for spec in sizes.specs("webp"))
        )
    )
    return stored
