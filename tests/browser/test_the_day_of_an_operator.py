"""The day of an operator: sees what is wrong, listens, puts the queue in order, stops what sounds, finds it again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from broadcast.text.letters import bare
from tests.browser import aids, steps
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, Screen, screen

pytestmark = pytest.mark.browser

DESK = "/quan-tri/phat-thanh/"
WHY = "Bão đổi hướng, tin đã cũ"
QUEUE = ".session[id^=phien]:has-text('Sáng mai')"


@pytest.fixture
def day(demo: Demo) -> Iterator[Any]:
    """Put something on the air and two items into the queue."""
    yield json.loads(demo.run("-m", "tests.browser.day", "begin"))
    demo.run("-m", "tests.browser.day", "end")


def listen(page: Page) -> None:
    """Listen in the queue; the sound goes on while the desk brings itself up to date."""
    box = page.locator(QUEUE).locator("details.hear").first
    box.locator("summary").click()
    sound = box.locator("audio")
    sound.evaluate("(sound) => { sound.volume = 0.1; return sound.play(); }")
    page.evaluate("refreshDesk()")
    page.wait_for_function("() => document.querySelector('details.hear[open] audio')?.currentTime > 0.2")
    assert not sound.evaluate("(sound) => sound.paused")
    sound.evaluate("(sound) => sound.pause()")
    box.locator("summary").click()


def order(page: Page) -> list[str]:
    return page.locator(QUEUE).locator("li strong").all_inner_texts()


def put_in_order(page: Page, waiting: list[str]) -> None:
    """Move the first item down with the arrow key, hear that said, keep the focus on it, and undo."""
    before = order(page)
    assert sorted(before) == sorted(waiting)
    said = page.locator("[data-said]")
    button = page.locator(QUEUE).locator("button[name=down]:enabled").first
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("nay đứng thứ 2 trên 2")
    assert order(page) == before[::-1]
    assert before[0] in page.evaluate("document.activeElement.textContent")
    page.locator(QUEUE).locator("[data-focus^=undo]").press("Enter")
    expect(said).to_contain_text("Đã hoàn tác")
    assert order(page) == before


def stop(page: Page, title: str, *, in_all: bool) -> None:
    """Stop what sounds, in the first zone only or in all that are left."""
    card = page.locator(".air.lx-card", has_text=title).first
    assert ":" in card.locator(".air__count").inner_text()
    steps.press(card.locator(".air__stop"))
    assert title in page.locator("h1").inner_text()
    if not in_all:
        for box in page.locator("[name=zone]").all()[1:]:
            box.uncheck()
    page.locator("#why").fill(WHY)
    steps.press(page.locator("form.book button.lx-button--primary"))
    expect(page.locator(".stopped").first).to_contain_text(WHY)


def find_again(window: Screen, title: str) -> None:
    """Find it by words without marks, and read in the log book who stopped it."""
    page = window.page
    page.locator("#find").fill(bare(title))
    steps.press(page.locator(".find button"))
    page.locator("#ket-qua").select_option("stopped")
    steps.press(page.locator(".find-all__go button"))
    hit = page.locator(".rows > li", has_text=title).first
    assert hit.locator("a[href*='/phieu-duyet/']").count() == 1
    assert window.overflow() <= 0
    steps.press(hit.locator("a[href*='/nhat-ky/']"))
    expect(page.locator("#quyet-dinh")).to_contain_text(WHY)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_day_of_an_operator(browser: Browser, demo: Demo, day: Any, size: dict[str, int]) -> None:
    with screen(browser, demo, size, username="tuan") as operator:
        page = operator.open(DESK)
        assert page.locator(".problems .lx-notice a[href]").count() > 0
        assert aids.faults(page) == []
        listen(page)
        put_in_order(page, day["waiting"])
        assert operator.overflow() <= 0
        stop(page, day["sounding"], in_all=size is PHONE)
        assert page.locator(".air.lx-card", has_text=day["sounding"]).count() == (0 if size is PHONE else 1)
        find_again(operator, day["sounding"])
        assert operator.overflow() <= 0
        assert operator.oddities == []
