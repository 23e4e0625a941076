"""A station for tests: speaks the device protocol over a real socket, and misbehaves when told to."""

import base64
import hashlib
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from broadcast.plan.canonical import command_bytes, key_list_bytes
from broadcast.plan.command import Action, Command
from broadcast.plan.envelope import (
    CHAIN,
    COMMAND,
    DEVICE_KEY,
    KEYS,
    MANIFEST,
    REQUEST,
    key_id,
    pre_authentication,
    raw_public_key,
    sign,
)
from broadcast.plan.keylist import Key, KeyList
from broadcast.plan.manifest import Place

DIGEST = "ab" * 32
HEADER = re.compile(r'LoaXa device="([^"]+)", at="(\d+)", sig="([^"]+)"')


def wire(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def air(media: str, starts_at: datetime, duration_ms: int, **changes: Any) -> dict[str, Any]:
    item = {
        "airing": str(uuid.uuid4()),
        "session": str(uuid.uuid4()),
        "kind": "programme",
        "title": "Bản tin thử",
        "starts_at": wire(starts_at),
        "duration_ms": duration_ms,
        "media": media,
        "priority": "normal",
        "grace_ms": 60_000,
        "resume": "never",
        "authority": {"kind": "revision", "id": "17", "sha256": DIGEST},
    }
    return item | changes


def card(*lines: str, **changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    item = {
        "item": str(uuid.uuid4()),
        "lines": list(lines),
        "picture": None,
        "alt": "",
        "from": wire(now - timedelta(minutes=1)),
        "until": wire(now + timedelta(hours=1)),
        "priority": "normal",
        "seconds": 6,
        "authority": {"kind": "revision", "id": "17", "sha256": DIGEST},
    }
    return item | changes


def listed(key: Ed25519PrivateKey, context: str, **changes: Any) -> Key:
    """Return a key as a list names it."""
    now = datetime.now(UTC)
    fields: dict[str, Any] = {
        "key_id": key_id(key.public_key()),
        "public_key": raw_public_key(key.public_key()),
        "contexts": (context,),
        "valid_from": now - timedelta(days=30),
        "valid_until": now + timedelta(days=30),
    }
    return Key(**(fields | changes))


@dataclass
class Station:
    """What the station knows and how it behaves; ``url`` is where it answers."""

    root: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    command_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    chain_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    keys: bytes = b""
    keys_number: tuple[int, int] = (0, 0)
    orders: dict[str, bytes] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)  # what was said of orders, as it came
    sequence: int = 0
    loses_key_answers: int = 0  # a new key is taken, but the answer is lost, so many times
    is_claimed: bool = True
    is_revoked: bool = False
    is_down: bool = False
    skew: int = 0
    envelope: bytes = b""
    etag: str = ""
    media: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    cut_after: int = 0  # bytes of the next medium after which the line breaks, once
    receipts: list[dict[str, Any]] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    heartbeats: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    forget_answers: int = 0  # receipts are taken, but the answer is lost, so many times
    counter: int = 0

    def __post_init__(self) -> None:
        station = self
        self.device = str(uuid.uuid4())
        self.certify()
        self.order(Action.SERVE)
        self.device_key: Ed25519PublicKey | None = None

        class Handler(_Handler):
            of = station

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def add(self, data: bytes, kind: str = "audio/mpeg") -> str:
        name = hashlib.sha256(data).hexdigest()
        self.media[name], self.kinds[name] = data, kind
        return name

    def certify(
        self, *, root: Ed25519PrivateKey | None = None, revoked: Sequence[str] = (), **changes: Any
    ) -> KeyList:
        """Sign and serve the next list of keys, dated a month around today."""
        now = datetime.now(UTC)
        signed_by = root or self.root
        fields: dict[str, Any] = {
            "station": key_id(signed_by.public_key()),
            "epoch": max(1, self.keys_number[0]),
            "version": self.keys_number[1] + 1,
            "issued_at": now,
            "keys": tuple(
                listed(key, context)
                for key, context in (
                    (self.key, MANIFEST), (self.command_key, COMMAND), (self.chain_key, CHAIN),
                )
            ),
            "revoked": dict.fromkeys(revoked, now),
        }  # fmt: skip
        keys = KeyList(**(fields | changes))
        self.keys = sign(key_list_bytes(keys), context=KEYS, key=signed_by)
        self.keys_number = keys.number
        return keys

    def order(
        self, action: Action, *, zone: str = "3", key: Ed25519PrivateKey | None = None, context: str = COMMAND,
        **changes: Any,
    ) -> str:  # fmt: skip
        """Sign an order and let it wait; return its id."""
        self.sequence += 1
        fields: dict[str, Any] = {
            "id": str(uuid.uuid4()),
            "device": self.device,
            "epoch": self.keys_number[0],
            "sequence": self.sequence,
            "issued_at": datetime.now(UTC),
            "action": action,
            "zone": Place(id=zone, name=f"Thôn {zone}") if action is Action.SERVE else None,
        }
        order = Command(**(fields | changes))
        self.orders[order.id] = sign(command_bytes(order), context=context, key=key or self.command_key)
        return order.id

    def manifest(self, **changes: Any) -> dict[str, Any]:
        """Return the next manifest; ``changes`` replace its fields."""
        self.counter += 1
        now = datetime.now(UTC)
        fields: dict[str, Any] = {
            "format": "loaxa.manifest/1",
            "station": {"id": "1", "name": "Đài truyền thanh xã Lạc Phượng"},
            "zone": {"id": "3", "name": "Thôn Đông"},
            "epoch": 1,
            "counter": self.counter,
            "issued_at": wire(now),
            "valid_until": wire(now + timedelta(days=7)),
            "timezone": "Asia/Ho_Chi_Minh",
            "quiet": [],
            "media": {
                name: {"bytes": len(data), "type": self.kinds[name], "duration_ms": None}
                for name, data in self.media.items()
            },
            "air": [],
            "board": [],
            "revoked": [],
            "chain": {"sequence": 17, "sha256": DIGEST},
        }
        return fields | changes

    def release(self, **changes: Any) -> dict[str, Any]:
        """Sign and serve the next manifest."""
        fields = self.manifest(**changes)
        self.serve(fields)
        return fields

    def serve(
        self, fields: dict[str, Any], *, key: Ed25519PrivateKey | None = None, context: str = MANIFEST
    ) -> None:
        """Serve exactly this manifest, signed by ``key`` (ours by default)."""
        payload = json.dumps(fields, ensure_ascii=False).encode()
        self.envelope = sign(payload, context=context, key=key or self.key)
        self.etag = f'"{fields["epoch"]}.{fields["counter"]}"'

    def outcomes(self, kind: str = "air") -> list[tuple[str, str]]:
        """Return (airing, outcome) of the receipts of a kind, as they came."""
        return [(each["airing"], each["outcome"]) for each in list(self.receipts) if each["kind"] == kind]


class _Handler(BaseHTTPRequestHandler):
    of: Station
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, body: bytes) -> None:
        self.close_connection = True
        if self.of.is_down:
            return
        path = self.path.removeprefix("/api/device/v1")
        if path == "/claim":
            self._claim(json.loads(body))
        elif path == "/keys":
            self._bytes(200, self.of.keys, {"Content-Type": "application/json"})
        elif self._is_by_other_key(body):
            self._json(401, {"error": "signature"})
        elif not self._is_signed(body):
            self._json(401, {"error": "clock", "now": time.time() + self.of.skew})
        elif self.of.is_revoked and path != "/orders":
            self._json(403, {"error": "revoked"})
        elif not self.of.is_claimed:
            self._json(403, {"error": "unclaimed"})
        else:
            self._route(path, body)

    def _route(self, path: str, body: bytes) -> None:
        routes: dict[str, Callable[[bytes], None]] = {
            "/manifest": self._manifest,
            "/receipts": self._receipts,
            "/heartbeat": self._heartbeat,
            "/orders": self._orders,
            "/key": self._key,
        }
        if path in routes:
            routes[path](body)
        else:
            self._media(path.removeprefix("/media/"))

    def _is_signed(self, body: bytes) -> bool:
        found = HEADER.fullmatch(self.headers.get("Authorization", ""))
        if not found or found[1] != self.of.device or self.of.device_key is None:
            return False
        if abs(int(found[2]) - time.time() - self.of.skew) > 300:
            return False
        return self._verifies(found, body)

    def _is_by_other_key(self, body: bytes) -> bool:
        found = HEADER.fullmatch(self.headers.get("Authorization", ""))
        return bool(found and self.of.device_key and not self._verifies(found, body))

    def _verifies(self, found: re.Match[str], body: bytes) -> bool:
        assert self.of.device_key is not None
        parts = (self.command, self.path, found[2], hashlib.sha256(body).hexdigest())
        signed = pre_authentication(REQUEST, "\n".join(parts).encode())
        try:
            self.of.device_key.verify(base64.b64decode(found[3]), signed)
        except InvalidSignature:
            return False
        return True

    def _claim(self, fields: dict[str, Any]) -> None:
        raw = base64.b64decode(fields["public_key"])
        self.of.device_key = Ed25519PublicKey.from_public_bytes(raw)
        key = base64.b64encode(raw_public_key(self.of.root.public_key())).decode()
        answer = {"device": self.of.device, "code": "482 913", "root_key": key, "poll_s": 0.1}
        self._json(201, answer)

    def _manifest(self, _body: bytes) -> None:
        if not self.of.envelope:
            self._json(404, {"error": "none"})
        elif self.headers.get("If-None-Match") == self.of.etag:
            self._bytes(304, b"", {"ETag": self.of.etag})
        else:
            self._bytes(200, self.of.envelope, {"ETag": self.of.etag})

    def _orders(self, body: bytes) -> None:
        if self.command == "GET":
            self._json(200, {"orders": [each.decode() for each in self.of.orders.values()]})
            return
        told = json.loads(body)
        self.of.told.append(told)
        for name in [*told["done"], *told.get("failed", {})]:
            self.of.orders.pop(name, None)
        self._json(200, {})

    def _key(self, body: bytes) -> None:
        fields = json.loads(body)
        assert self.of.device_key is not None
        old = base64.b64encode(raw_public_key(self.of.device_key)).decode()
        new = Ed25519PublicKey.from_public_bytes(base64.b64decode(fields["public_key"]))
        covered = f"{self.of.device}\n{old}\n{fields['public_key']}".encode()
        new.verify(base64.b64decode(fields["proof"]), pre_authentication(DEVICE_KEY, covered))
        self.of.device_key = new
        if self.of.loses_key_answers:
            self.of.loses_key_answers -= 1
            return
        self._json(200, {})

    def _receipts(self, body: bytes) -> None:
        came = json.loads(body)["receipts"]
        known = {each["id"] for each in self.of.receipts}
        self.of.doubles += [each["id"] for each in came if each["id"] in known]
        self.of.receipts += [each for each in came if each["id"] not in known]
        if self.of.forget_answers:
            self.of.forget_answers -= 1
            return
        self._json(200, {"accepted": [each["id"] for each in came], "refused": []})

    def _heartbeat(self, body: bytes) -> None:
        self.of.heartbeats.append(json.loads(body))
        self._json(200, {"now": wire(datetime.now(UTC))})

    def _media(self, name: str) -> None:
        data = self.of.media.get(name)
        if data is None:
            self._json(404, {"error": "none"})
            return
        asked = self.headers.get("Range", "")
        self.of.ranges.append(asked)
        begin = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        headers = {"Content-Range": f"bytes {begin}-{len(data) - 1}/{len(data)}"} if begin else {}
        cut, self.of.cut_after = self.of.cut_after, 0
        self._bytes(206 if begin else 200, data[begin:], headers, cut=cut)

    def _json(self, status: int, fields: dict[str, Any]) -> None:
        self._bytes(status, json.dumps(fields).encode(), {"Content-Type": "application/json"})

    def _bytes(self, status: int, body: bytes, headers: dict[str, str], *, cut: int = 0) -> None:
        self.of.calls.append((self.path.removeprefix("/api/device/v1"), status))
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("LoaXa-Keys", "{}.{}".format(*self.of.keys_number))
            if self.of.orders:
                self.send_header("LoaXa-Orders", "1")
            self.end_headers()
            self.wfile.write(body[:cut] if cut else body)

    def log_message(self, format: str, *args: object) -> None:
        pass
