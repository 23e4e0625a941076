"""Files made from approved files, as rows: the sound that devices fetch, board pictures, the frames people see."""

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import rfc8785
from django.conf import settings
from PIL import Image, ImageOps

from broadcast import media, recipes
from broadcast.audio.mastering import Produced
from broadcast.boards.panel import TextTooLong, in_two_inks
from broadcast.models import Rendition

BOARD_SIZE = (1920, 1920)
FRAME_SIZE = (960, 540)
FRAME_MARGIN = 48
PAPER, GROUND = "#FBF7F0", "#20242A"


# ------------------------------------------------------------------- finding


def usable(source_sha256: str, name: str, *, about: str = "") -> list[Rendition]:
    """Return the files of a source that may be served, the newest version first: known recipe, bytes unchanged."""
    rows = Rendition.objects.filter(source_sha256=source_sha256, recipe=name, about=about).order_by(
        "-version"
    )
    return [row for row in rows if is_sound(row)]


def is_sound(row: Rendition) -> bool:
    """Whether the file holds what its row says and its recipe is known."""
    return recipes.is_known(row.recipe, row.version) and media.is_unchanged(row.output_sha256)


def servable(output_sha256: str) -> Rendition | None:
    """Return the row by which a file may be served, or None."""
    rows = Rendition.objects.filter(output_sha256=output_sha256).order_by("-version")
    return next((row for row in rows if is_sound(row)), None)


def current(source_sha256s: Iterable[str], name: str, *, about: str = "") -> set[str]:
    """Return the sources of which the file by the newest version of the recipe is there."""
    rows = Rendition.objects.filter(
        source_sha256__in=list(source_sha256s),
        recipe=name,
        version=recipes.RECIPES[name].version,
        about=about,
    )
    return set(rows.values_list("source_sha256", flat=True))


def current_about(source_sha256s: Iterable[str], names: Iterable[str]) -> set[tuple[str, str, str]]:
    """Return (source, recipe, about) of the files by the newest versions of these recipes."""
    rows = Rendition.objects.filter(source_sha256__in=list(source_sha256s), recipe__in=list(names))
    return {
        (row.source_sha256, row.recipe, row.about)
        for row in rows
        if row.version == recipes.RECIPES[row.recipe].version
    }


def pages(source_sha256: str, *, version: int | None = None) -> list[Rendition]:
    """Return the pages of a document in their order, of the newest version that is whole; empty when none is."""
    rows = Rendition.objects.filter(source_sha256=source_sha256, recipe=recipes.BOARD_PAGE)
    if version is not None:
        rows = rows.filter(version=version)
    numbered: dict[int, dict[str, Rendition]] = {}
    for row in rows:
        numbered.setdefault(row.version, {})[row.about] = row
    for _version, found in sorted(numbered.items(), reverse=True):
        count = int(next(iter(found)).partition("/")[2])
        wanted = [found.get(f"{number}/{count}") for number in range(1, count + 1)]
        whole = [row for row in wanted if row is not None and is_sound(row)]
        if len(whole) == count:
            return whole
    return []


# -------------------------------------------------------------------- making


def keep_sound(produced: Produced) -> str:
    """Keep master, device sound and waveform under their digests; return the waveform's."""
    media.store(produced.master, produced.master_sha256)
    media.store(produced.mp3, produced.mp3_sha256)
    note(produced.master_sha256, recipes.SOUND, produced.mp3_sha256, duration_s=produced.duration_s)
    return media.store_by_content(produced.waveform)


def note(
    source_sha256: str, name: str, output_sha256: str, *, duration_s: float | None = None, about: str = ""
) -> Rendition:
    """Write down that this file was made of that one by the recipe as it is now."""
    recipe = recipes.RECIPES[name]
    row, _made = Rendition.objects.get_or_create(
        source_sha256=source_sha256,
        recipe=name,
        version=recipe.version,
        about=about,
        defaults={
            "output_sha256": output_sha256,
            "media_type": recipe.media_type,
            "size_bytes": media.path_of(output_sha256).stat().st_size,
            "duration_s": duration_s,
        },
    )
    return row


def for_boards(source: Path) -> Rendition:
    """Return the picture as boards fetch it: JPEG, turned upright, at most 1920 pixels a side."""
    source_sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    version = recipes.RECIPES[recipes.BOARD_PICTURE].version
    made = Rendition.objects.filter(
        source_sha256=source_sha256, recipe=recipes.BOARD_PICTURE, version=version
    ).first()
    if made is not None:
        return made
    with Image.open(source) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail(BOARD_SIZE, Image.Resampling.LANCZOS)
    return note(source_sha256, recipes.BOARD_PICTURE, _keep(upright, "JPEG"))


def frame(lines: Sequence[str]) -> str:
    """Draw the two lines as a board shows them and return the picture's digest; "" when they are too long."""
    try:
        picture = in_two_inks(lines, size=FRAME_SIZE, ink=PAPER, ground=GROUND, margin=FRAME_MARGIN)
    except TextTooLong:
        return ""
    return note(lines_sha256(lines), recipes.BOARD_FRAME, _keep(picture, "PNG")).output_sha256


def lines_sha256(lines: Sequence[str]) -> str:
    """Return the digest of a board text, the source of its frame."""
    return hashlib.sha256(rfc8785.dumps(list(lines))).hexdigest()


def _keep(picture: Image.Image, kind: str) -> str:
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=workshop, delete=False) as file:
        picture.save(file, kind, quality=88, optimize=kind == "JPEG")
    return media.store_by_content(Path(file.name))
