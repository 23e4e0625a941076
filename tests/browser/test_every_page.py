"""Every page of each person fits its window, says nothing on the console, and asks nobody but this machine."""

import pytest
from playwright.sync_api import Browser

from tests.browser.demo import Demo
from tests.browser.pages import pages
from tests.browser.screen import DESKTOP, PHONE, screen

pytestmark = pytest.mark.browser

PUBLIC, NEWSROOM, DESK = "/", "/quan-tri/", "/quan-tri/phat-thanh/"
PEOPLE = {
    "": (PUBLIC, 8),
    "mai": (NEWSROOM, 4),
    "binh": (NEWSROOM, 5),
    "tuan": (DESK, 8),
    "quantri": (NEWSROOM, 1),
}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("username", PEOPLE, ids=lambda name: name or "public")
def test_every_page_fits_and_keeps_to_itself(
    browser: Browser, demo: Demo, username: str, size: dict[str, int]
) -> None:
    start, at_least = PEOPLE[username]
    with screen(browser, demo, size, username=username) as window:
        overflows = {path: window.overflow() for path in pages(window, start)}
        assert len(overflows) >= at_least, overflows
        assert {path: pixels for path, pixels in overflows.items() if pixels > 0} == {}
        assert window.oddities == []
