"""Trợ giúp viết: what stands beside the editor while somebody types, and the check of links that they ask for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for
from newsroom.views.sections import sections_for
from newsroom.writing_help import helping, links

UNREADABLE = 400


@require_POST
def look(request: PersonRequest, story_id: int = 0) -> HttpResponse:
    """Answer with the suggestions for the text as it stands in the form; nothing is saved."""
    _may_write(request, story_id)
    try:
        typed = helping.typed_in(request.POST)
    except helping.Unreadable:
        return HttpResponse(status=UNREADABLE)
    now = timezone.now()
    if "check-links" in request.POST:
        links.ask(links.links_in(typed.body), now=now)
    found = helping.help_for(typed, story=story_id, person=request.user, now=now)
    return render(request, "newsroom/parts/writing_help.html", {"help": found})


def _may_write(request: PersonRequest, story_id: int) -> None:
    """Let those read along who may edit the story, or begin one."""
    if story_id:
        draft_for(request, story_id)
    elif not sections_for(request.user):
        raise PermissionDenied(_("You may write in no section."))
