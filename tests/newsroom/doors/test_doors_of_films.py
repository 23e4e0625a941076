"""Doors of videos: approved bytes only, only while a public story shows them, in the pieces a browser asks for."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from newsroom import workflow
from newsroom.models import SourceDocument, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database
DATA = b"\0\0\0\x10ftypisom...." + bytes(range(200))


@pytest.fixture
def film(ground: Commune) -> SourceDocument:
    """Return a video that lies in the storage."""
    made: SourceDocument = SourceDocument.objects.create(title="Hội", file=ContentFile(DATA, name="hoi.mp4"))
    return made


def address(film: SourceDocument, form: str = "mp4") -> str:
    return reverse("public:film", args=[film.pk, form])


def ask(path: str, **headers: str) -> Any:
    answer = Client().get(path, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    answer.close()
    return answer.status_code, body


def body(film: SourceDocument) -> list[Any]:
    value = {"title": "Hội", "words": "Kéo co", "file": film, "captions": None, "link": ""}
    return [("video", value | {"poster": factories.make_picture()})]


def test_a_video_is_served_only_while_its_story_is_public(
    ground: Commune, editor: User, leader: User, film: SourceDocument
) -> None:
    submission = factories.make_submission(ground, owner=editor, body=body(film))
    assert ask(address(film))[0] == 404

    approval = workflow.approve(submission, leader)
    assert approval is not None
    assert ask(address(film)) == (200, DATA)
    assert ask(address(film), range="bytes=4-7") == (206, b"ftyp")

    workflow.recall(approval, leader, reason="Sai phim")
    assert ask(address(film))[0] == 404


def test_staff_see_it_before_it_is_approved(film: SourceDocument, leader: User, client: Client) -> None:
    client.force_login(leader)

    answer = client.get(address(film))
    answer.close()

    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-cache"


def test_bytes_put_in_its_place_are_not_served(
    ground: Commune, editor: User, leader: User, film: SourceDocument
) -> None:
    factories.make_approved_story(ground, owner=editor, leader=leader, body=body(film))
    assert ask(address(film))[0] == 200

    Path(film.file.path).write_bytes(DATA[:-1] + b"!")

    assert ask(address(film))[0] == 404


def test_other_documents_have_no_address_there(ground: Commune, editor: User, leader: User) -> None:
    letter = SourceDocument.objects.create(title="x", file=ContentFile(b"%PDF-1.4", name="x.pdf"))
    factories.make_approved_story(ground, owner=editor, leader=leader, source_document=letter)

    assert ask(address(letter, "pdf"))[0] == 404
    assert ask(address(letter))[0] == 404
