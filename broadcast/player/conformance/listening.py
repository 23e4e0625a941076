"""The stand-in station on its port: reads what a player asks, proves who asks, answers from what the script set."""

import base64
import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from broadcast.plan import device_api, shapes
from broadcast.plan.envelope import REQUEST, pre_authentication, verifies
from broadcast.player.conformance.standin import Seen, StandIn
from broadcast.player.identity import public_key
from broadcast.player.moments import wire

HEADER = re.compile(r'LoaXa device="([^"]+)", at="(\d{1,12})", sig="([A-Za-z0-9+/=]+)"')
LARGEST = 4 * 1024 * 1024
TOLERANCE_S = 300
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One call, whole; ``path`` without the base."""

    method: str
    path: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer; ``cut``: bytes after which the line breaks, 0 for never, -1: no answer at all."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0


def said(status: int, fields: Mapping[str, Any]) -> Answered:
    """Return an answer in JSON."""
    return Answered(status=status, body=json.dumps(fields).encode(), headers=JSON)


def answer(station: StandIn, asked: Asked) -> Answered:
    """Return what is answered, and note what is learnt from the call."""
    if asked.path == "/claim" and asked.method == "POST":
        return _claim(station, asked)
    if asked.path == "/keys":
        return Answered(status=200, body=station.keys, headers=JSON)
    if (denial := _denial(station, asked)) is not None:
        return denial
    routes: dict[tuple[str, str], Callable[[StandIn, Asked], Answered]] = {
        ("GET", "/manifest"): _manifest,
        ("GET", "/orders"): _orders,
        ("POST", "/orders"): _obeyed,
        ("POST", "/receipts"): _receipts,
        ("POST", "/heartbeat"): _heartbeat,
    }
    route = routes.get((asked.method, asked.path))
    if route is not None:
        return route(station, asked)
    if asked.method == "GET" and asked.path.startswith("/media/"):
        return _medium(station, asked)
    return said(404, {"error": "no such call"})


def _denial(station: StandIn, asked: Asked) -> Answered | None:
    """Return why this caller gets nothing, None when it does."""
    found = HEADER.fullmatch(asked.headers.get("authorization", ""))
    if found is None:
        station.faults.append(f"{asked.method} {asked.path}: không có chữ ký đúng dạng")
        return said(401, {"error": "unsigned"})
    if found[1] != station.device or station.device_key is None:
        return said(401, {"error": "unknown"})
    digest = hashlib.sha256(asked.body).hexdigest()
    covered = pre_authentication(REQUEST, f"{asked.method}\n{asked.target}\n{found[2]}\n{digest}".encode())
    if not verifies(station.device_key, _unpacked(found[3]), covered):
        station.faults.append(f"{asked.method} {asked.path}: chữ ký không khớp với lời gọi")
        return said(401, {"error": "signature"})
    if station.clock_lies > 0 or abs(int(found[2]) - time.time()) > TOLERANCE_S:
        station.clock_lies = max(0, station.clock_lies - 1)
        return said(401, {"error": "clock", "now": int(time.time())})
    if station.is_revoked and asked.path != "/orders":
        return said(403, {"error": "revoked"})
    return None if station.is_confirmed else said(403, {"error": "unclaimed"})


def _unpacked(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError:
        return b""


def _fields(station: StandIn, asked: Asked) -> dict[str, Any] | None:
    """Return what was posted when it has the promised shape; note what is wrong."""
    schema = device_api.body_schema_of(asked.path)
    try:
        fields = json.loads(asked.body)
    except ValueError:
        fields = None
    wrong = list(shapes.faults(fields, schema or {})) if fields is not None else ["không phải JSON"]
    station.faults += [f"{asked.method} {asked.path}: {each}" for each in wrong[:3]]
    return fields if isinstance(fields, dict) and not wrong else None


MALFORMED = said(400, {"error": "malformed"})


def _claim(station: StandIn, asked: Asked) -> Answered:
    fields = _fields(station, asked)
    if fields is None:
        return MALFORMED
    station.device_key, station.kind = public_key(fields["public_key"]), fields["kind"]
    code = "" if station.is_confirmed else "482 913"
    root = station.maker.root_text()
    return said(201, {"device": station.device, "code": code, "root_key": root, "poll_s": 1})


def _manifest(station: StandIn, asked: Asked) -> Answered:
    if not station.envelope:
        return said(404, {"error": "none"})
    if asked.headers.get("if-none-match") == station.etag:
        return Answered(status=304, headers={"ETag": station.etag})
    return Answered(status=200, body=station.envelope, headers={**JSON, "ETag": station.etag})


def _orders(station: StandIn, _asked: Asked) -> Answered:
    return said(200, {"orders": [each.decode() for each in station.orders.values()]})


def _obeyed(station: StandIn, asked: Asked) -> Answered:
    fields = _fields(station, asked)
    if fields is None:
        return MALFORMED
    for name in [*fields["done"], *fields.get("failed", {})]:
        station.orders.pop(name, None)
    station.done += fields["done"]
    return said(200, {})


def _receipts(station: StandIn, asked: Asked) -> Answered:
    fields = _fields(station, asked)
    if fields is None:
        return MALFORMED
    names = [each["id"] for each in fields["receipts"]]
    station.doubles += [name for name in names if name in station.acknowledged]
    station.receipts |= {each["id"]: each for each in fields["receipts"]}
    if names and station.loses_receipts > 0:
        station.loses_receipts -= 1
        return Answered(status=200, cut=-1)
    station.acknowledged.update(names)
    return said(200, {"accepted": names, "refused": []})


def _heartbeat(station: StandIn, asked: Asked) -> Answered:
    fields = _fields(station, asked)
    if fields is None:
        return MALFORMED
    station.heartbeats.append(fields)
    return said(200, {"now": wire(datetime.now(UTC))})


def _medium(station: StandIn, asked: Asked) -> Answered:
    data = station.media.get(asked.path.removeprefix("/media/"))
    if data is None:
        return said(404, {"error": "not in the manifest"})
    wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
    begin = int(wanted[1]) if wanted and int(wanted[1]) < len(data) else 0
    headers = {"Content-Type": "audio/mpeg"}
    if begin:
        headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
    cut = 0
    if station.cuts_media > 0 and not begin:
        station.cuts_media -= 1
        cut = len(data) // 2
    return Answered(status=206 if begin else 200, body=data[begin:], headers=headers, cut=cut)


@contextmanager
def listening(station: StandIn, *, host: str, port: int) -> Iterator[int]:
    """Answer on a port (0: any that is free) as long as the context lasts; yields the port."""

    class Handler(_Handler):
        of = station

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    of: StandIn
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer a question."""
        self._serve(b"")

    def do_POST(self) -> None:
        """Take what is sent."""
        length = self.headers.get("Content-Length", "0")
        self._serve(self.rfile.read(min(int(length), LARGEST) if length.isdigit() else 0))

    def _serve(self, body: bytes) -> None:
        self.close_connection = True
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.removeprefix(device_api.BASE)
        asked = Asked(method=self.command, path=path, target=self.path, headers=headers, body=body)
        station = self.of
        with station.changed:
            given = answer(station, asked)
            hints = {"LoaXa-Keys": "1.1"} | ({"LoaXa-Orders": "1"} if station.orders else {})
            station.seen.append(
                Seen(
                    at=time.monotonic(), method=asked.method, path=path, headers=headers, status=given.status
                )
            )
            station.changed.notify_all()
        if given.cut >= 0:
            self._send(given, hints)

    def _send(self, given: Answered, hints: Mapping[str, str]) -> None:
        with suppress(OSError):
            self.send_response(given.status)
            for name, value in {**given.headers, **hints}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            self.wfile.write(given.body[: given.cut] if given.cut else given.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the verdict is what is read."""
