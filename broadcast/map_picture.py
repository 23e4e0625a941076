"""The picture behind the devices: read with limits, made anew, small enough for a phone on 4G."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES, MOST_PIXELS = 15_000_000, 50_000_000
LONGEST_SIDE = 1800  # pixels
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 80


class BadPicture(ValueError):
    """It cannot be a map; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A WebP without anything that a camera wrote; sizes in pixels."""

    data: bytes
    sha256: str
    width: int
    height: int


def made_anew(sent: bytes) -> Picture:
    """Return the picture as it is kept. Raises BadPicture."""
    if len(sent) > MOST_BYTES:
        raise BadPicture(_("The picture is larger than 15 MB. Make it smaller and send it again."))
    try:
        with Image.open(BytesIO(sent), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadPicture(_("The picture has more than 50 million pixels. Make it smaller first."))
            small = _small(image)
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise BadPicture(_("This is no picture that can be read. Send a JPEG, PNG or WebP.")) from fault
    kept = BytesIO()
    small.save(kept, "WEBP", quality=QUALITY)
    data = kept.getvalue()
    return Picture(data=data, sha256=hashlib.sha256(data).hexdigest(), width=small.width, height=small.height)


def _small(image: Image.Image) -> Image.Image:
    """Return it upright, without transparency, no side longer than the longest."""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    coloured = upright.convert("RGBA")
    ground = Image.new("RGB", coloured.size, "white")
    ground.paste(coloured, mask=coloured.getchannel("A"))
    return ground
