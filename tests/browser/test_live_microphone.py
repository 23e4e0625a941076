"""Somebody speaks live: from the browser's microphone to the samples that a real loudspeaker box plays."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import sound, steps
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, screen
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

MICROPHONE = "a[href$='/micro/']"
PURPOSE = "Hướng dẫn phòng chống bão"
HEARD_S = 6
LOUD = 0.1  # of full scale; speech reaches it several times a second


def is_heard_since(folder: Path, moment: datetime) -> bool:
    """Whether some seconds that a box played after a moment are louder than a quiet room."""
    for path in folder.glob("*.wav"):
        passed = max(0.0, (moment - sound.begun_at(path)).total_seconds())
        since = sound.played(path)[int(passed * sound.RATE) :]
        if len(since) > HEARD_S * sound.RATE and np.abs(since[-HEARD_S * sound.RATE :]).max() > LOUD:
            return True
    return False


def goes_on_the_air(page: Page) -> bool:
    """Ask for the air once; while a session of the demo sounds the station says so, and one asks again."""
    page.locator("[data-ask]").click()
    page.locator("[data-go]").click()
    answered = page.locator("[data-live-microphone]:not([data-state=asking])")
    answered.wait_for(timeout=30_000)
    return answered.get_attribute("data-state") != "ready"


def test_what_is_said_into_the_microphone_is_heard_from_a_box(
    studio: Browser, demo: Demo, daytime: None
) -> None:
    with screen(studio, demo, DESKTOP, username="binh") as speaker:
        page = speaker.open(steps.LIVE)
        steps.open_air(page, purpose=PURPOSE)
        steps.press(page.locator(MICROPHONE).first)
        card = page.locator("[data-live-microphone]")
        page.locator("[data-prepare]").click()
        expect(card).to_have_attribute("data-state", "ready", timeout=15_000)
        until(lambda: goes_on_the_air(page), within_s=240, what="the air is free")
        expect(card).to_have_attribute("data-state", "onair", timeout=60_000)

        begun = datetime.now(UTC)
        until(lambda: is_heard_since(demo.sounds, begun), within_s=60, what="the box sounds the voice")

        assert card.get_attribute("data-state") == "onair"
        page.locator("[data-stop]").click()
        expect(card).to_have_attribute("data-state", "over")
        page.wait_for_load_state("networkidle")
        page.reload()
        assert page.locator("audio[src$='nghe.webm']").count() == 1
        steps.close_air(speaker)
        assert speaker.oddities == []


def test_the_phone_shows_state_and_button_without_scrolling_sideways(
    studio: Browser, demo: Demo, daytime: None
) -> None:
    with screen(studio, demo, PHONE, username="binh") as speaker:
        page = speaker.open(steps.LIVE)
        steps.open_air(page, purpose=PURPOSE)
        steps.press(page.locator(MICROPHONE).first)
        page.locator("[data-prepare]").click()
        page.locator("[data-ask]").click()

        expect(page.locator("[data-live-microphone]")).to_have_attribute("data-state", "asking")
        expect(page.locator("[data-go]")).to_be_visible()
        page.locator("[data-back]").click()
        expect(page.locator("[data-live-microphone]")).to_have_attribute("data-state", "ready")
        assert speaker.overflow() <= 0
        steps.close_air(speaker)
        assert speaker.oddities == []
