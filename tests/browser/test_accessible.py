"""Public pages can be read by everybody: names, labels, contrast, down to 320 px, letters twice as big."""

import pytest
from playwright.sync_api import Browser

from tests.browser import aids, public_pages
from tests.browser.demo import Demo
from tests.browser.screen import screen

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}  # also 1280 at 400 %
FIRST_VIEW = 300_000
OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
TWICE = "document.documentElement.style.fontSize = '200%'"
# What reaches over the edge, whether the page grows by it or it is cut off.
CUT_OFF = """() => [...document.body.querySelectorAll("*")]
  .filter((node) => !node.closest(".lx-table-frame, .nav__list, .lx-hidden, .skip-link, svg"))
  .filter((node) => node.getBoundingClientRect().width > 1 && node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.outerHTML.slice(0, 90))"""


def test_nothing_stands_in_the_way(browser: Browser, demo: Demo) -> None:
    found = {}
    with screen(browser, demo, NARROW) as window:
        for path in public_pages.PATHS:
            page = window.open(path)
            page.evaluate(OPEN_ALL)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                found[path, scheme] = aids.faults(page) + page.evaluate(CUT_OFF)
            page.evaluate(TWICE)
            found[path, "letters twice as big"] = page.evaluate(CUT_OFF)

    assert {page: faults for page, faults in found.items() if faults} == {}


def test_a_fault_is_seen(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(
        "<h1>a</h1><h3>b</h3><img src=x><input><a href=#></a><p id=a>x</p><p id=a style='color:#aaa'>grey</p>"
        "<div style='overflow:hidden'><p style='width:500px' id=wide>cut off</p></div>"
    )

    said = " ".join(aids.faults(page))
    cut_off = page.evaluate(CUT_OFF)
    page.close()

    for word in ("alt", "label", "call it by", "id twice", "leaps", "contrast", "main", "language"):
        assert word in said
    assert len(cut_off) == 1


def test_the_first_view_is_light_and_its_picture_is_not_late(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, {"width": 390, "height": 800}) as window:
        weights = []
        window.page.on("response", lambda answer: weights.append(answer.request.sizes()["responseBodySize"]))
        window.open("/")
        window.page.wait_for_load_state("networkidle")
        eager = window.page.locator(".lead img")

        assert sum(weights) < FIRST_VIEW
        assert eager.count() == 0 or eager.first.get_attribute("loading") is None
