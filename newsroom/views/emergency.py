"""Khẩn cấp and diễn tập: choose, write, see exactly what will happen, release, follow, stop, look again."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import drills, emergency, emergency_texts, ready, rules, submitted, workflow
from newsroom.models import Place, SecondLook, Submission, Waiver
from newsroom.requests import PersonRequest
from newsroom.views.emergency_form import EmergencyForm, ExistingForm, fresh
from newsroom.views.refusals import status_of

log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
PENDING = "emergency"


def leaders_only(view: View) -> View:
    """Open the screen to those who may release an emergency, and tell others why not."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = rules.may_release_emergency(request.user)
        if not verdict:
            raise PermissionDenied(verdict.reason)
        return view(request, *args, **kwargs)

    return guarded


# -------------------------------------------------------------- the real thing


@require_http_methods(["GET", "HEAD", "POST"])
@leaders_only
def write(request: PersonRequest) -> HttpResponse:
    """Choose what happened, complete the words, confirm, release."""
    return _write(request, drill=False)


@require_http_methods(["GET", "HEAD", "POST"])
def drill(request: PersonRequest) -> HttpResponse:
    """The same as a drill, on a screen that looks different; somebody else approves it."""
    verdict = rules.may_prepare_drill(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return _write(request, drill=True)


def _write(request: PersonRequest, *, drill: bool) -> HttpResponse:
    event = emergency_texts.BY_CODE.get(request.POST.get("event") or request.GET.get("event", ""))
    if event is None:
        context = {"events": emergency_texts.EVENTS, "drill": drill}
        return render(request, "newsroom/emergency/events.html", context)
    if request.method != "POST":
        _rehearse(event.name, drill=drill)  # the voice wakes up meanwhile
        return _form(request, EmergencyForm(initial=fresh(event), drill=drill), event, drill=drill)
    form = EmergencyForm(request.POST, drill=drill)
    if "back" in request.POST:
        return _form(request, form, event, drill=drill, shown_errors=False)
    if not form.is_valid():
        return _form(request, form, event, drill=drill, status=422)
    if request.POST.get("confirm") != "yes":
        return _confirm(request, form, drill=drill)
    return _released(request, form, event, drill=drill)


def _form(
    request: PersonRequest,
    form: EmergencyForm,
    event: emergency_texts.Event,
    *,
    drill: bool,
    shown_errors: bool = True,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    chosen = form["places"].value() or []
    context = {
        "form": form,
        "event": event,
        "drill": drill,
        "shown_errors": shown_errors,
        "problem": problem,
        "places": Place.objects.all(),
        "chosen": {int(getattr(place, "pk", place)) for place in chosen if str(place).isdigit()},
    }
    return render(request, "newsroom/emergency/write.html", context, status=status)


def _confirm(request: PersonRequest, form: EmergencyForm, *, drill: bool) -> HttpResponse:
    """Say exactly what will happen; the typed words travel along, and lie ready to be heard."""
    call = form.call()
    request.session[PENDING] = {"text": call.text, "drill": drill}
    _rehearse(call.text, drill=drill)
    context = {
        "form": form,
        "drill": drill,
        "lines": (drills.script(call.text) if drill else call.text).splitlines(),
        "reach": ready.preparations().reach([place.pk for place in call.places]),
        "where": submitted.zones_in_words([place.pk for place in call.places]),
        "call": call,
    }
    return render(request, "newsroom/emergency/confirm.html", context)


def _released(
    request: PersonRequest, form: EmergencyForm, event: emergency_texts.Event, *, drill: bool
) -> HttpResponse:
    now = timezone.now()
    try:
        if drill:
            submission = emergency.prepare_drill(form.call(), request.user, now=now)
            return redirect("newsroom:approval", submission.pk)
        approval = emergency.release(form.call(), request.user, now=now)
    except workflow.Refused as refusal:
        return _form(request, form, event, drill=drill, problem=str(refusal), status=status_of(refusal))
    request.session.pop(PENDING, None)
    _hurry(approval.submission_id)
    return redirect("newsroom:emergency_status", approval.submission_id)


def _hurry(submission_id: int) -> None:
    """Make and send it here and now; if that fails, workers and station go on, and the status page says so."""
    try:
        ready.preparations().hurry(submission_id)
    except Exception:
        log.exception("submission %s: the emergency goes on in the background", submission_id)


def _rehearse(text: str, *, drill: bool) -> None:
    """Let the sound be begun while the leader reads; whatever fails, the button makes it."""
    try:
        ready.preparations().rehearse_emergency(text, drill=drill)
    except Exception:
        log.exception("an emergency could not be rehearsed")


@require_safe
def hear(request: PersonRequest) -> HttpResponse:
    """Return the typed words as they will sound."""
    pending = request.session.get(PENDING)
    if not pending or not rules.may_prepare_drill(request.user):
        raise PermissionDenied
    sound = ready.preparations().hear_emergency(pending["text"], drill=pending["drill"])
    response = HttpResponse(sound, content_type="audio/mpeg", status=200 if sound else 503)
    response["Cache-Control"] = "no-store"
    return response


# ------------------------------------------------------------ a story that exists


@require_http_methods(["GET", "HEAD", "POST"])
@leaders_only
def existing(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Release a story that waits or was approved as an emergency, exactly as it was frozen."""
    submission = get_object_or_404(Submission, pk=submission_id)
    form = ExistingForm(request.POST if request.method == "POST" else None, initial={"hours": 12})
    problem, status = "", 200
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            approval = emergency.release_story(
                submission, request.user, reason=fields["reason"], hours=fields["hours"], now=timezone.now()
            )
        except workflow.Refused as refusal:
            problem, status = str(refusal), status_of(refusal)
        else:
            _hurry(approval.submission_id)
            return redirect("newsroom:emergency_status", approval.submission_id)
    frozen = submitted.frozen(submission)
    context = {
        "form": form,
        "problem": problem,
        "submission": submission,
        "frozen": frozen,
        "reach": ready.preparations().reach([]),
    }
    return render(request, "newsroom/emergency/existing.html", context, status=422 if form.errors else status)


# ------------------------------------------------------------------ what became of it


@require_safe
def status(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Say how far it is: being made, sent, played by how many."""
    waiver = _waiver(request, submission_id)
    progress = ready.preparations().progress(submission_id)
    done = progress.stage in {"stopped", "failed"} or progress.played >= progress.clusters > 0
    context = {"waiver": waiver, "progress": progress, "again": not done, "now": timezone.now()}
    return render(request, "newsroom/emergency/status.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@leaders_only
def stop(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Take it off the air, the boards and the site now."""
    waiver = _waiver(request, submission_id)
    problem, code = "", 200
    if request.method == "POST":
        try:
            workflow.recall(waiver.approval, request.user, reason=request.POST.get("reason", ""))
        except workflow.Refused as refusal:
            problem, code = str(refusal), status_of(refusal)
        else:
            _hurry(submission_id)
            return redirect("newsroom:emergency_status", submission_id)
    context = {"waiver": waiver, "problem": problem}
    return render(request, "newsroom/emergency/stop.html", context, status=code)


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: PersonRequest, submission_id: int) -> HttpResponse:
    """The second look by another person: right or wrong."""
    waiver = _waiver(request, submission_id)
    verdict = rules.may_look_again(request.user, released_by=waiver.person_id, leaders=emergency.leaders())
    typed, problem, code = request.POST.get("note", ""), "", 200
    if request.method == "POST":
        try:
            found = emergency.look_again(
                waiver, request.user, verdict=request.POST.get("verdict", ""), note=typed, now=timezone.now()
            )
        except workflow.Refused as refusal:
            problem, code = str(refusal), status_of(refusal)
        else:
            if found.verdict == SecondLook.Verdict.WRONG and rules.may_recall(request.user):
                return redirect("newsroom:recall", waiver.approval.pk)
            return redirect("newsroom:emergency_status", submission_id)
    context = {
        "waiver": waiver,
        "verdict": verdict,
        "typed": typed,
        "problem": problem,
        "frozen": submitted.frozen(waiver.submission),
        "prepared": ready.preparations().ready_for(submission_id),
        "now": timezone.now(),
    }
    return render(request, "newsroom/emergency/look.html", context, status=code)


def _waiver(request: PersonRequest, submission_id: int) -> Waiver:
    waiver = get_object_or_404(
        Waiver.objects.select_related("submission", "approval__recall", "second_look"),
        submission=submission_id,
    )
    verdict = rules.may_see(request.user, contributors=waiver.submission.contributors)
    looks = rules.may_look_again(request.user, released_by=waiver.person_id, leaders=emergency.leaders())
    if not verdict and not looks:
        raise PermissionDenied(verdict.reason)
    return waiver
