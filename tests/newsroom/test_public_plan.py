"""How a database goes about asking what is public."""

import pytest
from django.db import connection

from newsroom.models import Story
from tests.factories import Commune

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own words")
def test_no_story_s_place_is_sought_among_all_pages(ground: Commune) -> None:
    with connection.cursor() as cursor:
        # Counted tables, as after a night: of an empty one SQLite then knows nothing and may begin with the other.
        cursor.execute("ANALYZE")
    plan = Story.objects.public().filter(pk__in=[1, 2, 3]).explain()

    # In a subquery tables have short names; Page's index of paths is gone through where each page is looked at.
    scanned = [line for line in plan.splitlines() if " SCAN U" in line or " SCAN V" in line]
    assert "wagtailcore_page USING" in plan
    assert [line for line in scanned if "autoindex_wagtailcore_page" in line] == []
