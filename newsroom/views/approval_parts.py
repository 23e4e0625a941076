"""Parts of the approval page: the wording a leader suggests, and who can decide when this person cannot."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from newsroom import delegation, escalations, rules, suggestions, workflow
from newsroom.models import EscalationReply, Submission, Suggestion
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


def reports(request: PersonRequest, submission: Submission, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what was asked above about the story, and what this person may do about it.

    ``typed`` is what was typed into one of its forms before something was wrong, ``form`` and ``field`` among it.
    """
    now, person = timezone.now(), request.user
    told = escalations.told(submission, now=now)
    waits = next((each for each in told if each.is_open), None)
    stands_in = delegation.stands_in(person, submission.story_id, now) is not None
    records = rules.may_record_answer(person, contributors=submission.contributors, stands_in=stands_in)
    return {
        "reports": told,
        "report": waits,
        "may_read_reports": rules.may_read_reports(person, stands_in=stands_in),
        "may_escalate": waits is None and rules.may_escalate(person, stands_in=stands_in),
        "may_record": waits is not None and records,
        "may_take_back": waits is not None
        and rules.may_take_report_back(person, reporter=waits.row.person_id),
        "report_verdicts": EscalationReply.Verdict.choices,
        "report_typed": typed,
    }


def _checking(submission: Submission) -> dict[str, Any]:
    """Return what the writer checked before it was submitted, and where the news comes from."""
    kept = submission.forms.get("checking") or _from_revision(submission)
    if kept is None:
        return {}
    return {
        "checks": checks_in_words(kept["checks"]),
        "ticked": len(kept["checks"]),
        "notes": kept["notes"],
    }


def _from_revision(submission: Submission) -> dict[str, Any] | None:
    """Return the same of a submission from before it was frozen with the rest."""
    revision = Revision.objects.filter(pk=submission.revision_id).first()
    if revision is None:
        return None
    kept = revision.content
    return {"checks": kept.get("checks") or [], "notes": kept.get("source_notes") or ""}


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
