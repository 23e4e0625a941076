"""No page of the admin that anybody can reach has an English word on it."""

import pytest

from tests.browser.admin_pages import Reader, admin_pages
from tests.browser.demo import Demo

pytestmark = pytest.mark.browser

PEOPLE = {"hue": 60, "mai": 90, "hanh": 90, "binh": 50, "tuan": 50, "quantri": 160}
"""One of each role, and how many pages they reach at least."""


@pytest.mark.parametrize("username", PEOPLE)
def test_every_page_of_the_admin_is_in_vietnamese(demo: Demo, username: str) -> None:
    reader = Reader(demo=demo)
    reader.sign_in(username)

    offences = {path: screen.offences() for path, screen in admin_pages(reader)}

    assert {path: found for path, found in offences.items() if found} == {}
    assert len(offences) >= PEOPLE[username]
