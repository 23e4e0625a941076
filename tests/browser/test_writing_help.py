"""An editor with a phone: writes, is told what to look at once more, and puts a timeline into the text."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import Demo
from tests.browser.screen import PHONE, Screen, screen
from tests.browser.steps import press

pytestmark = pytest.mark.browser
ANSWERED_WITHIN_MS = 30_000
TIMES, ADVICE = ".nr-writing__times", ".nr-writing__item"


@pytest.fixture
def editor(browser: Browser, demo: Demo) -> Iterator[Screen]:
    """Return the editor's phone."""
    with screen(browser, demo, PHONE, username="mai") as window:
        yield window


def begin(editor: Screen) -> Page:
    """Begin an article in the first section."""
    page = editor.open("/quan-tri/viet-bai/")
    press(page.locator("button[value=bai-viet]"))
    expect(page.locator(TIMES)).to_be_visible(timeout=ANSWERED_WITHIN_MS)
    return page


def add_timeline(page: Page, when: str, what: str) -> None:
    """Choose the block in the menu of blocks, and fill it in."""
    page.locator("[data-streamfield-stream-container] button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Dòng thời gian").click()
    page.locator("[name$='-when']").first.fill(when)
    page.locator("[name$='-what']").first.fill(what)


def test_help_while_writing_and_a_timeline_in_the_text(editor: Screen) -> None:
    page = begin(editor)
    title = "Giao lưu thể thao chào năm mới"

    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Đăng ký với anh Ba, số điện thoại 0912345678, trước ngày 20.")
    expect(page.locator(f"{ADVICE}--personal")).to_contain_text("0912345678", timeout=ANSWERED_WITHIN_MS)
    page.locator("[name=summary]").fill("Đăng ký tại nhà văn hoá thôn trước ngày 20.")
    expect(page.locator(f"{ADVICE}--personal")).to_have_count(0, timeout=ANSWERED_WITHIN_MS)
    before = page.locator(TIMES).inner_text()

    add_timeline(page, "7h30", "Khai mạc, chạy việt dã quanh làng, sau đó là kéo co giữa các thôn. " * 6)
    expect(page.locator(TIMES)).not_to_have_text(before, timeout=ANSWERED_WITHIN_MS)
    page.locator("input[name=checks]").first.check()
    assert editor.overflow() <= 0

    press(page.locator("button.action-save").first)
    assert page.locator("[name$='-when']").first.input_value() == "7h30"
    assert page.locator("input[name=checks]").first.is_checked()
    page.goto(page.url.replace("/edit/", "/view_draft/"))
    assert page.locator(".timeline__when").inner_text() == "7h30"
    # Wagtail's own autosave refuses a box that is still empty, and tries again.
    assert [odd for odd in editor.oddities if "status of 400" not in odd] == []
