"""What receivers of other makers pull: the playlist of a zone and its files, behind an address of their own."""

import hashlib

import rfc8785
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from broadcast import media, playlists, renditions
from broadcast.devices.ranges import ranged

NO_DIGEST = "0" * 64


@require_safe
def playlist(request: HttpRequest, secret: str) -> HttpResponse:
    """Tell a receiver what to sound when; the same plan has the same ETag."""
    found = _listed(secret)
    place = request.build_absolute_uri(reverse("playlist_media", args=[secret, NO_DIGEST]))
    body = rfc8785.dumps(playlists.playlist(found, media_url=place.replace(NO_DIGEST, "{sha256}")))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}
    if request.META.get("HTTP_IF_NONE_MATCH") == etag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="application/json", headers=headers)


@require_safe
def media_file(request: HttpRequest, secret: str, sha256: str) -> HttpResponseBase:
    """Hand out a file that the playlist names now, and no other."""
    if sha256 not in _listed(secret).media:
        raise Http404("not in the playlist")
    rendition = renditions.servable(sha256)
    if rendition is None:
        raise Http404("missing")
    answer = ranged(request, media.path_of(sha256), content_type=rendition.media_type, etag=sha256)
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _listed(secret: str) -> playlists.Listed:
    """Return the plan behind a secret address; strangers, and zones without a plan in force, are told nothing."""
    now = timezone.now()
    address = playlists.address_of(secret, now=now)
    found = playlists.listed(address.zone, now=now) if address is not None else None
    if found is None:
        raise Http404("no such playlist")
    return found
