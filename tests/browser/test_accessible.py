"""Public pages can be read by everybody: names, labels, headings, contrast, in light and dark, down to 320 px."""

import pytest
from playwright.sync_api import Browser

from tests.browser import aids
from tests.browser.demo import Demo
from tests.browser.pages import pages
from tests.browser.screen import screen

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}  # also 1280 at 400 %
FIRST_VIEW = 300_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way(browser: Browser, demo: Demo, scheme: str) -> None:
    found = {}
    with screen(browser, demo, NARROW) as window:
        window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in pages(window, "/"):
            over = window.overflow()
            found[path] = aids.faults(window.page) + ([f"{over} px too wide"] if over > 0 else [])

    assert len(found) >= 10, sorted(found)
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_a_fault_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<h1>a</h1><h3>b</h3><img src=x><input><a href=#></a><p id=a>x</p><p id=a style='color:#aaa'>grey</p>"
    )

    said = " ".join(aids.faults(page))
    page.close()

    for word in ("alt", "label", "call it by", "id twice", "leaps", "contrast", "main", "language"):
        assert word in said


def test_the_first_view_is_light_and_its_picture_is_not_late(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, {"width": 390, "height": 800}) as window:
        weights = []
        window.page.on("response", lambda answer: weights.append(answer.request.sizes()["responseBodySize"]))
        window.open("/")
        window.page.wait_for_load_state("networkidle")
        eager = window.page.locator(".lead img")

        assert sum(weights) < FIRST_VIEW
        assert eager.count() == 0 or eager.first.get_attribute("loading") is None
