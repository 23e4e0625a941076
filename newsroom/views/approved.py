"""Đã duyệt: what was approved, and taking it back."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import ready, rules, slip, slip_pdf, submitted, workflow
from newsroom.models import Approval
from newsroom.requests import PersonRequest
from newsroom.views.refusals import status_of

ON_A_PAGE = 20


@require_safe
@permission_required("newsroom.review_submission", raise_exception=True)
def approved(request: PersonRequest) -> HttpResponse:
    """List approvals, the newest first, with what became of each."""
    approvals = Approval.objects.select_related("submission", "recall").order_by("-entry_id")
    page = Paginator(approvals, ON_A_PAGE).get_page(request.GET.get("trang"))
    for approval in page:
        found = recall_page(approval) if hasattr(approval, "recall") else ""
        approval.recall_page = found  # type: ignore[attr-defined]
    context = {"page": page, "may_recall": rules.may_recall(request.user)}
    return render(request, "newsroom/approved.html", context)


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
