"""An approved picture at the exact pixels of an LED panel: as it was drawn for it, else made smaller for a tall one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence

LEAST_ROWS = 64  # of a panel on which a picture that was not drawn for it can still be made out
SECONDS = 8  # that a picture stands
MOST_FRAMES = 300
LEAST_FRAME_MS, USUAL_FRAME_MS, LONGEST_FRAME_MS = 20, 100, 10_000
Size = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One picture of a moving one, and for how many milliseconds it stands."""

    picture: Image.Image
    lasts_ms: int


def can_show(source: Path, *, size: Size) -> bool:
    """Whether a panel shows this picture: it has exactly its pixels, or the panel is tall enough to make it smaller."""
    if min(size) >= LEAST_ROWS:
        return True
    with Image.open(source) as picture:
        return picture.size == size


def fitted(source: Path, *, size: Size) -> Image.Image:
    """Return the picture, RGB, exactly ``size``: pixel for pixel where it has them, else whole on black."""
    with Image.open(source) as picture:
        return _on_black(picture, size)


def one_bit(picture: Image.Image) -> Image.Image:
    """Return it in two colours; what is drawn in black and white keeps every pixel, shades become dots."""
    return picture.convert("L").convert("1", dither=Image.Dither.FLOYDSTEINBERG)


def frames(source: Path, *, size: Size) -> Iterator[Frame]:
    """Yield the frames of a moving picture at the panel's pixels; a still one is one frame."""
    with Image.open(source) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number == MOST_FRAMES:
                return
            lasts = int(frame.info.get("duration") or USUAL_FRAME_MS)
            bounded = min(LONGEST_FRAME_MS, max(LEAST_FRAME_MS, lasts))
            yield Frame(picture=_on_black(frame, size), lasts_ms=bounded)


def _on_black(picture: Image.Image, size: Size) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    seen = upright.convert("RGBA")
    if seen.size != size:
        seen = ImageOps.contain(seen, size, Image.Resampling.LANCZOS)
    ground = Image.new("RGB", size)
    place = ((size[0] - seen.width) // 2, (size[1] - seen.height) // 2)
    ground.paste(seen, place, mask=seen)
    return ground
