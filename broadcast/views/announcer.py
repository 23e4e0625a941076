"""Bàn thu: an announcer reads the approved words sentence by sentence, and a take is put together from them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from broadcast import announcer, media, narration, pipeline, voices
from broadcast.announcer import Line, NotKept
from broadcast.authority import NotReleasable, may_be_said
from broadcast.devices.ranges import ranged
from broadcast.models import Programme, SentenceTake
from broadcast.views.access import needs, person_of

REFUSED, GONE = 422, 409
MOST_UPLOAD = 200 * 1024 * 1024


@needs("announce")
def desk(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Show the words in large type, with everything that recording them needs."""
    row = _programme(programme_id)
    found = announcer.lines(row)
    context: dict[str, Any] = {
        "programme": row,
        "why_not": _why_not(row),
        "lines": found,
        "carriable": len(announcer.carriable(row)),
        "voices": voices.offered(),
        "offline": voices.offline(),
        "may_mix": request.user.has_perm("broadcast.operate_station"),
        **_progress(found),
    }
    return render(request, "broadcast/announcer.html", context)


def _programme(programme_id: int) -> Programme:
    return get_object_or_404(Programme.objects.select_related("approval__recall"), pk=programme_id)


def _why_not(row: Programme) -> str:
    try:
        may_be_said(row)
    except NotReleasable as refusal:
        return str(refusal)
    return ""


def _progress(found: list[Line]) -> dict[str, int]:
    return {"done": sum(line.take is not None for line in found), "total": len(found)}


@require_POST
@needs("announce")
def keep(request: HttpRequest, programme_id: int) -> JsonResponse:
    """Keep one spoken sentence; the answer says how it sounds and how far the script is."""
    row, file = _programme(programme_id), request.FILES.get("sound")
    try:
        line = _line(row, request.POST.get("sentence", ""))
        if file is None or (file.size or 0) > announcer.MOST_BYTES:
            raise NotKept("unusable", _("The sound has not arrived whole. Send it again."))
        take = announcer.keep_sentence(
            line,
            row,
            token=_token(request.POST.get("token", "")),
            chunks=file.chunks(),
            person=person_of(request),
            now=timezone.now(),
        )
    except NotKept as refusal:
        status = GONE if refusal.code in {"changed", "closed"} else REFUSED
        return JsonResponse({"code": refusal.code, "problem": str(refusal)}, status=status)
    return JsonResponse(_answer(row, take))


def _line(row: Programme, sha256: str) -> Line:
    for line in announcer.lines(row):
        if line.sha256 == sha256:
            return line
    raise NotKept("changed", _("The words have changed since this page was opened. Open it again."))


def _token(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as fault:
        raise NotKept("unusable", _("The sound has not arrived whole. Send it again.")) from fault


def _answer(row: Programme, take: SentenceTake) -> dict[str, Any]:
    found = announcer.lines(row)
    flaws = next((line.flaws for line in found if line.take == take), [])
    return {
        "url": reverse("broadcast:sentence_sound", args=[take.pk]),
        "seconds": round(take.duration_s, 1),
        "flaws": flaws,
        **_progress(found),
    }


@require_POST
@needs("announce")
def drop(request: HttpRequest, programme_id: int) -> JsonResponse:
    """Put aside what was spoken of one sentence."""
    row = _programme(programme_id)
    announcer.drop_sentence(row, request.POST.get("sentence", ""), now=timezone.now())
    return JsonResponse(_progress(announcer.lines(row)))


@require_POST
@needs("announce")
def carry_over(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Use the sentences again that have not changed since the earlier version."""
    row = _programme(programme_id)
    try:
        count = announcer.carry_over(row, now=timezone.now())
    except NotKept as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext(
                "%(count)s sentence of the earlier version is used again. Listen to it before you finish.",
                "%(count)s sentences of the earlier version are used again. Listen to them before you finish.",
                count,
            )
            % {"count": count},
        )
    return redirect("broadcast:announce", row.pk)


@require_POST
@needs("announce")
def finish(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Ask for the take; whoever only announces cannot choose that a machine reads the rest."""
    row, voice = _programme(programme_id), request.POST.get("voice", "")
    if voice and not request.user.has_perm("broadcast.operate_station"):
        raise PermissionDenied
    try:
        announcer.finish(row, voice=voice, person=person_of(request))
    except NotKept as refusal:
        messages.error(request, str(refusal))
        return redirect("broadcast:announce", row.pk)
    pipeline.wake()
    messages.success(request, _("The take is being put together. Listen to it here in a moment."))
    return redirect("broadcast:programme", row.pk)


@require_POST
@needs("announce")
def send_file(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Take a finished recording in any usual format; what was recorded before stays."""
    row, file = _programme(programme_id), request.FILES.get("recording")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return redirect("broadcast:announce", row.pk)
    if file.size is not None and file.size > MOST_UPLOAD:
        messages.error(request, _("The file is larger than 200 MB. Save it as MP3 and send it again."))
        return redirect("broadcast:announce", row.pk)
    try:
        narration.upload_take(row, name=file.name or "", chunks=file.chunks(), person=person_of(request))
    except NotReleasable as refusal:
        messages.error(request, str(refusal))
        return redirect("broadcast:announce", row.pk)
    pipeline.wake()
    messages.success(request, _("The recording has arrived and is being prepared."))
    return redirect("broadcast:programme", row.pk)


@needs("watch_station")
def sound(request: HttpRequest, take_id: int) -> HttpResponseBase:
    """Play one spoken sentence."""
    take = get_object_or_404(SentenceTake, pk=take_id)
    path = media.path_of(take.sound_sha256)
    if not path.exists():
        raise Http404("the sound is gone")
    response = ranged(request, path, content_type="audio/wav", etag=take.sound_sha256)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
