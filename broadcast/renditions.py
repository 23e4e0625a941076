"""Files made from approved files, as rows: the sound that devices fetch, board pictures, the frames people see."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

from broadcast import media
from broadcast.audio.mastering import Produced
from broadcast.boards.panel import TextTooLong, panel_picture
from broadcast.models import Rendition

SOUND_RECIPE = ("mp3-mono-64k", 1)
BOARD_RECIPE = ("board-jpeg-1920", 1)
BOARD_SIZE = (1920, 1920)
FRAME_SIZE = (960, 540)
FRAME_MARGIN = 48
PAPER, GROUND = "#FBF7F0", "#20242A"


def keep_sound(produced: Produced) -> str:
    """Keep master, device sound and waveform under their digests; return the waveform's."""
    media.store(produced.master, produced.master_sha256)
    device = media.store(produced.mp3, produced.mp3_sha256)
    recipe, version = SOUND_RECIPE
    Rendition.objects.get_or_create(
        source_sha256=produced.master_sha256,
        recipe=recipe,
        version=version,
        defaults={
            "output_sha256": produced.mp3_sha256,
            "media_type": "audio/mpeg",
            "size_bytes": device.stat().st_size,
            "duration_s": produced.duration_s,
        },
    )
    return media.store_by_content(produced.waveform)


def for_boards(source: Path) -> Rendition:
    """Return the picture as boards fetch it: JPEG, turned upright, at most 1920 pixels a side."""
    source_sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    recipe, version = BOARD_RECIPE
    made = Rendition.objects.filter(source_sha256=source_sha256, recipe=recipe, version=version).first()
    if made is not None:
        return made
    with Image.open(source) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail(BOARD_SIZE, Image.Resampling.LANCZOS)
    output = _keep(upright, "JPEG")
    return Rendition.objects.create(
        source_sha256=source_sha256,
        recipe=recipe,
        version=version,
        output_sha256=output,
        media_type="image/jpeg",
        size_bytes=media.path_of(output).stat().st_size,
    )


def frame(lines: Sequence[str]) -> str:
    """Draw the two lines as a board shows them and return the picture's digest; "" when they are too long."""
    try:
        picture = panel_picture(lines, size=FRAME_SIZE, ink=PAPER, ground=GROUND, margin=FRAME_MARGIN)
    except TextTooLong:
        return ""
    return _keep(picture, "PNG")


def _keep(picture: Image.Image, kind: str) -> str:
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=workshop, delete=False) as file:
        picture.save(file, kind, quality=88, optimize=True)
    return media.store_by_content(Path(file.name))
