"""A person at a screen: a browser window of a given width, signed in, with everything odd written down."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from tests.browser.demo import Demo

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HERE = {"localhost", "127.0.0.1"}
# The two sides of an element's box that a page wider than its window would show.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Start Debian's Chromium, with these further words on its command line; lend it, end it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "there is no Chromium: python -m tests.packages chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIETLY, *more])
        try:
            yield browser
        finally:
            browser.close()


@dataclass(kw_only=True)
class Screen:
    """One window; ``oddities`` are errors on its console and requests that leave this machine."""

    demo: Demo
    page: Page
    oddities: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open an address of the station."""
        self.page.goto(self.demo.address + path)
        return self.page

    def sign_in(self, username: str) -> None:
        """Sign in with the demo's password, at the form."""
        logins = json.loads((self.demo.var / "demo" / "logins.json").read_text())
        password = next(each["password"] for each in logins if each["username"] == username)
        page = self.open("/quan-tri/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(password)
        page.locator("form [type=submit]").click()
        page.wait_for_url("**/quan-tri/")

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return int(self.page.evaluate(OVERFLOW))

    def _on_console(self, message: ConsoleMessage) -> None:
        refused_form = (
            "status of 422" in message.text
        )  # the page says what to change; the browser notes it as well
        if message.type == "error" and not refused_form:
            self.oddities.append(f"{self.page.url}: {message.text}")

    def _on_error(self, error: Error) -> None:
        self.oddities.append(f"{self.page.url}: {error}")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            self.oddities.append(f"{self.page.url}: asks {request.url}")

    def watch(self) -> None:
        """Begin to write oddities down."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", self._on_error)
        self.page.on("request", self._on_request)


@contextmanager
def screen(browser: Browser, demo: Demo, size: dict[str, int], *, username: str = "") -> Iterator[Screen]:
    """Open a window of ``size``, signed in as ``username`` unless that is empty."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
        is_mobile=size is PHONE,
        has_touch=size is PHONE,
    )
    window = Screen(demo=demo, page=context.new_page())
    window.watch()
    if username:
        window.sign_in(username)
    try:
        yield window
    finally:
        context.close()
