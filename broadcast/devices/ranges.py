"""Serve a file that never changes under its name: whole, in part (RFC 9110, section 14), or not again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase

CHUNK = 64 * 1024
_SINGLE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range begins after the end of the file."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Bytes ``first`` to ``last``, both included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def ranged(request: HttpRequest, path: Path, *, content_type: str, etag: str) -> HttpResponseBase:
    """Answer GET or HEAD for the file at ``path``.

    ``etag`` is the bare digest of the content, without quotes. Several ranges in one request, and ranges
    that cannot be read, are answered with the whole file, as the RFC allows. Raises ``FileNotFoundError``.
    """
    size = path.stat().st_size
    tag = f'"{etag}"'
    if _is_known(request.headers.get("If-None-Match", ""), tag):
        return _described(HttpResponseNotModified(), tag)
    try:
        part = _wanted(request, size, tag)
    except Unsatisfiable:
        refusal = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _described(refusal, tag)
    if part is None:
        return _described(_whole(request, path, content_type, size), tag)
    return _described(_partial(path, content_type, size, part), tag)


def part_of(header: str, size: int) -> Part | None:
    """Read a Range header; None means the whole file. Raises ``Unsatisfiable``."""
    match = _SINGLE.fullmatch(header)
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if not first:
        part = Part(first=max(size - int(last), 0), last=size - 1)
        if int(last) == 0 or size == 0:
            raise Unsatisfiable
        return part
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return Part(first=int(first), last=min(int(last), size - 1) if last else size - 1)


def _wanted(request: HttpRequest, size: int, tag: str) -> Part | None:
    header = request.headers.get("Range", "")
    # HEAD ignores Range (RFC 9110, 14.2); a date in If-Range cannot match, for we send no Last-Modified.
    if request.method != "GET" or not header or request.headers.get("If-Range", tag) != tag:
        return None
    return part_of(header, size)


def _is_known(header: str, tag: str) -> bool:
    known = {entry.strip().removeprefix("W/") for entry in header.split(",")}
    return tag in known or "*" in known


def _whole(request: HttpRequest, path: Path, content_type: str, size: int) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)}, content_type=content_type)
    response = FileResponse(path.open("rb"), content_type=content_type)
    # The name on disk is a digest: let the address name the download.
    del response["Content-Disposition"]
    return response


def _partial(path: Path, content_type: str, size: int, part: Part) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_read(path, part), status=206, content_type=content_type)
    response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    response["Content-Length"] = str(len(part))
    return response


def _read(path: Path, part: Part) -> Iterator[bytes]:
    left = len(part)
    with path.open("rb") as file:
        file.seek(part.first)
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _described(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Accept-Ranges"] = "bytes"
    return response
