"""Bảo mật tài khoản: one's own second step and sessions."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom.models import SignedInSession
from newsroom.requests import PersonRequest
from newsroom.security import events, second_step, sessions
from newsroom.security.events import Kind
from newsroom.views.asking_again import asks_password
from newsroom.views.signing_in import show_set_up, tried_digits


@require_safe
def security(request: PersonRequest) -> HttpResponse:
    """Show how this account is guarded and where it is signed in."""
    person = request.user
    context = {
        "is_set_up": second_step.is_set_up(person),
        "is_wanted": second_step.concerns(person),
        "is_required": second_step.is_required() and second_step.concerns(person),
        "codes_left": second_step.codes_left(person),
        "sessions": sessions.of_person(person),
        "current": request.session.session_key,
    }
    return render(request, "newsroom/security/own.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks_password
def set_up(request: PersonRequest) -> HttpResponse:
    """Set the second step up, or anew for a new phone."""
    codes, problem, status = tried_digits(request, request.user)
    if codes is None:
        return show_set_up(request, request.user, problem=problem, status=status, must=False)
    request.session[sessions.SECOND_STEP] = True
    return _codes(request, codes)


@never_cache
@require_POST
@asks_password
def new_codes(request: PersonRequest) -> HttpResponse:
    """Make new codes for paper."""
    if not second_step.is_set_up(request.user):
        return redirect("newsroom:security")
    events.record(Kind.RECOVERY_CODES, actor=request.user, request=request)
    return _codes(request, second_step.new_codes(request.user))


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "newsroom/security/codes.html", {"codes": codes, "then": ""})


@require_POST
@asks_password
def switch_off(request: PersonRequest) -> HttpResponse:
    """Do without the second step, where the station allows it."""
    if second_step.is_required() and second_step.concerns(request.user):
        messages.error(
            request, _("The station wants two-step sign-in for your role; it cannot be switched off.")
        )
    elif second_step.remove(request.user):
        events.record(Kind.SECOND_STEP_REMOVED, actor=request.user, request=request)
        messages.success(request, _("Two-step sign-in is off. A password alone opens this account now."))
    return redirect("newsroom:security")


@require_POST
def end_session(request: PersonRequest) -> HttpResponse:
    """End one of one's sessions; the one at hand is left by signing out."""
    handle = request.POST.get("session", "")
    mine = next((each for each in sessions.of_person(request.user) if each.handle == handle), None)
    if mine is None:
        messages.warning(request, _("This session had ended already."))
    elif mine.pk == request.session.session_key:
        logout(request)
        return redirect("wagtailadmin_login")
    else:
        sessions.end(SignedInSession.objects.filter(pk=mine.pk))
        events.record(Kind.SESSION_ENDED, actor=request.user, detail=mine.device, request=request)
        messages.success(request, _("The session on %(device)s has ended.") % {"device": mine.device})
    return redirect("newsroom:security")


@require_POST
def end_others(request: PersonRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    others = sessions.of_person(request.user).exclude(pk=request.session.session_key)
    ended = sessions.end(others)
    events.record(
        Kind.SESSION_ENDED, actor=request.user, detail=_("all others: %(n)s") % {"n": ended}, request=request
    )
    messages.success(request, _("Other sessions that have ended: %(n)s.") % {"n": ended})
    return redirect("newsroom:security")
