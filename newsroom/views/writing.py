"""Viết bài: which kind of story, in which section; then Wagtail's own editor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from newsroom.models import ArticlePage, BulletinPage, InfographicPage, IssuePage, RegisteredDocument
from newsroom.requests import PersonRequest
from newsroom.views.sections import section_of, sections_for

MODELS = {
    "bai-viet": (ArticlePage, gettext_lazy("News, an article, a notice, a press release or a clarification")),
    "do-hoa": (InfographicPage, gettext_lazy("A picture with figures, and all it says in words")),
    "van-ban": (
        RegisteredDocument,
        gettext_lazy("A decision, plan or notice with its number and file, for the register"),
    ),
    "ban-tin": (BulletinPage, gettext_lazy("Written to be heard over the loudspeakers")),
    "ban-tin-dien-tu": (
        IssuePage,
        gettext_lazy("An issue that collects approved stories: web page, PDF and e-mail"),
    ),
}


@require_safe
def write(request: PersonRequest) -> HttpResponse:
    """Ask for kind and section, or go on to the editor when both are known."""
    sections = sections_for(request.user)
    if not sections:
        raise PermissionDenied(_("You may write in no section."))
    section = section_of(request, request.GET.get("section", ""))
    kind = request.GET.get("kind", "")
    if section is not None and kind in MODELS:
        if kind == "do-hoa":
            return redirect("newsroom:new_infographic", section.pk)
        model = MODELS[kind][0]
        return redirect("wagtailadmin_pages:add", "newsroom", model._meta.model_name, section.pk)
    kinds = [(key, model._meta.verbose_name, help_text) for key, (model, help_text) in MODELS.items()]
    return render(request, "newsroom/write.html", {"sections": sections, "kinds": kinds})
