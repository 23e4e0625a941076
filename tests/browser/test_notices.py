"""A villager asks for emergencies on a telephone, and the page's worker shows what arrives, in a real browser.

Chromium reaches no push service here: subscribing is stood in for, the worker's event is not.
"""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, Screen, screen
from tests.browser.waiting import until
from tests.servers.push_service import Browser as Keys

pytestmark = pytest.mark.browser
PATH, DEVICE = "/nhan-tin/", "/quan-tri/thong-bao/"
WITHIN_MS = 15_000
# A browser whose maker answers at once, and which remembers that it did.
STOOD_IN = """
    (told) => {
        let had = null;
        const made = () => ({
            endpoint: told.endpoint,
            toJSON: () => told,
            unsubscribe: async () => { had = null; return true; },
        });
        PushManager.prototype.getSubscription = async () => had;
        PushManager.prototype.subscribe = async (asked) => {
            if (!asked.userVisibleOnly || asked.applicationServerKey.length !== 65) throw new Error("asked wrongly");
            had = made();
            return had;
        };
    }
"""
SHOWN = """
    async (scope) => {
        const registration = await navigator.serviceWorker.getRegistration(scope);
        const notices = registration ? await registration.getNotifications() : [];
        return notices.map((each) => ({ title: each.title, body: each.body, tag: each.tag, url: each.data.url }));
    }
"""


def with_notices(window: Screen) -> Keys:
    """Let this browser subscribe, and allow notices; return the keys it says it has."""
    keys = Keys(endpoint="https://fcm.googleapis.com/fcm/send/browser-test")
    told = json.dumps({"endpoint": keys.endpoint, "keys": keys.keys})
    window.page.add_init_script(f"({STOOD_IN})({told})")
    window.page.context.grant_permissions(["notifications"], origin=window.demo.address)
    return keys


def deliver(page: Page, words: dict[str, Any], *, scope: str) -> None:
    """Have a notice arrive at the worker of this scope, as the browser's maker would."""
    found: dict[str, str] = {}
    wire = page.context.new_cdp_session(page)
    wire.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.update(
            {each["scopeURL"]: each["registrationId"] for each in told["registrations"]}
        ),
    )
    wire.send("ServiceWorker.enable")
    parts = urlsplit(page.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    until(lambda: _is_known(page, found, origin + scope), within_s=15, what="the worker is registered")
    facts = {"origin": origin, "registrationId": found[origin + scope]}
    wire.send("ServiceWorker.deliverPushMessage", {**facts, "data": json.dumps(words)})


def _is_known(page: Page, found: dict[str, str], scope: str) -> bool:
    page.evaluate("1")  # lets what the browser told come in
    return scope in found


def shown(page: Page, scope: str) -> list[dict[str, str]]:
    """Return the notices on the screen."""
    notices: list[dict[str, str]] = page.evaluate(SHOWN, scope)
    return notices


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_villager_asks_for_a_hamlet_hears_of_an_emergency_and_of_its_recall_and_stops(
    browser: Browser, demo: Demo, size: dict[str, int]
) -> None:
    with screen(browser, demo, size) as villager:
        with_notices(villager)
        page = villager.open(PATH)
        form = page.locator("[data-push]")
        expect(form).to_have_attribute("data-now", "off", timeout=WITHIN_MS)
        page.locator("[name=places]").first.check()
        expect(page.locator("[data-all]")).not_to_be_checked()
        page.locator("[data-on]").click()
        expect(form).to_have_attribute("data-now", "on", timeout=WITHIN_MS)
        assert villager.overflow() <= 0

        for title in ("KHẨN CẤP: Vỡ đê", "Đã thu hồi: Vỡ đê"):
            deliver(page, {"title": title, "body": "…", "tag": "khan-cap-7", "url": "/dang-phat/"}, scope="/")
            until(lambda title=title: _one(page, title), within_s=15, what=title)  # type: ignore[misc]

        page.reload()
        expect(page.locator("[name=places]").first).to_be_checked()
        page.locator("[data-on]").click()  # the stand-in forgets with the page
        expect(form).to_have_attribute("data-now", "on", timeout=WITHIN_MS)
        page.locator("[data-off]").click()
        expect(form).to_have_attribute("data-now", "stopped", timeout=WITHIN_MS)
        assert villager.oddities == []


def _one(page: Page, title: str) -> bool:
    """Whether exactly this notice is on the screen: the later one took the place of the earlier."""
    return [each["title"] for each in shown(page, "/")] == [title]


def test_a_leader_is_reminded_by_a_worker_of_its_own(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, PHONE, username="binh") as leader:
        with_notices(leader)
        page = leader.open(DEVICE)
        form = page.locator("[data-push]")
        expect(form).to_have_attribute("data-now", "off", timeout=WITHIN_MS)
        page.locator("[data-on]").click()
        expect(form).to_have_attribute("data-now", "on", timeout=WITHIN_MS)

        words = {
            "title": "Có tin bài chờ bạn duyệt",
            "body": "“Cắt điện”: còn 2 giờ.",
            "tag": "duyet-1",
            "url": "/",
        }
        deliver(page, words, scope="/quan-tri/")
        until(lambda: bool(shown(page, "/quan-tri/")), within_s=15, what="the reminder")

        assert shown(page, "/quan-tri/") == [words]
        page.reload()
        assert page.locator("main .nr-list .nr-item").count() == 1
        assert leader.overflow() <= 0
        assert leader.oddities == []
        page.locator("[data-on]").click()
        expect(form).to_have_attribute("data-now", "on", timeout=WITHIN_MS)
        page.locator("[data-off]").click()
        expect(form).to_have_attribute("data-now", "stopped", timeout=WITHIN_MS)


def test_a_browser_that_refuses_is_told_what_to_do(browser: Browser, demo: Demo) -> None:
    with screen(browser, demo, PHONE) as villager:
        villager.page.add_init_script("Notification.requestPermission = async () => 'denied'")
        page = villager.open(PATH)
        expect(page.locator("[data-push]")).to_have_attribute("data-now", "off", timeout=WITHIN_MS)

        page.locator("[data-on]").click()

        expect(page.locator("[data-say=denied]")).to_be_visible()
        assert villager.oddities == []
