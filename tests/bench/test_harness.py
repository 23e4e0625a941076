"""The measuring instruments: a load that counts right and refuses wrong answers, a table that can be read."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.bench.figure import Figure, table
from tests.bench.load import BadAnswer, Connection, Request, requests_per_second


class Counting(BaseHTTPRequestHandler):
    """Answers with as many bytes as the path says, and counts."""

    protocol_version = "HTTP/1.1"
    answered = 0

    def do_GET(self) -> None:
        """Answer one request."""
        type(self).answered += 1
        body = b"x" * int(self.path[1:])
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Run the counting server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_body_larger_than_one_packet_arrives_whole(port: int) -> None:
    connection = Connection(Request(port=port, path="/300000"))

    assert len(connection.ask()) == 300_000
    assert len(connection.ask()) == 300_000
    connection.close()


def test_the_rate_is_what_the_server_counted(port: int) -> None:
    before = Counting.answered

    rate = requests_per_second(Request(port=port, path="/10"), seconds=0.3)

    counted = Counting.answered - before
    assert counted > 10
    assert rate == pytest.approx(counted / 0.3, rel=0.25)


def test_a_wrong_status_is_no_measurement(port: int) -> None:
    with pytest.raises(BadAnswer, match="200"):
        requests_per_second(Request(port=port, path="/10", status=304), seconds=0.1)


def test_the_table_has_a_line_for_every_figure() -> None:
    figures = [
        Figure(id="P2", what="home", value=0.2, unit="ratio", baseline="bare"),
        Figure(id="P7", what="memory", value=400, unit="MB"),
    ]

    lines = table(figure.row() for figure in figures).splitlines()

    assert [line.split()[0] for line in lines] == ["id", "P2", "P7"]
    assert lines[2].endswith("-")
