"""Files from people: pictures and documents are what they say, and tell the public nothing of who made them."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image

from newsroom.bare_pictures import without_metadata
from newsroom.models import Picture, SourceDocument, User
from tests.factories import Commune

SECRET = b"Ong Ba 0912345678"


def photograph(kind: str = "JPEG") -> bytes:
    """Return a picture in which a camera wrote the place, the owner and a comment."""
    picture = Image.new("RGB", (60, 40), "green")
    exif = picture.getexif()
    exif[ExifTags.Base.Artist] = SECRET.decode()
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (20.0, 30.0, 0.0)
    file = BytesIO()
    picture.save(file, kind, exif=exif, **({"comment": SECRET} if kind == "JPEG" else {}))
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_the_camera_wrote_is_left_out_and_the_picture_stays(kind: str) -> None:
    before = photograph(kind)
    assert SECRET in before

    after = without_metadata(before)

    assert SECRET not in after
    with Image.open(BytesIO(before)) as old, Image.open(BytesIO(after)) as new:
        assert not new.getexif()
        assert new.convert("RGB").tobytes() == old.convert("RGB").tobytes()


def test_other_files_come_back_as_they_are() -> None:
    assert without_metadata(b"GIF89a...") == b"GIF89a..."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_an_error_and_not_a_loop(kind: str) -> None:
    for length in range(12, 60, 7):
        data = photograph(kind)[:length]
        try:
            without_metadata(data)
        except ValueError:
            continue


def test_no_size_that_the_public_gets_tells_where_it_was_taken(ground: Commune) -> None:
    cache.clear()  # Wagtail remembers sizes by the picture's number, and numbers come again in the next test
    picture = Picture.objects.create(title="x", description="y", file=ContentFile(photograph(), "x.jpg"))

    for size in ("width-30", "original", "width-30|format-webp"):
        with picture.get_rendition(size).file.open() as file:
            data = file.read()
        assert SECRET not in data
        with Image.open(BytesIO(data)) as made:
            assert not made.getexif()


def send_picture(client: Client, name: str, data: bytes) -> str:
    """Send the form of a new picture; return the page that comes back."""
    fields = {
        "title": "Cổng làng mới",
        "description": "Cổng",
        "credit": "Anh Ba",
        "tags": "",
        "collection": 1,
    }
    upload = SimpleUploadedFile(name, data)
    return client.post(reverse("wagtailimages:add"), {**fields, "file": upload}, follow=True).content.decode()


def bomb() -> bytes:
    """Return a PNG of a few kilobytes that says it is 30,000 pixels wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trang.png", b"<html><script>alert(1)</script></html>"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("anh.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("anh.png", photograph("JPEG")),
        ("bom.png", bomb()),
    ],
    ids=["html", "svg", "svg called jpg", "jpg called png", "bomb"],
)
def test_what_is_no_picture_is_refused_and_what_was_typed_stays(
    client: Client, editor: User, name: str, data: bytes
) -> None:
    client.force_login(editor)

    page = send_picture(client, name, data)

    assert not Picture.objects.exists()
    assert "error-message" in page
    assert 'value="Cổng làng mới"' in page and 'value="Anh Ba"' in page


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_is_taken(client: Client, editor: User) -> None:
    client.force_login(editor)

    send_picture(client, "anh.jpg", photograph())

    assert Picture.objects.get().title == "Cổng làng mới"


def send_document(client: Client, name: str, data: bytes) -> str:
    """Send the form of a new document; return the page that comes back."""
    fields = {"title": "Kế hoạch số 12", "tags": "", "collection": 1, "file": SimpleUploadedFile(name, data)}
    return client.post(reverse("wagtaildocs:add"), fields, follow=True).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ke-hoach.pdf", b"<html><script>alert(1)</script></html>"),
        ("ke-hoach.docx", b"MZ\x90\x00\x03\x00\x00\x00\x04"),
        ("ke-hoach.txt", b"MZ\x90\x00\x03\x00\x00\x00\x04"),
        ("ke-hoach.html", b"<html></html>"),
        ("ke-hoach.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("ke-hoach.pdf", b""),
    ],
)
def test_a_document_that_is_not_what_it_is_called_is_refused(
    client: Client, editor: User, name: str, data: bytes
) -> None:
    client.force_login(editor)

    page = send_document(client, name, data)

    assert not SourceDocument.objects.exists()
    assert 'value="Kế hoạch số 12"' in page


def test_a_document_is_handed_out_to_be_saved_and_never_shown_as_a_page(client: Client, editor: User) -> None:
    client.force_login(editor)
    send_document(client, "ke-hoach.pdf", b"%PDF-1.7 " + b"x" * 100)

    answer = client.get(SourceDocument.objects.get().url)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    answer.close()
