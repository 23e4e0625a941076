"""Finding the pages of a person: one of each kind that can be reached by links from where they begin."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tests.browser.screen import Screen

ADMIN = "/quan-tri/"
# Files, ways out, and Wagtail's own screens: we draw none of them.
NOT_OURS = re.compile(
    r"\.(mp3|png|jpg|webp|docx|txt|pdf|csv|xml|ics|svg|json)$|/phieu/$|^/tai-lieu/|^/media/|/logout/|/password|/xem-trang/"
    r"|^/quan-tri/(?!$|duyet|da-duyet|viet-bai|nhap-van-ban|tin-bai|phat-thanh|nhat-ky|bao-mat|thong-bao|pages/\d+/edit/)"
)


def kind_of(path: str) -> str:
    """Return the path with its numbers left out, and of the site's pages only how deep they lie."""
    if path.startswith(ADMIN):
        return re.sub(r"[0-9a-f-]{36}|\d+", "N", path)
    return re.sub(r"[^/]+", "x", path) if path.count("/") > 2 else path


def pages(screen: Screen, start: str) -> Iterator[str]:
    """Open one page of each kind, yield its path while it is on the screen, and follow its links.

    Staff stay within the admin, the public outside it.
    """
    waiting, seen = deque([start]), {kind_of(start)}
    while waiting:
        path = waiting.popleft()
        screen.open(path)
        yield path
        for link in _links(screen):
            same_side = link.startswith(ADMIN) == start.startswith(ADMIN)
            if same_side and not NOT_OURS.search(link) and kind_of(link) not in seen:
                seen.add(kind_of(link))
                waiting.append(link)


def _links(screen: Screen) -> list[str]:
    hrefs = screen.page.eval_on_selector_all(
        "a[href]", "(links) => links.map((link) => link.href).filter((href) => typeof href === 'string')"
    )
    parts = [urlsplit(href) for href in hrefs if href.startswith(screen.demo.address + "/")]
    return [unquote(part.path) for part in parts]
