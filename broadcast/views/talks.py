"""The live microphone: its page, and what the browser sends while somebody speaks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import pipeline, talks
from broadcast.livesound.pieces import MOST_PIECE, NotSound
from broadcast.models import LiveAuthority, LiveTalk
from broadcast.views import sounds
from broadcast.views.access import needs, person_of

REFUSED, TOO_LARGE, WRONG_TYPE = 422, 413, 415
TYPE = "audio/webm"


@needs("open_live")
def microphone(request: HttpRequest, live_id: int) -> HttpResponse:
    """Show the microphone of a broadcast that is open: prepare, then go on the air."""
    live = get_object_or_404(LiveAuthority.objects.prefetch_related("zones"), pk=live_id)
    now = timezone.now()
    context: dict[str, Any] = {
        "live": live,
        "is_open": LiveAuthority.objects.open(now).filter(pk=live.pk).exists(),
        "going_on": LiveTalk.objects.filter(live=live, ended_at=None).first(),
        "talks": LiveTalk.objects.filter(live=live).exclude(ended_at=None),
        "lead_s": round(talks.LEAD.total_seconds()),
    }
    return render(request, "broadcast/microphone.html", context)


@require_POST
@needs("open_live")
def begin(request: HttpRequest, live_id: int) -> JsonResponse:
    """Put the microphone on the air, a few seconds from now."""
    live, now = get_object_or_404(LiveAuthority, pk=live_id), timezone.now()
    try:
        talk = talks.begin(live, person=person_of(request), now=now)
    except talks.CannotTalk as refusal:
        return JsonResponse({"problem": str(refusal)}, status=REFUSED)
    pipeline.stop_at_once(now)
    if not talks.is_planned(talk):
        talks.stop(talk, person=person_of(request), now=timezone.now())
        pipeline.stop_at_once(timezone.now())
        why = _(
            "The plan has no room for it in every zone: the calendar or the Regulation of that day forbid it."
        )
        return JsonResponse({"problem": why}, status=REFUSED)
    return JsonResponse(
        {
            "starts_in": (talk.starts_at - timezone.now()).total_seconds(),
            "lasts": (talk.until - talk.starts_at).total_seconds(),
            "piece": reverse("broadcast:talk_piece", args=[talk.pk, 0]).removesuffix("0/"),
            "stop": reverse("broadcast:talk_stop", args=[talk.pk]),
        },
        status=201,
    )


@require_POST
@needs("open_live")
def piece(request: HttpRequest, talk_id: int, number: int) -> JsonResponse:
    """Take one piece of the sound; the answer says which is wanted next, and whether the talk goes on."""
    if request.content_type != TYPE:
        return JsonResponse({"problem": "type"}, status=WRONG_TYPE)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_PIECE:
        return JsonResponse({"problem": "size"}, status=TOO_LARGE)
    talk = get_object_or_404(LiveTalk, pk=talk_id)
    try:
        kept = talks.keep(
            talk, number=number, data=request.body, person=person_of(request), now=timezone.now()
        )
    except NotSound:
        return JsonResponse({"problem": "sound"}, status=REFUSED)
    return JsonResponse({"next": kept.next_piece, "ended": kept.ended})


@require_POST
@needs("open_live")
def stop(request: HttpRequest, talk_id: int) -> JsonResponse:
    """Take the microphone off the air, in this moment."""
    talk = get_object_or_404(LiveTalk, pk=talk_id)
    talks.stop(talk, person=person_of(request), now=timezone.now())
    pipeline.stop_at_once(timezone.now())
    talk.refresh_from_db()
    return JsonResponse({"ended": talk.end})


@needs("watch_station")
def record(request: HttpRequest, talk_id: int) -> HttpResponseBase:
    """Hand out what was recorded of a talk."""
    if not request.user.has_perm("broadcast.watch_station"):
        raise PermissionDenied
    return sounds.send(request, get_object_or_404(LiveTalk, pk=talk_id).record_sha256, TYPE)
