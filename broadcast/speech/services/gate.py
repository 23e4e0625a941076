"""Sends requests, and lets nobody's answer lead us to a private address, to a redirect or into an endless body."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

MOST_BYTES = 20 * 1024**2
CONNECT_S, READ_S = 5.0, 30.0
_ASK_AGAIN = frozenset({429, 500, 502, 503, 504})
_REFUSED_KEY = frozenset({401, 402, 403})


class Fault(Exception):
    """One request failed. ``again``: another may do better; ``wait_s``: the rest that the service asked for."""

    def __init__(self, reason: str, *, again: bool = False, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.again, self.wait_s = reason, again, wait_s


class _PublicConnection(HTTPSConnection):
    """Looks whom it reached before a word is said: a name may lead elsewhere than a moment ago."""

    def _new_conn(self) -> socket.socket:
        reached = super()._new_conn()
        if not _is_public(reached.getpeername()[0]):
            reached.close()
            raise NewConnectionError(self, "a private address")
        return reached


class _PublicPool(HTTPSConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicOnly(HTTPAdapter):
    def init_poolmanager(self, *given: Any, **more: Any) -> None:
        super().init_poolmanager(*given, **more)
        self.poolmanager.pool_classes_by_scheme = {"https": _PublicPool}


class Gate:
    """A session with one service; ``own`` is the address that the recipe or the environment gave it."""

    def __init__(self, own: str, *, clock: Callable[[], float]) -> None:
        self._own = urlsplit(own)[:2]
        self._clock = clock
        self._session = requests.Session()
        self._strangers = requests.Session()
        self._strangers.mount("https://", _PublicOnly())

    def __enter__(self) -> "Gate":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._session.close()
        self._strangers.close()

    def ask(self, method: str, url: str, *, deadline: float, **more: Any) -> tuple[int, bytes]:
        """Ask the service itself; return the status, 200 or one that means "not yet", and the body."""
        return self._sent(self._session, method, url, deadline=deadline, **more)

    def fetch(self, url: str, *, deadline: float) -> tuple[int, bytes]:
        """Fetch what an answer named, without our keys: public addresses over TLS, or the service's own."""
        if urlsplit(url)[:2] == self._own:
            return self._sent(self._session, "GET", url, deadline=deadline)
        _check(url, self._strangers)
        return self._sent(self._strangers, "GET", url, deadline=deadline)

    def _sent(
        self, session: requests.Session, method: str, url: str, *, deadline: float, **more: Any
    ) -> tuple[int, bytes]:
        left = deadline - self._clock()
        if left <= 0:
            raise Fault("too_slow")
        try:
            with session.request(
                method,
                url,
                timeout=(min(CONNECT_S, left), min(READ_S, left)),
                allow_redirects=False,
                stream=True,
                **more,
            ) as reply:
                _check_status(reply)
                return reply.status_code, self._body(reply, deadline)
        except requests.exceptions.SSLError as fault:
            raise Fault("certificate") from fault
        except requests.exceptions.Timeout as fault:
            raise Fault("too_slow", again=True) from fault
        except (requests.exceptions.RequestException, ValueError) as fault:
            raise Fault("no_connection", again=True) from fault

    def _body(self, reply: requests.Response, deadline: float) -> bytes:
        body = bytearray()
        for block in reply.iter_content(65_536):
            body += block
            if len(body) > MOST_BYTES:
                raise Fault("no_sound")
            if self._clock() > deadline:
                raise Fault("too_slow")
        return bytes(body)


NOT_YET = frozenset({202, 404, 425})


def _check_status(reply: requests.Response) -> None:
    status = reply.status_code
    if status == 200 or status in NOT_YET:
        return
    if status in _REFUSED_KEY:
        raise Fault("key")
    waiting = reply.headers.get("Retry-After", "")
    wait_s = float(waiting) if waiting.isdecimal() else 0.0
    raise Fault("too_many" if status == 429 else "refused", again=status in _ASK_AGAIN, wait_s=wait_s)


def _check(url: str, session: requests.Session) -> None:
    """Refuse what an answer should not lead us to: another scheme, a private address, a name for one."""
    address = urlsplit(url)
    if address.scheme != "https" or not address.hostname or "@" in address.netloc:
        raise Fault("elsewhere")
    settings = session.merge_environment_settings(url, {}, True, True, None)
    if select_proxy(url, settings["proxies"]):
        reached = [address.hostname] if _is_number(address.hostname) else []
    else:
        reached = _resolved(address.hostname)
    if not all(_is_public(each) for each in reached):
        raise Fault("elsewhere")


def _resolved(host: str) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as fault:
        raise Fault("no_connection") from fault


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(address: str) -> bool:
    number = ipaddress.ip_address(address.split("%", 1)[0])
    mapped = getattr(number, "ipv4_mapped", None)
    return bool((mapped or number).is_global) and not number.is_multicast
