"""Nhạc nền: music under the words, kept by operators, approved by a leader on the same page, on or off."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import failures, hearing, pipeline, sent_sounds, voices
from broadcast import music as sounds
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.audio.upload import REASONS
from broadcast.models import SentSound, StandingClip
from broadcast.views.access import check, needs, person_of, the_station
from broadcast.views.sent_sounds import unfinished_of

MOST_BYTES = 40 * 1024 * 1024
MOST_ORIGIN = 300
MOST_NAME = 160
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
        "sent": unfinished_of(station, SentSound.Kind.BED),
        "kind": SentSound.Kind.BED,
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
    error = _fault(source, origin, file) or (_sent(request, origin, file) if file else _chords_kept(request))
    if error:
        return _page(request, REFUSED, error=error, typed={"source": source, "origin": origin})
    messages.success(
        request,
        _(
            "It is sent and is being made ready below. Then a leader listens to it and approves it on this page."
        )
        if file
        else _("It is kept. A leader listens to it and approves it on this page."),
    )
    return redirect("broadcast:music")


def _fault(source: str, origin: str, file: "UploadedFile[Any] | None") -> str:
    if source == OWN:
        return ""
    if file is None:
        return _("Choose the file with the music.")
    if not file.size:
        return REASONS["empty"]
    if file.size > MOST_BYTES:
        return _("The file is larger than 40 MB. Save it as MP3 and send it again.")
    if not any(sign.isalnum() for sign in origin):
        return _("Write where the music comes from and why the station may play it.")
    return ""


def _chords_kept(request: HttpRequest) -> str:
    """Keep the chords that come with the system; return what went wrong, "" when nothing did."""
    words = _("Soft chords that come with the system")
    try:
        sounds.keep_chords(the_station(), origin=words, person=person_of(request), now=timezone.now())
    except (FfmpegFailed, OSError):
        return _("The music could not be kept. Try again in a moment.")
    return ""


def _sent(request: HttpRequest, origin: str, file: "UploadedFile[Any]") -> str:
    """Keep a file as it came for a worker to make ready; return what went wrong, "" when nothing did."""
    name = file.name or ""
    try:
        sent_sounds.send(
            the_station(),
            kind=SentSound.Kind.BED,
            title=name[-MOST_NAME:],
            source=origin[:MOST_ORIGIN],
            name=name,
            chunks=file.chunks(),
            person=person_of(request),
            now=timezone.now(),
        )
    except OSError as fault:
        return failures.words_of(fault)
    pipeline.wake()
    return ""


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
