"""Pictures for LED panels, fetched by their controllers: exactly the panel's pixels, only what boards may show."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from broadcast import showing
from broadcast.boards import panel as panels
from broadcast.boards.panel import TextTooLong
from broadcast.boards.png import png
from broadcast.boards.scrolling import TooMuchText, gif, strip
from broadcast.boards.turns import Lines, turn_at
from broadcast.models import Zone

LEAST, MOST = 16, 1024  # pixels of a side
MOST_PIXELS = 512 * 512
MOST_SCROLLED = 256 * 32  # pixels of a panel that is given a whole moving picture
Size = tuple[int, int]
BYTES = "application/octet-stream"


def _png(lines: Lines, size: Size) -> bytes:
    return png(panels.panel_picture(lines, size=size))


def _one_bit(lines: Lines, size: Size) -> bytes:
    """Rows from the top, eight pixels a byte, the leftmost in the highest bit, each row filled up to a byte."""
    return panels.panel_picture(lines, size=size, one_bit=True).tobytes()


def _rgb(lines: Lines, size: Size) -> bytes:
    """Rows from the top, three bytes a pixel."""
    return panels.panel_picture(lines, size=size).tobytes()


def _strip(lines: Lines, size: Size) -> bytes:
    return png(strip(lines, height=size[1]))


def _gif(lines: Lines, size: Size) -> bytes:
    return gif(lines, size=size)


TURNING: Mapping[str, tuple[Callable[[Lines, Size], bytes], str]] = {
    "png": (_png, "image/png"),
    "1bit": (_one_bit, BYTES),
    "rgb": (_rgb, BYTES),
}
RUNNING: Mapping[str, tuple[Callable[[Lines, Size], bytes], str]] = {
    "gif": (_gif, "image/gif"),
    "dai.png": (_strip, "image/png"),
}


@require_safe
def panel(request: HttpRequest, zone_id: int, width: int, height: int, form: str) -> HttpResponse:
    """Give what the panel shows now; ``Refresh`` says after how many seconds to ask again."""
    size = (width, height)
    if form not in {*TURNING, *RUNNING} or not _is_a_panel(size, runs=form == "gif"):
        raise Http404("no such panel")
    now = timezone.now()
    texts = tuple(showing.lines_now(get_object_or_404(Zone, pk=zone_id), now=now))
    try:
        if form in TURNING:
            turn = turn_at(texts, size=size, now=now)
            lines, seconds = turn.lines, turn.seconds_left
        else:
            lines, seconds = tuple(line for text in texts for line in text), 30
        body = _drawn(form, lines, size)
    except (TextTooLong, TooMuchText) as fault:
        raise Http404("the panel cannot carry this text") from fault
    answer = HttpResponse(body, content_type=(RUNNING.get(form) or TURNING[form])[1])
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Refresh"] = str(seconds)
    return answer


def _is_a_panel(size: Size, *, runs: bool) -> bool:
    is_in_bounds = all(LEAST <= side <= MOST for side in size)
    return is_in_bounds and size[0] * size[1] <= (MOST_SCROLLED if runs else MOST_PIXELS)


@lru_cache(maxsize=64)
def _drawn(form: str, lines: Lines, size: Size) -> bytes:
    draw, _kind = RUNNING.get(form) or TURNING[form]
    return draw(lines, size)
