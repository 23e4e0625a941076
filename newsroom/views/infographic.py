"""Đồ hoạ thông tin: choose a template, fill plain fields and see the picture, put it into a story."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import drawing
from newsroom.infographics import words
from newsroom.infographics.fields import Values
from newsroom.infographics.formats import BY_CODE as FORMATS
from newsroom.infographics.formats import PORTRAIT
from newsroom.infographics.rendering import TooLong, png
from newsroom.infographics.templates import BY_CODE, TEMPLATES, Template
from newsroom.models import InfographicPage, SectionPage, Story
from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for, save_draft, why_locked
from newsroom.views.infographic_form import fields_shown, read_values
from newsroom.views.sections import section_of, sections_for

CONFLICT, REFUSED = 409, 422


@dataclass(kw_only=True)
class Entry:
    """What the form holds; it is given back as it was when something is refused."""

    template: Template
    values: Values
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


# ------------------------------------------------------------------ a new story


@require_safe
def choose_new(request: PersonRequest, section_id: int) -> HttpResponse:
    """Show the templates for a new story."""
    section = _section(request, section_id)
    return _templates(request, [(each, _new_address(section, each)) for each in TEMPLATES], section=section)


@require_http_methods(["GET", "HEAD", "POST"])
def write_new(request: PersonRequest, section_id: int, code: str) -> HttpResponse:
    """Show the form of a template, or make the draft."""
    section, template = _section(request, section_id), _template(code)
    entry = Entry(template=template, values={})
    back = reverse("newsroom:new_infographic", args=[section.pk])
    if request.method == "POST":
        entry = _read(request, template)
        if not entry.errors:
            story = drawing.new_story(section, template, entry.values, person=request.user)
            messages.success(request, _("The infographic is a draft now. Check its words, then submit it."))
            return redirect("wagtailadmin_pages:edit", story.pk)
    return _form(request, entry, back=back)


def _section(request: PersonRequest, section_id: int) -> SectionPage:
    section = section_of(request, str(section_id))
    if section is None:
        raise PermissionDenied(_("You may write in no section.") if not sections_for(request.user) else "")
    return section


def _new_address(section: SectionPage, template: Template) -> str:
    return reverse("newsroom:write_infographic", args=[section.pk, template.code])


# ------------------------------------------------------------------ into a story that is there


@require_safe
def choose(request: PersonRequest, story_id: int) -> HttpResponse:
    """Show the templates for an infographic of this story, and those it has already."""
    story = draft_for(request, story_id)
    place = "" if _own_is_missing(story) else "?block="
    ways = [
        (each, reverse("newsroom:draw_infographic", args=[story.pk, each.code]) + place) for each in TEMPLATES
    ]
    drawn = [(each, _address(story, each)) for each in drawing.drawn_in(story)]
    return _templates(request, ways, story=story, drawn=drawn, locked=why_locked(story))


def _own_is_missing(story: Story) -> bool:
    """Whether the first thing to draw is the page's own infographic."""
    return isinstance(story, InfographicPage) and not (story.infographic and story.infographic.made_from)


def _address(story: Story, drawn: drawing.Drawn) -> str:
    if drawn.template is None:
        return ""
    address = reverse("newsroom:draw_infographic", args=[story.pk, drawn.template.code])
    return address if drawn.block is None else f"{address}?block={drawn.block}"


@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: PersonRequest, story_id: int, code: str) -> HttpResponse:
    """Show the form with what the infographic was made from, or draw it again and put it into the draft."""
    story, template = draft_for(request, story_id), _template(code)
    block = request.GET.get("block")
    back = reverse("newsroom:infographic", args=[story.pk])
    if request.method != "POST":
        return _form(request, Entry(template=template, values=_kept(story, template, block)), back=back)
    entry = _read(request, template)
    entry.problem = entry.problem or why_locked(story)
    if entry.problem:
        return _form(request, entry, back=back, status=CONFLICT if not entry.errors else REFUSED)
    drawing.put_into(story, template, entry.values, person=request.user, block=block)
    save_draft(story, request)
    messages.success(request, _("The infographic stands in the draft. Check its words, then submit it."))
    return redirect("wagtailadmin_pages:edit", story.pk)


def _kept(story: Story, template: Template, block: str | None) -> Values:
    """Return what the infographic at this place was made from; for a new one, what the story says already."""
    for drawn in drawing.drawn_in(story):
        if drawn.block == block and drawn.template == template:
            return drawn.values
    return {"title": story.title, "source": story.source} if block is None else {}


# ------------------------------------------------------------------ both


@require_POST
def preview(request: PersonRequest, code: str) -> HttpResponse:
    """Draw what is typed so far; what is still empty comes from the template's example."""
    if not sections_for(request.user) and not request.user.has_perm("newsroom.import_document"):
        raise PermissionDenied(_("You may write in no section."))
    template = _template(code)
    values = read_values(request.POST, template)
    format_ = FORMATS.get(request.POST.get("format", ""), PORTRAIT)
    look = drawing.look()
    shown, borrowed = template.filled(values)
    design = template.design(shown, look)
    answer: dict[str, Any] = {"errors": template.errors(values, look), "borrowed": borrowed}
    try:
        answer["picture"] = "data:image/png;base64," + base64.b64encode(png(design, format_)).decode()
        answer["words"] = words.alternative(design)
    except TooLong:
        answer["picture"] = ""
    answer["alt"] = words.short(design)
    return JsonResponse(answer)


def _template(code: str) -> Template:
    template = BY_CODE.get(code)
    if template is None:
        raise Http404("no such template")
    return template


def _read(request: PersonRequest, template: Template) -> Entry:
    values = read_values(request.POST, template)
    errors = template.errors(values, drawing.look())
    problem = ""
    if errors:
        problem = ngettext(
            "One field needs another look. It is marked below.",
            "%(number)s fields need another look. They are marked below.",
            len(errors),
        ) % {"number": len(errors)}
    return Entry(template=template, values=values, errors=errors, problem=problem)


def _templates(request: PersonRequest, ways: list[tuple[Template, str]], **context: Any) -> HttpResponse:
    return render(request, "newsroom/infographic_templates.html", {"ways": ways, **context})


def _form(request: PersonRequest, entry: Entry, *, back: str, status: int = 200) -> HttpResponse:
    context = {
        "entry": entry,
        "fields": fields_shown(entry.template, entry.values, entry.errors),
        "formats": FORMATS.values(),
        "back": back,
    }
    return render(request, "newsroom/infographic.html", context, status=REFUSED if entry.errors else status)
