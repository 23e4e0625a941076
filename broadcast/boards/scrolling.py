"""A text that runs through a panel: one long strip, or a GIF at the panel's pixels."""

import io
import unicodedata
from collections.abc import Sequence

from PIL import Image

from broadcast.boards.panel import one_row
from broadcast.boards.panel_pictures import Frame

BETWEEN = "  •  "
PIXELS_A_SECOND = 50  # a person passing reads about ten characters of a 16-row panel in a second
FRAME_MS = 40
MOST_FRAMES = 1500
MOST_COLUMNS = 16_000


class TooMuchText(Exception):
    """The strip would be longer than a panel can be given."""


def strip(lines: Sequence[str], *, height: int) -> Image.Image:
    """Return the text as one row of exactly ``height`` pixels, two colours; raises TooMuchText."""
    written = [unicodedata.normalize("NFC", " ".join(line.split())) for line in lines if line.strip()]
    if not written:
        return Image.new("1", (1, height))
    picture = one_row(BETWEEN.join(written), height=height)
    if picture.width > MOST_COLUMNS:
        raise TooMuchText(f"{picture.width} columns")
    return picture


def gif_of(frames: Sequence[Frame]) -> bytes:
    """Return a GIF of pictures, each with its own colours, again and again."""
    pictures = [frame.picture.quantize(256, dither=Image.Dither.NONE) for frame in frames]
    written = io.BytesIO()
    pictures[0].save(
        written,
        "GIF",
        save_all=True,
        append_images=pictures[1:],
        duration=[frame.lasts_ms for frame in frames],
        loop=0,
        optimize=False,
        disposal=1,
    )
    return written.getvalue()


def gif(lines: Sequence[str], *, size: tuple[int, int], ink: str = "#FFFFFF") -> bytes:
    """Return a GIF that runs the text from right to left through the panel, again and again."""
    width, height = size
    text = strip(lines, height=height)
    way = text.width + width
    step = max(round(PIXELS_A_SECOND * FRAME_MS / 1000), -(-way // MOST_FRAMES))
    colour = Image.new("RGB", (1, 1), ink).getpixel((0, 0))
    palette = [0, 0, 0, *(colour if isinstance(colour, tuple) else (255, 255, 255))]
    frames = []
    for at in range(0, way, step):
        frame = Image.new("P", size, 0)
        frame.putpalette(palette)
        frame.paste(1, (width - at, 0), mask=text)
        frames.append(frame)
    written = io.BytesIO()
    frames[0].save(
        written, "GIF", save_all=True, append_images=frames[1:], duration=FRAME_MS, loop=0, optimize=False
    )
    return written.getvalue()
