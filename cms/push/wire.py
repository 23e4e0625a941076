"""Sends one encrypted notice to a push service; asks the name once and calls that very address.

So a name cannot change its mind in between and lead inward. Nothing is followed elsewhere.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import http_ece  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric import ec

from cms.push import services

TIMEOUT_S = 10.0
LONGEST_PAUSE = timedelta(hours=1)
MOST_READ = 4096


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A notice on its way: where, for whose keys, the words (JSON), and how the service is to treat it."""

    endpoint: str
    p256dh: str
    auth: str
    words: bytes
    authorization: str
    ttl_s: int
    topic: str
    urgent: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the service said; status 0: it could not be reached. ``pause`` is what it asked for, if it did."""

    status: int
    pause: timedelta | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the service took it."""
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether this browser takes no notices any more."""
        return self.status in {404, 410}

    @property
    def may_be_tried_again(self) -> bool:
        """Whether it may work later: nobody there, too many, or a fault of the service."""
        return self.status in {0, 408, 425, 429} or self.status >= 500


def sealed(parcel: Parcel) -> bytes:
    """Return the words as only that browser can read them (RFC 8291)."""
    return bytes(
        http_ece.encrypt(
            parcel.words,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=services.decoded(parcel.p256dh),
            auth_secret=services.decoded(parcel.auth),
            version="aes128gcm",
        )
    )


def is_outside(address: str) -> bool:
    """Whether an IP address is a public one; one of the old kind inside a new one is looked at itself."""
    number = ipaddress.ip_address(address.split("%", 1)[0])
    plain = getattr(number, "ipv4_mapped", None) or number
    return bool(plain.is_global) and not plain.is_multicast


class Line:
    """Keeps the connection to each service open from one notice to the next; for one thread."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        self._open: dict[str, http.client.HTTPConnection] = {}
        self._trust = trust or ssl.create_default_context()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def send(self, parcel: Parcel, *, now: datetime) -> Answer:
        """Hand one notice over; a connection that the service closed meanwhile is opened once more."""
        if not services.is_known(parcel.endpoint):
            return Answer(status=400)
        body, host = sealed(parcel), urlsplit(parcel.endpoint).netloc
        for is_kept in (host in self._open, False):
            try:
                return self._post(host, parcel, body, now)
            except (OSError, http.client.HTTPException) as fault:
                if host in self._open:
                    self._open.pop(host).close()
                if not is_kept or isinstance(fault, TimeoutError):
                    break
        return Answer(status=0)

    def _post(self, host: str, parcel: Parcel, body: bytes, now: datetime) -> Answer:
        connection = self._open.get(host) or _connected(parcel.endpoint, self._trust)
        self._open[host] = connection
        parts = urlsplit(parcel.endpoint)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body=body, headers=_headers(parcel, host))
        answer = connection.getresponse()
        answer.read(MOST_READ)
        if answer.will_close or not answer.isclosed():
            self._open.pop(host).close()
        return Answer(status=answer.status, pause=_pause(answer.getheader("Retry-After", ""), now))


def _headers(parcel: Parcel, host: str) -> dict[str, str]:
    return {
        "Host": host,
        "Authorization": parcel.authorization,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(parcel.ttl_s),
        "Topic": parcel.topic,
        "Urgency": "high" if parcel.urgent else "normal",
    }


def _connected(endpoint: str, trust: ssl.SSLContext) -> http.client.HTTPConnection:
    parts = urlsplit(endpoint)
    host, port = parts.hostname or "", parts.port or services.HTTPS
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_outside(each) for each in found):
        raise OSError(f"{host} leads inward")
    plain = _first_that_answers(found, port)
    try:
        safe = trust.wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    connection.sock = safe
    connection.auto_open = 0  # never again by name, past the look at the address
    return connection


def _first_that_answers(addresses: list[str], port: int) -> socket.socket:
    fault: OSError | None = None
    for address in addresses[:3]:
        try:
            return socket.create_connection((address, port), timeout=TIMEOUT_S)
        except OSError as refused:
            fault = refused
    raise fault or OSError("no address")


def _pause(told: str, now: datetime) -> timedelta | None:
    """Return what Retry-After asks for, seconds or a date, within bounds; None when it is missing or nonsense."""
    if told.isdecimal():
        return timedelta(seconds=min(int(told[:6]), LONGEST_PAUSE.total_seconds()))
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), LONGEST_PAUSE)
