"""Search: with and without marks, by section, hamlet and day, only what is public; suggestions and the archive."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cms import nightly
from cms.models import SearchText
from cms.public import words
from newsroom.models import Place
from tests.cms.public import commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site: None) -> None:
    """Have a site in every test here."""


def titles(client: Client, query: str) -> list[str]:
    """Return the titles that a search shows, in their order."""
    page = client.get(f"/tim-kiem/?{query}").content.decode()
    return [part.split("</a>")[0].split(">")[-1] for part in page.split('class="card__link"')[1:]]


@pytest.mark.parametrize(
    "typed",
    ["nước sạch", "NƯỚC SẠCH", "nuoc sach", "nước", "nuoc", "Đường", "duong", "đường nước", "47/NQ-CP"],
)
def test_words_are_found_with_and_without_marks(client: Client, typed: str) -> None:
    commune.published("Nước sạch về đường làng", document_number="47/NQ-CP")
    commune.published("Tin khác")

    assert titles(client, f"q={typed}") == ["Nước sạch về đường làng"]


@pytest.mark.parametrize("typed", ["uỷ ban", "ủy ban", "uy ban"])
def test_both_ways_of_setting_a_tone_mark_are_found(client: Client, typed: str) -> None:
    commune.published("Uỷ ban họp")

    assert titles(client, f"q={typed}") == ["Uỷ ban họp"]


def test_marks_that_were_typed_go_before_those_that_were_not(client: Client) -> None:
    commune.published("Mã số", at=commune.NOON - timedelta(days=2))
    commune.published("Mả tổ", at=commune.NOON - timedelta(days=1))

    assert titles(client, "q=mã") == ["Mã số", "Mả tổ"]


def test_a_title_goes_before_a_text(client: Client) -> None:
    commune.published("Lịch cấp điện", at=commune.NOON - timedelta(days=9))
    commune.published("Tin vắn", summary="Có lịch cấp điện")

    assert titles(client, "q=cap dien") == ["Lịch cấp điện", "Tin vắn"]


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "(", "a AND", "NEAR(", "title:", "-", "%00", "''", "\\", "a'b", "ơ" * 500]
)
def test_nothing_that_is_typed_breaks_it(client: Client, typed: str) -> None:
    commune.published("Tin tức")

    assert client.get("/tim-kiem/", {"q": typed}).status_code == 200
    assert client.get("/tim-kiem/goi-y/", {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    "query", ["muc=khong-co", "thon=x", "thon=99999999999", "tu=2026-02-31", "den=hôm qua"]
)
def test_a_filter_that_is_none_filters_nothing(client: Client, query: str) -> None:
    commune.published("Cầu mới")

    assert titles(client, f"q=cau&{query}") == ["Cầu mới"]


def place(name: str) -> Place:
    """Return a hamlet."""
    return Place.objects.create(name=name)


def in_hamlets(story: Any, *places: Place) -> None:
    """Say for which hamlets a story is."""
    story.zones.set(places)
    story.save()


@pytest.mark.parametrize("words", ["q=cau&", ""])
def test_a_section_a_hamlet_and_days_narrow_it(client: Client, words: str) -> None:
    east, west = place("Đông"), place("Đoài")
    other = commune.section("Thông báo", "thong-bao")
    in_hamlets(commune.published("Cầu một", at=commune.NOON - timedelta(days=3)), east)
    in_hamlets(commune.published("Cầu hai", at=commune.NOON - timedelta(days=2), within=other), west)
    commune.published("Cầu ba", at=commune.NOON - timedelta(days=1))

    assert titles(client, f"{words}muc=thong-bao") == ["Cầu hai"]
    assert titles(client, f"{words}thon={east.pk}") == ["Cầu ba", "Cầu một"]
    assert titles(client, f"{words}tu=2026-11-19&den=2026-11-19") == ["Cầu hai"]
    assert titles(client, f"{words}den=2026-11-18") == ["Cầu một"]


def test_suggestions_go_on_as_a_title_goes_on(client: Client) -> None:
    commune.published("Lịch tiêm chủng tháng này")
    commune.draft("Lịch tiêm phòng bí mật")

    assert client.get("/tim-kiem/goi-y/?q=lịch ti").json() == {"titles": ["Lịch tiêm chủng tháng này"]}
    assert client.get("/tim-kiem/goi-y/?q=l").json() == {"titles": []}


def test_what_left_the_site_leaves_the_index(client: Client) -> None:
    story = commune.published("Cầu mới")
    assert titles(client, "q=cau") == ["Cầu mới"]

    story.live = False
    story.save()

    assert titles(client, "q=cau") == []
    assert not SearchText.objects.exists()


def test_a_story_that_is_deleted_leaves_no_word(client: Client) -> None:
    story = commune.published("Cầu mới")
    titles(client, "q=cau")

    story.delete()

    assert not SearchText.objects.exists()
    assert titles(client, "q=cau") == []


def test_the_archive_shows_one_month_and_names_the_others(client: Client) -> None:
    commune.published("Tin tháng chín", at=commune.NOON - timedelta(days=60))
    commune.published("Tin tháng này")

    newest = client.get("/luu-tru/").content.decode()
    september = client.get("/luu-tru/?thang=2026-09").content.decode()

    assert "Tin tháng này" in newest and "Tin tháng chín" not in newest
    assert "Tin tháng chín" in september and "Tin tháng này" not in september
    assert all(f"?thang=2026-{month}" in newest for month in ("09", "10", "11"))
    assert client.get("/luu-tru/?thang=2025-01").status_code == 404


def test_an_empty_archive_is_a_page(client: Client) -> None:
    assert client.get("/luu-tru/").status_code == 200


def test_a_reader_waits_for_one_batch_at_most(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "AT_ONCE", 2)
    for number in range(5):
        commune.published(f"Cầu số {number}")

    assert titles(client, "q=cau") == ["Cầu số 4", "Cầu số 3"]
    words.catch_up()

    assert len(titles(client, "q=cầu số")) == 5


def test_the_night_brings_the_index_up_to_date() -> None:
    commune.published("Cầu mới")

    nightly.count_rows()

    assert [text.title for text in SearchText.objects.all()] == ["cau moi"]
