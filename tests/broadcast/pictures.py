"""Small pictures for boards."""

from django.core.files.base import ContentFile
from PIL import Image

from newsroom.models import Picture


def picture(title: str = "Cổng làng") -> Picture:
    """Make a picture that is described in words."""
    file = ContentFile(b"", name="cong-lang.png")
    Image.new("RGB", (40, 30), "green").save(file, "PNG")
    file.seek(0)
    return Picture.objects.create(title=title, file=file, description="Cổng làng Đông")
