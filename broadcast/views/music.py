"""Nhạc nền: music under the words, kept by operators, approved by a leader on the same page, on or off."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import hearing, pipeline, voices
from broadcast import music as sounds
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.upload import BrokenAudio
from broadcast.models import StandingClip
from broadcast.views.access import check, needs, person_of, the_station

MOST_BYTES = 40 * 1024 * 1024
MOST_ORIGIN = 300
REFUSED = 422
OWN, FILE = "own", "file"


@needs("watch_station")
def music(request: HttpRequest) -> HttpResponse:
    """Show what lies under the words, and what waits for a leader; keep another piece."""
    if request.method == "POST":
        check(request, "operate_station")
        return _keep(request)
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    station = the_station()
    rows = station.clips.filter(kind=StandingClip.Kind.MUSIC).order_by("-pk")
    context = {
        "kept": voices.settings_of(station),
        "in_force": rows.approved(),
        "waiting": rows.waiting(),
        "past": rows.past(),
        "typed": {"source": OWN, "origin": ""},
        "most_origin": MOST_ORIGIN,
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_approve": request.user.has_perm("broadcast.approve_standing"),
        **more,
    }
    return render(request, "broadcast/music.html", context, status=status)


def _keep(request: HttpRequest) -> HttpResponse:
    source, origin = request.POST.get("source", ""), request.POST.get("origin", "").strip()
    file = request.FILES.get("file") if source == FILE else None
    error = _fault(source, origin, file) or _kept(request, origin, file)
    if error:
        return _page(request, REFUSED, error=error, typed={"source": source, "origin": origin})
    messages.success(request, _("It is kept. A leader listens to it and approves it on this page."))
    return redirect("broadcast:music")


def _fault(source: str, origin: str, file: "UploadedFile[Any] | None") -> str:
    if source == OWN:
        return ""
    if file is None:
        return _("Choose the file with the music.")
    if (file.size or 0) > MOST_BYTES:
        return _("The file is larger than 40 MB. Save it as MP3 and send it again.")
    if not any(sign.isalnum() for sign in origin):
        return _("Write where the music comes from and why the station may play it.")
    return ""


def _kept(request: HttpRequest, origin: str, file: "UploadedFile[Any] | None") -> str:
    """Keep the music; return what went wrong, "" when nothing did."""
    words = origin[:MOST_ORIGIN] if file else _("Soft chords that come with the system")
    fields: dict[str, Any] = {"origin": words, "person": person_of(request), "now": timezone.now()}
    try:
        if file is None:
            sounds.keep(the_station(), file=None, **fields)
        else:
            _from_file(file, **fields)
    except BrokenAudio as refusal:
        return refusal.message
    except sounds.NotMusic as refusal:
        return str(refusal)
    except (FfmpegFailed, OSError):
        return _("The music could not be kept. Try again in a moment.")
    return ""


def _from_file(file: "UploadedFile[Any]", **fields: Any) -> None:
    workshop = Path(settings.BROADCAST_MEDIA) / "making"
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=workshop) as folder:
        sent = Path(folder) / "music"
        with sent.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        sounds.keep(the_station(), file=sent, **fields)


@require_POST
@needs("operate_station")
def switch(request: HttpRequest) -> HttpResponse:
    """Let music lie under the words, or no more."""
    on = request.POST.get("on") == "1"
    station = the_station()
    if on and not station.clips.approved().filter(kind=StandingClip.Kind.MUSIC).exists():
        messages.error(request, _("No music has been approved yet. Keep one below; a leader approves it."))
        return redirect("broadcast:music")
    sounds.switch(station, on=on, person=person_of(request), now=timezone.now())
    pipeline.wake()
    messages.success(
        request,
        _("Music lies under the words as soon as the files are made, usually within minutes.")
        if on
        else _("No more music. Loudspeakers learn of it within half a minute."),
    )
    return redirect("broadcast:music")


@require_POST
@needs("watch_station")
def sample(request: HttpRequest, clip_id: int) -> HttpResponse:
    """Say the sample sentences over the music; answer where the sound lies, or why it cannot be heard."""
    station = the_station()
    clip = get_object_or_404(StandingClip, pk=clip_id, station=station, kind=StandingClip.Kind.MUSIC)
    try:
        name = hearing.sample(voices.first_for(station), voices.delivery_of(station), over=clip)
    except hearing.NotHeard as fault:
        return JsonResponse({"problem": str(fault)}, status=REFUSED)
    return JsonResponse({"url": reverse("broadcast:heard", args=[name])})
