"""Thu hồi: which devices have confirmed a recall, refreshing itself until all have."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from broadcast import recalls
from broadcast.views.access import needs


@needs("watch_station")
def recall(request: HttpRequest, sequence: int) -> HttpResponse:
    """Show where a recall stands."""
    return render(request, "broadcast/recall.html", _context(sequence))


@needs("watch_station")
def live(request: HttpRequest, sequence: int) -> HttpResponse:
    """Return the part that changes by itself."""
    return render(request, "broadcast/recall_live.html", _context(sequence))


def _context(sequence: int) -> dict[str, Any]:
    approval = recalls.recalled_approval(sequence)
    if approval is None:
        raise Http404("not recalled")
    return {"state": recalls.state_of(approval), "recall": approval.recall, "sequence": sequence}
