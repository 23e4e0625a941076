"""Links of a text: tried by a worker on demand, told in words, never into an inner network."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from newsroom.models import LinkCheck, Story
from newsroom.writing_help import links, probing
from tests import factories
from tests.factories import Commune

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
STATUS = {
    "/song": 200,
    "/mat": 404,
    "/loi": 500,
    "/rieng": 401,
    "/khong-head": 200,
    "/vong": 302,
    "/toi": 302,
}


class Site(BaseHTTPRequestHandler):
    """A small web site with pages of every kind."""

    def do_HEAD(self) -> None:
        """Answer, or refuse this way of asking."""
        self._answer(405 if self.path == "/khong-head" else STATUS[self.path])

    def do_GET(self) -> None:
        """Answer."""
        self._answer(STATUS[self.path])

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/vong" if self.path == "/vong" else "/song")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the address of a running site."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/song", "alive"),
        ("/mat", "gone"),
        ("/loi", "silent"),
        ("/rieng", "closed"),
        ("/khong-head", "alive"),
        ("/toi", "alive"),
        ("/vong", "silent"),
    ],
)
def test_what_is_behind_an_address(site: str, path: str, outcome: str) -> None:
    assert probing.probe(site + path, allowed=lambda _ip: True) == outcome


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "192.168.1.1"]
)
def test_inner_networks_are_never_asked(host: str) -> None:
    assert probing.probe(f"http://{host}:9/") == "inward"


def test_a_redirect_does_not_lead_inside(site: str) -> None:
    asked: list[str] = []

    def only_first(ip: str) -> bool:
        asked.append(ip)
        return len(asked) == 1

    assert probing.probe(site + "/toi", allowed=only_first) == "inward"


@pytest.mark.parametrize("address", ["ftp://x.vn/", "http:///khong", "javascript:1"])
def test_other_addresses_do_not_answer(address: str) -> None:
    assert probing.probe(address) == "silent"


def body(html: str) -> StreamValue:
    field: Any = Story._meta.get_field("body")
    return StreamValue(field.stream_block, [("text", RichText(html))])


def test_links_are_asked_once_and_told_when_they_are_dead(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = links.links_in(
        body('<p><a href="https://a.vn/1">a</a> <a href="https://a.vn/2?x=1&amp;y=2">b</a></p>')
    )
    assert found.outside == ("https://a.vn/1", "https://a.vn/2?x=1&y=2")
    outcomes = {"https://a.vn/1": "alive", "https://a.vn/2?x=1&y=2": "gone"}
    monkeypatch.setattr(probing, "probe", outcomes.__getitem__)

    links.ask(found, now=NOW)
    assert links.checked(found).waiting == 2
    links.work()

    after = links.checked(found)
    assert (after.waiting, after.asked, [each.where for each in after.advice]) == (
        0,
        True,
        ["https://a.vn/2?x=1&y=2"],
    )


def test_an_old_answer_is_asked_for_again(db: None) -> None:
    found = links.Links(outside=("https://a.vn/",))
    links.ask(found, now=NOW)
    LinkCheck.objects.update(answered_at=NOW, outcome="gone")

    links.ask(found, now=NOW + timedelta(hours=1))
    assert links.checked(found).advice
    links.ask(found, now=NOW + timedelta(hours=7))
    assert links.checked(found).waiting == 1


def test_a_link_to_a_page_nobody_can_open_is_told(ground: Commune) -> None:
    draft = factories.make_story(ground, owner=factories.make_editor())
    html = (
        f'<p><a linktype="page" id="{draft.pk}">x</a> <a id="{ground.section.pk}" linktype="page">y</a></p>'
    )

    advice = links.checked(links.links_in(body(html))).advice

    assert [each.where for each in advice] == [draft.title]
