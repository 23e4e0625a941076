"""The station as the box sees it over HTTP: signed requests out, bounded answers in."""

import base64
import hashlib
import http.client
import json
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.envelope import REQUEST, pre_authentication, raw_public_key
from broadcast.player import SOFTWARE
from broadcast.player.identity import public_key

API = "/api/device/v1"
TIMEOUT = 15.0  # seconds for one answer to begin or go on
WHOLE = 60.0  # seconds for a JSON answer from end to end
SMALL = 256 * 1024  # bytes of an answer that is not a manifest
MANIFEST_LARGEST = 8 * 1024 * 1024
BLOCK = 32 * 1024
Body = Mapping[str, Any]


class StationError(Exception):
    """The call did not succeed; the message is a Vietnamese phrase."""


class Unreachable(StationError):
    """No answer, a broken one, or one that is not the station's (a captive portal)."""


class Unclaimed(StationError):
    """No person has confirmed this box yet."""


class Revoked(StationError):
    """The station has revoked this box."""


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


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What the station answers to a box that presents itself."""

    device: str
    code: str
    station_key: str
    poll_s: float


@dataclass(kw_only=True)
class Station:
    """One station, spoken to with one device's key."""

    server: str
    key: Ed25519PrivateKey
    device: str = ""
    skew: float = 0.0  # seconds to add to our clock when signing, as the station asked
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def claim(self, *, kind: str, name: str) -> Claim:
        """Present the box; the same answer comes again while it waits."""
        public = base64.b64encode(raw_public_key(self.key.public_key())).decode()
        body = {"public_key": public, "kind": kind, "name": name, "software": SOFTWARE}
        fields = self._call("POST", "/claim", body=body, signed=False).fields()
        try:
            answer = Claim(
                device=str(fields["device"]),
                code=str(fields.get("code", "")),
                station_key=str(fields["station_key"]),
                poll_s=min(60.0, max(0.1, float(fields.get("poll_s", 5)))),
            )
            public_key(answer.station_key)
        except (KeyError, ValueError, TypeError) as fault:
            raise Unreachable("nơi trả lời không phải là đài") from fault
        if not answer.device or not answer.device.isascii() or '"' in answer.device:
            raise Unreachable("nơi trả lời không phải là đài")
        return answer

    def manifest(self, etag: str) -> tuple[bytes, str] | None:
        """Return the envelope and its ETag; None when ``etag`` is still the newest. Raises Absent."""
        headers = {"If-None-Match": etag} if etag else {}
        answer = self._call("GET", "/manifest", headers=headers, largest=MANIFEST_LARGEST)
        if answer.status == 304:
            return None
        answer.fields()
        return answer.body, answer.headers.get("etag", "")

    def send_receipts(self, receipts: Sequence[Body]) -> list[str]:
        """Hand receipts over; return the ids that the station has settled (accepted or refused)."""
        fields = self._call("POST", "/receipts", body={"receipts": list(receipts)}).fields()
        try:
            refused = [str(each["id"]) for each in fields.get("refused", [])]
            return [str(each) for each in fields["accepted"]] + refused
        except (KeyError, TypeError) as fault:
            raise Unreachable("nơi trả lời không phải là đài") from fault

    def heartbeat(self, fields: Body) -> None:
        """Tell the station how the box is."""
        self._call("POST", "/heartbeat", body=fields)

    @contextmanager
    def media(self, sha256: str, *, at: int) -> Iterator[tuple[int, Iterator[bytes]]]:
        """Open a medium from byte ``at``; yield where the answer really begins, and its blocks."""
        headers = {"Range": f"bytes={at}-"} if at else {}
        with self._open("GET", f"/media/{sha256}", headers=headers) as answer:
            if answer.status not in (200, 206):
                self._raise_for(_read(answer, SMALL))
            yield _begin(answer, at), _blocks(answer)

    def _call(
        self, method: str, path: str, *, body: Body | None = None, headers: Body | None = None,
        signed: bool = True, largest: int = SMALL,
    ) -> Answer:  # fmt: skip
        """Make a call, once more when the station tells us its clock; raises StationError."""
        for attempt in (1, 2):
            with self._open(method, path, body=body, headers=headers, signed=signed) as opened:
                answer = _read(opened, largest)
            if attempt == 1 and signed and answer.status == 401 and self._adjust(answer):
                continue
            break
        if answer.status not in (200, 201, 304):
            self._raise_for(answer)
        return answer

    def _adjust(self, answer: Answer) -> bool:
        """Sign with the station's time from now on; the box's own clock stays as it is."""
        fields = answer.fields()
        now = fields.get("now")
        if fields.get("error") != "clock" or not isinstance(now, int | float):
            return False
        self.skew = float(now) - time.time()
        return True

    def _raise_for(self, answer: Answer) -> None:
        error = answer.fields().get("error") if answer.status in (403, 404) else None
        if error == "unclaimed":
            raise Unclaimed("đài chưa nhận máy này")
        if error == "revoked":
            raise Revoked("đài đã thu hồi máy này")
        if answer.status == 404:
            raise Absent("đài chưa có")
        raise Unreachable(f"đài trả lời mã {answer.status}")

    @contextmanager
    def _open(
        self, method: str, path: str, *, body: Body | None = None, headers: Body | None = None,
        signed: bool = True,
    ) -> Iterator[http.client.HTTPResponse]:  # fmt: skip
        place = urlsplit(self.server)
        target = place.path.rstrip("/") + API + path
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        sent = {"User-Agent": SOFTWARE, "Accept-Encoding": "identity", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/json; charset=utf-8"
        if signed:
            sent["Authorization"] = self._authorization(method, target, data)
        connection = _connection(place.scheme, place.hostname or "", place.port)
        try:
            with _named_faults():
                connection.request(method, target, body=data or None, headers=sent)
                answer = connection.getresponse()
            yield answer
        finally:
            connection.close()

    def _authorization(self, method: str, target: str, data: bytes) -> str:
        at = str(int(time.time() + self.skew))
        payload = "\n".join((method, target, at, hashlib.sha256(data).hexdigest())).encode()
        signature = base64.b64encode(self.key.sign(pre_authentication(REQUEST, payload))).decode()
        return f'LoaXa device="{self.device}", at="{at}", sig="{signature}"'


@contextmanager
def _named_faults() -> Iterator[None]:
    """Call every fault of the network by one name; faults of the disk are not among them."""
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise Unreachable(_phrase(fault)) from fault


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)


def _read(answer: http.client.HTTPResponse, largest: int) -> Answer:
    limit = time.monotonic() + WHOLE
    body = bytearray()
    for block in _blocks(answer):
        body += block
        if len(body) > largest:
            raise Unreachable("đài trả lời quá dài")
        if time.monotonic() > limit:
            raise Unreachable("đài trả lời quá chậm")
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(status=answer.status, headers=headers, body=bytes(body))


def _begin(answer: http.client.HTTPResponse, at: int) -> int:
    """Return the offset of the first byte that comes: a server may ignore the range asked for."""
    if answer.status == 200:
        return 0
    said = (answer.getheader("Content-Range") or "").removeprefix("bytes ").partition("-")[0]
    if not said.isdigit() or int(said) != at:
        raise Unreachable("đài gửi sai đoạn của tệp")
    return at


def _blocks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while True:
        with _named_faults():
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
