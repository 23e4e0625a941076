"""A crowd of players as the web server meets them: each polls its plan and reports, at moments of its own."""

import asyncio
import base64
import hashlib
import json
import random
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.envelope import REQUEST, pre_authentication

API = "/api/device/v1"
EVERY_S = 30.0  # seconds from one poll of a player to the next
REPORT_EVERY = 2  # polls: a heartbeat once a minute, as the player sends it
WITHIN_S = 30.0


@dataclass(frozen=True, kw_only=True)
class Player:
    """A device that was put into service; ``key`` is its private key in base64."""

    device: str
    key: str

    def request(self, method: str, path: str, body: bytes = b"", *, etag: str = "") -> bytes:
        """Return a signed request as it goes over the wire; boxes open a line for each, as these do."""
        at = str(int(time.time()))
        payload = "\n".join([method, path, at, hashlib.sha256(body).hexdigest()]).encode()
        signer = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.key))
        signature = base64.b64encode(signer.sign(pre_authentication(REQUEST, payload))).decode()
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += [f'Authorization: LoaXa device="{self.device}", at="{at}", sig="{signature}"']
        lines += [f"If-None-Match: {etag}"] if etag else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass(kw_only=True)
class Told:
    """What the crowd met with: seconds of each answer, and whatever was no good answer."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def share(self, part: float) -> float:
        """Return the time within which this part of all answers came, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """The players, the port of the server, and the plan that all of them hold."""

    players: Sequence[Player]
    port: int
    epoch: int
    counter: int

    async def live(self, *, seconds: float) -> Told:
        """Let everybody poll and report for so long."""
        told = Told()
        end = time.monotonic() + seconds
        await asyncio.gather(*(self._one(player, end, told) for player in self.players))
        return told

    async def _one(self, player: Player, end: float, told: Told) -> None:
        turn = random.randrange(REPORT_EVERY)
        await asyncio.sleep(random.uniform(0, EVERY_S))
        while time.monotonic() < end:
            for request, status in self._turn(player, turn):
                await self._ask(request, status, told)
            turn += 1
            await asyncio.sleep(EVERY_S * random.uniform(0.8, 1.2))

    def _turn(self, player: Player, turn: int) -> Iterator[tuple[bytes, int]]:
        """Yield the requests of one poll, with the status that each answer must have."""
        etag = f'"{self.epoch}.{self.counter}"'
        yield player.request("GET", f"{API}/manifest", etag=etag), 304
        if turn % REPORT_EVERY == 0:
            yield player.request("POST", f"{API}/receipts", self._receipts()), 200
            yield player.request("POST", f"{API}/heartbeat", self._heartbeat()), 200

    async def _ask(self, request: bytes, status: int, told: Told) -> None:
        began = time.perf_counter()
        try:
            answer = await asyncio.wait_for(self._answer(request), WITHIN_S)
        except (OSError, TimeoutError) as fault:
            told.faults.append(type(fault).__name__)
            return
        if answer.startswith(b"HTTP/1.1 %d " % status):
            told.seconds.append(time.perf_counter() - began)
        else:
            told.faults.append(answer.partition(b"\r\n")[0][:60].decode(errors="replace"))

    async def _answer(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()

    def _receipts(self) -> bytes:
        """Return a receipt such as comes once in many minutes; here once a minute, to be on the safe side."""
        now = _now()
        receipt = {
            "id": str(uuid.uuid4()), "airing": str(uuid.uuid4()), "kind": "refusal", "outcome": "refused",
            "started_at": now, "ended_at": now, "media": None, "evidence": "sink", "detail": "đo tải",
            "manifest": {"epoch": self.epoch, "counter": self.counter},
        }  # fmt: skip
        return json.dumps({"receipts": [receipt]}).encode()

    def _heartbeat(self) -> bytes:
        fields = {
            "now": _now(), "playing": None, "manifest": {"epoch": self.epoch, "counter": self.counter},
            "disk_free_bytes": 8_000_000_000, "volume": 80, "temperature_c": 41.5,
            "abilities": ["volume", "chime", "restart", "log"], "software": "loaxa-player/0.2", "problems": [],
        }  # fmt: skip
        return json.dumps(fields).encode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
