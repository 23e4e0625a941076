"""Parts of the approval page: the wording a leader suggests, and who can decide when this person cannot."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Revision

from newsroom import rules, suggestions, workflow
from newsroom.models import Submission, Suggestion
from newsroom.models.story_checks import told as checks_in_words
from newsroom.requests import PersonRequest
from newsroom.ways_out import ways_out


def parts(
    request: PersonRequest,
    submission: Submission,
    verdict: rules.Verdict | None,
    typed: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return what the page needs; ``typed`` is what was typed before something was wrong."""
    return {
        "suggest": _boxes(submission, typed or {}) if verdict else [],
        "suggest_open": typed is not None,
        "suggest_note": (typed or {}).get("note", ""),
        "suggested": [told(row) for row in _made(submission)],
        "ways_out": _ways_out(request, submission) if verdict is not None and not verdict else None,
        "may_answer": rules.may_withdraw(request.user, contributors=submission.contributors),
        "checking": _checking(submission),
    }


def _checking(submission: Submission) -> dict[str, Any]:
    """Return what the writer checked before it was submitted, and where the news comes from."""
    revision = Revision.objects.filter(pk=submission.revision_id).first()
    if revision is None:
        return {}
    kept = revision.content
    return {
        "checks": checks_in_words(kept.get("checks") or []),
        "ticked": len(kept.get("checks") or []),
        "notes": kept.get("source_notes") or "",
    }


def _boxes(submission: Submission, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"place": place, "text": typed.get(place.key, place.text)} for place in suggestions.places(submission)
    ]


def _made(submission: Submission) -> list[Suggestion]:
    rows = Suggestion.objects.filter(submission=submission)
    return list(rows.select_related("answer", "submission__approval"))


def told(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as a template shows it."""
    return {
        "row": suggestion,
        "texts": suggestions.compared(suggestion),
        "is_open": suggestion.is_open,
        "answer": getattr(suggestion, "answer", None),
    }


def _ways_out(request: PersonRequest, submission: Submission) -> Any:
    try:
        return ways_out(submission, workflow.waiting_step(submission), request.user)
    except workflow.NotWaiting:
        return None
