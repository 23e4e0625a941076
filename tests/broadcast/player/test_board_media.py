"""Documents, films and countdowns on a board: a real browser on a real player process."""

import io
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.broadcast.board_papers import film as film_bytes
from tests.broadcast.player.boxes import Box, until
from tests.broadcast.player.station import Station, card, wire

SCREENS = [(1366, 768), (1920, 1080), (1080, 1920)]
LINK = "https://lacphuong.example.vn/tin/tiem-phong-dai/"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:09.000\nBà con mang căn cước\n"
IS_WHOLE = """() => {
  const inside = (box) => box.left >= -1 && box.right <= innerWidth + 1 &&
    box.top >= -1 && box.bottom <= innerHeight + 1;
  const seen = [...document.querySelectorAll(".sheet, #film, #count, #count b, #place, #lines p, #code img, .clock")]
    .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect());
  const frame = document.querySelector(".frame").getBoundingClientRect();
  const lines = [...document.querySelectorAll("#lines p")].map((each) => each.getBoundingClientRect());
  const page = document.documentElement;
  return page.scrollWidth <= innerWidth && page.scrollHeight <= innerHeight && seen.every(inside) &&
    lines.every((line) => line.top >= frame.top - 1 && line.bottom <= frame.bottom + 1);
}"""
pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, board: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(board)
    yield page
    page.close()
    assert faults == []


def leaf(number: int, *, width: int = 720, height: int = 1018) -> bytes:
    """Return a page of a document as a picture."""
    picture = io.BytesIO()
    Image.new("RGB", (width, height), (255, 255, 250 - number)).save(picture, "PNG")
    return picture.getvalue()


def document(station: Station, *, pages: int = 3, **changes: Any) -> dict[str, Any]:
    leaves = [station.add(leaf(number), "image/png") for number in range(pages)]
    named = [{"media": each, "seconds": 12} for each in leaves]
    fields = {"pages": named, "picture": leaves[0], "seconds": 12 * pages, "link": LINK}
    return card("Lịch tiếp công dân tháng 12", "Phòng tiếp công dân xã", **(fields | changes))


def film(station: Station, folder: Path, *, seconds: float = 2, **changes: Any) -> dict[str, Any]:
    media = station.add(film_bytes(folder, seconds=seconds), "video/mp4")
    captions = station.add(CAPTIONS.encode(), "text/vtt")
    named = {"media": media, "captions": captions}
    return card("Hội thi nấu ăn", "Thôn Đông", **({"film": named, "seconds": 6, "link": LINK} | changes))


def counting(wait: timedelta, **changes: Any) -> dict[str, Any]:
    moment = datetime.now(UTC) + wait
    return card(
        "Ngày hội Đại đoàn kết", "8 giờ tại nhà văn hoá", counts_to=wire(moment), seconds=300, **changes
    )


def is_drawn(page: Page, kind: str) -> None:
    page.wait_for_function(
        "kind => document.querySelector('.card').dataset.kind === kind"
        " && !document.querySelector('.card.turning') && !document.body.matches('.blank')",
        arg=kind,
    )


@pytest.mark.parametrize("kind", ["document", "film", "count"])
def test_everything_is_whole_at_every_size(station: Station, page: Page, tmp_path: Path, kind: str) -> None:
    items = {
        "document": lambda: document(station),
        "film": lambda: film(station, tmp_path),
        "count": lambda: counting(timedelta(days=3, hours=5), link=LINK),
    }
    station.release(board=[items[kind]()])
    is_drawn(page, kind)

    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(IS_WHOLE)


def test_a_document_is_turned_over_page_by_page_and_goes_on_at_its_next_turn(
    station: Station, box: Box, board: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    page.clock.install()
    pages = document(station, pages=6, seconds=72)
    station.release(board=[pages, card("Tin khác", seconds=6)])
    until(lambda: all(box.has_media(each["media"]) for each in pages["pages"]), "every page in the cache")
    page.goto(board)
    seen: list[str] = []

    def has_come_round() -> bool:
        page.clock.run_for(1000)
        words = page.locator("#place").inner_text() or page.locator("#lines").inner_text()
        if words and (not seen or seen[-1] != words):
            seen.append(words)
        return "Trang 6/6" in seen

    until(has_come_round, f"the last page; came so far: {seen}")

    numbers = [each for each in seen if each.startswith("Trang")]
    assert numbers == [f"Trang {number}/6" for number in range(1, 7)]
    between = seen.index("Tin khác")
    assert seen[between - 1] == "Trang 5/6"  # a minute of it, then the others
    page.close()


def test_pages_that_have_not_come_are_named_and_the_rest_is_shown(station: Station, page: Page) -> None:
    item = document(station)
    lost = item["pages"][1]["media"]
    fields = station.manifest(board=[item])
    station.media.pop(lost)
    station.serve(fields)

    is_drawn(page, "document")

    page.wait_for_function("() => place.innerText.includes('còn 1 trang đang được tải về')")
    until(
        lambda: station.outcomes("board") == [(item["item"], "partial")], "the receipt says it was not whole"
    )
    assert "1" in station.receipts[0]["detail"]


def test_a_film_plays_silent_with_captions_to_its_end_and_then_the_next_has_its_turn(
    station: Station, page: Page, tmp_path: Path
) -> None:
    station.release(
        board=[film(station, tmp_path, seconds=2, seconds_shown=1), card("Tin khác", seconds=300)]
    )
    is_drawn(page, "film")

    page.wait_for_function("() => film.textTracks[0]?.activeCues?.length && film.currentTime > 0.5")

    assert page.evaluate("film.muted")
    assert page.evaluate("film.textTracks[0].activeCues[0].text") == "Bà con mang căn cước"
    page.evaluate(
        "film.addEventListener('ended', () => { window.wasWhole = film.currentTime >= film.duration - 0.1; })"
    )
    page.wait_for_function("() => lines.innerText.includes('Tin khác')")
    assert page.evaluate("window.wasWhole")


def test_a_film_alone_begins_again(station: Station, page: Page, tmp_path: Path) -> None:
    station.release(board=[film(station, tmp_path, seconds=1)])
    is_drawn(page, "film")
    page.evaluate("window.ends = 0; film.addEventListener('ended', () => { window.ends += 1; })")

    page.wait_for_function("() => window.ends >= 2")


def test_a_film_that_has_not_come_leaves_its_still_and_says_so(
    station: Station, page: Page, tmp_path: Path
) -> None:
    still = station.add(leaf(1, width=160, height=90), "image/png")
    item = film(station, tmp_path, picture=still)
    fields = station.manifest(board=[item])
    data = station.media.pop(item["film"]["media"])
    station.serve(fields)

    page.wait_for_function(
        "() => place.innerText === 'Phim đang được tải về' && picture.naturalWidth === 160"
    )

    assert page.evaluate(IS_WHOLE)
    station.media[item["film"]["media"]] = data
    page.wait_for_function("() => film.currentTime > 0.2", timeout=40_000)


def test_a_broken_film_keeps_nobody_waiting(station: Station, page: Page) -> None:
    broken = station.add(b"no film at all", "video/mp4")
    item = card("Phim hỏng", seconds=1, film={"media": broken, "captions": None})
    station.release(board=[item, card("Tin khác", seconds=300)])

    page.wait_for_function("() => lines.innerText.includes('Tin khác')")


def test_a_part_of_a_film_is_answered_as_a_part(
    station: Station, box: Box, board: str, tmp_path: Path
) -> None:
    item = film(station, tmp_path)
    sha256 = item["film"]["media"]
    station.release(board=[item])
    until(lambda: box.has_media(sha256), "the film in the cache")

    asked = urllib.request.Request(f"{board}film/{sha256}", headers={"Range": "bytes=10-19"})
    with urllib.request.urlopen(asked, timeout=5) as answer:
        assert answer.status == 206
        assert answer.headers["Content-Range"] == f"bytes 10-19/{len(station.media[sha256])}"
        assert answer.read() == station.media[sha256][10:20]


def test_a_countdown_says_what_is_left_and_leaves_at_its_moment(station: Station, page: Page) -> None:
    station.release(board=[counting(timedelta(days=3, hours=4, minutes=30))])
    is_drawn(page, "count")
    assert page.locator("#count").inner_text().split() == ["Còn", "3", "ngày", "5", "giờ"]

    station.release(board=[counting(timedelta(seconds=4))])

    page.wait_for_function("() => /^Còn\\s+[1-4]\\s+giây$/.test(count.innerText.trim())")
    page.wait_for_function("() => document.body.matches('.blank')")
