"""The crowd of players: it counts every answer, takes none but the right one, and signs as a box does."""

import asyncio
import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.bench import crowd
from tests.bench.crowd import Crowd, Player, Told


class Server:
    """Answers a manifest that did not change with ``unchanged``, anything else with 200."""

    def __init__(self, unchanged: bytes = b"304 Not Modified") -> None:
        self._unchanged = unchanged
        self.asked: list[bytes] = []

    async def greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head)
        status = self._unchanged if head.startswith(b"GET") else b"200 OK"
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        writer.close()


def lived(server: Server, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Let three players live for a moment."""
    monkeypatch.setattr(crowd, "EVERY_S", 0.05)
    key = base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()

    async def live() -> Told:
        listening = await asyncio.start_server(server.greet, "127.0.0.1", 0)
        async with listening:
            port = listening.sockets[0].getsockname()[1]
            players = [Player(device=f"device-{number}", key=key) for number in range(3)]
            return await Crowd(players=players, port=port, epoch=1, counter=7).live(seconds=0.6)

    return asyncio.run(live())


def test_everybody_polls_and_reports_and_every_answer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()

    told = lived(server, monkeypatch)

    assert len(told.seconds) == len(server.asked) > 6 and not told.faults
    paths = {head.split()[1] for head in server.asked}
    assert paths == {b"/api/device/v1/" + each for each in (b"manifest", b"receipts", b"heartbeat")}
    assert all(b'device="device-%d"' % number in b"".join(server.asked) for number in range(3))
    assert all(b'If-None-Match: "1.7"' in head for head in server.asked if b"manifest" in head.split()[1])


def test_a_wrong_answer_is_an_error_and_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lived(Server(unchanged=b"503 Busy"), monkeypatch)

    assert set(told.faults) == {"HTTP/1.1 503 Busy"}
    assert told.seconds  # of the reports, which were answered well


def test_a_share_is_the_time_within_which_so_many_answers_came() -> None:
    told = Told(seconds=[number / 1000 for number in range(100, 0, -1)])

    assert (told.share(0.95), told.share(0.5), told.share(1.0)) == (96.0, 51.0, 100.0)
