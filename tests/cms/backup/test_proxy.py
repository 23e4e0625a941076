"""The guide's nginx settings, run by a real nginx before stand-ins of the station's two ports, and our static files."""

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import Settings

from newsroom.security.callers import address_of
from tests.cms.backup.test_guide import FILES
from tests.servers.daemons import free_port, is_installed
from tests.servers.nginx import SITE, nginx

pytestmark = pytest.mark.skipif(not is_installed("nginx"), reason="nginx is not on this machine")
SETTINGS = FILES["/etc/nginx/sites-available/loa-xa"]
MEDIA = bytes(range(256)) * 8
WITHIN_S = 10.0


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Threaded(ThreadingMixIn, WSGIServer):
    """Answers several at once, as the station does."""

    daemon_threads = True


@dataclass(frozen=True, kw_only=True)
class Front:
    """The running proxy."""

    port: int
    plain_port: int
    trust: ssl.SSLContext
    heard: threading.Event

    def ask(
        self, path: str, method: str = "GET", body: Any = None, **headers: str
    ) -> http.client.HTTPResponse:
        """Ask over TLS, by the site's name, and return the answer before its body was read."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=WITHIN_S)
        connection = http.client.HTTPConnection(SITE, self.port, timeout=WITHIN_S)
        connection.sock = self.trust.wrap_socket(raw, server_hostname=SITE)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={"Host": SITE, "Connection": "close", **names})
        return connection.getresponse()

    def read(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask and read to the end."""
        with self.ask(path, **headers) as answer:
            return answer.status, answer.read().decode()


def station(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Stand in for the web server: tells what reached it, counts uploads, gives media in pieces."""
    if environ["PATH_INFO"].startswith("/static/"):
        return get_wsgi_application()(environ, start)
    if environ.get("HTTP_RANGE"):
        start(
            "206 Partial Content", [("Content-Range", f"bytes 10-19/{len(MEDIA)}"), ("Content-Length", "10")]
        )
        return [MEDIA[10:20]]
    told = {name: value for name, value in environ.items() if name.startswith(("HTTP_", "REQUEST_"))}
    told["length"] = len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    start("200 OK", [("Content-Type", "application/json"), ("X-Frame-Options", "DENY"), ("ETag", '"a"')])
    return [json.dumps(told).encode()]


def doorbell(heard: threading.Event) -> Callable[..., Iterator[bytes]]:
    """Stand in for the doorbell: the first piece at once, the second when the first was heard at the other end."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterator[bytes]:
        start("200 OK", [("Content-Type", "application/octet-stream")])
        yield b"first"
        yield b"second" if heard.wait(WITHIN_S) else b"never heard"

    return answer


@contextmanager
def served(application: Any) -> Iterator[int]:
    """Serve an application while it is needed, and lend its port."""
    server = make_server("127.0.0.1", 0, application, server_class=Threaded, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def front(web: int, bell: int, heard: threading.Event) -> Iterator[Front]:
    """Run the proxy before these two ports."""
    port, plain = free_port(), free_port()
    ports = {"listen 443": port, "listen 80": plain, "127.0.0.1:8000": web, "127.0.0.1:8091": bell}
    with nginx(SETTINGS, ports) as trust:
        yield Front(port=port, plain_port=plain, trust=trust, heard=heard)


@pytest.fixture(scope="module")
def proxy() -> Iterator[Front]:
    heard = threading.Event()
    with served(station) as web, served(doorbell(heard)) as bell, front(web, bell, heard) as running:
        yield running


def test_plain_http_leads_to_tls(proxy: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain_port, timeout=WITHIN_S)
    connection.request("GET", "/tin-tuc/?trang=2", headers={"Host": SITE})
    answer = connection.getresponse()
    connection.close()

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{SITE}/tin-tuc/?trang=2")


def test_tls_is_new_and_names_the_site(proxy: Front) -> None:
    with (
        socket.create_connection(("127.0.0.1", proxy.port), timeout=WITHIN_S) as raw,
        proxy.trust.wrap_socket(raw, server_hostname=SITE) as secured,
    ):
        assert secured.version() == "TLSv1.3"


def test_nobody_writes_his_own_address(proxy: Front, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1

    _status, body = proxy.read("/who", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http")

    told = json.loads(body)
    assert told["HTTP_HOST"] == SITE
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"
    assert told["HTTP_X_FORWARDED_FOR"] == "203.0.113.9, 127.0.0.1"
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=told["HTTP_X_FORWARDED_FOR"])
    assert address_of(request) == "127.0.0.1"


def test_headers_and_pieces_pass_unchanged(proxy: Front) -> None:
    with proxy.ask("/am-thanh/1.mp3", Range="bytes=10-19") as answer:
        assert (answer.status, answer.read()) == (206, MEDIA[10:20])
        assert answer.headers["Content-Range"] == f"bytes 10-19/{len(MEDIA)}"
    with proxy.ask("/") as answer:
        assert (answer.headers["X-Frame-Options"], answer.headers["ETag"]) == ("DENY", '"a"')


def test_our_static_files_come_through(proxy: Front) -> None:
    with proxy.ask("/static/cms/logo.svg") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "image/svg+xml")
        assert b"<svg" in answer.read()


@pytest.mark.parametrize("path", ["/api/device/v1/bell", "/api/device/v1/live/talk"])
def test_what_is_said_slowly_arrives_as_it_is_said(proxy: Front, path: str) -> None:
    proxy.heard.clear()
    with proxy.ask(path) as answer:
        first = answer.read(5)
        proxy.heard.set()
        assert (first, answer.read()) == (b"first", b"second")


def test_a_video_may_be_uploaded_and_no_more_than_that(proxy: Front) -> None:
    with proxy.ask("/upload", "POST", b"x" * 2_000_000) as answer:
        assert json.loads(answer.read())["length"] == 2_000_000
    with proxy.ask("/upload", "POST", Content_Length=str(201 * 1024 * 1024)) as answer:
        assert answer.status == 413


def test_many_tries_to_sign_in_are_slowed_down_and_reading_is_not(proxy: Front) -> None:
    tries = [proxy.read(reverse("wagtailadmin_login"))[0] for _ in range(14)]

    assert tries[:5] == [200] * 5
    assert 429 in tries
    assert {proxy.read("/")[0] for _ in range(14)} == {200}


def test_while_the_station_is_down_people_are_told_what_to_do() -> None:
    with front(free_port(), free_port(), threading.Event()) as alone, alone.ask("/tin-tuc/") as answer:
        body = answer.read().decode()

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 'lang="vi"' in body
    assert "Mời bà con quay lại sau ít phút" in body
