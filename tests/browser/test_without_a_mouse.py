"""The site with keys alone, and with scripts that never came."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import public_pages
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, screen

pytestmark = pytest.mark.browser

STORY = "/kinh-te-dau-tu/ket-qua-kinh-te-xa-hoi-quy/"
Stop = dict[str, Any]
MOST_TABS = 120
OUTLINE = 2  # pixels
FOCUSED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    html: node.outerHTML.slice(0, 90),
    inside: node.closest("main") !== null,
    last: node === document.body,
    seen: box.width > 1 && box.right > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
    uncovered: node.contains(top) || !!top?.contains(node) || getComputedStyle(node, "::after").inset === "0px",
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    order: [...document.querySelectorAll("*")].indexOf(node),
  };
}"""


@pytest.mark.parametrize("path", ["/", STORY])
def test_every_stop_of_the_tab_key_is_seen_and_in_order(browser: Browser, demo: Demo, path: str) -> None:
    with screen(browser, demo, DESKTOP) as window:
        stops = walk(window.open(path))

    assert "skip-link" in stops[0]["html"]
    assert [stop["html"] for stop in stops if not (stop["seen"] and stop["uncovered"])] == []
    assert [stop["html"] for stop in stops if stop["outline"] < OUTLINE] == []
    assert [stop["order"] for stop in stops] == sorted(stop["order"] for stop in stops)


def walk(page: Page) -> list[Stop]:
    """Press Tab until the page is over; return what each stop was like."""
    stops: list[Stop] = []
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["last"]:
            return stops
        stops.append(stop)
    raise AssertionError(f"the page has more than {MOST_TABS} stops")


def test_the_skip_link_leads_past_the_menu(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, DESKTOP) as window:
        page = window.open("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate(FOCUSED)["inside"]


def test_everything_reads_without_scripts_and_search_and_sound_work(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    for path in public_pages.PATHS:
        page.goto(demo.address + path)
        assert len(page.locator("main").inner_text()) > 40, path
        menu = page.locator(".nav__link").count()
        assert menu > 8 or (menu > 1 and page.locator("html").get_attribute("lang") == "en"), path

    page.goto(demo.address)
    page.locator(".masthead__find").click()
    page.locator("#words").fill("tạm ngừng cấp điện")
    page.locator(".search [type=submit]").click()
    page.locator(".card__link", has_text="ngừng cấp điện").click()
    expect(page.locator("h1")).to_contain_text("điện")
    sound = page.locator("[data-start]").first.get_attribute("href") or ""
    answer = context.request.get(demo.address + sound)
    context.close()

    assert answer.ok
    assert answer.headers["content-type"] == "audio/mpeg"
