"""Documents and pictures: the public gets what a public story names."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from newsroom.models import SourceDocument
from tests.cms.public import commune
from tests.cms.public.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(site: None) -> SourceDocument:
    """Return a stored letter."""
    return SourceDocument.objects.create(title="Kế hoạch", file=ContentFile(b"PK letter", "ke-hoach.docx"))


def status_of(client: Client, letter: SourceDocument) -> int:
    """Return how the letter's address answers."""
    with closing(client.get(letter.url)) as response:
        return response.status_code


def test_a_letter_of_a_draft_is_not_handed_out(client: Client, letter: SourceDocument) -> None:
    commune.draft("Dự thảo", source_document=letter)

    assert status_of(client, letter) == 404


def test_a_letter_of_a_public_story_is(client: Client, letter: SourceDocument) -> None:
    story = commune.published("Kế hoạch", source_document=letter, document_number="112/KH-UBND")

    assert status_of(client, letter) == 200
    page = client.get(f"/tin-tuc/{story.slug}/").content.decode()
    assert letter.url in page
    assert "112/KH-UBND" in page


def test_a_letter_inside_the_text_of_a_public_story_is(client: Client, letter: SourceDocument) -> None:
    story = commune.published("Kèm", body=json.dumps([{"type": "document", "value": letter.pk}]))

    assert status_of(client, letter) == 200
    assert letter.url in client.get(f"/tin-tuc/{story.slug}/").content.decode()


def test_a_recall_takes_the_letter_along(client: Client, letter: SourceDocument) -> None:
    story = commune.published("Kế hoạch", source_document=letter)
    commune.recall(story)

    assert status_of(client, letter) == 404


def test_staff_read_every_letter(client: Client, letter: SourceDocument) -> None:
    boss = commune.leader()
    boss.is_superuser = True
    boss.save()
    client.force_login(boss)

    assert status_of(client, letter) == 200


def test_only_sizes_of_pictures_that_a_public_story_shows_are_served(client: Client, site: None) -> None:
    shown = picture("shown")
    picture("unused")
    for name in ("images/shown.0.webp", "images/unused.0.webp", "original_images/shown.0.webp"):
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")
    story = commune.published("Có ảnh", picture=shown)

    with closing(client.get("/media/images/shown.0.webp")) as made:
        assert made.status_code == 200
    for address in ("images/unused.0.webp", "original_images/shown.0.webp", "images/../frozen/shown.0.webp"):
        assert client.get(f"/media/{address}").status_code == 404
    commune.recall(story)
    assert client.get("/media/images/shown.0.webp").status_code == 404
