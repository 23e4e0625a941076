"""The question about a newer version: what is heard of the older one that begins within minutes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import handover as handovers
from broadcast import succession
from broadcast.models import Handover
from broadcast.views.access import needs, person_of


@needs("operate_station")
def handover(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Ask, and carry the answer out; what was typed stays when it cannot be."""
    rows = Handover.objects.select_related(
        "booking__programme__station", "booking__slot", "successor__approval"
    )
    row = get_object_or_404(rows.prefetch_related("booking__zones"), pk=handover_id)
    problem, status = "", 200
    if request.method == "POST":
        choice, reason = request.POST.get("answer", ""), request.POST.get("reason", "")[:500]
        try:
            person = person_of(request)
            row = handovers.answer(row, choice=choice, reason=reason, person=person, now=timezone.now())
        except handovers.CannotAnswer as refusal:
            problem, status = str(refusal), 422
            row.refresh_from_db()
        else:
            messages.success(request, _("Decided: %(answer)s.") % {"answer": row.get_answer_display()})
            return redirect("broadcast:home")
    context = {
        "question": row,
        "is_ready": succession.is_ready(row.successor, now=timezone.now()),
        "problem": problem,
        "answer": request.POST.get("answer", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "broadcast/handover.html", context, status=status)
