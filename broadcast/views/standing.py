"""Openings, sign-offs, time signal: recorded by operators; what a leader hears, approves and revokes."""

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import pipeline
from broadcast import standing as clips
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.models import StandingClip
from broadcast.speech import VoiceError
from broadcast.views.access import check, needs, person_of, the_station

MOST_WORDS = 600
MOST_LABEL = 60
SPOKEN = (StandingClip.Kind.OPENING, StandingClip.Kind.CLOSING)
SIGNAL = StandingClip.Kind.SIGNAL


@needs("watch_station")
def standing(request: HttpRequest) -> HttpResponse:
    """List what opens and closes a session; record a new one."""
    if request.method == "POST":
        check(request, "operate_station")
        return _make_signal(request) if request.POST.get("kind") == SIGNAL else _record(request)
    return _page(request)


def _make_signal(request: HttpRequest) -> HttpResponse:
    station = the_station()
    if station.clips.waiting().filter(kind=SIGNAL).exists():
        return _page(request, 422, error=_("A time signal waits for a leader already."))
    try:
        clips.make_signal(station, person=person_of(request), now=timezone.now())
    except (FfmpegFailed, OSError) as fault:
        return _page(request, 422, error=_("It could not be recorded: %(fault)s") % {"fault": fault})
    messages.success(
        request, _("It is made. A leader listens to it and approves it; then slots that want it have it.")
    )
    return redirect("broadcast:standing")


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    rows = the_station().clips.exclude(kind=StandingClip.Kind.MUSIC).order_by("kind", "-pk")
    context = {
        "in_force": rows.approved(),
        "waiting": rows.waiting(),
        "past": rows.past(),
        "kinds": [(kind.value, kind.label) for kind in SPOKEN],
        "typed": {"kind": StandingClip.Kind.OPENING, "words": "", "label": ""},
        "most_words": MOST_WORDS,
        "most_label": MOST_LABEL,
        "signal_is_there": rows.filter(kind=SIGNAL).exclude(pk__in=rows.past()).exists(),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_approve": request.user.has_perm("broadcast.approve_standing"),
        **more,
    }
    return render(request, "broadcast/standing.html", context, status=status)


def _record(request: HttpRequest) -> HttpResponse:
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "").strip()
    label = request.POST.get("label", "").strip()
    error = _fault(kind, words, label)
    if not error:
        try:
            clips.make_clip(
                the_station(),
                kind=kind,
                label=label,
                words=words,
                person=person_of(request),
                now=timezone.now(),
            )
        except (VoiceError, FfmpegFailed, OSError) as fault:
            error = _("It could not be recorded: %(fault)s") % {"fault": fault}
    if error:
        return _page(request, 422, error=error, typed={"kind": kind, "words": words, "label": label})
    messages.success(request, _("It is recorded. A leader listens to it and approves it; then it is heard."))
    return redirect("broadcast:standing")


def _fault(kind: str, words: str, label: str) -> str:
    if kind not in SPOKEN:
        return _("Choose whether it opens or closes the session.")
    if not any(sign.isalnum() for sign in words):
        return _("Write the words that are heard.")
    if label and (len(label) > MOST_LABEL or not any(sign.isalnum() for sign in label)):
        return _("Name the sessions in at most %(most)s characters, or leave it empty.") % {
            "most": MOST_LABEL
        }
    if len(words) > MOST_WORDS:
        return _("Shorten it to at most %(most)s characters.") % {"most": MOST_WORDS}
    return ""


@require_POST
@needs("approve_standing")
def approve(request: HttpRequest, clip_id: int) -> HttpResponse:
    """Put a clip in force."""
    clip = get_object_or_404(StandingClip, pk=clip_id)
    try:
        until = _last_moment(request.POST.get("until", ""))
        clips.approve_clip(clip, person=person_of(request), now=timezone.now(), valid_until=until)
    except clips.AlreadyDecided as refusal:
        messages.error(request, str(refusal))
    else:
        pipeline.wake()
        messages.success(request, _approved(clip))
    return _back(clip)


def _approved(clip: StandingClip) -> str:
    if clip.kind == StandingClip.Kind.MUSIC:
        return _("It is approved. It lies under the words while music is switched on.")
    if clip.kind == SIGNAL:
        return _("It is approved. It is heard in the slots that have it switched on.")
    return _("It is approved and is heard from the next session on.")


def _back(clip: StandingClip) -> HttpResponse:
    return redirect("broadcast:music" if clip.kind == StandingClip.Kind.MUSIC else "broadcast:standing")


def _last_moment(written: str) -> datetime | None:
    """Return the end of a day as a leader chose it; None means without end."""
    day = parse_date(written) if written else None
    return timezone.make_aware(datetime.combine(day, time.max)) if day else None


@require_POST
@needs("approve_standing")
def revoke(request: HttpRequest, clip_id: int) -> HttpResponse:
    """Take a clip out of every session to come."""
    clip = get_object_or_404(StandingClip, pk=clip_id)
    clips.revoke_clip(clip, person=person_of(request), now=timezone.now())
    messages.success(request, _("It is revoked. Loudspeakers learn of it within half a minute."))
    return _back(clip)
