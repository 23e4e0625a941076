"""Số bước duyệt: one step or two, chosen by an administrator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from newsroom import roles, rules, setup
from newsroom.models import HomePage, User
from newsroom.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def steps(request: PersonRequest) -> HttpResponse:
    """Show and change the number of steps; what is under way finishes as it began."""
    verdict = rules.may_set_steps(request.user, is_superuser=request.user.is_superuser)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    home = get_object_or_404(HomePage)
    problem, chosen = "", request.POST.get("steps", "")
    if request.method == "POST":
        if chosen in ("1", "2"):
            return _change(request, home, int(chosen))
        problem = _("Choose one step or two.")
    reviewers = User.objects.filter(is_active=True, groups__name=roles.BY_CODE[roles.REVIEWER].group)
    context = {
        "steps": setup.steps_of(home),
        "under_way": WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count(),
        "reviewers": reviewers.count(),
        "problem": problem,
    }
    return render(request, "newsroom/steps.html", context, status=422 if problem else 200)


def _change(request: PersonRequest, home: HomePage, number: int) -> HttpResponse:
    if number != setup.steps_of(home):
        setup.set_up_workflow(home, steps=number)
        log(instance=home, action="newsroom.steps", user=request.user, data={"steps": number})
    messages.success(request, _("Stories submitted from now on pass the steps you chose."))
    return redirect("newsroom:steps")
