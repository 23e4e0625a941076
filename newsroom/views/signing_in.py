"""Signing in: password, then the second step where a person has one or must have one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import LoginView

from newsroom.login import LoginForm
from newsroom.models import User
from newsroom.security import counting, events, second_step, sessions
from newsroom.security.events import Kind


class SignIn(LoginView):
    """The first step."""

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Sign in, or go on to the second step."""
        user, remember = form.get_user(), bool(form.cleaned_data.get("remember"))
        if second_step.is_set_up(user):
            return self._hold(user, remember, "sign_in:code")
        if second_step.must_set_up(user):
            return self._hold(user, remember, "sign_in:set_up")
        sessions.enter(self.request, user, remember=remember, second_step=False)
        return redirect(self.get_success_url())

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        """Show the form again; too many guesses are answered with the status that says so."""
        answer: HttpResponse = super().form_invalid(form)
        if form.has_error("__all__", code="locked"):
            answer.status_code = 429
        return answer

    def _hold(self, user: User, remember: bool, step: str) -> HttpResponse:
        second_step.hold(self.request, user, remember=remember, then=self.get_success_url())
        return redirect(step)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the six digits of the app, or a code from paper."""
    held = second_step.held(request)
    if held is None:
        return _start_again(request)
    if request.method != "POST":
        return _ask(request)
    name = f"code:{held.user.pk}"
    until = counting.admit(request, name, person=held.user)
    if until is not None:
        return _ask(request, problem=counting.locked_words(until, now=timezone.now()), status=429)
    by = second_step.verify(held.user, request.POST.get("code", ""))
    if not by:
        events.record(Kind.SECOND_STEP_FAILED, subject=held.user, request=request)
        return _ask(
            request, problem=_("This code is wrong or was used already. Wait for the next one."), status=422
        )
    counting.right(request, name)
    return _enter(request, held, by)


def _ask(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    return render(request, "newsroom/security/code.html", {"problem": problem}, status=status)


def _enter(request: HttpRequest, held: second_step.Held, by: str) -> HttpResponse:
    sessions.enter(request, held.user, remember=held.remember, second_step=True)
    words = {second_step.APP: _("code of the app"), second_step.RECOVERY: _("recovery code")}
    events.record(Kind.SECOND_STEP_USED, actor=held.user, detail=words[by], request=request)
    if by == second_step.RECOVERY:
        left = second_step.codes_left(held.user)
        messages.warning(
            request,
            _(
                "You used a recovery code; %(left)s are left. Is the phone lost? Set up two-step sign-in again."
            )
            % {"left": left},
        )
    return redirect(held.then)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Lead somebody who must have a second step through setting it up, and then in."""
    held = second_step.held(request)
    if held is None or second_step.is_set_up(held.user):
        return _start_again(request)
    codes, problem, status = tried_digits(request, held.user)
    if codes is not None:
        sessions.enter(request, held.user, remember=held.remember, second_step=True)
        return render(request, "newsroom/security/codes.html", {"codes": codes, "then": held.then})
    return show_set_up(request, held.user, problem=problem, status=status, must=True)


def tried_digits(request: HttpRequest, user: User) -> tuple[list[str] | None, str, int]:
    """Return the codes for paper when the app's digits were right, else None, what is wrong, and the status."""
    if request.method != "POST":
        return None, "", 200
    name = f"code:{user.pk}"
    until = counting.admit(request, name, person=user)
    if until is not None:
        return None, counting.locked_words(until, now=timezone.now()), 429
    codes = second_step.confirm(user, request.POST.get("code", ""))
    if codes is None:
        wrong = _(
            "These are not the digits that belong to this secret. Is the phone's clock right? Try the next ones."
        )
        return None, wrong, 422
    counting.right(request, name)
    events.record(Kind.SECOND_STEP_SET, actor=user, request=request)
    return codes, "", 200


def show_set_up(request: HttpRequest, user: User, *, must: bool, problem: str, status: int) -> HttpResponse:
    """Show the three steps."""
    device = second_step.prepare(user)
    context: dict[str, Any] = {
        "picture": second_step.picture_of(device),
        "secret": second_step.secret_of(device),
        "person": user,
        "problem": problem,
        "must": must,
    }
    return render(request, "newsroom/security/set_up.html", context, status=status)


def _start_again(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("That took too long. Please begin again with your password."))
    return redirect("wagtailadmin_login")
