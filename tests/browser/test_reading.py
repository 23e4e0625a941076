"""An editor on the page "Văn bản sẽ đọc": fixes two readings, teaches the dictionary one, hears a sentence."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, Screen, screen
from tests.browser.steps import import_letter, press

pytestmark = pytest.mark.browser
LEAST_TOUCH = 44  # pixels
SCRIPT = "Đoàn viên ĐVX xã họp ở NVHT lúc 7h00 (tại xã).\nMời bà con dự họp."


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def editor(browser: Browser, demo: Demo, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """Return the editor's window, in both widths."""
    with screen(browser, demo, request.param, username="mai") as window:
        yield window


def begin(editor: Screen) -> Page:
    """Import a letter, and write a short script for it."""
    story = import_letter(editor)
    page = editor.open(f"/quan-tri/tin-bai/{story}/van-ban-doc/")
    page.locator("textarea[name=script]").fill(SCRIPT)
    press(page.locator("form[action$='/luu/'] button:not([formaction])"))
    return page


def spoken(page: Page) -> str:
    return " ".join(page.locator(".nr-pair__spoken").all_inner_texts())


def fix(page: Page, written: str, said: str, scope: str) -> None:
    """Open the word with the keyboard, type how it is said, and press one of the three buttons."""
    word = page.locator(f".nr-said[data-written='{written}']").first
    word.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=spoken]").fill(said)
    press(dialog.locator(f"button[value={scope}]"))


def test_an_editor_fixes_two_readings_teaches_one_and_hears_a_sentence(editor: Screen) -> None:
    page = begin(editor)

    fix(page, "NVHT", "nhà văn hoá thôn", "story")
    fix(page, "ĐVX", "đoàn viên xã", "ever")

    assert "đoàn viên xã" in spoken(page)
    assert "họp ở nhà văn hoá thôn lúc bảy giờ" in spoken(page)
    assert page.locator("form[action$='/chon/']").count() == 0
    page.goto(f"{editor.demo.address}/quan-tri/phat-thanh/tu-dien/?tim=dvx")
    assert "đoàn viên xã" in page.locator(".word").first.inner_text()
    page.go_back()

    play = page.locator("[data-say]").first
    play.click()
    expect(page.locator("[data-say][data-heard]").first).to_be_attached(timeout=60_000)
    assert page.locator("[data-problem]:visible").count() == 0
    assert editor.overflow() <= 0
    assert editor.oddities == []
    _forget(page, editor)


def _forget(page: Page, editor: Screen) -> None:
    """Take the word out again: the other width begins with the same dictionary."""
    page.goto(f"{editor.demo.address}/quan-tri/phat-thanh/tu-dien/?tim=dvx")
    press(page.locator("form[action$='/bo/'] button"))
    assert page.locator("form[action$='/lay-lai/']").count() == 1


def test_what_is_typed_survives_leaving_the_page_and_its_length_is_told(editor: Screen) -> None:
    page = begin(editor)
    field = page.locator("textarea[name=script]")
    before = page.locator("[data-told]").inner_text()

    field.fill(SCRIPT + "\nMời bà con dự họp đông đủ và đúng giờ." * 12)
    expect(page.locator("[data-told]").first).not_to_have_text(before or "")
    press(page.locator("form[action$='/goi-y/bo/'] button:not([formaction])").first)

    assert "đông đủ" in field.input_value()
    assert page.locator("[data-kept]").is_visible()
    page.locator("[data-drop]").click()
    assert field.input_value() == SCRIPT


def test_every_target_is_a_thumb_high(editor: Screen) -> None:
    page = begin(editor)
    page.locator(".nr-said").first.click()

    heights = page.eval_on_selector_all(
        "main button:not([hidden]), main a.lx-button, main summary, main .nr-said[role=button], main .nr-tick",
        "(nodes) => nodes.filter((node) => node.offsetParent).map((node) =>"
        " [node.className + ' ' + node.textContent.trim().slice(0, 20), node.getClientRects()[0].height])",
    )

    assert heights
    small = [each for each in heights if each[1] < LEAST_TOUCH - 1]
    assert not small, small
