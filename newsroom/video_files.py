"""Videos and their captions as people upload them: what they are decides, and where they were taken is left out."""

import struct
from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MB = 1_000_000
LARGEST_VIDEO, LARGEST_CAPTIONS = 100 * MB, MB
VIDEO, CAPTIONS = ("mp4", "webm"), ("vtt",)
WEBM = b"\x1a\x45\xdf\xa3"
HEAD = 4096
# Boxes of an MP4 in which a telephone writes place, owner and device, beside the picture and the sound.
TELLING, HOLDING = {b"udta", b"meta", b"uuid"}, {b"moov", b"trak"}
HEVC = (b"hvc1", b"hev1")
LARGEST_INDEX = 32 * MB


def is_video_or_captions(name: str) -> bool:
    """Whether a file is called a video or captions."""
    return _ending(name) in (*VIDEO, *CAPTIONS)


def check(file: Any) -> None:
    """Raise ``ValidationError`` unless the file is what its name says; take out of an MP4 what tells of its maker."""
    ending = _ending(file.name or "")
    largest = LARGEST_CAPTIONS if ending in CAPTIONS else LARGEST_VIDEO
    if (file.size or 0) > largest:
        raise ValidationError(
            _(
                "The file is larger than %(most)s MB. Make the video shorter or smaller, or give its link instead."
            )
            % {"most": largest // MB},
            code="too_large",
        )
    file.seek(0)
    {"mp4": _check_mp4, "webm": _check_webm, "vtt": _check_captions}[ending](file)
    file.seek(0)


def _ending(name: str) -> str:
    return name.lower().rpartition(".")[2]


def _check_webm(file: IO[bytes]) -> None:
    head = file.read(HEAD)
    if not (head.startswith(WEBM) and b"webm" in head):
        raise _is_none(".webm")


def _check_captions(file: IO[bytes]) -> None:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _are_no_captions() from fault
    if not text.startswith("WEBVTT") or "-->" not in text:
        raise _are_no_captions()


def _check_mp4(file: IO[bytes]) -> None:
    if file.read(8)[4:] != b"ftyp":
        raise _is_none(".mp4")
    kinds = set()
    for kind, start, end in _boxes(file, 0, _size_of(file)):
        kinds.add(kind)
        if kind == b"moov":
            _check_codec(file, start, end)
            _empty(file, start, end)
    if b"moov" not in kinds:
        raise _is_none(".mp4")


def _size_of(file: IO[bytes]) -> int:
    return file.seek(0, 2) or file.tell()


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first and last byte of what is in each box; raise for one that is cut."""
    while start + 8 <= end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        last = end if size == 0 else start + size
        if (size and size < head) or last > end:
            raise _is_none(".mp4")
        yield kind, start + head, last
        start = last


def _check_codec(file: IO[bytes], start: int, end: int) -> None:
    """Refuse what only some telephones and browsers can show."""
    file.seek(start)
    index = file.read(min(end - start, LARGEST_INDEX))
    if any(name in index for name in HEVC):
        raise ValidationError(
            _(
                "This video is recorded as HEVC (H.265), which many telephones and browsers cannot show. Set the "
                "camera to “most compatible” (H.264), or save the video again as H.264, then upload it."
            ),
            code="hevc",
        )


def _empty(file: IO[bytes], start: int, end: int) -> None:
    """Turn the telling boxes into free space of the same length, so that nothing else moves."""
    for kind, first, last in _boxes(file, start, end):
        if kind in TELLING:
            file.seek(first - 4)
            file.write(b"free" + bytes(last - first))
        elif kind in HOLDING:
            _empty(file, first, last)


def _is_none(called: str) -> ValidationError:
    return ValidationError(
        _(
            "The file is called %(ending)s but is no such video. Save the video again as MP4 (H.264) and upload that."
        )
        % {"ending": called},
        code="not_video",
    )


def _are_no_captions() -> ValidationError:
    return ValidationError(
        _("The file holds no captions. Captions are a .vtt file that begins with WEBVTT, in UTF-8."),
        code="not_vtt",
    )
