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
    assert 'class="nav__link" href="/en/about/"' in page
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
    assert 'rel="alternate" hreflang' not in page_of(client, original)


def test_a_recall_takes_the_link_away_too(client: Client, original: Any) -> None:
    story = english(original)
    assert 'rel="alternate" hreflang' in page_of(client, original)

    commune.recall(story)

    assert 'rel="alternate" hreflang' not in page_of(client, original)
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


def test_the_english_front_page_lists_what_was_approved_in_english_alone(
    client: Client, original: Any
) -> None:
    story = english(original)
    english(make=commune.draft)

    page = client.get("/en/").content.decode()

    assert '<html lang="en">' in page
    assert page.count(story.url) == 1
    assert original.title not in page
    assert client.get("/").content.decode().count('<html lang="vi">') == 1


def test_a_recalled_story_leaves_the_english_pages_at_once(client: Client) -> None:
    story = english()
    assert TITLE in client.get("/en/").content.decode()
    assert TITLE in client.get("/en/rss.xml").content.decode()

    commune.recall(story)

    assert TITLE not in client.get("/en/").content.decode()
    assert TITLE not in client.get("/en/rss.xml").content.decode()


def test_an_empty_english_page_says_so(client: Client) -> None:
    assert "There is no news in English yet" in client.get("/en/").content.decode()


def test_the_feed_names_its_language(client: Client, original: Any) -> None:
    english(original)

    feed = client.get("/en/rss.xml").content.decode()

    assert "<language>en</language>" in feed
    assert "/en/</link>" in feed
    assert original.title not in feed
    assert "<language>vi</language>" in client.get("/rss.xml").content.decode()


def test_the_commune_is_introduced_with_its_contacts(client: Client) -> None:
    section = commune.section("Giới thiệu", "gioi-thieu")
    section.shows_contacts = True
    section.save()
    story = english(within=section)
    english(within=commune.section())

    page = client.get("/en/about/").content.decode()

    assert "Hamlets and their heads" in page or "Contacts" in page
    assert page.count(f'href="{story.url}"') == 1
    assert page.count('class="card__title"') == 1
    assert 'hreflang="vi" href="http://testserver/gioi-thieu/"' in page


def test_every_page_leads_to_the_other_language(client: Client) -> None:
    assert (
        '<a class="switch" lang="en" hreflang="en" href="/en/">English</a>'
        in client.get("/").content.decode()
    )
    there = client.get("/en/").content.decode()
    assert '<a class="switch" lang="vi" hreflang="vi" href="/">Tiếng Việt</a>' in there
    assert '<link rel="alternate" hreflang="vi" href="http://testserver/">' in there
