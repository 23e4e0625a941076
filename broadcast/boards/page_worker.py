"""The process that draws a stranger's PDF under limits: a file's name in, pictures into a folder, JSON on stdout."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped, unused-ignore]
from PIL import Image, ImageChops

from broadcast.boards.pages import MOST_PAGES

CPU_SECONDS = 150
ADDRESS_SPACE = 2_000_000_000
WIDTH, MOST_HEIGHT = 1440, 3000  # pixels of a page that was cut to what is printed on it
FIRST_LOOK = 400  # pixels of the width at which the blank margins are found
MARGIN = 0.03  # of the width, left around what is printed
PAPER_SHADE = 24  # how far from white a speck of paper may be


def look(document: Any) -> dict[str, Any]:
    """Return how many letters each page holds; a scanned page holds none."""
    return {"letters": [page.get_textpage().count_chars() for page in document]}


def draw(document: Any, folder: Path) -> dict[str, Any]:
    """Write each page as a picture, its blank margins cut off, and say how many letters it holds."""
    for number, page in enumerate(document, start=1):
        _picture(page).save(folder / f"{number}.webp", "WEBP", quality=88, method=4)
    return look(document)


def _picture(page: Any) -> Image.Image:
    width, height = page.get_size()
    left, top, right, bottom = _printed(page, FIRST_LOOK / width)
    scale = min(WIDTH / (right - left), MOST_HEIGHT / (bottom - top))
    cut = (left, height - bottom, width - right, top)  # how much is cut off left, below, right, above
    picture: Image.Image = page.render(scale=scale, crop=cut).to_pil()
    return picture.convert("RGB")


def _printed(page: Any, scale: float) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of what is printed, in points from the top left, with a margin around it."""
    width, height = page.get_size()
    small = page.render(scale=scale).to_pil().convert("L")
    ink = ImageChops.invert(small).point(lambda shade: 255 if shade > PAPER_SHADE else 0)
    box = ink.getbbox()
    if box is None:
        return 0.0, 0.0, width, height
    left, top, right, bottom = (each / scale for each in box)
    margin = MARGIN * width
    # Never so narrow that a few words fill a screen: a quarter of the page stays, and lies in the middle.
    lacking = max(0.0, width / 2 - (right - left)) / 2
    return (
        max(0.0, left - margin - lacking),
        max(0.0, top - margin),
        min(width, right + margin + lacking),
        min(height, bottom + margin),
    )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(source: str, folder: str) -> dict[str, Any]:
    """Answer {"letters": […]} or {"refused": code}; without a folder nothing is drawn."""
    try:
        document = pypdfium2.PdfDocument(source)
        if not 0 < len(document) <= MOST_PAGES:
            return {"refused": "too_many", "pages": len(document)}
        return draw(document, Path(folder)) if folder else look(document)
    except pypdfium2.PdfiumError as fault:
        return {"refused": "locked" if "password" in str(fault).lower() else "damaged"}
    except (MemoryError, ValueError, ZeroDivisionError):
        return {"refused": "too_heavy"}


def main() -> None:
    """Work for the arguments: the PDF, and the folder or nothing."""
    _limit()
    sys.stdout.write(json.dumps(answer(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")))


if __name__ == "__main__":
    main()
