"""Feeds, maps, data, cards and files: every way out of the site asks the release question."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cms.caching import middleware
from cms.public import urls
from newsroom.models import ArticlePage, BulletinPage
from tests.cms.public import commune

pytestmark = pytest.mark.django_db
SECRET = "Kênh Ngọc Lâm"
BODY = [("text", f"<p>{SECRET} khơi thông xong.</p>")]
# Every address of the public pages that are not in the tree; {n} is the number of the story.
WAYS = {
    "replay": "/nghe-lai/",
    "podcast": "/nghe-lai/podcast.xml",
    "on_air": "/dang-phat/",
    "air_times": "/lich-phat-thanh/",
    "calendar": "/lich-phat-thanh.ics",
    "archive": "/luu-tru/",
    "infographics": "/do-hoa/",
    "register": "/tra-cuu-van-ban/",
    "videos": "/video/",
    "english": "/en/",
    "english_about": "/en/about/",
    "english_feed": "/en/rss.xml",
    "search": "/tim-kiem/?q=kenh",
    "suggest": "/tim-kiem/goi-y/?q=kenh",
    "feed": "/rss.xml",
    "section_feed": "/tin-tuc/atom.xml",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "sitemap_sections": "/sitemap/muc.xml",
    "news_sitemap": "/sitemap/tin-moi.xml",
    "sitemap_month": "/sitemap/2026-11.xml",
    "share_card": "/chia-se/{n}.png",
    "share_code": "/chia-se/{n}.svg",
    "share_text": "/chia-se/{n}.txt",
    "api_stories": "/api/public/v1/stories",
    "api_story": "/api/public/v1/stories/{n}",
    "api_programmes": "/api/public/v1/programmes",
    "api_air_times": "/api/public/v1/air-times",
    "api_description": "/api/public/v1/openapi.json",
    "check": "/xac-minh/",
    "phone": "/nhan-tin/",
    "worker": "/loa-xa-worker.js",
    "manifest": "/manifest.webmanifest",
}
OTHERS = {
    "check_approval",
    "film",
    "issue_html",
    "issue_mail",
    "issue_pdf",
    "issue_text",
    "phone_subscribe",
    "phone_unsubscribe",
    "sound",
    "sound_opus",
    None,
}  # tried beside what they serve


def recalled() -> Any:
    """Return a story that was read and heard, and then recalled."""
    story = commune.published(SECRET, body=BODY)
    commune.airing(commune.recording(commune.programme(story)))
    commune.recall(story)
    return story


def not_yet() -> Any:
    """Return an approved story whose time has not come."""
    return commune.published(SECRET, body=BODY, valid_from=commune.NOON + timedelta(hours=1))


def only_for_the_air() -> Any:
    """Return an approved story that is not for the site."""
    return commune.published(SECRET, body=BODY, model=BulletinPage, on_site=False)


def drafted() -> Any:
    """Return a story that nobody approved."""
    return commune.draft(SECRET, body=BODY)


@pytest.fixture(autouse=True)
def _site(site: None) -> None:
    """Have a site, and a first story for the archive."""
    commune.slot()
    commune.published("Tin đầu tiên")


def test_every_address_is_in_this_list() -> None:
    assert {each.name for each in urls.urlpatterns} == {*WAYS, *OTHERS}


@pytest.mark.parametrize("hidden", [drafted, recalled, not_yet, only_for_the_air])
def test_what_is_not_public_leaves_by_no_way(client: Client, hidden: Callable[[], Any]) -> None:
    story = hidden()

    for name, way in WAYS.items():
        answer = client.get(way.format(n=story.pk))
        words = answer.content.decode(errors="replace").replace('value="kenh"', "")
        assert SECRET not in words and f"/{story.slug}/" not in words, name
        if "{n}" in way:
            assert answer.status_code == 404, name


def test_what_is_public_goes_all_ways(client: Client) -> None:
    story = commune.published(SECRET, body=BODY)
    commune.airing(commune.recording(commune.programme(story)))
    silent = {
        "infographics",
        "register",
        "on_air",
        "air_times",
        "calendar",
        "robots",
        "sitemap",
        "sitemap_sections",
        "check",
        "phone",
        "worker",
        "manifest",
    }
    silent |= {
        "english",
        "english_about",
        "english_feed",
        "videos",
    }  # this story is Vietnamese, without a video
    silent |= {"share_card", "share_code", "api_air_times", "api_description"}

    for name, way in WAYS.items():
        answer = client.get(way.format(n=story.pk))
        assert answer.status_code == 200, name
        words = answer.content.decode(errors="replace")
        told = SECRET in words or SECRET.upper() in words or f"/{story.slug}/" in words
        assert told or name in silent, name


def test_a_recall_reaches_every_kept_way_at_once(client: Client) -> None:
    story = commune.published(SECRET, body=BODY)
    addresses = [way.format(n=story.pk) for way in WAYS.values()]
    for _visit in range(2):
        for address in addresses:
            client.get(address)
    assert len(middleware.store._kept) > 15

    commune.recall(story)

    assert not [at for at in addresses if SECRET in client.get(at).content.decode(errors="replace").upper()]
    assert client.get(f"/chia-se/{story.pk}.png").status_code == 404


@pytest.mark.parametrize("address", ["/rss.xml", "/tin-tuc/rss.xml", "/tin-tuc/atom.xml"])
def test_a_feed_has_the_whole_text_as_it_was_approved(client: Client, address: str) -> None:
    story = commune.published("Tin kênh", body=BODY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE newsroom_story SET summary = 'gõ thẳng' WHERE page_ptr_id = %s", [story.pk])

    words = client.get(address).content.decode()

    ElementTree.fromstring(words)
    assert f"{SECRET} khơi thông xong." in words
    assert "gõ thẳng" not in words
    assert f"http://testserver{story.url}" in words


@pytest.mark.parametrize(
    "address", ["/rss.xml", "/api/public/v1/stories", "/nghe-lai/podcast.xml", "/sitemap/2026-11.xml"]
)
def test_more_stories_cost_no_more_queries(client: Client, address: str) -> None:
    def cost() -> int:
        for _visit in range(2):
            client.get(address)
        middleware.store.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    def more(count: int) -> None:
        for number in range(count):
            story = commune.published(f"Tin {count}-{number}", body=BODY)
            commune.airing(commune.recording(commune.programme(story), sound=f"{count}{number}".encode()))

    more(3)
    few = cost()
    more(9)

    assert cost() <= few <= 16


def test_the_podcast_offers_each_play_with_its_length(client: Client) -> None:
    take = commune.recording(commune.programme(commune.published(SECRET)), sound=b"ID3 dai hon mot chut")
    commune.airing(take)

    item = ElementTree.fromstring(client.get("/nghe-lai/podcast.xml").content).find("channel/item/enclosure")

    assert item is not None
    assert item.attrib == {
        "url": f"http://testserver/am-thanh/{take.pk}.mp3",
        "length": "20",
        "type": "audio/mpeg",
    }


def test_the_calendar_holds_every_coming_session_in_the_communes_hours(client: Client) -> None:
    commune.slot("Bản tin sáng thứ Hai, thứ Tư", weekdays=[2, 0])

    answer = client.get("/lich-phat-thanh.ics").content.decode()

    lines = answer.split("\r\n")
    events = answer.split("BEGIN:VEVENT")[1:]
    ours = [event for event in events if "SUMMARY:Bản tin sáng" in event]
    begins = [event.split("DTSTART:")[1][:16] for event in ours]
    assert begins[:3] == ["20261123T093000Z", "20261125T093000Z", "20261130T093000Z"]  # 16:30 in the commune
    assert "SUMMARY:Bản tin sáng thứ Hai\\, thứ Tư" in lines
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_description_names_what_the_answers_hold(client: Client) -> None:
    commune.airing(commune.recording(commune.programme(commune.published(SECRET, body=BODY))))
    story = ArticlePage.objects.get(title=SECRET)
    described = client.get("/api/public/v1/openapi.json").json()

    for path, call in described["paths"].items():
        answer = client.get(f"/api/public/v1{path.replace('{id}', str(story.pk))}").json()
        schema = call["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert sorted(answer) == schema["required"], path
        for name, rows in answer.items():
            if isinstance(rows, list):
                assert sorted(rows[0]) == schema["properties"][name]["items"]["required"], path


def test_the_card_is_a_picture_as_messengers_want_it(client: Client) -> None:
    story = commune.published("KỂ CHUYỆN NGƯỜI TỐT, VIỆC TỐT Ở THÔN ĐÔNG HỒ " * 5)

    answer = client.get(f"/chia-se/{story.pk}.png")

    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 100_000


def test_a_story_tells_search_engines_what_it_is(client: Client) -> None:
    story = commune.published("Tin </script> & <b>", summary="Tóm tắt", author="Lan")

    page = client.get(story.url).content.decode()

    written = page.split('application/ld+json">')[1].split("</script>")[0]
    facts = json.loads(written)
    assert (facts["@type"], facts["headline"], facts["author"]["name"]) == ("NewsArticle", story.title, "Lan")
    assert f'rel="canonical" href="http://testserver{story.url}"' in page
    assert f"http://testserver/chia-se/{story.pk}.png" in page


def test_other_stories_of_the_section_stand_below_a_story(client: Client) -> None:
    story = commune.published(SECRET)
    commune.published("Ở mục khác", within=commune.section("Thông báo", "thong-bao"))

    below = client.get(story.url).content.decode().split('id="related-title"')[1]

    assert "Tin đầu tiên" in below
    assert SECRET not in below.split("</section>")[0]
    assert "Ở mục khác" not in below.split("</section>")[0]
