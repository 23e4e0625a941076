"""The pictures of the README, taken from the running demo: ``python -m tests.browser.screenshots``."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser import demo as demos
from tests.browser.demo import ROOT, Demo
from tests.browser.screen import DESKTOP, PHONE, Screen, chromium, screen

PICTURES = ROOT / "docs" / "pictures"
COLOURS = 128
BOARD = {"width": 1280, "height": 720}
HEARD = ".take__wave"


def keep(window: Screen, name: str) -> None:
    """Write what the window shows as a PNG of few colours."""
    window.page.evaluate("document.fonts.ready")
    shot = Image.open(BytesIO(window.page.screenshot(animations="disabled")))
    small = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def take_public(browser: Browser, demo: Demo) -> None:
    """The site: home in both widths, and a story that can be heard."""
    for name, size in (("home-phone", PHONE), ("home", DESKTOP)):
        with screen(browser, demo, size) as window:
            window.open("/").wait_for_load_state("networkidle")
            keep(window, name)
    with screen(browser, demo, DESKTOP) as window:
        page = window.open("/nghe-lai/")
        page.locator(".replay__title a").first.click()
        page.wait_for_load_state("networkidle")
        keep(window, "story")


def take_approval(browser: Browser, demo: Demo) -> None:
    """What a leader sees on the phone, once the sound is there."""
    with screen(browser, demo, PHONE, username="binh") as window:
        page = window.open("/quan-tri/duyet/")
        page.locator(".nr-item__link").first.click()
        page.locator("#chuan-bi [data-player]").wait_for(timeout=120_000)
        keep(window, "approval")


def take_desk(browser: Browser, demo: Demo) -> None:
    """The desk, and one programme with its take."""
    with screen(browser, demo, DESKTOP, username="tuan") as window:
        page = window.open("/quan-tri/phat-thanh/")
        page.wait_for_load_state("networkidle")
        keep(window, "desk")
        page.locator(".queue a.row").first.click()
        page.locator(HEARD).first.wait_for(timeout=120_000)
        page.wait_for_load_state("networkidle")
        keep(window, "programme")


def take_board(browser: Browser, demo: Demo) -> None:
    """The board, when its first notice is up."""
    with screen(browser, demo, BOARD) as window:
        window.page.goto(demo.board)
        window.page.wait_for_function(
            "document.querySelector('#lines').innerText.trim() !== ''", timeout=60_000
        )
        keep(window, "board")


def main() -> None:
    """Start the demo, take every picture, end it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="loaxa-pictures-") as home,
        demos.running(Path(home)) as demo,
        chromium() as browser,
    ):
        for take in (take_public, take_approval, take_desk, take_board):
            take(browser, demo)
    for picture in sorted(PICTURES.glob("*.png")):
        sys.stdout.write(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
