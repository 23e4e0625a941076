"""The list of videos: what is approved, with its still picture and its words, and nothing that starts by itself."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cms.public import newest
from tests.cms.public import commune
from tests.cms.public.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
PAGE = "/video/"


def film(title: str = "Phòng cháy", **fields: Any) -> Any:
    """Return a published story with a video that lies elsewhere."""
    value = {
        "title": title,
        "file": None,
        "poster": picture(f"anh-{title}"),
        "captions": None,
        "link": "https://video.example.vn/1",
        "words": "Khói bốc lên.\nMọi người ra ngoài.",
    }
    make = fields.pop("make", commune.published)
    return make(f"Bài {title}", body=[("text", "<p>a</p>"), ("video", value)], **fields)


def shown(client: Client) -> str:
    """Return the page, which must be there."""
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.database
def test_stories_with_a_video_are_listed_the_newest_first(client: Client) -> None:
    older, newer = film("cũ", at=commune.NOON - timedelta(days=1)), film("mới", at=commune.NOON)
    without = commune.published("Không có phim", body=[("text", "<p>type: video</p>")])

    page = shown(client)

    assert page.index(f'href="{newer.url}"') < page.index(f'href="{older.url}"')
    assert without.url not in page
    assert "Mọi người ra ngoài." in page
    assert 'type="image/webp"' in page
    assert "autoplay" not in page


def test_drafts_and_recalled_videos_are_not(client: Client) -> None:
    draft, story = film("nháp", make=commune.draft), film("gỡ")
    assert story.url in shown(client)

    commune.recall(story)

    assert story.url not in shown(client)
    assert draft.slug not in shown(client)


def test_an_empty_page_says_so_and_the_menu_leads_there(client: Client) -> None:
    assert "lx-empty" in shown(client)
    assert f'href="{PAGE}" aria-current="page"' in shown(client)


@pytest.mark.database
def test_the_list_comes_out_of_an_index_of_its_own() -> None:
    assert newest.stories(newest.Wanted(videos=True, most=5), commune.NOON) == []
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "newsroom_story")
    assert "stories_with_video" in names


def test_the_video_is_told_as_it_was_approved(client: Client) -> None:
    story = film("thật")
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM newsroom_story WHERE page_ptr_id = %s", [story.pk])
        (body,) = cursor.fetchone()
        changed = json.dumps(json.loads(body) if isinstance(body, str) else body).replace(
            "Kh\\u00f3i", "Sương"
        )
        cursor.execute("UPDATE newsroom_story SET body = %s WHERE page_ptr_id = %s", [changed, story.pk])

    assert "Khói bốc lên." in shown(client)
