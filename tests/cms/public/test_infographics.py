"""The page of the infographics, and the commune's contacts before the stories of one section."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.caching import middleware
from newsroom.models import CommuneSettings, InfographicPage, Place
from tests.cms.public import commune
from tests.cms.public.pictures import picture

pytestmark = pytest.mark.django_db
PAGE = "/do-hoa/"
WORDS = "186 trẻ tiêm tại Trạm Y tế"


@pytest.fixture(autouse=True)
def _site(site: None) -> None:
    """Have a site in every test here."""


def infographic(
    make: Callable[..., Any] = commune.published, *, name: str = "Tiêm chủng", **fields: Any
) -> Any:
    """Return an infographic, published or as ``make`` makes it."""
    return make(name, model=InfographicPage, infographic=picture(name), text_alternative=WORDS, **fields)


def shown(client: Client, address: str = PAGE) -> str:
    """Return the page, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_infographic_stands_there_as_a_picture_with_its_words(client: Client) -> None:
    story = infographic()
    commune.published("Một tin thường")

    page = shown(client)

    assert 'alt="Ảnh Tiêm chủng"' in page
    assert f"<p>{WORDS}</p>" in page
    assert f'href="{story.url}"' in page
    assert "Một tin thường" not in page


def test_nothing_unapproved_stands_there(client: Client) -> None:
    infographic(commune.draft, name="Nháp")
    infographic(name="Ngày mai", valid_from=commune.NOON + timedelta(days=1))
    infographic(name="Chỉ bảng tin", on_site=False)
    commune.recall(infographic(name="Đã thu hồi"))

    page = shown(client)

    assert "lx-empty" in page
    assert not [name for name in ("Nháp", "Ngày mai", "Chỉ bảng tin", "Đã thu hồi", WORDS) if name in page]


def test_the_words_are_those_that_were_approved(client: Client) -> None:
    story = infographic()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE newsroom_infographicpage SET text_alternative = 'gõ thẳng' WHERE story_ptr_id = %s",
            [story.pk],
        )

    assert "gõ thẳng" not in shown(client)


def test_a_recall_takes_it_off_the_kept_page(client: Client) -> None:
    story = infographic()
    assert WORDS in shown(client)

    commune.recall(story)

    assert WORDS not in shown(client)


def test_there_are_twelve_on_a_page_and_more_cost_no_more_queries(client: Client) -> None:
    def cost() -> int:
        shown(client)
        middleware.store.clear()
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        return len(queries)

    infographic(name="Hình 0.")
    few = cost()
    for number in range(1, 13):
        infographic(name=f"Hình {number}.", at=commune.NOON - timedelta(hours=number))

    assert cost() <= few <= 18
    assert "Hình 12." not in shown(client)
    assert "Hình 12." in shown(client, f"{PAGE}?trang=2")


def test_the_menu_leads_there(client: Client) -> None:
    assert f'class="nav__link" href="{PAGE}"' in shown(client, "/tin-tuc/")
    assert f'class="nav__link" href="{PAGE}" aria-current="page"' in shown(client)


def test_the_section_that_introduces_the_commune_begins_with_its_contacts(client: Client) -> None:
    about = commune.section("Giới thiệu", "gioi-thieu")
    facts = CommuneSettings.load()
    facts.phone = "0200 000 113"
    facts.save()
    Place.objects.create(name="Đông Hồ", head_name="Vũ Văn Tứ", head_phone="0912 000 111")
    assert "Vũ Văn Tứ" not in shown(client, "/gioi-thieu/")

    about.shows_contacts = True
    about.save()

    page = shown(client, "/gioi-thieu/").split('id="contacts-title"')[1]
    assert page.index('href="tel:0200 000 113"') < page.index("Thôn Đông Hồ") < page.index("Vũ Văn Tứ")
    assert "0912 000 111" not in page  # heads' numbers are for the desk
    assert "Vũ Văn Tứ" not in shown(client, "/tin-tuc/")
