"""Recordings and pictures for people who are signed in, before and after the public may have them."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from broadcast import board_files, media, provenance
from broadcast.devices.ranges import ranged
from broadcast.models import BoardItem, Recording, RepertoireItem, StandingClip


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm("broadcast.watch_station"):
        raise PermissionDenied


def send(request: HttpRequest, sha256: str, content_type: str) -> HttpResponseBase:
    """Hand out a kept file to somebody who may have it."""
    if not sha256 or not media.path_of(sha256).exists():
        raise Http404("not made yet")
    response = ranged(request, media.path_of(sha256), content_type=content_type, etag=sha256)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@login_required
def recording_sound(request: HttpRequest, recording_id: int) -> HttpResponseBase:
    """Play a take, whatever its state."""
    _check(request)
    recording = get_object_or_404(Recording, pk=recording_id)
    return send(request, recording.device_sha256, "audio/mpeg")


@login_required
def clip_sound(request: HttpRequest, clip_id: int) -> HttpResponseBase:
    """Play an opening or a sign-off, whatever its state."""
    _check(request)
    clip = get_object_or_404(StandingClip, pk=clip_id)
    return send(request, clip.device_sha256, "audio/mpeg")


@login_required
def repertoire_sound(request: HttpRequest, item_id: int) -> HttpResponseBase:
    """Play a recorded programme or music, whatever its state."""
    _check(request)
    item = get_object_or_404(RepertoireItem, pk=item_id)
    return send(request, item.device_sha256, "audio/mpeg")


@login_required
def recording_waveform(request: HttpRequest, recording_id: int) -> HttpResponseBase:
    """Show a take's waveform."""
    _check(request)
    recording = get_object_or_404(Recording, pk=recording_id)
    return send(request, recording.waveform_sha256, "image/png")


@login_required
def board_frame(request: HttpRequest, item_id: int) -> HttpResponseBase:
    """Show what a board will show."""
    _check(request)
    item = get_object_or_404(BoardItem, pk=item_id)
    return send(request, provenance.frame_of(item.lines) if item.frame_sha256 else "", "image/png")


@login_required
def board_page(request: HttpRequest, item_id: int, number: int) -> HttpResponseBase:
    """Show a page of a document as boards show it."""
    _check(request)
    pages = board_files.made_of(get_object_or_404(BoardItem, pk=item_id, shows=BoardItem.Shows.DOCUMENT))
    if not 0 < number <= len(pages):
        raise Http404("no such page")
    return send(request, pages[number - 1].output_sha256, pages[number - 1].media_type)


@login_required
def board_film(request: HttpRequest, item_id: int) -> HttpResponseBase:
    """Play a film as boards play it."""
    _check(request)
    films = board_files.made_of(get_object_or_404(BoardItem, pk=item_id, shows=BoardItem.Shows.FILM))
    if not films:
        raise Http404("not made yet")
    return send(request, films[0].output_sha256, films[0].media_type)
