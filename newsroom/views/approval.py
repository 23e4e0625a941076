"""The approval page: all that a leader sees and hears of one submission, and the two buttons."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Revision

from newsroom import (
    changes,
    delegation,
    import_notes,
    inbox,
    openings,
    queries,
    reading,
    rules,
    submitted,
    workflow,
)
from newsroom.models import Story, Submission
from newsroom.requests import PersonRequest
from newsroom.views import approval_parts, sounds
from newsroom.views.refusals import status_of


def submission_for(request: PersonRequest, submission_id: int) -> Submission:
    """Return the submission when this person may look at it."""
    submission = get_object_or_404(Submission, pk=submission_id)
    stands_in = delegation.stands_in(request.user, submission.story_id, timezone.now()) is not None
    verdict = rules.may_see(request.user, contributors=submission.contributors, stands_in=stands_in)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return submission


@require_safe
def approval(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Show the submission, or that its texts were erased."""
    submission = submission_for(request, submission_id)
    if submission.is_erased:
        context = {
            "outcome": submitted.outcome(submission),
            "history": submitted.history(submission.story_id),
        }
        return render(request, "newsroom/erased.html", context, status=410)
    page = approval_page(request, submission)
    openings.note(request, submission, now=timezone.now())
    return page


def approval_page(
    request: PersonRequest,
    submission: Submission,
    *,
    problem: str = "",
    typed: str = "",
    suggested: Mapping[str, str] | None = None,
    reported: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the submission; the rest is what somebody typed before something was wrong."""
    form = submitted.frozen(submission)
    outcome = submitted.outcome(submission)
    verdict = _verdict(submission, request) if outcome.waits else None
    context = {
        "submission": submission,
        "form": form,
        "outcome": outcome,
        "verdict": verdict,
        "may_withdraw": outcome.waits
        and rules.may_withdraw(request.user, contributors=submission.contributors),
        "appears": submitted.appears(form),
        "may_hurry": _may_hurry(submission, outcome, request),
        "prepared": sounds.prepared(submission, form),
        "notes": _import_notes(submission),
        "history": submitted.history(submission.story_id),
        "deadline": form.valid_until,
        "due": inbox.due_of(submission, now=timezone.now()) if outcome.waits else None,
        "phrases": quick_phrases(),
        "problem": problem,
        "typed": typed,
        **_spoken(submission),
        **approval_parts.parts(request, submission, verdict, suggested),
        **approval_parts.reports(request, submission, reported or {}),
    }
    return render(request, "newsroom/approval.html", context, status=status)


def _may_hurry(submission: Submission, outcome: submitted.Outcome, request: PersonRequest) -> bool:
    """Whether this story may be released as an emergency from here: by a leader, and not a drill."""
    stands = outcome.waits or outcome.tone == "done"
    drill = submission.outlets.get("drill", False)
    leader = bool(rules.may_release_emergency(request.user))
    return stands and leader and not drill and not hasattr(submission, "waiver")


def quick_phrases() -> list[str]:
    """Return what stories are most often returned for."""
    return [
        _("Check the figures and dates."),
        _("Name the source."),
        _("Shorten the text that is read aloud."),
        _("Not the right time to publish this."),
    ]


def _verdict(submission: Submission, request: PersonRequest) -> rules.Verdict:
    try:
        step = workflow.waiting_step(submission).task.specific
    except workflow.NotWaiting as fault:
        return rules.Verdict(allowed=False, reason=str(fault))
    return workflow.verdict_for(submission, request.user, step)


def _spoken(submission: Submission) -> dict[str, Any]:
    """Return the text that will be read, frozen with the submission, marked against the version approved before."""
    text = submitted.spoken_text(submission)
    before = queries.previous_approved(submission)
    pieces = changes.compared(submitted.spoken_text(before).spoken, text.spoken) if before else []
    return {
        "paragraphs": reading.paragraphs(text, pieces),
        "questions": text.questions,
        "length": reading.in_words(text.seconds),
        "compared": before is not None,
        "changed": changes.has_changes(pieces),
        "words_new": changes.count(pieces, changes.NEW),
        "words_gone": changes.count(pieces, changes.GONE),
    }


def _import_notes(submission: Submission) -> list[import_notes.Note]:
    revision = Revision.objects.filter(pk=submission.revision_id).first()
    return import_notes.open_notes(revision.as_object()) if revision else []


@require_safe
def prepared(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Return the part of the page that changes while sound and pictures are being made."""
    submission = submission_for(request, submission_id)
    context = {
        "prepared": sounds.prepared(submission, submitted.frozen(submission)),
        "submission": submission,
    }
    return render(request, "newsroom/parts/prepared.html", context)


@require_safe
@xframe_options_sameorigin
def site_preview(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Show the web page as it will be: the submitted revision, whatever the draft says by now."""
    submission = submission_for(request, submission_id)
    revision = Revision.objects.filter(pk=submission.revision_id).first()
    if revision is None:
        raise Http404("the revision was removed")
    page: Story = revision.as_object()
    response: HttpResponse = page.make_preview_request(request)
    return response


@require_POST
def approve(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Take the step."""
    submission = submission_for(request, submission_id)
    try:
        workflow.approve(submission, request.user)
    except workflow.Refused as refusal:
        return approval_page(request, submission, problem=str(refusal), status=status_of(refusal))
    except workflow.NotWaiting:
        return redirect("newsroom:decided", submission.pk)
    return redirect("newsroom:decided", submission.pk)


@require_POST
def send_back(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Return the story with a reason: ticked phrases and what was typed."""
    submission = submission_for(request, submission_id)
    typed = request.POST.get("reason", "").strip()
    reason = " ".join([*request.POST.getlist("phrase"), typed]).strip()
    try:
        workflow.send_back(submission, request.user, reason=reason)
    except workflow.Refused as refusal:
        return approval_page(
            request, submission, problem=str(refusal), typed=typed, status=status_of(refusal)
        )
    except workflow.NotWaiting:
        return redirect("newsroom:decided", submission.pk)
    return redirect("newsroom:decided", submission.pk)


@require_POST
def withdraw(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Take the submission back, so that its author can go on writing."""
    submission = submission_for(request, submission_id)
    try:
        workflow.withdraw(submission, request.user)
    except workflow.Refused as refusal:
        return approval_page(request, submission, problem=str(refusal), status=status_of(refusal))
    except workflow.NotWaiting:
        return redirect("newsroom:decided", submission.pk)
    return redirect("wagtailadmin_pages:edit", submission.story_id)


@require_safe
def decided(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Say what happened and what comes next; also to the one whose tap came second."""
    submission = submission_for(request, submission_id)
    outcome = submitted.outcome(submission)
    waiting = [item for item in inbox.waiting_for(request.user, now=timezone.now()) if item.needs_me]
    context = {
        "submission": submission,
        "outcome": outcome,
        "following": waiting[0] if waiting else None,
        "left": len(waiting),
        "decides": request.user.has_perm("newsroom.review_submission"),
    }
    return render(request, "newsroom/decided.html", context)
