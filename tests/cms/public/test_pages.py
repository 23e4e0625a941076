"""What the public reads: only what was approved, and everything in its place."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from newsroom.models import ArticlePage, BulletinPage, InfographicPage
from tests.cms.public import commune
from tests.cms.public.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site: None) -> None:
    """Have a site in every test here."""


def text_of(client: Client, address: str = "/") -> str:
    """Return the page, which must be there."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_site_says_so(client: Client) -> None:
    page = text_of(client)

    assert "lx-empty" in page
    assert "lead__title" not in page


def test_the_front_page_leads_with_the_newest_story(client: Client) -> None:
    commune.published("Cầu cũ", at=commune.NOON - timedelta(days=1))
    commune.published("Cầu mới", at=commune.NOON)

    lead = text_of(client).split("lead__title")[1][:200]

    assert "Cầu mới" in lead


def test_notices_stand_in_their_own_list(client: Client) -> None:
    commune.published("Tạm ngừng cấp điện", kind=ArticlePage.Kind.NOTICE)

    page = text_of(client)

    assert "Tạm ngừng cấp điện" in page.split("notices__list")[1]
    assert "lead__title" not in page


def test_a_draft_is_nowhere(client: Client) -> None:
    story = commune.draft("Chưa duyệt")

    assert "Chưa duyệt" not in text_of(client)
    assert "Chưa duyệt" not in text_of(client, "/tin-tuc/")
    assert client.get(f"/tin-tuc/{story.slug}/").status_code == 404


def test_a_recalled_story_is_gone_even_when_its_row_still_says_live(client: Client) -> None:
    story = commune.published("Tin sai")
    assert "Tin sai" in text_of(client)

    commune.recall(story)

    assert "Tin sai" not in text_of(client)
    assert "Tin sai" not in text_of(client, "/tin-tuc/")
    assert client.get(f"/tin-tuc/{story.slug}/").status_code == 404


def test_a_story_put_live_behind_the_back_of_the_models_is_nowhere(client: Client) -> None:
    story = commune.draft("Đi cửa sau")
    story.save_revision()

    Page.objects.filter(pk=story.pk).update(live=True, first_published_at=timezone.now())

    assert "Đi cửa sau" not in text_of(client)
    assert client.get(f"/tin-tuc/{story.slug}/").status_code == 404


def test_a_story_for_the_air_alone_has_no_page(client: Client) -> None:
    story = commune.published("Cắt điện xóm 2", on_site=False)

    assert "Cắt điện xóm 2" not in text_of(client)
    assert client.get(f"/tin-tuc/{story.slug}/").status_code == 404


def test_a_story_waits_for_the_start_of_its_validity(client: Client) -> None:
    commune.published("Tin ngày mai", valid_from=commune.NOON + timedelta(days=1))

    assert "Tin ngày mai" not in text_of(client)


def test_a_section_is_read_page_by_page(client: Client) -> None:
    for number in range(21):
        commune.published(f"Tin số {number}.", at=commune.NOON - timedelta(minutes=number))

    first, second = text_of(client, "/tin-tuc/"), text_of(client, "/tin-tuc/?trang=2")

    assert "Tin số 0." in first
    assert "Tin số 20." not in first
    assert "Tin số 20." in second
    assert 'href="?trang=2"' in first


@pytest.mark.parametrize("number", ["0", "999", "abc", "-1", ""])
def test_a_page_that_is_not_there_gives_the_nearest(client: Client, number: str) -> None:
    commune.published("Tin duy nhất")

    assert "Tin duy nhất" in text_of(client, f"/tin-tuc/?trang={number}")


def test_a_story_shows_its_day_source_and_author(client: Client) -> None:
    story = commune.published("Nạo vét kênh", source="Phòng Văn hoá - Xã hội", author="Nguyễn Thị Mai")

    page = text_of(client, f"/tin-tuc/{story.slug}/")

    assert "21/11/2026" in page
    assert "Phòng Văn hoá - Xã hội" in page
    assert "Nguyễn Thị Mai" in page


def test_every_block_of_a_body_is_shown(client: Client) -> None:
    table = {
        "columns": [{"type": "text", "heading": "Thôn"}],
        "rows": [{"values": ["Đông Hồ"]}],
        "caption": "Lịch theo thôn",
    }
    raw = [
        {"type": "text", "value": "<p>Đoạn <b>văn</b></p>"},
        {"type": "heading", "value": "Tiêu đề nhỏ"},
        {"type": "quote", "value": {"text": "Lời ông Tư", "speaker": "Ông Tư"}},
        {"type": "table", "value": table},
    ]
    story = commune.published("Đủ khối", body=json.dumps(raw))

    page = text_of(client, f"/tin-tuc/{story.slug}/")

    for words in ("<b>văn</b>", "Tiêu đề nhỏ", "Lời ông Tư", "Lịch theo thôn", "Đông Hồ", 'scope="col"'):
        assert words in page


def test_markup_in_a_headline_is_shown_not_obeyed(client: Client) -> None:
    story = commune.published("<script>alert(1)</script>", summary="<b>đậm</b>")

    for address in ("/", "/tin-tuc/", f"/tin-tuc/{story.slug}/"):
        page = text_of(client, address)
        assert "<script>alert(1)" not in page
        assert "<b>đậm</b>" not in page


def test_an_infographic_says_in_words_what_it_shows(client: Client) -> None:
    words = "98,5% hộ có nước sạch."
    story = commune.published(
        "Nước sạch", model=InfographicPage, infographic=picture("nuoc"), text_alternative=words
    )

    assert "98,5% hộ có nước sạch." in text_of(client, f"/tin-tuc/{story.slug}/")


def test_a_bulletin_has_a_page_too(client: Client) -> None:
    story = commune.published("Bản tin sáng", model=BulletinPage)

    assert "Bản tin sáng" in text_of(client, f"/tin-tuc/{story.slug}/")


def test_search_finds_public_stories_only(client: Client) -> None:
    commune.published("Tiêm phòng gia súc")
    commune.draft("Tiêm phòng gia cầm")
    commune.recall(commune.published("Tiêm phòng chó mèo"))

    page = text_of(client, "/tim-kiem/?q=tiêm phòng")

    assert "Tiêm phòng gia súc" in page
    assert "Tiêm phòng chó mèo" not in page
    assert "Tiêm phòng gia cầm" not in page


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "a AND", "*", "%", "(((", "x" * 5000, "\x00", "-", "NEAR(", "'"]
)
def test_search_survives_whatever_is_typed(client: Client, query: str) -> None:
    commune.published("Tiêm phòng gia súc")

    assert client.get("/tim-kiem/", {"q": query}).status_code == 200


def test_all_notices_are_one_tap_from_the_front_page(client: Client) -> None:
    commune.published("Chi trả lương hưu", kind=ArticlePage.Kind.NOTICE)
    commune.published("Khánh thành cầu")

    page = text_of(client, "/tim-kiem/?loai=thong-bao")

    assert "Chi trả lương hưu" in page
    assert "Khánh thành cầu" not in page


def test_a_missing_page_answers_in_our_own_dress(client: Client) -> None:
    response = client.get("/khong-co/")

    assert response.status_code == 404
    assert "lost__title" in response.content.decode()


def test_the_page_for_a_broken_server_needs_neither_request_nor_database() -> None:
    with CaptureQueriesContext(connection) as queries:
        page = render_to_string("500.html")

    assert "lost__title" in page
    assert len(queries) == 0
