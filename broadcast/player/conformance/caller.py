"""A device for the test of a server: signs as told, also wrongly, and hands back whatever was answered."""

import base64
import hashlib
import http.client
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan import device_api, shapes
from broadcast.plan.envelope import REQUEST, pre_authentication
from broadcast.player.answers import StationError, connection, named_faults, read

LARGEST = 64 * 1024 * 1024


class Wrong(Exception):
    """The server does not keep the protocol; the message says where."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer, whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def fields(self) -> dict[str, Any]:
        """Return the JSON object; raises Wrong."""
        try:
            fields = json.loads(self.body)
        except ValueError as fault:
            raise Wrong(f"trả lời {self.status} không phải JSON") from fault
        if not isinstance(fields, dict):
            raise Wrong(f"trả lời {self.status} không phải đối tượng JSON")
        return fields


@dataclass(kw_only=True)
class Caller:
    """One made-up device; ``device`` is the name it was given."""

    server: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    device: str = ""

    def get(self, path: str, *, template: str = "", **options: Any) -> Reply:
        """Ask, signed unless told otherwise; the answer must have the shape that the document promises."""
        return self._shaped("get", template or path, self.send("GET", path, **options))

    def post(self, path: str, body: object, **options: Any) -> Reply:
        """Send JSON."""
        return self._shaped("post", path, self.send("POST", path, data=json.dumps(body).encode(), **options))

    def send(
        self, method: str, path: str, *, data: bytes = b"", headers: Mapping[str, str] | None = None,
        is_signed: bool = True, shift: float = 0.0, signed_path: str = "",
    ) -> Reply:  # fmt: skip
        """Send one request; ``shift`` and ``signed_path`` make the signature tell something else than is sent."""
        place = urlsplit(self.server)
        base = place.path.rstrip("/") + device_api.BASE
        sent = {"Accept-Encoding": "identity", **(headers or {})}
        if data:
            sent["Content-Type"] = "application/json"
        if is_signed:
            sent["Authorization"] = self._signature(method, base + (signed_path or path), data, shift)
        call = connection(place.scheme, place.hostname or "", place.port)
        try:
            with _wrong_when_unreachable(), named_faults():
                call.request(method, base + path, body=data or None, headers=sent)
                return _reply(call.getresponse())
        finally:
            call.close()

    def _signature(self, method: str, target: str, data: bytes, shift: float) -> str:
        at = str(int(time.time() + shift))
        payload = "\n".join((method, target, at, hashlib.sha256(data).hexdigest())).encode()
        signature = base64.b64encode(self.key.sign(pre_authentication(REQUEST, payload))).decode()
        return f'LoaXa device="{self.device}", at="{at}", sig="{signature}"'

    def _shaped(self, method: str, path: str, reply: Reply) -> Reply:
        schema = device_api.schema_of(path, method, reply.status)
        if schema is not None and reply.body:
            for fault in shapes.faults(reply.fields(), schema):
                raise Wrong(f"{method.upper()} {path}: {fault}")
        return reply


def _reply(answer: http.client.HTTPResponse) -> Reply:
    found = read(answer, LARGEST)
    return Reply(status=found.status, headers=found.headers, body=found.body)


@contextmanager
def _wrong_when_unreachable() -> Iterator[None]:
    try:
        yield
    except StationError as fault:
        raise Wrong(str(fault)) from fault


def expect(reply: Reply, status: int, error: str = "") -> Reply:
    """Return the reply if it has this status and error; raises Wrong."""
    if reply.status != status:
        raise Wrong(f"phải trả lời {status}, đã trả lời {reply.status}")
    if error and reply.fields().get("error") != error:
        raise Wrong(f"phải báo lỗi “{error}”, đã báo “{reply.fields().get('error')}”")
    return reply
