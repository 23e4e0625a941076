"""Chờ duyệt: several routine items in one go, after a page that says what will happen."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from newsroom import together
from newsroom.requests import PersonRequest

MOST_DIGITS = 18


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("newsroom.review_submission", raise_exception=True)
def approve_together(request: PersonRequest) -> HttpResponse:
    """Ask first what is to happen to each (GET); then approve one after the other and tell of each (POST)."""
    now = timezone.now()
    if request.method == "POST":
        results = together.approve_together(request.user, _ids(request.POST.getlist("tin")), now=now)
        done = [each for each in results if not each.problem]
        failed = [each for each in results if each.problem]
        return render(request, "newsroom/together_done.html", {"done": done, "failed": failed})
    ids = _ids(request.GET.getlist("tin"))
    items = together.chosen(request.user, ids[: together.MOST], now=now)
    context = {
        "ready": [each for each in items if each.verdict],
        "held": [each for each in items if not each.verdict],
        "too_many": len(ids) > together.MOST,
        "most": together.MOST,
    }
    return render(request, "newsroom/together.html", context)


def _ids(written: list[str]) -> list[int]:
    return [int(each) for each in written if each.isascii() and each.isdigit() and len(each) <= MOST_DIGITS]
