"""The number of queries does not grow with what there is to show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.caching import middleware
from newsroom.models import ArticlePage
from tests.cms.public import commune
from tests.cms.public.pictures import picture

pytestmark = pytest.mark.django_db


def fill(stories: int) -> None:
    """Publish stories, notices and plays of each."""
    sections = [commune.section(), commune.section("Thông báo", "thong-bao")]
    commune.slot()
    for number in range(stories):
        at = commune.NOON - timedelta(hours=number)
        kind = ArticlePage.Kind.NOTICE if number % 3 == 2 else ArticlePage.Kind.NEWS
        story = commune.published(
            f"Tin số {number}", within=sections[number % 2], at=at, kind=kind, picture=picture(f"{number}")
        )
        take = commune.recording(commune.programme(story), sound=b"ID3" + bytes([number]))
        commune.airing(take, at=at - timedelta(minutes=30))


def cost(client: Client, address: str) -> int:
    """Return the queries of a page that was opened before, and has to be made anew."""
    for _visit in range(2):
        assert client.get(address).status_code == 200
    middleware.store.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 23), ("/tin-tuc/", 18), ("/nghe-lai/", 15), ("/dang-phat/", 12), ("/tim-kiem/?q=tin", 16)],
)
def test_thirty_stories_cost_no_more_queries_than_three(client: Client, address: str, most: int) -> None:
    fill(3)
    few = cost(client, address)

    fill(27)
    many = cost(client, address)

    assert many <= few
    assert few <= most
