"""Chờ duyệt: what waits for a decision."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from newsroom import inbox, openings, together, waiting_filter
from newsroom.requests import PersonRequest

ON_A_PAGE = 20


@permission_required("newsroom.review_submission", raise_exception=True)
def waiting(request: PersonRequest) -> HttpResponse:
    """List what this person may decide, what is due on the air first; then what waits for others."""
    now = timezone.now()
    items = inbox.waiting_for(request.user, now=now)
    choices = waiting_filter.choices(items, request.GET.get("loc", ""), now)
    chosen = next(choice for choice in choices if choice.chosen)
    page = Paginator(chosen.items, ON_A_PAGE).get_page(request.GET.get("trang"))
    inbox.load_forms(page.object_list)
    opened = openings.opened_by(request.user, [item.submission.pk for item in page])
    context = {
        "choices": choices,
        "chosen": chosen,
        "page": page,
        "opened": opened,
        "joinable": together.joinable(page.object_list, opened),
        "mine": choices[0].items,
    }
    return render(request, "newsroom/waiting.html", context)
