"""Văn bản sẽ đọc: the script beside what the voice says, the questions it asks, and the editor's corrections."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom import derivation, import_notes, reading, ready, standing
from newsroom.models import Story
from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for, save_draft, why_locked

MINUTE = 60


@require_safe
def show(request: PersonRequest, story_id: int) -> HttpResponse:
    """Show how the draft will be read aloud."""
    story = draft_for(request, story_id)
    script = story.spoken_script()
    text = ready.preparations().read(script)
    context = {
        "story": story,
        "standing": standing.standing_of(story),
        "locked": why_locked(story),
        "script": script,
        "shown": reading.digest(text.written),
        "paragraphs": reading.paragraphs(text),
        "asked": reading.questions(text),
        "minutes": max(1, round(text.seconds / MINUTE)),
        "edited": bool(story.script),
        "behind": story.script_is_behind(),
        "notes": import_notes.open_notes(story),
    }
    return render(request, "newsroom/reading.html", context)


def changes_draft(change: Callable[..., str]) -> Callable[..., HttpResponse]:
    """Let ``change`` work on the draft unless it is locked, say what came of it, and go back to the page."""

    @require_POST
    def view(request: PersonRequest, story_id: int, **place: int) -> HttpResponse:
        story = draft_for(request, story_id)
        if locked := why_locked(story):
            messages.error(request, locked)
        else:
            messages.success(request, change(story, request, **place))
        return redirect("newsroom:reading", story_id)

    return view


@changes_draft
def choose(story: Story, request: PersonRequest) -> str:
    """Write out one questioned word as chosen."""
    text = ready.preparations().read(story.spoken_script())
    try:
        script = reading.answered(
            text,
            shown=request.POST.get("shown", ""),
            start=_number(request, "start"),
            end=_number(request, "end"),
            choice=request.POST.get("choice", ""),
        )
    except reading.Outdated:
        return _("Nothing was changed: the text is no longer the one you saw. Look at the questions again.")
    _keep_script(story, request, script)
    return _("Noted: it will be read “%(words)s”.") % {"words": request.POST["choice"]}


@changes_draft
def save(story: Story, request: PersonRequest) -> str:
    """Keep the script as it was typed; one that equals the text follows the text again."""
    lines = request.POST.get("script", "").replace("\r\n", "\n").strip().split("\n")
    typed = "\n".join(line.strip() for line in lines if line.strip())
    followed = derivation.script(story.title, story.summary, story.plain_lines())
    _keep_script(story, request, "" if typed == followed else typed)
    return _("The spoken script is saved.") if story.script else _("The spoken script follows the text.")


@changes_draft
def follow(story: Story, request: PersonRequest) -> str:
    """Drop the edited script."""
    _keep_script(story, request, "")
    return _("The spoken script follows the text.")


@changes_draft
def settle(story: Story, request: PersonRequest, number: int) -> str:
    """Strike off or mend one doubtful place of the import."""
    notes = {note.number: note for note in import_notes.open_notes(story)}
    note = notes.get(number)
    if note is None or note.where != request.POST.get("where", ""):
        return _("Nothing was changed: somebody dealt with this place already.")
    if "mend" in request.POST and note.mends:
        import_notes.mend(story, number)
    else:
        import_notes.settle(story, number)
    save_draft(story, request)
    return _("Noted.")


def _keep_script(story: Story, request: PersonRequest, script: str) -> None:
    story.script = script
    story.script_basis = story.text_basis() if script else ""
    save_draft(story, request)


def _number(request: PersonRequest, name: str) -> int:
    written = request.POST.get(name, "")
    return int(written) if written.isdecimal() else -1
