"""The doorbell over HTTP: a question is held until there is news, a live talk is handed on while it lasts.

Rings come as datagrams from the station.
"""

import asyncio
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from broadcast.doorbell import passes
from broadcast.doorbell.bells import Bells, Full, Visitor
from broadcast.livesound import hall as halls

PLACE = "/api/device/v1/bell"
LIVE = re.compile(r"GET /api/device/v1/live/([0-9a-f]{64})\.mp3 HTTP/1\.[01]")
HOLD_S = 50.0  # shorter than proxies and modems drop a line on which nothing happens
HEAD_S = 10.0
MOST_HEAD = 4096  # bytes
_ZONE = re.compile(r"\d{1,18}")
_VERSION = re.compile(r"(\d{1,10}\.\d{1,19})?")
_DEVICE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Refused(Exception):
    """The question is not taken: ``status`` says why."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass(kw_only=True)
class Door:
    """What answers a connection; ``secret`` is asked for until the station has made one."""

    bells: Bells
    secret: Callable[[], str]
    hold_s: float = HOLD_S
    hall: halls.Hall | None = None
    call: Callable[[Sequence[str]], None] | None = None  # tells devices to look by another way

    async def greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one question, hold it, answer it, close."""
        try:
            asked = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_S)).decode("latin-1")
            if (live := LIVE.match(asked)) and self.hall:
                await self._play(self.hall, live[1], writer)
                return
            status, body = await self._answer(asked, reader)
            head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            head += "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
            writer.write(head.encode() + (b"" if status.startswith("204") else body))
            await writer.drain()
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # whoever asked is gone, or never asked anything; or this process ends
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _play(self, where: halls.Hall, token: str, writer: asyncio.StreamWriter) -> None:
        """Hand out a live talk for as long as it lasts."""
        try:
            sound = where.enter(token)
        except halls.Full:
            writer.write(
                b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        if sound is None:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        async with aclosing(sound):
            async for block in sound:
                writer.write(block)
                await asyncio.wait_for(writer.drain(), HEAD_S)

    async def _answer(self, asked: str, reader: asyncio.StreamReader) -> tuple[str, bytes]:
        try:
            visitor = self._visitor(asked)
            news = await self._held(visitor, reader)
        except Refused as refusal:
            return refusal.status, b"{}"
        except Full:
            return "503 Service Unavailable", b"{}"
        return ("200 OK", b'{"news": true}') if news else ("204 No Content", b"")

    def _visitor(self, head: str) -> Visitor:
        """Return who asks, proved; raises Refused."""
        lines = head.split("\r\n")
        method, _space, rest = lines[0].partition(" ")
        place = urlsplit(rest.rpartition(" ")[0])
        if method != "GET" or place.path != PLACE:
            raise Refused("404 Not Found")
        said = {name: values[0] for name, values in parse_qs(place.query).items()}
        device, zone, held = (said.get(name, "") for name in ("device", "zone", "held"))
        if not (_DEVICE.fullmatch(device) and _ZONE.fullmatch(zone) and _VERSION.fullmatch(held)):
            raise Refused("400 Bad Request")
        secret, given = self.secret(), _pass(lines)
        if not secret or not passes.is_good(given, secret, device=device, zone=zone):
            raise Refused("401 Unauthorized")
        return Visitor(device=device, zone=zone, held=held)

    async def _held(self, visitor: Visitor, reader: asyncio.StreamReader) -> bool:
        """Hold a question; whoever hangs up meanwhile is forgotten at once. Raises Full, EOFError."""
        waiting = asyncio.ensure_future(self.bells.wait(visitor, seconds=self.hold_s))
        gone = asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                raise EOFError
            return waiting.result()
        finally:
            for task in (waiting, gone):
                task.cancel()
            await asyncio.gather(waiting, gone, return_exceptions=True)


def _pass(lines: list[str]) -> str:
    for line in lines[1:]:
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "authorization":
            return value.strip().removeprefix("LoaXa-Bell ")
    return ""


class Rope(asyncio.DatagramProtocol):
    """What the station pulls: ``zone 3 1.42``, with the devices of the zone behind it, or ``device <uuid>``."""

    def __init__(self, door: Door) -> None:
        self._bells, self._call = door.bells, door.call

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Ring; what makes no sense is left alone."""
        words = data.decode("ascii", "replace").split()
        devices: list[str] = []
        if len(words) >= 3 and words[0] == "zone" and _VERSION.fullmatch(words[2]):
            self._bells.ring_zone(words[1], words[2])
            devices = words[3:]
        elif len(words) == 2 and words[0] == "device" and _DEVICE.fullmatch(words[1]):
            self._bells.ring_device(words[1])
            devices = words[1:]
        if self._call is not None:
            self._call([each for each in devices if _DEVICE.fullmatch(each)])


def rope_socket(path: Path) -> socket.socket:
    """Return the socket at which the station rings; one that a former process left is replaced."""
    path.unlink(missing_ok=True)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.bind(str(path))
    path.chmod(0o600)
    line.setblocking(False)
    return line


async def serve(door: Door, *, host: str, port: int, rope: Path, ready: asyncio.Event | None = None) -> None:
    """Answer until cancelled."""
    loop = asyncio.get_running_loop()
    transport, _protocol = await loop.create_datagram_endpoint(lambda: Rope(door), sock=rope_socket(rope))
    try:
        server = await asyncio.start_server(door.greet, host, port, limit=MOST_HEAD, backlog=1024)
        async with server:
            if ready is not None:
                ready.set()
            await server.serve_forever()
    finally:
        transport.close()
