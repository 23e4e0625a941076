"""No page of the admin that anybody can reach has an English word on it, before its scripts ran or after."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from cms.demo import english
from tests.browser import steps
from tests.browser.admin_pages import ADMIN, Reader, admin_pages
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, screen
from tests.english import foreign_words

pytestmark = pytest.mark.browser

ONE_OF_EACH_ROLE = ("quantri", "hanh", "mai", "hue", "binh", "tuan")
AT_LEAST = 200
SPOKEN = """elements => elements.flatMap(each => ["aria-label", "title", "placeholder"].map(
    name => each.getAttribute(name) || ""))"""


def in_english() -> list[str]:
    """Return all that the demo's stories for readers abroad say, without marks."""
    told = (
        part
        for each in english.stories(timezone.localdate())
        for part in (each.title, each.summary, *each.body, *each.board, each.script)
    )
    return [text for part in told if (text := " ".join(re.sub("<[^>]*>", " ", part).split()))]


@pytest.fixture
def open_air(browser: Browser, demo: Demo, daytime: None) -> Iterator[None]:
    """Somebody may speak live: the page of the microphone is one of those that can be reached."""
    with screen(browser, demo, DESKTOP, username="binh") as window:
        steps.open_air(window.open(steps.LIVE), purpose="Hướng dẫn phòng chống bão")
        yield
        steps.close_air(window)


def test_every_page_of_the_admin_is_in_vietnamese(demo: Demo, open_air: None) -> None:
    seen: set[str] = set()
    stories = in_english()
    offences = {}
    for username in ONE_OF_EACH_ROLE:
        reader = Reader(demo=demo)
        reader.sign_in(username)
        for path, page in admin_pages(reader, seen):
            offences[username, path] = page.offences(written=stories)

    assert {page: found for page, found in offences.items() if found} == {}
    assert len(offences) >= AT_LEAST
    assert any(path.endswith("/micro/") for _username, path in offences)


def test_what_scripts_write_into_the_editor_is_in_vietnamese(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, DESKTOP, username="mai") as window:
        page = window.open(ADMIN)
        page.locator(f"a[href^='{ADMIN}pages/'][href$='/edit/']").first.click()
        page.locator(".public-DraftEditor-content").first.wait_for()
        english = english_on(page)
        page.locator("[data-side-panel-toggle=checks]").click()
        page.get_by_role("heading", name="Số từ").first.wait_for()

        assert english + english_on(page) == []


def english_on(page: Page) -> list[str]:
    """Return the lines that a person sees or hears and that hold English."""
    lines = page.inner_text("body").splitlines() + page.eval_on_selector_all("*", SPOKEN)
    return [line for line in lines if foreign_words(line)]
