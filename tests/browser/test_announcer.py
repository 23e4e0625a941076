"""An announcer records in the browser, the take is accepted and queued; a refused microphone is explained."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import steps
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, Screen, chromium, screen

pytestmark = pytest.mark.browser

MADE_WITHIN_MS = 120_000
SPOKEN_MS = 4500  # the fake microphone speaks once in so long
QUICKER = 3


@pytest.fixture
def deaf(demo: Demo) -> Iterator[Browser]:
    """Start a browser whose person refuses the microphone."""
    with chromium("--use-fake-device-for-media-stream", "--deny-permission-prompts") as browser:
        yield browser


def shortest(demo: Demo) -> int:
    """Return the number of a programme that is read quickly."""
    return int(json.loads(demo.run("-m", "tests.browser.rows", "shortest")))


def takes(demo: Demo, programme: int) -> list[dict[str, object]]:
    return list(json.loads(demo.run("-m", "tests.browser.rows", "takes", str(programme))))


def speak(page: Page, number: int) -> None:
    """Record the sentence that is next, with the keyboard, for as long as the microphone needs to say something."""
    expect(page.locator("[data-line][aria-current]")).to_have_attribute("data-line", str(number))
    page.keyboard.press("Space")
    page.locator(".is-recording").wait_for(timeout=15_000)
    page.wait_for_timeout(SPOKEN_MS)
    page.keyboard.press("Space")
    expect(page.locator(f"[data-line='{number}']")).to_have_attribute("data-state", "spoken", timeout=30_000)


def open_desk(window: Screen, programme: int) -> Page:
    page = window.open(f"/quan-tri/phat-thanh/chuong-trinh/{programme}/thu/")
    page.locator("[data-line][aria-current]").wait_for()
    return page


def hear_and_accept(page: Page, card: str) -> None:
    """Hear the take to its end and accept it."""
    sound = page.locator(f"{card} audio")
    accept = page.locator(f"{card} form[action$='/nhan/'] button")
    assert accept.is_disabled()
    sound.evaluate(f"(sound) => {{ sound.playbackRate = {QUICKER}; }}")
    sound.focus()
    page.keyboard.press("Space")
    steps.press(page.locator(f"{card} form[action$='/nhan/'] button:enabled"), within_ms=90_000)


def test_an_announcer_records_and_the_take_reaches_the_queue(studio: Browser, demo: Demo) -> None:
    programme = shortest(demo)
    before = len(takes(demo, programme))
    with screen(studio, demo, DESKTOP, username="tuan") as operator:
        page = open_desk(operator, programme)
        page.locator("[data-open]").first.click()
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "roomGood", timeout=15_000)
        speak(page, 1)
        page.locator("[data-countdown]").uncheck()
        speak(page, 2)

        page.reload()  # what was recorded lies on the server

        assert page.locator("[data-line][data-state=spoken]").count() == 2
        steps.press(page.locator("[data-finish-part] [data-finish-button]"))

        card = "article[data-take]:nth-of-type(1)"
        page.locator(f"{card} audio").wait_for(timeout=MADE_WITHIN_MS)  # without a reload
        made = takes(demo, programme)
        assert len(made) == before + 1
        assert made[-1] == {"status": "made", "voice": "espeak", "synthetic": True}
        assert page.locator(".spoken__line:nth-child(1) [data-announcer]").count() == 1
        hear_and_accept(page, card)
        assert takes(demo, programme)[-1]["status"] == "accepted"
        slot = steps.add_slot(operator)
        steps.queue(operator, programme, slot=slot)
        operator.open("/quan-tri/phat-thanh/")
        assert page.locator(f".queue a[href$='/chuong-trinh/{programme}/']").count() == 1
        assert operator.oddities == []


def test_the_phone_shows_words_and_button_at_once_while_it_records(studio: Browser, demo: Demo) -> None:
    with screen(studio, demo, PHONE, username="tuan") as announcer:
        page = open_desk(announcer, shortest(demo))
        page.locator("[data-countdown]").uncheck()
        page.locator("[data-record]").click()
        page.locator(".is-recording").wait_for(timeout=15_000)

        for part in ("[data-line][aria-current]", "[data-record]", "[data-meter]"):
            expect(page.locator(part)).to_be_in_viewport(ratio=0.9)
        page.keyboard.press("Escape")
        assert page.locator(".is-recording").count() == 0
        assert announcer.overflow() <= 0
        assert announcer.oddities == []


def test_a_sentence_that_cannot_be_sent_stays_and_is_sent_again(studio: Browser, demo: Demo) -> None:
    with screen(studio, demo, DESKTOP, username="tuan") as announcer:
        page = open_desk(announcer, shortest(demo))
        last = page.locator("[data-line]").last
        number = last.get_attribute("data-line")
        last.locator("[data-pick]").click()
        page.locator("[data-countdown]").uncheck()
        page.route("**/thu/cau/", lambda route: route.abort())
        page.keyboard.press("Space")
        page.locator(".is-recording").wait_for(timeout=15_000)
        page.wait_for_timeout(SPOKEN_MS)
        page.keyboard.press("Space")
        expect(last).to_have_attribute("data-state", "unsent")
        page.on("dialog", lambda dialog: dialog.accept())

        page.reload()
        expect(last).to_have_attribute("data-state", "unsent")
        page.unroute("**/thu/cau/")
        last.locator("[data-again]").click()

        expect(page.locator(f"[data-line='{number}']")).to_have_attribute(
            "data-state", "spoken", timeout=30_000
        )
        last.locator("[data-leave]").click()
        expect(last).to_have_attribute("data-state", "")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_refused_microphone_is_explained_and_a_file_can_be_sent_instead(
    deaf: Browser, demo: Demo, size: dict[str, int]
) -> None:
    with screen(deaf, demo, size, username="tuan") as announcer:
        page = open_desk(announcer, shortest(demo))

        page.locator("[data-record]").click()

        expect(page.locator("[data-microphone]")).to_have_attribute("data-state", "trouble")
        refused = page.locator("[data-word=refused]").text_content()
        assert page.locator("[data-trouble]").text_content() == (refused or "").strip()
        assert page.locator(".is-recording").count() == 0
        page.locator("[data-file] summary").click()
        assert page.locator("#recording").is_visible()
        assert announcer.overflow() <= 0
        assert announcer.oddities == []
