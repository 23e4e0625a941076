"""Suggesting another wording, and the editor's answer to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom import suggestions, workflow
from newsroom.models import Suggestion
from newsroom.requests import PersonRequest
from newsroom.views.approval import approval_page, submission_for
from newsroom.views.approval_parts import parts, told
from newsroom.views.refusals import status_of


@require_POST
def suggest(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Keep a suggestion; what was typed stays on the page when something is wrong with it."""
    submission = submission_for(request, submission_id)
    places = [key for key in request.POST if key.startswith("place-")]
    typed = {key.removeprefix("place-"): request.POST.get(key, "") for key in places}
    note = request.POST.get("note", "")
    try:
        suggestions.suggest(submission, request.user, typed=typed, note=note, now=timezone.now())
    except suggestions.SuggestionRefused as refusal:
        kept = {**typed, "note": note}
        return approval_page(request, submission, problem=str(refusal), suggested=kept, status=422)
    except workflow.Refused as refusal:
        return approval_page(request, submission, problem=str(refusal), status=status_of(refusal))
    except workflow.NotWaiting:
        return redirect("newsroom:decided", submission.pk)
    messages.success(
        request,
        _("Your suggestion is with the editor. When it is taken over, the story comes back to you."),
    )
    return redirect("newsroom:approval", submission.pk)


def _suggestion(request: PersonRequest, suggestion_id: int) -> Suggestion:
    suggestion = get_object_or_404(Suggestion.objects.select_related("submission"), pk=suggestion_id)
    submission_for(request, suggestion.submission_id)
    return suggestion


@require_safe
def show(request: PersonRequest, suggestion_id: int) -> HttpResponse:
    """Show one suggestion with its differences, and the two answers."""
    return _page(request, _suggestion(request, suggestion_id))


def _page(
    request: PersonRequest, suggestion: Suggestion, *, problem: str = "", word: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "problem": problem,
        "word": word,
        "submission": suggestion.submission,
        "each": told(suggestion),
        **parts(request, suggestion.submission, None, None),
    }
    return render(request, "newsroom/suggestion.html", context, status=status)


@require_POST
def accept(request: PersonRequest, suggestion_id: int) -> HttpResponse:
    """Take it over and submit again, in one tap."""
    suggestion = _suggestion(request, suggestion_id)
    try:
        submission = suggestions.accept(suggestion, request.user, now=timezone.now())
    except suggestions.SuggestionRefused as refusal:
        return _page(request, suggestion, problem=str(refusal), status=409)
    except workflow.Refused as refusal:
        return _page(request, suggestion, problem=str(refusal), status=status_of(refusal))
    except workflow.NotWaiting as gone:
        return _page(request, suggestion, problem=str(gone), status=409)
    messages.success(request, _("Taken over and submitted again."))
    return redirect("newsroom:approval", submission.pk)


@require_POST
def refuse(request: PersonRequest, suggestion_id: int) -> HttpResponse:
    """Leave the text and say why."""
    suggestion = _suggestion(request, suggestion_id)
    word = request.POST.get("word", "")
    try:
        suggestions.refuse(suggestion, request.user, word=word, now=timezone.now())
    except suggestions.SuggestionRefused as refusal:
        return _page(request, suggestion, problem=str(refusal), word=word, status=422)
    except workflow.Refused as refusal:
        return _page(request, suggestion, problem=str(refusal), word=word, status=status_of(refusal))
    messages.success(request, _("The text stays. The leader sees your answer."))
    return redirect("newsroom:approval", suggestion.submission_id)
