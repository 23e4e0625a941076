"""Answers of the station, read with bounds: what went wrong gets a name and a Vietnamese phrase."""

import http.client
import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

TIMEOUT = 15.0  # seconds for one answer to begin or go on
WHOLE = 60.0  # seconds for a JSON answer from end to end
BLOCK = 32 * 1024


class StationError(Exception):
    """The call did not succeed; the message is a Vietnamese phrase."""


class Unreachable(StationError):
    """No answer, a broken one, or one that is not the station's (a captive portal)."""


class NoAnswer(Unreachable):
    """Nobody answered, or the line broke: it says nothing about how busy the station is."""


class Unclaimed(StationError):
    """No person has confirmed this box yet."""


class Revoked(StationError):
    """The station has revoked this box."""


class Unknown(StationError):
    """The station has no such device: its data are older than this box, or it was removed there."""


class BadSignature(StationError):
    """The station knows this box by another key."""


class Absent(StationError):
    """404: nothing was released yet, or no such medium."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An HTTP answer, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def fields(self) -> dict[str, Any]:
        """Return the JSON object; raises Unreachable when it is none."""
        try:
            fields = json.loads(self.body)
        except ValueError as fault:
            raise Unreachable("nơi trả lời không phải là đài") from fault
        if not isinstance(fields, dict):
            raise Unreachable("nơi trả lời không phải là đài")
        return fields


@contextmanager
def named_faults() -> Iterator[None]:
    """Call every fault of the network by one name; faults of the disk are not among them."""
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise NoAnswer(_phrase(fault)) from fault


def connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    """Return a connection that is not open yet."""
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)


def read(answer: http.client.HTTPResponse, largest: int) -> Answer:
    """Read an answer of at most so many bytes to its end; raises Unreachable."""
    limit = time.monotonic() + WHOLE
    body = bytearray()
    for block in blocks(answer):
        body += block
        if len(body) > largest:
            raise Unreachable("đài trả lời quá dài")
        if time.monotonic() > limit:
            raise Unreachable("đài trả lời quá chậm")
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(status=answer.status, headers=headers, body=bytes(body))


def begin(answer: http.client.HTTPResponse, at: int) -> int:
    """Return the offset of the first byte that comes: a server may ignore the range asked for."""
    if answer.status == 200:
        return 0
    said = (answer.getheader("Content-Range") or "").removeprefix("bytes ").partition("-")[0]
    if not said.isdigit() or int(said) != at:
        raise Unreachable("đài gửi sai đoạn của tệp")
    return at


def blocks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield the body as it comes; raises Unreachable."""
    while True:
        with named_faults():
            block = answer.read1(BLOCK)
        if not block:
            return
        yield block


def _phrase(fault: Exception) -> str:
    """Return a short Vietnamese phrase for a network fault."""
    if isinstance(fault, ssl.SSLError):
        return "chứng chỉ của đài không hợp lệ"
    if isinstance(fault, TimeoutError):
        return "đài không trả lời kịp"
    if isinstance(fault, ConnectionError):
        return "đài không nhận kết nối"
    return "mạng chưa thông"
