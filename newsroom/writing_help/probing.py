"""Asks whether an address answers; in a worker, never for a reader, and never into an inner network.

Every hop is looked up once and that very address is connected to, so that a name cannot change its mind in between.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from urllib.parse import SplitResult, urljoin, urlsplit

from newsroom.models import LinkCheck

Outcome = LinkCheck.Outcome
TIMEOUT_S, MOST_HOPS = 8, 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
NO_HEAD = frozenset({403, 405, 501})
CLOSED_FROM = 400
AGENT = "LoaXa link check"


class Inward(Exception):
    """The address leads to a machine that is not on the public network."""


def is_outside(address: str) -> bool:
    """Whether an IP address is a public one."""
    return ipaddress.ip_address(address).is_global


def probe(address: str, *, allowed: Callable[[str], bool] = is_outside) -> str:
    """Return what is behind the address; ``allowed`` says which IP addresses may be connected to."""
    try:
        for _hop in range(MOST_HOPS):
            status, target = _ask_once(address, allowed)
            if status not in REDIRECTS or not target:
                return _outcome(status)
            address = urljoin(address, target)
    except Inward:
        return Outcome.INWARD
    except (OSError, http.client.HTTPException, ValueError):
        return Outcome.SILENT
    return Outcome.SILENT


def _outcome(status: int) -> str:
    if status in GONE:
        return Outcome.GONE
    if status >= http.client.INTERNAL_SERVER_ERROR:
        return Outcome.SILENT
    return Outcome.CLOSED if status >= CLOSED_FROM else Outcome.ALIVE


def _ask_once(address: str, allowed: Callable[[str], bool]) -> tuple[int, str]:
    status, target = _request("HEAD", address, allowed)
    return _request("GET", address, allowed) if status in NO_HEAD else (status, target)


def _request(method: str, address: str, allowed: Callable[[str], bool]) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(address)
    connection = _connection(parts, allowed)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            method, path, headers={"User-Agent": AGENT, "Host": parts.netloc.rpartition("@")[2]}
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "") or ""
    finally:
        connection.close()


def _connection(parts: SplitResult, allowed: Callable[[str], bool]) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    is_safe = parts.scheme == "https"
    port = parts.port or (443 if is_safe else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not all(allowed(each) for each in addresses):
        raise Inward(host)
    plain = socket.create_connection((addresses[0], port), timeout=TIMEOUT_S)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    connection.sock = plain
    if is_safe:
        try:
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise
    return connection
