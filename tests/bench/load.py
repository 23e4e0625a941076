"""A small load on one of our own servers: keep-alive connections over loopback, bounded in count and in time."""

import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

CONNECTIONS = 4
LIMIT = 20_000  # requests, whatever the time


class BadAnswer(Exception):
    """The server answered something else than expected; a figure made of it would be a lie."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to ask, and the status that the answer must have."""

    port: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def wire(self) -> bytes:
        """Return the request as it goes over the wire."""
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost", "Connection: keep-alive"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Connection:
    """One keep-alive connection; opens another when the server has closed it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._wire = request.wire()
        self._socket: socket.socket | None = None
        self.headers = b""  # of the last answer

    def ask(self) -> bytes:
        """Send the request once and return the body; raises ``BadAnswer``."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._request.port), timeout=20)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(self._wire)
        head, body = self._head()
        first, _, self.headers = head.partition(b"\r\n")
        if not first.startswith(b"HTTP/1.1 %d " % self._request.status):
            raise BadAnswer(f"{self._request.path}: {first.decode()}")
        body += self._rest(_length(self.headers) - len(body))
        if b"connection: close" in self.headers.lower():
            self.close()
        return body

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _head(self) -> tuple[bytes, bytes]:
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._receive()
        head, _, body = read.partition(b"\r\n\r\n")
        return head, body

    def _rest(self, missing: int) -> bytes:
        pieces = []
        while missing > 0:
            pieces.append(self._receive())
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _receive(self) -> bytes:
        assert self._socket is not None
        piece = self._socket.recv(1 << 16)
        if not piece:
            raise BadAnswer("the server closed the connection in mid-answer")
        return piece


def body_of(request: Request) -> bytes:
    """Ask once and return the body."""
    connection = Connection(request)
    try:
        return connection.ask()
    finally:
        connection.close()


def requests_per_second(request: Request, *, seconds: float) -> float:
    """Return how many requests a second the server answers, asked by a few connections at once."""
    end = time.monotonic() + seconds
    counts = [0] * CONNECTIONS
    faults: list[Exception] = []
    threads = [
        threading.Thread(target=_ask_until, args=(request, end, counts, number, faults))
        for number in range(CONNECTIONS)
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(counts) / (time.monotonic() - began)


def _ask_until(request: Request, end: float, counts: list[int], number: int, faults: list[Exception]) -> None:
    connection = Connection(request)
    try:
        while time.monotonic() < end and counts[number] < LIMIT // CONNECTIONS:
            connection.ask()
            counts[number] += 1
    except (BadAnswer, OSError) as fault:
        faults.append(fault)
    finally:
        connection.close()


def _length(headers: bytes) -> int:
    for line in headers.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0
