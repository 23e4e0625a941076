"""Báo cáo cấp uỷ: asking above from the approval page, writing the answer down, taking the report back."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom import delegation, escalating, forms_of_story, rules, workflow
from newsroom.escalating import Answer, EscalationRefused, Question
from newsroom.models import Escalation, EscalationReply, Submission
from newsroom.requests import PersonRequest
from newsroom.views.approval import approval_page, submission_for
from newsroom.views.refusals import status_of


@require_POST
def escalate(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Report the submission upward."""
    submission = submission_for(request, submission_id)
    asked = Question(
        addressee=request.POST.get("addressee", ""),
        question=request.POST.get("question", ""),
        answer_by=_moment(request.POST.get("answer_by", "")),
    )
    try:
        escalating.escalate(submission, request.user, asked=asked, now=timezone.now())
    except EscalationRefused as refusal:
        return _again(request, submission, refusal, form="escalate")
    except workflow.Refused as refusal:
        return approval_page(request, submission, problem=str(refusal), status=status_of(refusal))
    except workflow.NotWaiting:
        return redirect("newsroom:decided", submission.pk)
    messages.success(request, _("Reported. Nobody approves the story until the answer is written down here."))
    return redirect("newsroom:approval", submission.pk)


@require_POST
def reply(request: PersonRequest, escalation_id: int) -> HttpResponse:
    """Write down what was answered."""
    row = _escalation(request, escalation_id)
    file = request.FILES.get("file")
    too_large = file is not None and (file.size or 0) > escalating.LARGEST_FILE
    # Of a file that is too large one byte more is enough to refuse it.
    data = file.read(escalating.LARGEST_FILE + 1 if too_large else -1) if file is not None else b""
    answer = Answer(
        verdict=request.POST.get("verdict", ""),
        words=request.POST.get("words", ""),
        answered_by=request.POST.get("answered_by", ""),
        document_number=request.POST.get("number", ""),
        file=(file.name or "", data) if file is not None else None,
    )
    try:
        escalating.reply(row, request.user, answer=answer, now=timezone.now())
    except EscalationRefused as refusal:
        return _again(request, row.submission, refusal, form="reply")
    except workflow.Refused as refusal:
        return approval_page(request, row.submission, problem=str(refusal), status=status_of(refusal))
    messages.success(request, _("The answer is written down. The story still waits for a leader's decision."))
    return redirect("newsroom:approval", _shown(row))


@require_POST
def take_back(request: PersonRequest, escalation_id: int) -> HttpResponse:
    """End the report with a reason."""
    row = _escalation(request, escalation_id)
    try:
        escalating.take_back(row, request.user, reason=request.POST.get("reason", ""), now=timezone.now())
    except EscalationRefused as refusal:
        return _again(request, row.submission, refusal, form="end")
    except workflow.Refused as refusal:
        return approval_page(request, row.submission, problem=str(refusal), status=status_of(refusal))
    messages.success(request, _("The report is taken back. The story waits for a leader's decision."))
    return redirect("newsroom:approval", _shown(row))


@require_safe
def paper(request: PersonRequest, escalation_id: int) -> FileResponse:
    """Hand out the paper of the answer to those who may see the submission."""
    row = _escalation(request, escalation_id)
    stands_in = delegation.stands_in(request.user, row.story_id, timezone.now()) is not None
    verdict = rules.may_read_reports(request.user, stands_in=stands_in)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    answer = get_object_or_404(EscalationReply, escalation=row)
    path = forms_of_story.frozen_path(answer.file_sha256) if answer.file_sha256 else None
    if path is None or not path.exists():
        raise Http404("no paper")
    return FileResponse(path.open("rb"), as_attachment=True, filename=answer.file_name)


def _escalation(request: PersonRequest, escalation_id: int) -> Escalation:
    row = get_object_or_404(Escalation.objects.select_related("submission"), pk=escalation_id)
    submission_for(request, row.submission_id)
    return row


def _shown(row: Escalation) -> int:
    """Return the newest submission of the story: the report goes on from text to text."""
    newest = Submission.objects.filter(story_id=row.story_id).order_by("-pk").values_list("pk", flat=True)
    return newest[0]


def _again(
    request: PersonRequest, submission: Submission, refusal: EscalationRefused, *, form: str
) -> HttpResponse:
    """Show the page with what was typed."""
    typed = {
        **{name: request.POST.get(name, "") for name in request.POST},
        "form": form,
        "field": refusal.field,
        "problem": str(refusal),
    }
    return approval_page(request, submission, problem=str(refusal), reported=typed, status=422)


def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found
