"""The public player: a browser takes Opus, falls back to MP3 where that cannot be fetched, and plays either."""

import json
import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.demo import Demo
from tests.browser.screen import PHONE, screen
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

MADE_WITHIN_S = 240.0
PLAYING = "(sound) => sound.currentTime > 0.2 && !sound.paused && !sound.error"
SOURCE = "(sound) => sound.currentSrc"
STATE = "(sound) => [sound.currentSrc, sound.networkState, sound.readyState, sound.error?.message]"
TYPES = "(sources) => sources.map((source) => source.type)"


@pytest.fixture(scope="module")
def story(demo: Demo) -> str:
    """Return the path of a story whose sound for people at home has been made, waiting for it if need be."""
    return until(
        lambda: str(json.loads(demo.run("-m", "tests.browser.rows", "opus"))),
        within_s=MADE_WITHIN_S,
        what="Opus is made of an accepted recording",
    )


def played(player: Locator) -> str:
    """Press the player's button, wait until sound runs, and return the address that the browser chose."""
    sound = player.locator("audio")
    player.locator("[data-start]").click()
    until(
        lambda: sound.evaluate(PLAYING) or player.locator("[data-problem]").is_visible(),
        within_s=30,
        what="the sound runs, or the player says why not",
    )
    assert sound.evaluate(PLAYING), f"{player.inner_text()}: {sound.evaluate(STATE)}"
    return str(sound.evaluate(SOURCE))


def test_the_player_offers_opus_first_then_mp3_and_plays_it(browser: Browser, demo: Demo, story: str) -> None:
    with screen(browser, demo, PHONE) as reader:
        player = reader.open(story).locator("[data-player]").first

        assert player.locator("source").evaluate_all(TYPES) == ["audio/ogg; codecs=opus", "audio/mpeg"]
        assert re.search(r"/am-thanh/\d+\.opus$", played(player))
        expect(player.locator("[data-track]")).to_be_visible()
        assert reader.overflow() <= 0
        assert reader.oddities == []


def test_where_opus_cannot_be_fetched_the_mp3_is_played(browser: Browser, demo: Demo, story: str) -> None:
    with screen(browser, demo, PHONE) as reader:
        page = reader.open(story)
        page.route("**/*.opus", lambda route: route.abort())
        player = page.locator("[data-player]").first

        assert re.search(r"/am-thanh/\d+\.mp3$", played(player))
        expect(player.locator("[data-problem]")).to_be_hidden()
