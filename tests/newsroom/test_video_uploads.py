"""Videos and captions as they are uploaded: what they are decides; where they were taken is left out."""

import struct

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsroom import video_files
from newsroom.models import SourceDocument, User
from tests.newsroom.test_uploads import send_document

PLACE = b"+20.8701+106.4032/"


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def mp4(*, codec: bytes = b"avc1") -> bytes:
    """Return the boxes of a video in which a telephone wrote the place, twice."""
    telling = box(b"udta", box(b"\xa9xyz", PLACE)) + box(b"meta", box(b"ilst", PLACE))
    moov = box(b"moov", box(b"mvhd", b"x" * 20) + box(b"trak", box(b"stsd", codec) + telling) + telling)
    return box(b"ftyp", b"isom") + moov + box(b"mdat", b"picture and sound")


VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nKính thưa bà con".encode()
WEBM = b"\x1a\x45\xdf\xa3" + b"\0" * 20 + b"webm" + b"\0" * 50


@pytest.mark.parametrize(
    ("name", "data"), [("a.mp4", mp4()), ("a.webm", WEBM), ("a.vtt", VTT), ("A.MP4", mp4())]
)
def test_what_is_a_video_is_taken(client: Client, editor: User, name: str, data: bytes) -> None:
    client.force_login(editor)

    send_document(client, name, data)

    assert SourceDocument.objects.get().file_size == len(data)


def test_where_a_video_was_taken_is_left_out_and_nothing_else_moves(client: Client, editor: User) -> None:
    client.force_login(editor)

    send_document(client, "a.mp4", mp4())

    with SourceDocument.objects.get().file.open() as file:
        kept = file.read()
    assert PLACE in mp4() and PLACE not in kept
    assert len(kept) == len(mp4()) and kept.endswith(b"picture and sound") and b"avc1" in kept


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp4", b"<html><script>alert(1)</script></html>"),
        ("a.mp4", mp4()[:30]),
        ("a.mp4", box(b"ftyp", b"isom")),
        ("a.mp4", mp4(codec=b"hvc1")),
        ("a.webm", mp4()),
        ("a.vtt", b"<script>"),
        ("a.vtt", "WEBVTT".encode("utf-16")),
        ("a.mov", mp4()),
    ],
    ids=["html", "cut", "empty", "hevc", "mp4 called webm", "no captions", "utf-16", "mov"],
)
def test_what_is_no_video_is_refused_and_what_was_typed_stays(
    client: Client, editor: User, name: str, data: bytes
) -> None:
    client.force_login(editor)

    page = send_document(client, name, data)

    assert not SourceDocument.objects.exists()
    assert 'value="Kế hoạch số 12"' in page


def test_a_video_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video_files, "LARGEST_VIDEO", 50)

    with pytest.raises(ValidationError, match="MB"):
        video_files.check(SimpleUploadedFile("a.mp4", mp4()))
