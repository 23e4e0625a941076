"""Tiếp báo chí: the list of requests, one request, and the steps of its answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import press, rules
from newsroom.models import PressNote, PressRequest
from newsroom.models.press import PressRequestQuerySet
from newsroom.press import NotAllowed, PressRefused
from newsroom.press_forms import PressForm
from newsroom.requests import PersonRequest
from newsroom.views.press_words import told

ON_A_PAGE = 20
WAYS: dict[str, tuple[Callable[[], str], Callable[[PressRequestQuerySet], PressRequestQuerySet]]] = {
    "": (lambda: _("To be answered"), lambda rows: rows.unanswered()),
    "cho-duyet": (lambda: _("Waiting for a leader"), lambda rows: rows.awaiting_decision()),
    "dang-mo": (lambda: _("All open"), lambda rows: rows.open()),
    "da-dong": (lambda: _("Closed"), lambda rows: rows.closed()),
}


def _admit(request: PersonRequest) -> None:
    verdict = rules.may_serve_press(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)


@require_safe
def requests(request: PersonRequest) -> HttpResponse:
    """List requests: those to be answered by deadline, others the newest first."""
    _admit(request)
    way, words = request.GET.get("loc", ""), request.GET.get("tim", "").strip()
    way = way if way in WAYS else ""
    rows = PressRequest.objects.found_by(words) if words else WAYS[way][1](PressRequest.objects.all())
    if not words and way == "":
        rows = rows.order_by_deadline()
    page = Paginator(rows.with_answers(), ON_A_PAGE).get_page(request.GET.get("trang"))
    now = timezone.now()
    context = {
        "page": page,
        "items": [told(row, request.user, now=now) for row in page],
        "words": words,
        "ways": [(code, name(), code == way and not words) for code, (name, _rows) in WAYS.items()],
        "way": way,
    }
    return render(request, "newsroom/press.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Take a request in."""
    _admit(request)
    form = PressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = press.take_in(form.save(commit=False), request.user, now=timezone.now())
        messages.success(request, _("The request is taken in. Prepare the answer below."))
        return redirect("newsroom:press_request", row.pk)
    status = 422 if form.errors else 200
    return render(request, "newsroom/press_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, request_id: int) -> HttpResponse:
    """Mend who asks what."""
    _admit(request)
    row = get_object_or_404(PressRequest.objects.open(), pk=request_id)
    form = PressForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("newsroom:press_request", row.pk)
    status = 422 if form.errors else 200
    return render(request, "newsroom/press_form.html", {"form": form, "row": row}, status=status)


@require_safe
def one(request: PersonRequest, request_id: int) -> HttpResponse:
    """Show one request with its answers and notes."""
    _admit(request)
    return _page(request, request_id)


def _page(
    request: PersonRequest, request_id: int, *, problem: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    row = get_object_or_404(PressRequest.objects.with_answers(), pk=request_id)
    context = {
        **told(row, request.user, now=timezone.now()),
        "problem": problem,
        "typed": typed or {},
        "draft": (typed or {}).get("draft", row.draft),
        "kinds": [(kind.value, kind.label) for kind in PressNote.Kind],
    }
    return render(request, "newsroom/press_request.html", context, status=422 if problem else 200)


def _taken(request: PersonRequest, request_id: int, step: Callable[[], Any], done: str) -> HttpResponse:
    """Take a step and say so, or show the page with what was typed and what is wrong."""
    try:
        step()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except PressRefused as refusal:
        typed = {name: request.POST.get(name, "") for name in request.POST}
        return _page(request, request_id, problem=str(refusal), typed=typed)
    messages.success(request, done)
    return redirect("newsroom:press_request", request_id)


@require_POST
def answer(request: PersonRequest, request_id: int) -> HttpResponse:
    """Save the prepared answer, or put it before a leader."""
    _admit(request)
    row, draft = get_object_or_404(PressRequest, pk=request_id), request.POST.get("draft", "")
    if "submit" in request.POST:
        done = _("The answer waits for a leader.")
        return _taken(
            request,
            row.pk,
            lambda: press.submit(row, request.user, draft=draft, now=timezone.now()),
            done,
        )
    return _taken(request, row.pk, lambda: press.prepare(row, request.user, draft=draft), _("Saved."))


@require_POST
def decide(request: PersonRequest, request_id: int) -> HttpResponse:
    """Approve the answer that waits, or return it."""
    _admit(request)
    row = get_object_or_404(PressRequest.objects.with_answers(), pk=request_id)
    written = request.POST.get("answer", "")
    waiting = next((each for each in row.answers.all() if str(each.pk) == written), None)
    if waiting is None:
        return redirect("newsroom:press_request", row.pk)
    approved, reason = "approve" in request.POST, request.POST.get("reason", "")
    done = _("The answer is approved. It may be given now.") if approved else _("The answer is returned.")
    return _taken(
        request,
        row.pk,
        lambda: press.decide(waiting, request.user, approved=approved, reason=reason, now=timezone.now()),
        done,
    )


@require_POST
def note(request: PersonRequest, request_id: int) -> HttpResponse:
    """Write down what happened."""
    _admit(request)
    row = get_object_or_404(PressRequest, pk=request_id)
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
    return _taken(
        request,
        row.pk,
        lambda: press.note(row, request.user, kind=kind, text=text, now=timezone.now()),
        _("Written down."),
    )
