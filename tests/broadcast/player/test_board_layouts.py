"""The layouts of a board at the usual sizes of screens, in a real browser on a real player process."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from broadcast.plan.command import Action
from broadcast.plan.screen import Dark, Layout, Screen
from tests.broadcast.player.boxes import until
from tests.broadcast.player.station import Station, air, card

SCREENS = [(1366, 768), (1920, 1080), (1080, 1920)]
LINK = "https://lacphuong.example.vn/tin/tiem-phong-dai/"
LONG_NAMES: dict[str, Any] = {
    "station": {"id": "1", "name": "Đài truyền thanh xã Nghĩa Trụ - Nguyễn Văn Linh, tỉnh Hưng Yên"},
    "zone": {"id": "3", "name": "Khu tái định cư đường liên tỉnh, thôn Đông Tỉnh"},
}
IS_WHOLE = """() => {
  const inside = (box, room) => box.left >= room.left - 1 && box.right <= room.right + 1 &&
    box.top >= room.top - 1 && box.bottom <= room.bottom + 1;
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const head = document.querySelector("header").getBoundingClientRect();
  const names = [...document.querySelectorAll(".names > *")].map((each) => each.getBoundingClientRect());
  const seen = [...document.querySelectorAll("#lines p, #picture, #air, #air *, #code img, #code figcaption, .clock")]
    .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect());
  const page = document.documentElement;
  return page.scrollWidth <= innerWidth && page.scrollHeight <= innerHeight &&
    names.every((each) => inside(each, head)) && seen.every((each) => inside(each, screen));
}"""
pytestmark = pytest.mark.browser


def shows(page: Page, text: str, layout: Layout) -> None:
    page.wait_for_function(
        "([text, layout]) => document.querySelector('#lines').innerText.includes(text)"
        " && document.body.dataset.layout === layout && !document.querySelector('.card.turning')",
        arg=[text, layout.value],
    )


def in_two_hours() -> dict[str, Any]:
    return air("cd" * 32, datetime.now(UTC) + timedelta(hours=2, minutes=10), 60_000)


def with_sound(**changes: Any) -> dict[str, Any]:
    return {"media": {"cd" * 32: {"bytes": 3, "type": "audio/mpeg", "duration_ms": 60_000}}, **changes}


@pytest.mark.parametrize("layout", list(Layout))
def test_everything_is_whole_at_every_size(station: Station, page: Page, layout: Layout) -> None:
    item = card("Tiêm phòng dại cho chó, mèo", "8 giờ Thứ Bảy tại nhà văn hoá", seconds=300, link=LINK)
    station.order(Action.SCREEN, screen=Screen(layout=layout))
    station.release(**with_sound(board=[item], air=[in_two_hours()], **LONG_NAMES))
    shows(page, "Tiêm phòng", layout)

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(IS_WHOLE)

    assert page.locator("#air").is_visible() is (layout is Layout.COUNTDOWN)
    assert page.locator("footer").is_visible() is (layout is Layout.TICKER)
    assert page.evaluate("getComputedStyle(document.body).cursor") == "none"


def test_the_countdown_says_when_and_how_long(station: Station, page: Page) -> None:
    station.order(Action.SCREEN, screen=Screen(layout=Layout.COUNTDOWN))
    station.release(**with_sound(board=[card("Tin", seconds=300)], air=[in_two_hours()]))
    shows(page, "Tin", Layout.COUNTDOWN)

    page.wait_for_function("() => document.querySelector('#air-left').innerText.startsWith('còn 2 giờ')")

    assert re.fullmatch(r"\d\d:\d\d (hôm nay|ngày mai)", page.locator("#air-at").inner_text())


def test_a_code_leads_to_the_story_and_goes_with_it(station: Station, page: Page, board: str) -> None:
    item = card("Có mã", seconds=300, link=LINK)
    station.release(board=[item])
    shows(page, "Có mã", Layout.TICKER)

    page.wait_for_function("() => document.querySelector('#code-picture').naturalWidth > 0")

    code = f"{board}code/{item['item']}.svg"
    assert page.request.get(code).headers["content-type"] == "image/svg+xml"
    station.release(board=[item], revoked=["17"])
    page.wait_for_function("() => document.body.matches('.blank')")
    assert page.request.get(code).status == 404


def test_in_its_dark_hours_a_screen_shows_only_what_is_urgent(station: Station, page: Page) -> None:
    always = (Dark(start=time(0), until=time(12)), Dark(start=time(12), until=time(0)))
    normal = card("Tin thường", seconds=300)
    station.order(Action.SCREEN, screen=Screen(dark=always))
    station.release(board=[normal])

    page.wait_for_function("() => document.body.matches('.dark')")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert not page.locator("#big-time").is_visible()
    urgent = card("LŨ VỀ", priority="urgent", seconds=300)
    station.release(board=[normal, urgent])
    shows(page, "LŨ VỀ", Layout.TICKER)
    assert not page.evaluate("document.body.matches('.dark')")
    until(
        lambda: station.outcomes("board") == [(urgent["item"], "shown")],
        "the receipt of the urgent one alone",
    )


def test_where_motion_is_not_wanted_nothing_moves(station: Station, browser: Browser, board: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page.goto(board)
    items = [card("Bà con thôn Đông chú ý lịch cắt điện", "Từ 7 giờ đến 17 giờ", seconds=300) for _ in "ab"]
    station.release(board=items)
    shows(page, "Bà con", Layout.TICKER)

    page.wait_for_function("() => document.querySelector('#ticker.still')")

    assert (
        page.evaluate("document.getAnimations().filter((each) => each.effect.target.id === 'ticker').length")
        == 0
    )
    assert page.evaluate(
        "ticker.scrollWidth <= innerWidth && ticker.scrollHeight <= ticker.parentElement.clientHeight"
    )
    page.close()
