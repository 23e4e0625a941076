"""Uỷ quyền duyệt: what leaders delegated, a new delegation, ending one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import delegation, roles, rules
from newsroom.models import Delegation, SectionPage, User
from newsroom.requests import PersonRequest

OLD_SHOWN = 20
A_MONTH = timedelta(days=30)


@require_safe
def delegations(request: PersonRequest) -> HttpResponse:
    """List what is in force or to come, then what is over: leaders see all, others what concerns them."""
    now, rows = timezone.now(), Delegation.objects.select_related("end")
    if not rules.may_delegate(request.user):
        rows = rows.filter(Q(giver=request.user) | Q(holder=request.user))
        if not rows.exists():
            raise PermissionDenied(_("Delegations concern leaders and those who hold one."))
    context = {
        "current": _told(request, rows.not_over(now)),
        "over": _told(request, rows.filter(Q(ends_at__lte=now) | Q(end__isnull=False))[:OLD_SHOWN]),
        "may_delegate": rules.may_delegate(request.user),
    }
    return render(request, "newsroom/delegations.html", context)


def _told(request: PersonRequest, rows: Iterable[Delegation]) -> list[dict[str, Any]]:
    now = timezone.now()
    titles = dict(SectionPage.objects.values_list("pk", "title"))
    return [
        {
            "row": row,
            "last_day": row.ends_at - timedelta(seconds=1),
            "sections": [titles[pk] for pk in row.section_ids if pk in titles],
            "has_begun": row.starts_at <= now,
            "end": getattr(row, "end", None),
            "may_end": rules.may_end_delegation(request.user, parties={row.giver_id, row.holder_id}),
        }
        for row in rows
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: PersonRequest) -> HttpResponse:
    """Ask to whom, for how long and for which sections; what was typed stays when something is wrong."""
    verdict = rules.may_delegate(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if request.method != "POST":
        return _form(request, QueryDict())
    try:
        made = delegation.give(request.user, _holder(request), terms=_terms(request), now=timezone.now())
    except delegation.DelegationRefused as refusal:
        return _form(request, request.POST, problem=str(refusal), field=refusal.field, status=422)
    words = {"person": made.holder_name}
    messages.success(
        request, _("%(person)s may now approve by your delegation, and sees it at sign-in.") % words
    )
    return redirect("newsroom:delegations")


def _form(
    request: PersonRequest, typed: QueryDict, *, problem: str = "", field: str = "", status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    leaders = User.objects.filter(groups__name=roles.BY_CODE[roles.LEADER].group)
    people = User.objects.filter(is_active=True).exclude(pk__in=leaders).order_by("full_name")
    context = {
        "people": [each for each in people if each.has_perm("wagtailadmin.access_admin")],
        "sections": SectionPage.objects.order_by("path"),
        "manners": Delegation.Manner.choices,
        "problem": problem,
        "field": field,
        "holder": typed.get("holder", ""),
        "first_day": typed.get("first_day", today.isoformat()),
        "last_day": typed.get("last_day", (today + A_MONTH).isoformat()),
        "chosen": typed.getlist("sections"),
        "number": typed.get("number", ""),
        "manner": typed.get("manner", Delegation.Manner.TUQ),
    }
    return render(request, "newsroom/delegate.html", context, status=status)


def _holder(request: PersonRequest) -> User:
    written = request.POST.get("holder", "")
    person = User.objects.filter(pk=int(written)).first() if written.isdecimal() else None
    if person is None:
        raise delegation.DelegationRefused(_("Choose the person who may approve."), field="holder")
    return person


def _terms(request: PersonRequest) -> delegation.Terms:
    sections = [int(pk) for pk in request.POST.getlist("sections") if pk.isdecimal()]
    manner = request.POST.get("manner", "")
    return delegation.Terms(
        first_day=_day(request, "first_day"),
        last_day=_day(request, "last_day"),
        section_ids=tuple(sections),
        document_number=request.POST.get("number", "").strip()[:80],
        manner=manner if manner in Delegation.Manner.values else Delegation.Manner.TUQ,
    )


def _day(request: PersonRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        message = _("Write the day as day, month and year.")
        raise delegation.DelegationRefused(message, field=name) from None


@require_POST
def end(request: PersonRequest, delegation_id: int) -> HttpResponse:
    """End a delegation at once."""
    row = get_object_or_404(Delegation, pk=delegation_id)
    try:
        delegation.end(row, request.user, now=timezone.now())
    except delegation.DelegationRefused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    words = {"person": row.holder_name}
    messages.success(request, _("The delegation to %(person)s has ended.") % words)
    still = Delegation.objects.filter(Q(giver=request.user) | Q(holder=request.user)).exists()
    return redirect(
        "newsroom:delegations" if still or rules.may_delegate(request.user) else "wagtailadmin_home"
    )
