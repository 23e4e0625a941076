"""Pictures in AVIF, WebP and JPEG: made before anybody asks, offered as far as they are there, gone on a recall."""

import re
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client
from django_q.models import OrmQ
from wagtail.signals import page_published

from cms import nightly, pictures_ahead
from cms.caching import middleware
from cms.public.shots import CARD, IN_TEXT
from newsroom.models import ArticlePage, Picture, PictureRendition
from tests.cms.public import commune
from tests.cms.public.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def published() -> ArticlePage:
    """Return a public story with a picture of which only the WebP sizes were made."""
    story: ArticlePage = commune.published("Cầu mới", picture=picture("cau"))
    return story


def page(client: Client, address: str) -> str:
    """Return a page that was made anew."""
    middleware.store.clear()
    return client.get(address).content.decode()


def kind_of(client: Client, address: str) -> str:
    """Return the media type of a file that is served, read to its end."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.getvalue()
    return response["Content-Type"]


def avif() -> set[str]:
    """Return the AVIF sizes that exist."""
    return {each.filter_spec for each in PictureRendition.objects.all() if each.filter_spec.endswith("avif")}


def test_no_reader_waits_for_avif(client: Client) -> None:
    story = published()

    shown = page(client, "/") + page(client, story.url)

    assert "image/webp" in shown
    assert "image/avif" not in shown
    assert not avif()


def test_what_was_made_ahead_is_offered_from_the_best_form_to_the_plainest(client: Client) -> None:
    story = published()

    pictures_ahead.make_for([story.pk])

    assert avif() == {*CARD.specs("avif"), *IN_TEXT.specs("avif")}
    (offered,) = re.findall(r"<picture>.*?</picture>", page(client, story.url), re.DOTALL)
    assert re.findall(r'type="(image/\w+)"|src="[^"]+\.(jpg)"', offered) == [
        ("image/avif", ""),
        ("image/webp", ""),
        ("", "jpg"),
    ]


def test_only_the_first_picture_of_a_page_is_not_lazy(client: Client) -> None:
    body = [("picture", {"picture": picture("hai"), "caption": ""})]
    story = commune.published("Hai ảnh", picture=picture("mot"), body=body)

    first, second = re.findall(r"<img[^>]+decoding[^>]+>", page(client, story.url))

    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second


def test_the_files_of_a_recalled_story_are_gone(client: Client) -> None:
    story = published()
    pictures_ahead.make_for([story.pk])
    addresses = [each.url for each in PictureRendition.objects.filter(filter_spec__endswith="avif")]
    assert {kind_of(client, address) for address in addresses} == {"image/avif"}

    commune.recall(story)

    assert {client.get(address).status_code for address in addresses} == {404}


def test_drafts_are_not_made_ahead() -> None:
    story = commune.draft("Nháp", picture=picture("nhap"))

    assert pictures_ahead.make_for([story.pk]) == "0 sizes made"


def test_a_picture_whose_bytes_were_exchanged_is_not_made(caplog: pytest.LogCaptureFixture) -> None:
    story = published()
    Picture.objects.filter(pk=story.picture_id).update(frozen_sha256="0" * 64)

    assert pictures_ahead.make_for([story.pk]) == "0 sizes made"
    assert "not the one that was submitted" in caplog.text


def test_the_night_makes_up_for_what_was_lost() -> None:
    published()

    assert nightly.make_pictures() == "7 sizes made"
    assert nightly.make_pictures() == "0 sizes made"


def test_publishing_wakes_a_worker(django_capture_on_commit_callbacks: object) -> None:
    story = published()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        page_published.send(sender=ArticlePage, instance=story, revision=None)

    assert "cms.pictures_ahead.make_for" in [each.func() for each in OrmQ.objects.all()]


def test_a_queue_that_is_away_stops_no_publication(caplog: pytest.LogCaptureFixture) -> None:
    story = published()

    with mock.patch.object(pictures_ahead, "async_task", side_effect=OSError), transaction.atomic():
        pictures_ahead._wake(story.pk)

    assert "could not wake" in caplog.text
