"""Makes what boards show of approved and submitted files, in the background: a document's pages, a film, its captions.

Once for each file; what cannot be made is noted with the item, told at the desk, and keeps no other notice waiting.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from broadcast import media, recipes, renditions
from broadcast.boards import film, pages
from broadcast.models import BoardItem, Rendition

log = logging.getLogger(__name__)


def fault_sentence(code: str) -> str:
    """Return why a file cannot be shown on boards, and what to do."""
    return {
        "too_many": _(
            "The PDF has more than %(most)s pages. Take out the pages that boards should show, and use that PDF."
        )
        % {"most": pages.MOST_PAGES},
        "locked": _("The PDF is locked with a password. Save it without one, and use that PDF."),
        "damaged": _("The PDF cannot be read. Save it again from the program it was written in."),
        "too_heavy": _("The PDF is too large to be drawn. Save it with smaller pictures."),
        "too_long": _("The video is longer than %(most)s minutes. Cut it to what a board should show.")
        % {"most": film.MOST_SECONDS // 60},
        "no_film": _("The video cannot be read. Save it again as MP4 (H.264)."),
        "missing": _("The approved file is missing or was changed. Submit the story again."),
    }.get(code, "")


def check(kind: str, source: Path) -> str:
    """Return why boards could not show this PDF or film, "" when they can."""
    try:
        if kind == BoardItem.Shows.DOCUMENT:
            pages.look(source)
        else:
            film.check(source)
    except pages.PagesRefused as refused:
        return fault_sentence(refused.code)
    except film.FilmTooLong:
        return fault_sentence("too_long")
    except film.NoFilm:
        return fault_sentence("no_film")
    return ""


def make_next(now: datetime) -> bool:
    """Make the files of one item that lacks them; False when none does."""
    item = next(lacking(now), None)
    if item is None:
        return False
    fault = _make(item) or ("" if _is_made(item) else "missing")
    if fault:
        log.warning("nothing can be made of the file of board item %s: %s", item.pk, fault)
        BoardItem.objects.filter(pk=item.pk).update(fault=fault)
    return True


def lacking(now: datetime) -> Iterator[BoardItem]:
    """Yield the items whose files have still to be made, the smaller work first."""
    for item in BoardItem.objects.with_files(now).filter(fault="").order_by("shows", "pk"):
        if not _is_made(item):
            yield item


def _is_made(item: BoardItem) -> bool:
    if item.shows == BoardItem.Shows.DOCUMENT:
        newest = recipes.RECIPES[recipes.BOARD_PAGE].version
        return bool(renditions.pages(item.source_sha256, version=newest))
    return _has_film(item) and (not item.captions_sha256 or _has_captions(item))


def _has_film(item: BoardItem) -> bool:
    return bool(renditions.usable(item.source_sha256, recipes.BOARD_FILM))


def _has_captions(item: BoardItem) -> bool:
    return bool(renditions.usable(item.captions_sha256, recipes.BOARD_CAPTIONS))


def _make(item: BoardItem) -> str:
    """Make what an item shows; return the code of the fault, "" when it is there."""
    source = frozen(item.source_sha256)
    if source is None:
        return "missing"
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=workshop) as folder:
        try:
            if item.shows == BoardItem.Shows.DOCUMENT:
                _keep_pages(item, pages.draw(source, folder=Path(folder)))
            else:
                return _keep_film(item, source, Path(folder))
        except pages.PagesRefused as refused:
            return refused.code
        except film.FilmTooLong:
            return "too_long"
        except film.NoFilm:
            return "no_film"
    return ""


def _keep_pages(item: BoardItem, drawn: tuple[pages.Drawn, ...]) -> None:
    for number, page in enumerate(drawn, start=1):
        output = media.store_by_content(page.picture)
        about = f"{number}/{len(drawn)}"
        renditions.note(item.source_sha256, recipes.BOARD_PAGE, output, duration_s=page.seconds, about=about)


def _keep_film(item: BoardItem, source: Path, folder: Path) -> str:
    if item.captions_sha256 and not _has_captions(item):
        captions = frozen(item.captions_sha256)
        if captions is None:
            return "missing"
        copy = Path(shutil.copyfile(captions, folder / "captions"))
        renditions.note(item.captions_sha256, recipes.BOARD_CAPTIONS, media.store_by_content(copy))
    if not _has_film(item):
        seconds = film.for_boards(source, folder / "film.mp4")
        output = media.store_by_content(folder / "film.mp4")
        renditions.note(item.source_sha256, recipes.BOARD_FILM, output, duration_s=seconds)
    return ""


def frozen(sha256: str) -> Path | None:
    """Return the frozen copy of a submitted file, None unless it holds what its name says."""
    path = Path(settings.FROZEN_MEDIA) / sha256[:2] / sha256
    return path if media.is_whole_at(path, sha256) else None


def made_of(item: BoardItem) -> list[Rendition]:
    """Return what is there of an item's files, for people who look at it before anybody decides."""
    if item.shows == BoardItem.Shows.DOCUMENT:
        return renditions.pages(item.source_sha256)
    return renditions.usable(item.source_sha256, recipes.BOARD_FILM) if item.source_sha256 else []
