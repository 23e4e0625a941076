"""Documents and pictures: the public gets what a public story names."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from newsroom.models import Picture, SourceDocument
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


def size_of(shown: Picture) -> str:
    """Return the address of a made size of the picture, whose file lies where files lie."""
    made = shown.renditions.order_by("pk").first()
    assert made is not None
    path = Path(settings.MEDIA_ROOT) / made.file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"picture")
    return f"/media/{made.file.name}"


def picture_status(client: Client, address: str) -> int:
    """Return how a picture's address answers."""
    with closing(client.get(address)) as response:
        return response.status_code


def test_only_made_sizes_of_pictures_are_served(client: Client, site: None) -> None:
    shown = picture("lua")
    commune.published("Lúa trổ", picture=shown)
    for folder in ("images", "original_images", "broadcast", "frozen"):
        path = Path(settings.MEDIA_ROOT) / folder / "a.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")

    assert picture_status(client, size_of(shown)) == 200
    addresses = ("original_images/a.png", "broadcast/a.png", "frozen/a.png", "images/../frozen/a.png")
    for address in (*addresses, "images/a.png"):
        assert client.get(f"/media/{address}").status_code == 404


def test_a_recall_takes_the_made_sizes_of_its_picture_along(client: Client, site: None) -> None:
    shown = picture("lua")
    story = commune.published("Lúa trổ", picture=shown)
    address = size_of(shown)
    before = picture_status(client, address)
    commune.recall(story)

    assert (before, picture_status(client, address)) == (200, 404)


def test_a_picture_that_another_public_story_shows_stays(client: Client, site: None) -> None:
    shown = picture("lua")
    commune.published("Được mùa", picture=shown)
    commune.recall(commune.published("Lúa trổ", picture=shown))

    assert picture_status(client, size_of(shown)) == 200


def test_a_browser_asks_again_for_a_picture_and_for_a_story(client: Client, site: None) -> None:
    shown = picture("lua")
    story = commune.published("Lúa trổ", picture=shown)

    with closing(client.get(size_of(shown))) as answer:
        assert answer["Cache-Control"] == "no-cache"
    assert client.get(f"/tin-tuc/{story.slug}/")["Cache-Control"] == "no-cache"


def test_staff_see_the_pictures_of_drafts(client: Client, site: None) -> None:
    shown = picture("lua")
    commune.draft("Lúa trổ", picture=shown)
    address = size_of(shown)
    boss = commune.leader()
    boss.is_superuser = True
    boss.save()
    before = picture_status(client, address)
    client.force_login(boss)

    assert (before, picture_status(client, address)) == (404, 200)
