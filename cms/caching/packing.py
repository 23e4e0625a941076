"""Makes of an answer what is kept of it: packed for the way, with a mark by which a browser asks whether it changed."""

import gzip
import hashlib
from datetime import datetime

import brotli
from django.http import HttpRequest, HttpResponse

from cms.caching.store import Kept

SMALL = 500
# Who may ask for which packing, the best first; nothing in these pages is secret, so that its length tells nothing.
PACKINGS = ("br", "gzip", "")


def packed(response: HttpResponse, until: datetime) -> Kept:
    """Return the answer as it is kept."""
    body = response.content
    bodies = {"": body}
    if len(body) > SMALL and not response.get("Content-Type", "").startswith("image/png"):
        bodies |= {"gzip": gzip.compress(body, 6, mtime=0), "br": brotli.compress(body, quality=5)}
    headers = {
        name: value for name, value in response.items() if name not in {"Content-Length", "ETag", "Vary"}
    }
    headers.setdefault("Cache-Control", "no-cache")  # kept by the browser, and asked for again each time
    return Kept(bodies=bodies, headers=headers, etag=hashlib.sha256(body).hexdigest()[:20], until=until)


def answer(kept: Kept, request: HttpRequest) -> HttpResponse:
    """Return a kept answer as this browser takes it: packed, or only the word that nothing has changed."""
    packing = _packing(request.META.get("HTTP_ACCEPT_ENCODING", ""), kept)
    etag = f'"{kept.etag}-{packing or "id"}"'
    own = {"ETag": etag, "Vary": "Accept-Encoding"}
    if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return HttpResponse(status=304, headers={**kept.headers, **own})
    body = kept.bodies[packing]
    own["Content-Length"] = str(len(body))
    if packing:
        own["Content-Encoding"] = packing
    return HttpResponse(body, headers={**kept.headers, **own})


def _packing(accepted: str, kept: Kept) -> str:
    if not accepted:
        return ""
    named = {word.strip() for word in accepted.split(",")}  # "gzip;q=0" is no longer the name of a packing
    return next((each for each in PACKINGS if each in named and each in kept.bodies), "")
