"""Pictures for LED panels, fetched by their controllers: exactly the panel's pixels, only what boards may show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from PIL import Image

from broadcast import board_files, recipes, showing
from broadcast.boards import panel as panels
from broadcast.boards import panel_pictures
from broadcast.boards.panel import TextTooLong
from broadcast.boards.png import png
from broadcast.boards.scrolling import TooMuchText, gif, gif_of, strip
from broadcast.boards.turns import Lines, Notice, Turn, turn_at
from broadcast.models import Rendition, Zone
from broadcast.plan.manifest import BoardItem

LEAST, MOST = 16, 1024  # pixels of a side
MOST_PIXELS = 512 * 512
MOST_SCROLLED = 256 * 32  # pixels of a panel that is given a whole moving picture
MOST_MOVING = 256 * 256  # pixels of one frame of an approved moving picture
Size = tuple[int, int]
BYTES = "application/octet-stream"


class PictureGone(Exception):
    """The approved picture's file is no longer there as it was approved."""


def _png(turn: Turn, size: Size) -> bytes:
    return png(_drawn_picture(turn, size))


def _one_bit(turn: Turn, size: Size) -> bytes:
    """Rows from the top, eight pixels a byte, the leftmost in the highest bit, each row filled up to a byte."""
    if turn.picture:
        return panel_pictures.one_bit(_drawn_picture(turn, size)).tobytes()
    return panels.panel_picture(turn.lines, size=size, one_bit=True).tobytes()


def _rgb(turn: Turn, size: Size) -> bytes:
    """Rows from the top, three bytes a pixel."""
    return _drawn_picture(turn, size).tobytes()


def _moving(turn: Turn, size: Size) -> bytes:
    """The same as PNG, but an approved picture that moves is given with all its frames."""
    if not turn.picture:
        still = panel_pictures.Frame(picture=_drawn_picture(turn, size), lasts_ms=1000)
        return gif_of([still])
    return gif_of(list(panel_pictures.frames(_approved(turn.picture), size=size)))


def _drawn_picture(turn: Turn, size: Size) -> Image.Image:
    if turn.picture:
        return panel_pictures.fitted(_approved(turn.picture), size=size)
    return panels.panel_picture(turn.lines, size=size)


def _approved(sha256: str) -> Path:
    """Return the frozen copy of an approved picture: its own pixels, not the boards' JPEG of it."""
    path = board_files.frozen(sha256)
    if path is None:
        raise PictureGone(sha256)
    return path


def _strip(lines: Lines, size: Size) -> bytes:
    return png(strip(lines, height=size[1]))


def _gif(lines: Lines, size: Size) -> bytes:
    return gif(lines, size=size)


TURNING: Mapping[str, tuple[Callable[[Turn, Size], bytes], str]] = {
    "png": (_png, "image/png"),
    "1bit": (_one_bit, BYTES),
    "rgb": (_rgb, BYTES),
    "anh.gif": (_moving, "image/gif"),
}
RUNNING: Mapping[str, tuple[Callable[[Lines, Size], bytes], str]] = {
    "gif": (_gif, "image/gif"),
    "dai.png": (_strip, "image/png"),
}
MOST_OF = {"gif": MOST_SCROLLED, "anh.gif": MOST_MOVING}


@require_safe
def panel(request: HttpRequest, zone_id: int, width: int, height: int, form: str) -> HttpResponse:
    """Give what the panel shows now; ``Refresh`` says after how many seconds to ask again."""
    size = (width, height)
    if form not in {*TURNING, *RUNNING} or not _is_a_panel(size, most=MOST_OF.get(form, MOST_PIXELS)):
        raise Http404("no such panel")
    now = timezone.now()
    shown = showing.panel_now(get_object_or_404(Zone, pk=zone_id), now=now)
    try:
        if form in TURNING:
            turn = turn_at(list(_notices(shown, size)), size=size, now=now)
            seconds = turn.seconds_left
            body, kind = _turning(form, Turn(lines=turn.lines, picture=turn.picture, seconds_left=0), size)
        else:
            seconds = 30
            body, kind = _running(form, tuple(line for item in shown for line in item.lines), size)
    except (TextTooLong, TooMuchText, PictureGone) as fault:
        raise Http404("the panel cannot carry this") from fault
    answer = HttpResponse(body, content_type=kind)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Refresh"] = str(seconds)
    return answer


def _notices(shown: Sequence[BoardItem], size: Size) -> Iterator[Notice]:
    """Yield words and pictures; a picture only where the panel has its pixels or enough rows for it."""
    made = {item.picture for item in shown if item.picture and not item.pages}
    rows = Rendition.objects.filter(output_sha256__in=made, recipe=recipes.BOARD_PICTURE).order_by("pk")
    sources = dict(rows.values_list("output_sha256", "source_sha256"))
    for item in shown:
        source = sources.get(item.picture or "", "")
        path = board_files.frozen(source) if source else None
        fits = path is not None and panel_pictures.can_show(path, size=size)
        yield Notice(lines=item.lines, picture=source if fits else "")


def _is_a_panel(size: Size, *, most: int) -> bool:
    return all(LEAST <= side <= MOST for side in size) and size[0] * size[1] <= most


@lru_cache(maxsize=64)
def _turning(form: str, turn: Turn, size: Size) -> tuple[bytes, str]:
    draw, kind = TURNING[form]
    return draw(turn, size), kind


@lru_cache(maxsize=64)
def _running(form: str, lines: Lines, size: Size) -> tuple[bytes, str]:
    draw, kind = RUNNING[form]
    return draw(lines, size), kind
