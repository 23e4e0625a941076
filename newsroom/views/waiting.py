"""Chờ duyệt: what waits for a decision."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render

from newsroom import inbox
from newsroom.requests import PersonRequest


@permission_required("newsroom.review_submission", raise_exception=True)
def waiting(request: PersonRequest) -> HttpResponse:
    """List what this person may decide, then what waits for others."""
    items = inbox.waiting_for(request.user)
    mine = [item for item in items if item.verdict]
    others = [item for item in items if not item.verdict]
    return render(request, "newsroom/waiting.html", {"mine": mine, "others": others})
