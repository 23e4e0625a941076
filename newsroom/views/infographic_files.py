"""The other formats of an approved infographic, drawn from its data once that gives the approved picture."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom import drawing
from newsroom.infographics.design import Design
from newsroom.infographics.formats import A4, BY_CODE, FORMATS
from newsroom.infographics.rendering import TooLong, pdf, png
from newsroom.models import InfographicPage, Picture
from newsroom.requests import PersonRequest

CONFLICT = 409
AS_APPROVED = "da-duyet"


class NotTheApproved(Exception):
    """The data does not give the approved picture any more; the message says what to do."""


@require_safe
def files(request: PersonRequest, story_id: int) -> HttpResponse:
    """Show the formats that can be taken."""
    story, picture = _approved(request, story_id)
    context = {"story": story, "picture": picture, "formats": FORMATS}
    return render(request, "newsroom/infographic_files.html", context)


@require_safe
def give(request: PersonRequest, story_id: int, format_code: str) -> HttpResponse:
    """Give one format as a file."""
    story, picture = _approved(request, story_id)
    if format_code == AS_APPROVED:
        with picture.file.open("rb") as file:
            return _file(file.read(), "image/png", f"{story.slug}.png")
    format_ = BY_CODE.get(format_code)
    if format_ is None:
        raise Http404("no such format")
    try:
        design = _design(picture)
        data = pdf(design) if format_ is A4 else png(design, format_)
    except (NotTheApproved, TooLong):
        sentence = _(
            "This infographic was drawn by an older version, so only the approved picture can be taken. "
            "Draw it again from its data and have it approved for the other sizes."
        )
        return render(
            request,
            "newsroom/infographic_files.html",
            {"story": story, "picture": picture, "problem": sentence},
            status=CONFLICT,
        )
    kind, end = ("application/pdf", "pdf") if format_ is A4 else ("image/png", "png")
    return _file(data, kind, f"{story.slug}-{format_.code}.{end}")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _approved(request: PersonRequest, story_id: int) -> tuple[InfographicPage, Picture]:
    """Return the story and its infographic, as the public may see them now."""
    if not request.user.role_codes and not request.user.is_superuser:
        raise PermissionDenied
    story = InfographicPage.objects.filter(pk=story_id).select_related("infographic").first()
    if story is None or not story.is_public():
        raise Http404("not released")
    picture = story.infographic
    if picture is None or not picture.made_from or not picture.has_approved_bytes():
        raise Http404("not drawn from data")
    return story, picture


def _design(picture: Picture) -> Design:
    """Return the design, after drawing the approved picture from it once more; raises NotTheApproved."""
    design = drawing.design_of(picture.made_from)
    format_ = BY_CODE.get(str(picture.made_from.get("format", "")))
    if design is None or format_ is None:
        raise NotTheApproved
    if hashlib.sha256(png(design, format_)).hexdigest() != picture.frozen_sha256:
        raise NotTheApproved
    return design
