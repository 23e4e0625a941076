"""A story in English: a story of its own, with a decision of its own, on a page that is English throughout."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from newsroom.models import ArticlePage
from newsroom.models.story_query import Unapproved
from tests.cms.public import commune

pytestmark = pytest.mark.django_db
TITLE = "Welcome to Lac Phuong"


@pytest.fixture(autouse=True)
def _site(site: None) -> None:
    """Have a site in every test here."""


@pytest.fixture
def original() -> Any:
    """Return the Vietnamese story."""
    return commune.published("Chào mừng đến Lạc Phượng")


def english(original: Any = None, make: Any = commune.published, **fields: Any) -> Any:
    """Return the same in English."""
    return make(TITLE, language="en", translation_of=original, **fields)


def page_of(client: Client, story: Any) -> str:
    """Return the page, which must be there."""
    answer = client.get(story.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_its_page_is_english_and_the_next_one_vietnamese_again(client: Client, original: Any) -> None:
    page = page_of(client, english(original, source="People's Committee"))

    assert '<html lang="en">' in page
    assert "Skip to the content" in page
    assert "Saturday, 21/11/2026" in page
    assert 'content="en_GB"' in page
    assert json.loads(page.split('application/ld+json">')[1].split("</script>")[0])["inLanguage"] == "en"
    assert 'class="nav__link" lang="vi"' in page
    assert '<html lang="vi">' in page_of(client, original)


def test_both_lead_to_each_other(client: Client, original: Any) -> None:
    story = english(original)

    there, back = page_of(client, original), page_of(client, story)

    assert f'<a href="{story.url}" hreflang="en" lang="en">English</a>' in there
    assert f'<link rel="alternate" hreflang="en" href="http://testserver{story.url}">' in there
    assert f'<link rel="alternate" hreflang="vi" href="http://testserver{original.url}">' in there
    assert f'<a href="{original.url}" hreflang="vi" lang="vi">Tiếng Việt</a>' in back


def test_the_approval_of_one_is_none_of_the_other(client: Client, original: Any) -> None:
    draft = english(original, make=commune.draft)

    assert client.get(f"/tin-tuc/{draft.slug}/").status_code == 404
    assert "hreflang" not in page_of(client, original)


def test_a_recall_takes_the_link_away_too(client: Client, original: Any) -> None:
    story = english(original)
    assert "hreflang" in page_of(client, original)

    commune.recall(story)

    assert "hreflang" not in page_of(client, original)
    assert client.get(story.url).status_code == 404


def test_lists_say_in_which_language_a_title_is(client: Client, original: Any) -> None:
    story = english(original)

    page = client.get("/tin-tuc/").content.decode()

    assert f'lang="en" href="{story.url}">{TITLE}' in page
    assert f'lang="vi" href="{original.url}">' in page


@pytest.mark.parametrize(("column", "value"), [("language", "vi"), ("translation_of_id", None)])
def test_what_was_approved_in_one_language_is_not_shown_as_another(
    client: Client, original: Any, column: str, value: str | None
) -> None:
    story = english(original)
    with pytest.raises(Unapproved):
        ArticlePage.objects.filter(pk=story.pk).update(**{column: value})

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE newsroom_articlepage SET {column} = %s", [value])

    assert client.get(story.url).status_code == 404
