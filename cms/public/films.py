"""Videos of stories and their captions: only what a public story shows, in pieces, as a browser asks for it."""

from pathlib import Path

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from broadcast.devices.ranges import ranged
from cms.public import documents
from newsroom.models import SourceDocument

MEDIA_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}


@require_safe
def film(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """Serve a video or its captions; a browser asks again each time, so that a recall reaches it at once."""
    document = get_object_or_404(SourceDocument, pk=number)
    if form not in MEDIA_TYPES or document.file_extension.lower() != form:
        raise Http404("no video")
    documents.refuse_unreleased_film(document, request)
    path = Path(document.file.path)
    if not path.exists():
        raise Http404("no file")
    etag = document.frozen_sha256 or f"{path.name}-{path.stat().st_mtime_ns}"
    response = ranged(request, path, content_type=MEDIA_TYPES[form], etag=etag)
    response["Cache-Control"] = "no-cache"
    return response
