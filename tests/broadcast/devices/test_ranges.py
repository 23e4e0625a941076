"""Files in parts, as RFC 9110 wants them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from broadcast.devices.ranges import ranged

CONTENT = bytes(range(256)) * 1024
TAG = "ab" * 32


@pytest.fixture(autouse=True)
def _no_database() -> Iterator[None]:
    """Let a response be closed without looking after database connections."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a file of 256 KiB, longer than one chunk."""
    path = tmp_path / TAG
    path.write_bytes(CONTENT)
    return path


def ask(path: Path, method: str = "GET", **headers: str) -> tuple[HttpResponseBase, bytes]:
    """Return the answer and its body."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().generic(method, "/x.mp3", headers=sent)
    with closing(ranged(request, path, content_type="audio/mpeg", etag=TAG)) as response:
        body = b"".join(response) if response.streaming else getattr(response, "content", b"")
    return response, body


def test_without_a_range_the_whole_file_comes(sound: Path) -> None:
    response, body = ask(sound)

    assert response.status_code == 200
    assert body == CONTENT
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{TAG}"'
    assert response["Content-Type"] == "audio/mpeg"
    assert "Content-Disposition" not in response


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=262143-", 262143, 262143),
        ("bytes=262000-", 262000, 262143),
        ("bytes=0-99999999", 0, 262143),
        ("bytes=-1", 262143, 262143),
        ("bytes=-300000", 0, 262143),
        ("bytes= 5-70000", 5, 70000),
        ("BYTES=5-6", 5, 6),
    ],
)
def test_a_part_is_exactly_what_was_asked(sound: Path, header: str, first: int, last: int) -> None:
    response, body = ask(sound, Range=header)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response["Content-Length"] == str(len(body))
    assert body == CONTENT[first : last + 1]


@pytest.mark.parametrize("header", ["bytes=262144-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_after_the_end_is_refused_with_the_length(sound: Path, header: str) -> None:
    response, body = ask(sound, Range=header)

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"
    assert body == b""


@pytest.mark.parametrize(
    "header", ["bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes", "bytes=a-b"]
)
def test_what_cannot_be_read_gives_the_whole_file(sound: Path, header: str) -> None:
    response, body = ask(sound, Range=header)

    assert response.status_code == 200
    assert body == CONTENT


def test_nothing_lies_in_an_empty_file(tmp_path: Path) -> None:
    empty = tmp_path / TAG
    empty.touch()

    assert ask(empty)[0].status_code == 200
    assert ask(empty, Range="bytes=0-")[0].status_code == 416
    assert ask(empty, Range="bytes=-5")[0].status_code == 416


def test_head_tells_the_length_and_sends_nothing(sound: Path) -> None:
    response, body = ask(sound, "HEAD", Range="bytes=0-9")

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(CONTENT))
    assert body == b""


@pytest.mark.parametrize("header", [f'"{TAG}"', f'"other", W/"{TAG}"', "*"])
def test_who_has_it_is_not_sent_it_again(sound: Path, header: str) -> None:
    response, body = ask(sound, If_None_Match=header)

    assert response.status_code == 304
    assert response["ETag"] == f'"{TAG}"'
    assert body == b""


def test_another_content_is_sent(sound: Path) -> None:
    assert ask(sound, If_None_Match='"other"')[0].status_code == 200


@pytest.mark.parametrize(
    ("condition", "status"),
    [(f'"{TAG}"', 206), ('"other"', 200), (f'W/"{TAG}"', 200), ("Sat, 21 Nov 2026 05:00:00 GMT", 200)],
)
def test_a_part_is_sent_only_of_the_content_that_was_begun(sound: Path, condition: str, status: int) -> None:
    assert ask(sound, Range="bytes=1-2", If_Range=condition)[0].status_code == status


def test_a_missing_file_is_for_the_caller_to_answer(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ask(tmp_path / "none")
