"""Thời gian chờ duyệt: how long stories wait, for leaders and administrators."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom import lead_times, rules
from newsroom.requests import PersonRequest


@require_safe
def figures(request: PersonRequest) -> HttpResponse:
    """Show this month and the last, as bars and as a table."""
    verdict = rules.may_see_waits(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    now = timezone.now()
    rows = lead_times.figures(now)
    this, last = lead_times.months(now)
    context = {
        "rows": rows,
        "this": this,
        "last": last,
        "any": any(row.this_width or row.last_width for row in rows),
    }
    return render(request, "newsroom/lead_times.html", context)
