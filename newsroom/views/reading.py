"""Văn bản sẽ đọc: the script beside what the voice says, the questions it asks, and how words are said."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom import decisions, reading, ready
from newsroom.models import Story
from newsroom.ready import Decision, SpokenText
from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for, save_draft
from newsroom.views.reading_page import REFUSED, NotDone, changes_draft, number, outdated, page

HERE, STORY, EVER = "here", "story", "ever"


@require_safe
def show(request: PersonRequest, story_id: int) -> HttpResponse:
    """Show how the draft will be read aloud."""
    return page(request, draft_for(request, story_id))


@changes_draft
def choose(story: Story, request: PersonRequest) -> str:
    """Settle one question with one of its choices, at this place or wherever the word stands in the story."""
    text = ready.preparations().read(story.spoken_script(), decisions.of(story))
    start, end = number(request, "start"), number(request, "end")
    choice = request.POST.get("choice", "")
    try:
        question = reading.asked_at(text, shown=request.POST.get("shown", ""), start=start, end=end)
    except reading.Outdated as late:
        raise NotDone(outdated()) from late
    if choice not in (question.best, *question.choices):
        raise NotDone(outdated())
    if "everywhere" in request.POST:
        decisions.decide_everywhere(story, written=question.written, spoken=choice)
    else:
        decisions.decide_here(story, text, start=start, end=end, spoken=choice)
    save_draft(story, request)
    return _noted(choice)


def _noted(spoken: str) -> str:
    if not spoken:
        return _("Noted: it will be passed over.")
    return _("Noted: it will be read “%(words)s”.") % {"words": spoken}


@changes_draft
def fix(story: Story, request: PersonRequest) -> str:
    """Have a word said otherwise: here, in this story, or in every story from now on."""
    written = " ".join(request.POST.get("written", "").split())
    spoken = " ".join(request.POST.get("spoken", "").split())
    text = ready.preparations().read(story.spoken_script(), decisions.of(story))
    scope = request.POST.get("scope", STORY)
    try:
        ready.preparations().check_spoken(spoken)
        if scope == EVER:
            ready.preparations().teach(request.user, written=written, spoken=spoken)
    except ready.Refused as fault:
        raise NotDone(str(fault)) from fault
    if written not in text.written:
        raise NotDone(
            _("“%(words)s” does not stand in the script. Type it exactly as written.") % {"words": written}
        )
    if scope == EVER:
        return _taught(story, request, written, spoken)
    if scope == HERE:
        _fix_here(story, request, text, spoken)
    else:
        decisions.decide_everywhere(story, written=written, spoken=spoken)
    save_draft(story, request)
    return _noted(spoken)


def _taught(story: Story, request: PersonRequest, written: str, spoken: str) -> str:
    """Give up what this story said otherwise, or the dictionary's new word would not be heard here."""
    before = decisions.of(story)
    for each in before:
        if each.written == written:
            decisions.forget(story, each)
    if decisions.of(story) != before:
        save_draft(story, request)
    words = {"written": written, "spoken": spoken}
    return _("From now on “%(written)s” is read “%(spoken)s” in every story.") % words


def _fix_here(story: Story, request: PersonRequest, text: SpokenText, spoken: str) -> None:
    start, end = number(request, "start"), number(request, "end")
    if request.POST.get("shown", "") != reading.digest(text.written) or not 0 <= start < end <= len(
        text.written
    ):
        raise NotDone(outdated())
    decisions.decide_here(story, text, start=start, end=end, spoken=spoken)


@changes_draft
def forget(story: Story, request: PersonRequest) -> str:
    """Give up what was decided about a word of this story."""
    fields = {name: request.POST.get(name, "") for name in ("written", "spoken", "before", "after")}
    if not decisions.forget(story, Decision(**fields)):
        raise NotDone(_("Nothing was changed: somebody dealt with this place already."))
    save_draft(story, request)
    return _("“%(words)s” is read as the machine knows it again.") % {"words": fields["written"]}


@require_POST
def hear(request: PersonRequest) -> HttpResponse:
    """Have a few words said by the offline voice; answer where the sound lies, or why it cannot be heard."""
    try:
        return JsonResponse({"url": ready.preparations().hear(request.POST.get("words", ""))})
    except ready.Refused as fault:
        return JsonResponse({"problem": str(fault)}, status=REFUSED)
