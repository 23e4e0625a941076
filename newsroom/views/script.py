"""The spoken script: typed, shortened, mended after a hint, or following the text again."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom import decisions, derivation, import_notes, reading, ready, scripting
from newsroom.models import Story
from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for, save_draft
from newsroom.views.reading_page import NotDone, changes_draft, outdated, proposal


@changes_draft
def save(story: Story, request: PersonRequest) -> str:
    """Keep the script as it was typed; one that equals the text follows the text again."""
    shown = request.POST.get("shown")
    if shown and shown != _digest_of(story):
        raise NotDone(
            _(
                "Somebody changed the script meanwhile. Yours is below, not saved yet: compare, then save again."
            )
        )
    _keep_script(story, request, request.POST.get("script", ""))
    return _("The spoken script is saved.") if story.script else _("The spoken script follows the text.")


@changes_draft
def follow(story: Story, request: PersonRequest) -> str:
    """Drop the edited script."""
    _keep_script(story, request, "")
    return _("The spoken script follows the text.")


@changes_draft
def take_hint(story: Story, request: PersonRequest) -> str:
    """Mend one sentence as the hint says."""
    script = story.spoken_script()
    hint = _hint(script, request)
    if not hint.suggestion:
        raise NotDone(_("Nothing was changed: this sentence has to be mended by hand."))
    _keep_script(story, request, scripting.taken(script, hint))
    return _("The sentence is mended.")


@changes_draft
def refuse_hint(story: Story, request: PersonRequest) -> str:
    """Remember that the sentence stays as it is."""
    hint = _hint(story.spoken_script(), request)
    story.refused_hints = [*story.refused_hints, hint.key]
    save_draft(story, request)
    return _("The sentence stays as it is.")


def _hint(script: str, request: PersonRequest) -> scripting.Hint:
    for hint in scripting.hints_for(script):
        if hint.key == request.POST.get("hint"):
            return hint
    raise NotDone(outdated())


@changes_draft
def use_short(story: Story, request: PersonRequest) -> str:
    """Take the two-minute version for the script."""
    text = ready.preparations().read(story.spoken_script(), decisions.of(story))
    short = proposal(text)
    if short is None or request.POST.get("shown", "") != reading.digest(text.written):
        raise NotDone(outdated())
    _keep_script(story, request, short["proposal"].script)
    return _("The short version is the script now. “Follow the text again” brings the long one back.")


@changes_draft
def settle(story: Story, request: PersonRequest, number: int) -> str:
    """Strike off or mend one doubtful place of the import."""
    notes = {note.number: note for note in import_notes.open_notes(story)}
    note = notes.get(number)
    if note is None or note.where != request.POST.get("where", ""):
        raise NotDone(_("Nothing was changed: somebody dealt with this place already."))
    if "mend" in request.POST and note.mends:
        import_notes.mend(story, number)
    else:
        import_notes.settle(story, number)
    save_draft(story, request)
    return _("Noted.")


def _keep_script(story: Story, request: PersonRequest, script: str) -> None:
    typed = _clean(script)
    followed = derivation.script(story.title, story.summary, story.plain_lines())
    story.script = "" if typed == followed else typed
    story.script_basis = story.text_basis() if story.script else ""
    save_draft(story, request)


def _clean(script: str) -> str:
    lines = script.replace("\r\n", "\n").strip().split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _digest_of(story: Story) -> str:
    return reading.digest(ready.preparations().read(story.spoken_script()).written)


@require_POST
def weigh(request: PersonRequest, story_id: int) -> HttpResponse:
    """Say how long the script would take that is being typed, and what the voice would ask."""
    story = draft_for(request, story_id)
    script = _clean(request.POST.get("script", ""))
    text = ready.preparations().read(script, decisions.of(story))
    asked, hints = len(text.questions), len(scripting.hints_for(script))
    told = [reading.in_words(text.seconds)]
    if asked:
        told.append(
            ngettext("one word the voice is not sure of", "%(number)s words the voice is not sure of", asked)
            % {"number": asked}
        )
    if hints:
        told.append(ngettext("one hint", "%(number)s hints", hints) % {"number": hints})
    return JsonResponse({"told": ", ".join(told)})
