"""axe finds nothing on any public template, on a phone and on a desk, by day and by night."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from tests.browser import axe, public_pages
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, screen

pytestmark = pytest.mark.browser

OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
BANNER = "(html) => document.querySelector('.masthead').insertAdjacentHTML('beforebegin', html)"


def test_every_public_template_has_an_address() -> None:
    assert public_pages.unlisted() == set()


def test_axe_finds_nothing_on_any_public_template(browser: Browser, demo: Demo) -> None:
    found = {}
    with screen(browser, demo, DESKTOP) as window:
        for path in public_pages.PATHS:
            window.open(path)
            found[path] = in_every_light(window.page)
        window.open("/").evaluate(BANNER, banner())
        found["an emergency"] = in_every_light(window.page)
        window.page.set_content(render_to_string("500.html"))
        found["500.html"] = in_every_light(window.page)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_axe_sees_a_fault(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, PHONE) as window:
        page = window.open("/nghe-lai/")
        page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
        page.evaluate("document.querySelector('.page-head__text').style.color = '#bbb'")

        rules = {finding.split(":")[0] for finding in in_every_light(page)}

    assert rules == {"button-name", "color-contrast"}


def in_every_light(page: Page) -> list[str]:
    """Return what axe finds with every disclosure open: everything by day, colours alone by night, in both widths."""
    page.evaluate(OPEN_ALL)
    found: list[str] = []
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width["width"], "height": width["height"]})
        page.emulate_media(color_scheme="light")
        found += axe.findings(page)
        page.emulate_media(color_scheme="dark")
        found += axe.findings(page, rules=axe.COLOURS)
    return found


def banner() -> str:
    """Return the emergency and the drill as every page shows them on top."""
    stories = [
        SimpleNamespace(title="Vỡ đê ở thôn Kim Đôi", url="/tin-tuc/", drill=False),
        SimpleNamespace(title="Diễn tập sơ tán", url="/tin-tuc/", drill=True),
    ]
    return render_to_string("components/alerts.html", {"alerts": stories})
