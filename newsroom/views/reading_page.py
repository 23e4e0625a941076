"""The page "Văn bản sẽ đọc", and how whatever is done on it changes the draft without losing what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom import decisions, import_notes, reading, ready, scripting, standing
from newsroom.models import Story
from newsroom.ready import SpokenText
from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for, why_locked

HINTS_SHOWN = 8
CONFLICT, REFUSED = 409, 422


class NotDone(Exception):
    """Nothing was changed; the message says why, and the page comes back with what was typed."""


def page(request: PersonRequest, story: Story, *, problem: str = "", status: int = 200) -> HttpResponse:
    script = story.spoken_script()
    text = ready.preparations().read(script, decisions.of(story))
    hints = scripting.hints_for(script, refused=frozenset(story.refused_hints))
    typed = request.POST.get("script", script).replace("\r\n", "\n") if problem else script
    context = {
        "story": story,
        "standing": standing.standing_of(story),
        "locked": why_locked(story),
        "problem": problem,
        "script": typed,
        "unsaved": typed != script,
        "fixing": request.POST if problem and "scope" in request.POST else None,
        "shown": reading.digest(text.written),
        "paragraphs": reading.paragraphs(text),
        "asked": reading.questions(text),
        "length": reading.in_words(text.seconds),
        "edited": bool(story.script),
        "behind": story.script_is_behind(),
        "notes": import_notes.open_notes(story),
        "settled": decisions.of(story),
        "hints": hints[:HINTS_SHOWN],
        "more_hints": max(0, len(hints) - HINTS_SHOWN),
        "short": proposal(text),
        "may_teach": ready.preparations().may_teach(request.user),
    }
    return render(request, "newsroom/reading.html", context, status=status)


def proposal(text: SpokenText) -> dict[str, Any] | None:
    """Return the two-minute version, None when the script is short enough."""
    short = scripting.two_minutes(text.written, seconds_of=reading.seconds_of(text))
    if short is None:
        return None
    return {"proposal": short, "length": reading.in_words(short.seconds)}


def changes_draft(change: Callable[..., str]) -> Callable[..., HttpResponse]:
    """Let ``change`` work on the draft, say what came of it, and go back to the page.

    Where nothing could be changed the page comes back with its reason and with everything that was typed.
    """

    @require_POST
    def view(request: PersonRequest, story_id: int, **place: int) -> HttpResponse:
        story = draft_for(request, story_id)
        if locked := why_locked(story):
            return page(request, story, problem=locked, status=CONFLICT)
        try:
            done = change(story, request, **place)
        except NotDone as fault:
            return page(request, story, problem=str(fault), status=REFUSED)
        messages.success(request, done)
        return redirect(reverse("newsroom:reading", args=[story_id]) + request.POST.get("back", "")[:20])

    return view


def outdated() -> str:
    """Why an answer to another text than the present one is not taken."""
    return _("Nothing was changed: the text is no longer the one you saw. Look at the questions again.")


def number(request: PersonRequest, name: str) -> int:
    """Return a number that a form carries along, -1 for anything else."""
    written = request.POST.get(name, "")
    return int(written) if written.isdecimal() else -1
