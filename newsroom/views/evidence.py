"""Chuỗi phê duyệt: what the last verification found, and erasing texts by order."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import checking, erasing
from newsroom.models import ErasureProposal, Recall, Submission
from newsroom.requests import PersonRequest

SHOWN = 20
may_check = permission_required("newsroom.check_chain", raise_exception=True)


@require_safe
@may_check
def overview(request: PersonRequest) -> HttpResponse:
    """Show the last check, what waits to be erased and what was."""
    proposals = ErasureProposal.objects.select_related("erasure", "refusal")
    context = {
        "check": checking.latest(),
        "waiting": erasing.open_proposals(),
        "decided": proposals.exclude(pk__in=erasing.open_proposals().values("pk"))[:SHOWN],
        "erasable": _erasable() if request.user.has_perm("newsroom.propose_erasure") else [],
    }
    return render(request, "newsroom/evidence.html", context)


def _erasable() -> QuerySet[Recall]:
    """Return recalled stories whose texts are still there."""
    recalled = Recall.objects.exclude(approval__submission__title="").select_related("approval__submission")
    waiting = erasing.open_proposals().values("story_id")
    return recalled.exclude(approval__story_id__in=waiting).order_by("-pk")[:SHOWN]


@require_POST
@may_check
def check_now(request: PersonRequest) -> HttpResponse:
    """Verify everything, now."""
    row = checking.check(timezone.now())
    if row.fault_count:
        messages.error(request, _("The check found faults. They are listed below."))
    else:
        messages.success(request, _("The check is done: everything agrees."))
    return redirect("newsroom:evidence")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("newsroom.propose_erasure", raise_exception=True)
def propose(request: PersonRequest, story_id: int) -> HttpResponse:
    """Ask for the order, then put the erasure before a leader."""
    submissions = Submission.objects.filter(story_id=story_id)
    submission = get_object_or_404(submissions.order_by("-pk")[:1])
    words = {name: request.POST.get(name, "") for name in ("order_number", "issuer", "reason")}
    problem, status = "", 200
    if request.method == "POST":
        try:
            proposal = erasing.propose(story_id, request.user, now=timezone.now(), **words)
        except (erasing.MayNotErase, erasing.Incomplete) as refusal:
            problem, status = str(refusal), _status_of(refusal)
        else:
            return redirect("newsroom:erasure", proposal.pk)
    context = {"submission": submission, "count": submissions.count(), "problem": problem, **words}
    return render(request, "newsroom/propose_erasure.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@may_check
def proposal(request: PersonRequest, proposal_id: int) -> HttpResponse:
    """Show a proposal; a leader confirms it by writing the number of the order, or turns it down."""
    row = get_object_or_404(ErasureProposal.objects.select_related("erasure", "refusal"), pk=proposal_id)
    problem, status = "", 200
    if request.method == "POST":
        try:
            _decide(request, row)
        except (erasing.MayNotErase, erasing.Incomplete) as refusal:
            problem, status = str(refusal), _status_of(refusal)
        else:
            return redirect("newsroom:erasure", row.pk)
    submissions = Submission.objects.filter(story_id=row.story_id).order_by("pk")
    context = {
        "proposal": row,
        "submissions": submissions,
        "open": not hasattr(row, "erasure") and not hasattr(row, "refusal"),
        "may_confirm": request.user.has_perm("newsroom.confirm_erasure") and request.user.pk != row.person_id,
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "newsroom/erasure.html", context, status=status)


def _decide(request: PersonRequest, row: ErasureProposal) -> None:
    now = timezone.now()
    if "refuse" in request.POST:
        erasing.refuse(row, request.user, reason=request.POST.get("reason", ""), now=now)
        messages.success(request, _("The erasure was turned down. Nothing was erased."))
        return
    erasing.confirm(row, request.user, order_number=request.POST.get("order_number", ""), now=now)
    messages.success(request, _("The texts are erased, and the order stands in the chain."))


def _status_of(refusal: Exception) -> int:
    return 422 if isinstance(refusal, erasing.Incomplete) else 403
