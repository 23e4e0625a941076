"""The whole way of the real letter, on the screens that people use, to the sound that a loudspeaker makes."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import sound, steps
from tests.browser.demo import Demo
from tests.browser.screen import DESKTOP, PHONE, screen
from tests.browser.waiting import until
from tests.journey.letter import BOARD

pytestmark = pytest.mark.browser

ZONE, LOUDSPEAKER = "Thôn Đông Hồ", "Cụm loa nhà văn hoá Đông Hồ"
LIKE, SECOND_HALF = 0.6, timedelta(seconds=0.5)
PARTIAL_CONTENT = 206


def rows(demo: Demo, *words: str) -> Any:
    """Ask the station's database."""
    return json.loads(demo.run("-m", "tests.browser.rows", *words))


def heard(demo: Demo, recording: sound.Sound, *, planned: datetime) -> sound.Hit | None:
    """Return where the loudspeaker's files of that minute hold the recording."""
    files = [
        path for path in demo.sounds.glob("*.wav") if sound.begun_at(path) > planned - timedelta(minutes=5)
    ]
    hits = [hit for path in files if (hit := sound.find(recording, path)) and hit.likeness > LIKE]
    return max(hits, key=lambda hit: hit.likeness, default=None)


def is_reported(page: Page, title: str) -> bool:
    """Say whether the desk's page of devices has the loudspeaker's receipt for it."""
    page.reload()
    return page.locator("tr", has_text=LOUDSPEAKER).filter(has_text=title).count() > 0


def check_board(browser: Browser, demo: Demo) -> None:
    """Wait until the notice's turn on the board's page comes."""
    page = browser.new_page()
    page.goto(demo.board)
    lines = page.locator("#lines")
    for line in BOARD:
        lines = lines.filter(has_text=line)
    lines.wait_for(timeout=240_000)
    page.close()


def check_site(browser: Browser, demo: Demo, *, title: str, spoken: str) -> None:
    """Read the story as the public does, ask for a part of its sound, and compare the transcript."""
    with screen(browser, demo, PHONE) as reader:
        page = reader.open("/tim-kiem/?q=thông+tin+đối+ngoại")
        page.locator("main").get_by_role("link", name=title).first.click()
        page.wait_for_load_state()
        assert "phản bác các quan điểm sai trái" in page.locator("main").inner_text()
        address = page.locator("[data-player] [data-start]").get_attribute("href")
        part = page.request.get(f"{demo.address}{address}", headers={"Range": "bytes=100-199"})
        assert (part.status, len(part.body())) == (PARTIAL_CONTENT, 100)
        transcript = page.locator(".transcript__text p").all_text_contents()
        assert transcript == [line for line in spoken.splitlines() if line.strip()]
        assert reader.oddities == []


def test_the_letter_goes_from_its_file_to_the_loudspeaker_on_the_screens(
    browser: Browser, demo: Demo, tmp_path: Path
) -> None:
    with screen(browser, demo, DESKTOP, username="mai") as editor:
        story = steps.import_letter(editor)
        steps.settle_reading(editor, story)
        title = steps.submit(editor, story)
    assert "22/5/2026" in title
    with screen(browser, demo, PHONE, username="binh") as leader:
        steps.approve(leader, title)
    with screen(browser, demo, DESKTOP, username="tuan") as operator:
        steps.listen_and_accept(operator, title)
        programme = rows(demo, "programme", story)
        slot = steps.add_slot(operator)
        steps.queue(operator, programme["id"], slot=slot)

        def planned() -> datetime | None:
            airings = rows(demo, "airings", str(programme["id"]), ZONE)
            return datetime.fromisoformat(airings[0]["starts_at"]) if airings else None

        starts_at = until(planned, within_s=30, what="the station plans the programme")
        check_board(browser, demo)
        recording = sound.master(Path(programme["master"]), tmp_path)
        hit = until(
            lambda: heard(demo, recording, planned=starts_at), within_s=900, what="the loudspeaker plays it"
        )
        assert abs(hit.heard_at - starts_at) < SECOND_HALF
        page = operator.open("/quan-tri/phat-thanh/thiet-bi/")
        until(lambda: is_reported(page, title), within_s=90, what="the receipt is on the desk")
        assert rows(demo, "airings", str(programme["id"]), ZONE)[0]["status"] == "played"
        assert operator.oddities == []
    check_site(browser, demo, title=title, spoken=programme["spoken"])
