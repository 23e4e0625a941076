"""Bảo mật của mọi người: where everybody is signed in and who has a second step; for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom import roles
from newsroom.models import User
from newsroom.requests import PersonRequest
from newsroom.security import events, guessing, second_step, sessions
from newsroom.security.events import Kind
from newsroom.views.asking_again import asks_password

ON_A_PAGE = 50


@require_safe
@permission_required("newsroom.change_user", raise_exception=True)
def everybody(request: PersonRequest) -> HttpResponse:
    """List people: second step, sessions, last seen."""
    current = Q(sessions__session__expire_date__gt=timezone.now())
    people = (
        User.objects.annotate(
            has_second_step=Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)),
            open_sessions=Count("sessions", filter=current),
            seen_at=Max("sessions__last_seen_at", filter=current),
        )
        .prefetch_related("groups")
        .order_by("-is_active", "full_name")
    )
    page = Paginator(people, ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "newsroom/security/everybody.html", {"page": page})


@require_safe
@permission_required("newsroom.change_user", raise_exception=True)
def one(request: PersonRequest, person_id: int) -> HttpResponse:
    """Show one person's sessions and second step."""
    person = get_object_or_404(User, pk=person_id)
    context = {
        "person": person,
        "groups": [roles.BY_CODE[code].group for code in sorted(person.role_codes)],
        "is_set_up": second_step.is_set_up(person),
        "sessions": sessions.of_person(person),
        "is_self": person.pk == request.user.pk,
        "is_above": _is_above(request.user, person),
    }
    return render(request, "newsroom/security/one.html", context)


@require_POST
@permission_required("newsroom.change_user", raise_exception=True)
def end_all(request: PersonRequest, person_id: int) -> HttpResponse:
    """Sign a person out everywhere."""
    person = _another(request, person_id)
    ended = sessions.end(sessions.of_person(person))
    detail = _("all: %(n)s") % {"n": ended}
    events.record(Kind.SESSION_ENDED, actor=request.user, subject=person, detail=detail, request=request)
    messages.success(
        request, _("%(person)s has been signed out everywhere.") % {"person": person.get_full_name()}
    )
    return redirect("newsroom:person_security", person.pk)


@require_POST
@permission_required("newsroom.change_user", raise_exception=True)
@asks_password
def reset_second_step(request: PersonRequest, person_id: int) -> HttpResponse:
    """Forget the second step of somebody whose phone is lost; it is set up again at the next sign-in."""
    person = _another(request, person_id)
    second_step.remove(person)
    sessions.end(sessions.of_person(person))
    guessing.forgive(f"code:{person.pk}")
    events.record(Kind.SECOND_STEP_RESET, actor=request.user, subject=person, request=request)
    messages.success(
        request,
        _("Two-step sign-in of %(person)s is reset. Tell them to sign in and set it up on the new phone.")
        % {"person": person.get_full_name()},
    )
    return redirect("newsroom:person_security", person.pk)


def _another(request: PersonRequest, person_id: int) -> User:
    """Return somebody else, whom one may do this to: nobody lets himself in through this door."""
    person = get_object_or_404(User, pk=person_id)
    if person.pk == request.user.pk or _is_above(request.user, person):
        raise PermissionDenied
    return person


def _is_above(me: User, person: User) -> bool:
    return person.is_superuser and not me.is_superuser
