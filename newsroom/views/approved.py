"""Đã duyệt: what was approved, and taking it back."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import plan_tasks, ready, rules, slip, slip_pdf, submitted, workflow
from newsroom.models import Approval, PlanTask
from newsroom.requests import PersonRequest
from newsroom.views.refusals import status_of

ON_A_PAGE = 20


@require_safe
@permission_required("newsroom.review_submission", raise_exception=True)
def approved(request: PersonRequest) -> HttpResponse:
    """List approvals, the newest first, with what became of each."""
    approvals: QuerySet[Approval] = Approval.objects.select_related("submission", "recall")
    approvals = approvals.order_by("-entry_id")
    task = _task(request.GET.get("nhiem-vu", ""))
    if task is not None:
        approvals = plan_tasks.approvals_of(task, approvals)
    page = Paginator(approvals, ON_A_PAGE).get_page(request.GET.get("trang"))
    tasks = plan_tasks.of_stories([approval.story_id for approval in page])
    for approval in page:
        approval.tasks = tasks.get(approval.story_id, [])  # type: ignore[attr-defined]
        found = recall_page(approval) if hasattr(approval, "recall") else ""
        approval.recall_page = found  # type: ignore[attr-defined]
    context = {
        "page": page,
        "may_recall": rules.may_recall(request.user),
        "may_choose": rules.may_choose_plan_tasks(request.user, owner_id=None),
        "task": task,
        "all_tasks": PlanTask.objects.all(),
    }
    return render(request, "newsroom/approved.html", context)


def _task(written: str) -> PlanTask | None:
    return PlanTask.objects.filter(pk=int(written)).first() if written.isdecimal() else None


@require_safe
@permission_required("newsroom.review_submission", raise_exception=True)
def approval_slip(request: PersonRequest, approval_id: int) -> HttpResponse:
    """Hand out the approval slip as a PDF file."""
    found = Approval.objects.select_related("submission", "entry", "recall")
    approval = get_object_or_404(found, pk=approval_id)
    headers = {"Content-Disposition": f'attachment; filename="phieu-duyet-{approval.sequence}.pdf"'}
    return HttpResponse(slip_pdf.pdf(slip.slip_of(approval)), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("newsroom.recall_approval", raise_exception=True)
def recall(request: PersonRequest, approval_id: int) -> HttpResponse:
    """Ask for the reason, then take the story off the site, the loudspeakers and the boards."""
    approval = get_object_or_404(Approval.objects.select_related("submission", "recall"), pk=approval_id)
    problem, status = "", 200
    if request.method == "POST":
        try:
            workflow.recall(approval, request.user, reason=request.POST.get("reason", ""))
        except workflow.Refused as refusal:
            problem, status = str(refusal), status_of(refusal)
        else:
            return redirect(recall_page(approval))
    if hasattr(approval, "recall"):
        return redirect(recall_page(approval))
    form = submitted.frozen(approval.submission)
    context = {"approval": approval, "form": form, "problem": problem}
    return render(request, "newsroom/recall.html", context, status=status)


def recall_page(approval: Approval) -> str:
    """Return where one sees who has heard of the recall, else the page of the decision."""
    page = ready.preparations().recall_page(approval.sequence)
    return page or reverse("newsroom:decided", args=[approval.submission_id])
