"""Nhiệm vụ kế hoạch năm: how many stories for each task and quarter, and the tasks of one story."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import plan_tasks, rules
from newsroom.models import Approval, PlanTask, Story
from newsroom.models.press import plain
from newsroom.requests import PersonRequest

ON_A_PAGE = 50
STORIES_ON_A_PAGE = 20


def _admit(request: PersonRequest) -> None:
    verdict = rules.may_see_plan_tasks(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)


@require_safe
def report(request: PersonRequest) -> HttpResponse:
    """Count the approved stories of a year by task and quarter; as a page or as a table to download."""
    _admit(request)
    years = list(PlanTask.objects.order_by("-year").values_list("year", flat=True).distinct())
    written = request.GET.get("nam", "")
    year = int(written) if written.isdecimal() and len(written) == 4 else timezone.localdate().year
    words = request.GET.get("tim", "").strip()
    wanted = plain(words).split()
    tasks = [
        task
        for task in PlanTask.objects.filter(year=year)
        if all(word in plain(f"{task.code} {task.text} {task.office}") for word in wanted)
    ]
    if "csv" in request.GET:
        headers = {"Content-Disposition": f'attachment; filename="nhiem-vu-{year}.csv"'}
        body = plan_tasks.as_csv(plan_tasks.counted(tasks))
        return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)
    page = Paginator(tasks, ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "lines": plan_tasks.counted(page.object_list),
        "quarters": plan_tasks.QUARTERS,
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "words": words,
        "may_keep": request.user.has_perm("newsroom.add_plantask"),
    }
    return render(request, "newsroom/plan_tasks.html", context)


@require_safe
def stories(request: PersonRequest, task_id: int) -> HttpResponse:
    """List the approved stories of one task, of one quarter or all."""
    _admit(request)
    task = get_object_or_404(PlanTask, pk=task_id)
    written = request.GET.get("quy", "")
    quarter = int(written) if written in ("1", "2", "3", "4") else None
    rows = plan_tasks.approvals_of(task, Approval.objects.in_force(), quarter=quarter)
    rows = rows.select_related("submission").order_by("-entry_id")
    page = Paginator(rows, STORIES_ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {"task": task, "quarter": quarter, "page": page}
    return render(request, "newsroom/plan_task.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PersonRequest, story_id: int) -> HttpResponse:
    """Choose the tasks that a story carries out; it changes nothing of what was approved."""
    story = get_object_or_404(Story, pk=story_id)
    verdict = rules.may_choose_plan_tasks(request.user, owner_id=story.owner_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if request.method == "POST":
        ids = [int(pk) for pk in request.POST.getlist("task") if pk.isdecimal()]
        plan_tasks.choose(story.pk, ids)
        messages.success(request, _("The tasks of the story are kept."))
        return redirect("newsroom:choose_plan_tasks", story.pk)
    chosen = {task.pk for task in plan_tasks.of_stories([story.pk])[story.pk]}
    context = {"story": story, "years": _by_year(chosen), "chosen": chosen}
    return render(request, "newsroom/choose_plan_tasks.html", context)


def _by_year(chosen: set[int]) -> list[tuple[int, list[PlanTask]]]:
    """Return this year's and last year's tasks, and older ones that are chosen."""
    since = timezone.localdate().year - 1
    found: dict[int, list[Any]] = {}
    for task in PlanTask.objects.all():
        if task.year >= since or task.pk in chosen:
            found.setdefault(task.year, []).append(task)
    return list(found.items())
