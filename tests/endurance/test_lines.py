"""A line does what it is told: open, refused, silent, slow, and to the doorbell by its address."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from tests.endurance.lines import HOST, Line, Mode, lines

BIG = 20_000


class _Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = (
            b"x" * BIG if self.path == "/big" else f"{self.connection.getsockname()[1]} {self.path}".encode()
        )
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def ports() -> Iterator[list[int]]:
    servers = [ThreadingHTTPServer((HOST, 0), _Echo) for _ in range(2)]
    threads = [threading.Thread(target=each.serve_forever, args=(0.02,)) for each in servers]
    for thread in threads:
        thread.start()
    yield [each.server_port for each in servers]
    for server, thread in zip(servers, threads, strict=True):
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def line(ports: list[int]) -> Iterator[Line]:
    with lines(1, web=ports[0], bell=ports[1]) as (only,):
        yield only


def asked(line: Line, path: str = "/", *, patience_s: float = 5.0) -> str:
    return requests.get(f"http://{HOST}:{line.port}{path}", timeout=patience_s).text


def test_an_open_line_leads_to_the_web_server_or_to_the_doorbell(line: Line, ports: list[int]) -> None:
    assert asked(line) == f"{ports[0]} /"
    assert asked(line, "/api/device/v1/bell?zone=1") == f"{ports[1]} /api/device/v1/bell?zone=1"


def test_a_refused_line_takes_nobody_and_comes_back_where_it_was(line: Line) -> None:
    port = line.port
    line.become(Mode.REFUSED)
    with pytest.raises(requests.ConnectionError):
        asked(line)
    line.become(Mode.OPEN)

    assert line.port == port
    assert asked(line)


def test_a_silent_line_swallows_what_it_is_asked_and_answers_the_next(line: Line) -> None:
    line.become(Mode.SILENT)
    with pytest.raises(requests.ReadTimeout):
        asked(line, patience_s=0.3)
    line.become(Mode.OPEN)

    assert asked(line)


def test_a_slow_line_takes_its_time(line: Line) -> None:
    line.become(Mode.SLOW)
    with pytest.raises(requests.exceptions.RequestException):
        requests.get(f"http://{HOST}:{line.port}/big", timeout=0.04)
    line.become(Mode.OPEN)

    assert len(asked(line, "/big")) == BIG
