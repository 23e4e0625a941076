"""What each person does on the screens, from the letter's file to its place in the queue."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page

from tests.browser.screen import Screen
from tests.journey.letter import BOARD, IN_SHORT, LETTER

LIVE = "/quan-tri/phat-thanh/truc-tiep/"
SLOT = "Sau ít phút"
LEAD = timedelta(seconds=75)  # to book it, and for the box to fetch plan and sound
MINUTES_TRIED = 12
RECORDED_WITHIN_MS = 180_000
HEARD_WITHIN_MS = 90_000
QUICKER = 3  # at more, the page takes it for skipping


def press(button: Locator, *, within_ms: int = 30_000) -> None:
    """Press a button that leads to another page, and wait for that page."""
    with button.page.expect_navigation(timeout=within_ms):
        button.click(timeout=within_ms)


def import_letter(editor: Screen) -> str:
    """Send the file; return the number of the draft that it became."""
    page = editor.open("/quan-tri/nhap-van-ban/")
    page.locator("#tep").set_input_files(LETTER)
    page.locator("form[data-upload] > button").click()
    page.wait_for_url("**/nhap-van-ban/*/")
    return page.url.rstrip("/").rpartition("/")[2]


def settle_reading(editor: Screen, story: str) -> None:
    """Answer every question of the reading, go through every doubtful place, and write what is read aloud."""
    page = editor.open(f"/quan-tri/tin-bai/{story}/van-ban-doc/")
    _answer_each(page.locator("form[action$='/van-ban-doc/chon/']"))
    _answer_each(page.locator("form[action*='/luu-y/']"))
    page.locator("textarea[name=script]").fill(IN_SHORT)
    press(page.locator("form[action$='/luu/'] button:not([formaction])"))
    assert page.locator("textarea[name=script]").input_value() == IN_SHORT


def _answer_each(forms: Locator) -> None:
    """Press the first button of each form (the best reading, the change that is offered) until none is left."""
    while left := forms.count():
        press(forms.first.locator("button").first)
        assert forms.count() < left


def submit(editor: Screen, story: str) -> str:
    """Say in the editor where the story goes, and submit it; return its title."""
    page = editor.open(f"/quan-tri/pages/{story}/edit/")
    title = page.locator("[name=title]").input_value()
    page.locator("[role=tab]").nth(1).click()
    for outlet in ("on_site", "on_air", "on_boards"):
        page.locator(f"input[name={outlet}]").check()
    page.locator("[name=board_text]").fill("\n".join(BOARD))
    press(page.locator("button[name=action-submit]"))
    return title


def approve(leader: Screen, title: str) -> None:
    """Open what waits, look at the submission, and approve it."""
    page = leader.open("/quan-tri/duyet/")
    press(page.get_by_role("link", name=title))
    page.locator("a[href='#duyet']").click()
    press(page.locator("#duyet form button"))
    assert page.url.endswith("/ket-qua/")


def listen_and_accept(operator: Screen, title: str) -> None:
    """Open the programme from the desk, hear the take to its end, and accept it."""
    page = operator.open("/quan-tri/phat-thanh/")
    press(page.locator(".queue a.row", has_text=title).first)
    accept = page.locator("form[action$='/nhan/'] button")
    accept.wait_for(timeout=RECORDED_WITHIN_MS)
    assert accept.is_disabled()
    sound = page.locator("audio[data-hear]")
    sound.evaluate(f"(sound) => {{ sound.playbackRate = {QUICKER}; }}")
    sound.focus()
    page.keyboard.press("Space")
    press(page.locator("form[action$='/nhan/'] button:enabled"), within_ms=HEARD_WITHIN_MS)
    assert accept.count() == 0


def add_slot(operator: Screen) -> str:
    """Add a slot that begins soon, and return its name, which no other has.

    Where another is on the air, take the next minute, as the page says.
    """
    start = timezone.localtime() + LEAD
    for _minute in range(MINUTES_TRIED):
        start += timedelta(minutes=1)  # the form takes whole minutes, so this is rounded down
        page = operator.open("/quan-tri/phat-thanh/khung-gio/moi/")
        name = f"{SLOT} {start:%H:%M}"
        page.locator("#name").fill(name)
        page.locator("#starts_at").fill(f"{start:%H:%M}")
        page.locator("#budget_minutes").fill("5")
        for day in page.locator("[name=weekdays]").all():
            day.check()
        press(page.locator("form.book button").last)
        if not page.url.endswith("/moi/"):
            return name
    raise AssertionError(f"no minute was free: {page.locator('[role=alert]').all_inner_texts()}")


def queue(operator: Screen, programme: int, *, slot: str) -> None:
    """Put the programme into the new slot, in every zone that the page proposes."""
    page = operator.open(f"/quan-tri/phat-thanh/chuong-trinh/{programme}/xep-lich/")
    page.locator("label.choice", has_text=slot).first.locator("input").check()
    press(page.locator("button[name=save]"))
    refused = page.locator("[role=alert]").all_inner_texts()
    assert page.url.endswith(f"/chuong-trinh/{programme}/"), refused


def open_air(page: Page, *, purpose: str) -> None:
    """Open the air everywhere for a quarter of an hour, on the page of live broadcasts."""
    page.locator("#purpose").fill(purpose)
    page.locator("#minutes").fill("15")
    for box in page.locator("input[name=zones]").all():
        box.check()
    press(page.locator("form:has(#purpose) button"))


def close_air(speaker: Screen) -> None:
    """Close what is open: it holds the air in every zone, and the demo goes on for other tests."""
    page = speaker.open(LIVE)
    press(page.locator("form[action$='/dong/'] button").first)
    assert page.locator("form[action$='/dong/']").count() == 0
