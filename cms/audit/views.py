"""Nhật ký on screen and as a file."""

from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.audit import reading, table
from cms.audit.entry import GROUP_WORDS, Group, Mark, Question
from cms.audit.folding import fold
from newsroom.models import User
from newsroom.requests import PersonRequest
from newsroom.security import events
from newsroom.security.events import Kind

ON_A_PAGE = 50
ASKED = ("tim", "nguoi", "loai", "tu", "den")


@require_safe
@require_admin_access
@permission_required("newsroom.read_audit", raise_exception=True)
def log(request: HttpRequest) -> HttpResponse:
    """Show a page of what was asked for."""
    question = _question(request)
    asked = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    page = reading.page(question, before=Mark.read(request.GET.get("truoc", "")), size=ON_A_PAGE)
    context = {
        "entries": page.entries,
        "older": urlencode({**asked, "truoc": str(page.older)}) if page.older else "",
        "newest": urlencode(asked),
        "is_first": "truoc" not in request.GET,
        "asked": asked,
        "people": User.objects.order_by("full_name").values_list("pk", "full_name", "username"),
        "person": question.person_id,
        "groups": [(group.value, words) for group, words in GROUP_WORDS.items()],
        "group": question.group,
    }
    return render(request, "audit/log.html", context)


@require_POST
@require_admin_access
@permission_required("newsroom.export_audit", raise_exception=True)
def export(request: PersonRequest) -> StreamingHttpResponse:
    """Hand out all that was asked for as one table; that is a line of the log itself."""
    detail = ", ".join(f"{name}={request.GET[name]}" for name in ASKED if request.GET.get(name))
    events.record(Kind.AUDIT_EXPORTED, actor=request.user, detail=detail, request=request)
    pieces = table.as_csv(reading.every_line(_question(request)))
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    name = f"nhat-ky-{timezone.localdate():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _question(request: HttpRequest) -> Question:
    told = request.GET.get("nguoi", "")
    person = User.objects.filter(pk=int(told)).first() if told.isdecimal() and len(told) < 10 else None
    group = request.GET.get("loai", "")
    return Question(
        person_id=person.pk if person else None,
        person_name=person.get_full_name() if person else "",
        group=Group(group) if group in set(Group) else None,
        text=fold(request.GET.get("tim", "").strip())[:100],
        first_day=_day(request.GET.get("tu", "")),
        last_day=_day(request.GET.get("den", "")),
    )


def _day(written: str) -> date | None:
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return day if day is not None and 2000 <= day.year <= 2200 else None
