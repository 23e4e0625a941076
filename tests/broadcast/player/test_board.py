"""The board as people see it: a real player process and a real browser on its page."""

import io
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.broadcast.player.boxes import Box, until
from tests.broadcast.player.station import Station, card, wire

SCREENS = [(1366, 768), (1920, 1080), (1080, 1920)]
pytestmark = pytest.mark.browser


def shows(page: Page, text: str) -> None:
    page.wait_for_function(
        "text => document.querySelector('#lines').innerText.includes(text)"
        " && !document.body.matches('.blank') && !document.querySelector('.card.turning')",
        arg=text,
    )


def letter_share(page: Page) -> float:
    """Return the height of a capital over the height of the screen."""
    return float(page.evaluate("parseFloat(getComputedStyle(lines).fontSize) * 0.7 / innerHeight"))


def is_whole(page: Page) -> bool:
    """Whether all of the text lies inside the frame, and nothing sticks out of the page."""
    return bool(
        page.evaluate(
            """() => {
              const frame = document.querySelector(".frame").getBoundingClientRect();
              const lines = [...document.querySelectorAll("#lines p")];
              const rows = lines.map((line) => line.getBoundingClientRect());
              const page = document.documentElement;
              return page.scrollWidth <= innerWidth && page.scrollHeight <= innerHeight && rows.every((row) =>
                row.left >= frame.left - 1 && row.right <= frame.right + 1 &&
                row.top >= frame.top - 1 && row.bottom <= frame.bottom + 1);
            }"""
        )
    )


def test_the_code_is_on_the_screen_until_the_box_is_claimed(station: Station, page: Page) -> None:
    station.is_claimed = False
    station.release()
    page.wait_for_function("() => document.querySelector('#claim').innerText.includes('482 913')")

    station.is_claimed = True

    page.wait_for_function("() => !document.querySelector('#claim').innerText")


@pytest.mark.parametrize("size", SCREENS)
def test_two_lines_are_at_least_a_twelfth_of_the_height(
    station: Station, page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    station.release(board=[card("KỂ CHUYỆN NGƯỜI TỐT,", "VIỆC TỐT Ở THÔN ĐÔNG HỒ", seconds=300)])

    shows(page, "NGƯỜI TỐT")

    assert is_whole(page)
    assert letter_share(page) >= (1 / 12 if size[0] > size[1] else 1 / 24)
    assert page.evaluate("document.fonts.check('700 40px \"Be Vietnam Pro\"')")


def test_a_long_text_rolls_by_and_is_seen_to_its_end(station: Station, page: Page) -> None:
    station.release(board=[card("Bà con chú ý. " * 30, "Lũ đang lên. " * 30, "HẾT", seconds=6)])
    shows(page, "HẾT")

    page.wait_for_function("() => document.querySelector('.frame.rolling')")

    page.evaluate("document.getAnimations().filter((each) => each.effect.target.id === 'lines')[0].finish()")
    bottom = "document.querySelector('#lines').getBoundingClientRect().bottom"
    frame = "document.querySelector('.frame').getBoundingClientRect().bottom"
    assert page.evaluate(f"Math.abs({bottom} - {frame})") < 2
    assert letter_share(page) > 0.05


def test_an_item_leaves_when_its_time_is_over_without_a_reload(station: Station, page: Page) -> None:
    ends = datetime.now(UTC) + timedelta(seconds=4)
    station.release(board=[card("Sắp hết giờ", until=wire(ends), seconds=300)])
    shows(page, "Sắp hết giờ")
    page.evaluate("window.sameDocument = true")

    page.wait_for_function("() => document.body.matches('.blank')")

    assert datetime.now(UTC) - ends < timedelta(seconds=2)
    assert page.evaluate("window.sameDocument")
    clock = page.evaluate("document.querySelector('#big-time').innerText")
    assert re.fullmatch(r"\d\d:\d\d", clock)
    date = page.evaluate("document.querySelector('#big-date').innerText")
    assert re.fullmatch(r"(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ Nhật), \d\d/\d\d/\d{4}", date)


def test_a_recalled_item_leaves_and_the_others_stay(station: Station, page: Page) -> None:
    authority = {"kind": "revision", "id": "18", "sha256": "ab" * 32}
    items = [card("Tin thu hồi", seconds=300), card("Tin còn lại", seconds=300, authority=authority)]
    station.release(board=items)
    shows(page, "Tin thu hồi")

    station.release(board=items, revoked=["17"])

    shows(page, "Tin còn lại")


def test_urgent_stands_alone_on_red_with_a_shape_and_a_word(station: Station, page: Page) -> None:
    normal = card("Tin thường", seconds=300)
    station.release(board=[normal])
    shows(page, "Tin thường")

    urgent = card("LŨ VỀ", "Rời bãi sông ngay", priority="urgent", seconds=300)
    station.release(board=[normal, urgent])

    shows(page, "LŨ VỀ")
    assert page.locator(".alarm").inner_text().strip() == "KHẨN CẤP"
    assert page.locator(".alarm svg").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(142, 25, 20)"
    assert page.locator("#ticker").inner_text() == ""


def test_items_take_turns_and_each_is_reported_once(station: Station, page: Page) -> None:
    items = [card("Tin một", seconds=1), card("Tin hai", seconds=1)]
    station.release(board=items)
    shows(page, "Tin hai")
    shows(page, "Tin một")
    shows(page, "Tin hai")

    until(lambda: len(station.outcomes("board")) == 2, "both receipts")

    shows(page, "Tin một")
    shows(page, "Tin hai")
    assert sorted(station.outcomes("board")) == sorted((each["item"], "shown") for each in items)
    assert {each["evidence"] for each in station.receipts} == {"sink"}
    assert "Tin một" in page.locator("#ticker").inner_text()


def test_a_picture_is_shown_from_the_verified_cache(
    station: Station, box: Box, board: str, page: Page
) -> None:
    png = io.BytesIO()
    Image.new("RGB", (60, 40), "#2F7A4F").save(png, "PNG")
    sha256 = station.add(png.getvalue(), "image/png")
    station.release(board=[card("Ngày hội", picture=sha256, alt="Cờ hội", seconds=300)])

    page.wait_for_function("() => document.querySelector('#picture').naturalWidth === 60")

    assert page.locator("#picture").get_attribute("alt") == "Cờ hội"
    (box.state / "media" / sha256).write_bytes(b"swapped")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{board}picture/{sha256}", timeout=5)
    assert refused.value.code == 404
    refused.value.close()


@pytest.mark.parametrize(
    "path", ["picture/../../device.key", "picture/%2e%2e/device.key", "state/device.key", "x"]
)
def test_nothing_else_is_served(board: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(board + path, timeout=5)
    assert refused.value.code == 404
    refused.value.close()


def test_a_dead_box_leaves_nothing_on_the_screen(
    station: Station, box: Box, browser: Browser, board: str
) -> None:
    page = browser.new_page()
    page.clock.install()
    page.goto(board)
    station.release(board=[card("Tin đang hiện", seconds=300)])
    until(lambda: "Tin đang hiện" in _later(page, 500).locator("#lines").inner_text())
    box.kill()

    until(lambda: _later(page, 2000).evaluate("document.body.matches('.blank')"))

    assert page.locator("#big-time").inner_text() == ""
    page.close()


def _later(page: Page, milliseconds: int) -> Page:
    """Let time pass on the page."""
    page.clock.run_for(milliseconds)
    return page
