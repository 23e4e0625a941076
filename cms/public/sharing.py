"""What goes along when a story is passed on: the card that messengers show, its QR, its text as a file.

All of it is drawn from the approved words of a story that the public may read now.
"""

import io
import textwrap

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.public import approved, share_card, wording
from cms.public.approved import Text
from newsroom.blocks import paragraphs_of_html
from newsroom.models import CommuneSettings

COLUMNS = 78


def _text(number: int, request: HttpRequest) -> Text:
    found = approved.texts([number], request)
    if not found:
        raise Http404("not released")
    return found[0]


@require_safe
def card(request: HttpRequest, story: int) -> HttpResponse:
    """Give the picture that a messenger shows beside a link."""
    text, commune = _text(story, request), CommuneSettings.load()
    picture = share_card.draw(text.title, commune.name, wording.day(text.published_at))
    return HttpResponse(picture, content_type="image/png")


@require_safe
def code(request: HttpRequest, story: int) -> HttpResponse:
    """Give the QR that leads to a story."""
    drawing = io.BytesIO()
    segno.make(_text(story, request).url, error="m").save(drawing, kind="svg", scale=6, border=2)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


@require_safe
def as_file(request: HttpRequest, story: int) -> HttpResponse:
    """Give the text of a story as a file to keep."""
    text = _text(story, request)
    lines = [text.title.upper(), wording.day(text.published_at), text.url, "", text.summary]
    lines += paragraphs_of_html(text.html)
    lines += [f"{name}" for name in (text.author, text.source) if name]
    body = "\n\n".join(textwrap.fill(line, COLUMNS) for line in lines if line) + "\n"
    answer = HttpResponse(body, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{text.url.rstrip("/").split("/")[-1]}.txt"'
    return answer
