"""The station as the box sees it over HTTP: signed requests out, bounded answers in."""

import base64
import hashlib
import http.client
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.envelope import DEVICE_KEY, REQUEST, pre_authentication
from broadcast.player import SOFTWARE
from broadcast.player.answers import (
    Absent,
    Answer,
    BadSignature,
    Revoked,
    Unclaimed,
    Unknown,
    Unreachable,
    begin,
    blocks,
    connection,
    named_faults,
    read,
)
from broadcast.player.identity import public_key, public_text

API = "/api/device/v1"
SMALL = 256 * 1024  # bytes of an answer that is not a manifest
MANIFEST_LARGEST = 8 * 1024 * 1024
Body = Mapping[str, Any]
ERRORS = {
    "unclaimed": (403, Unclaimed("đài chưa nhận máy này")),
    "revoked": (403, Revoked("đài đã thu hồi máy này")),
    "unknown": (401, Unknown("đài không biết máy này")),
    "signature": (401, BadSignature("đài không nhận chữ ký của máy này")),
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What the station answers to a box that presents itself."""

    device: str
    code: str
    root_key: str
    poll_s: float


@dataclass(frozen=True, kw_only=True)
class Bell:
    """Where to wait for news: another port of the station, or (0) its own; ``word`` lets us in."""

    port: int
    word: str


@dataclass(kw_only=True)
class Station:
    """One station, spoken to with one device's key."""

    server: str
    key: Ed25519PrivateKey
    device: str = ""
    skew: float = 0.0  # seconds to add to our clock when signing, as the station asked
    newest_keys: tuple[int, int] = (0, 0)  # hinted at: epoch and version of the newest key list
    has_orders: bool = False  # hinted at: something waits to be obeyed
    bell: Bell | None = None
    broker_word: str = ""  # lets us into the broker that the plan names

    def claim(self, *, kind: str, name: str) -> Claim:
        """Present the box; the same answer comes again while it waits."""
        public = public_text(self.key)
        body = {"public_key": public, "kind": kind, "name": name, "software": SOFTWARE}
        fields = self._call("POST", "/claim", body=body, signed=False).fields()
        try:
            answer = Claim(
                device=str(fields["device"]),
                code=str(fields.get("code", "")),
                root_key=str(fields["root_key"]),
                poll_s=min(60.0, max(0.1, float(fields.get("poll_s", 5)))),
            )
            public_key(answer.root_key)
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

    def keys(self) -> bytes:
        """Return the newest list of online keys, in its envelope."""
        answer = self._call("GET", "/keys", signed=False)
        answer.fields()
        return answer.body

    def orders(self) -> list[bytes]:
        """Return the orders that wait for this box, in their envelopes."""
        try:
            return [str(each).encode() for each in self._call("GET", "/orders").fields()["orders"]]
        except (KeyError, TypeError) as fault:
            raise Unreachable("nơi trả lời không phải là đài") from fault

    def tell_obeyed(
        self, names: Sequence[str], *, failed: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Say which orders were obeyed, which were not and why, and what some of them asked for."""
        body = {"done": list(names), "failed": dict(failed or {}), "answers": dict(answers or {})}
        self._call(
            "POST", "/orders", body={name: said for name, said in body.items() if said or name == "done"}
        )

    def change_key(self, new: Ed25519PrivateKey) -> None:
        """Ask the station to know this box by another key from now on; both keys sign."""
        old, text = public_text(self.key), public_text(new)
        covered = pre_authentication(DEVICE_KEY, f"{self.device}\n{old}\n{text}".encode())
        proof = base64.b64encode(new.sign(covered)).decode()
        self._call("POST", "/key", body={"public_key": text, "proof": proof})

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
        answer = self._call("POST", "/heartbeat", body=fields)
        try:
            told = answer.fields()
        except Unreachable:
            told = {}
        self.bell, self.broker_word = _bell(told.get("bell")), _word(told.get("broker"))

    @contextmanager
    def media(self, sha256: str, *, at: int) -> Iterator[tuple[int, Iterator[bytes]]]:
        """Open a medium from byte ``at``; yield where the answer really begins, and its blocks."""
        headers = {"Range": f"bytes={at}-"} if at else {}
        with self._open("GET", f"/media/{sha256}", headers=headers) as answer:
            if answer.status not in (200, 206):
                self._raise_for(read(answer, SMALL))
            yield begin(answer, at), blocks(answer)

    def _call(
        self, method: str, path: str, *, body: Body | None = None, headers: Body | None = None,
        signed: bool = True, largest: int = SMALL,
    ) -> Answer:  # fmt: skip
        """Make a call, once more when the station tells us its clock; raises StationError."""
        for attempt in (1, 2):
            with self._open(method, path, body=body, headers=headers, signed=signed) as opened:
                answer = read(opened, largest)
            if attempt == 1 and signed and answer.status == 401 and self._adjust(answer):
                continue
            break
        if answer.status not in (200, 201, 304):
            self._raise_for(answer)
        if signed:
            self._note_hints(answer)
        return answer

    def _note_hints(self, answer: Answer) -> None:
        """Hints cost a look at most: what counts is signed itself."""
        found = re.fullmatch(r"(\d{1,10})\.(\d{1,10})", answer.headers.get("loaxa-keys", ""))
        self.newest_keys = (int(found[1]), int(found[2])) if found else (0, 0)
        self.has_orders = "loaxa-orders" in answer.headers

    def _adjust(self, answer: Answer) -> bool:
        """Sign with the station's time from now on; the box's own clock stays as it is."""
        fields = answer.fields()
        now = fields.get("now")
        if fields.get("error") != "clock" or not isinstance(now, int | float):
            return False
        self.skew = float(now) - time.time()
        return True

    def _raise_for(self, answer: Answer) -> None:
        error = answer.fields().get("error") if answer.status in (401, 403, 404) else None
        status, fault = ERRORS.get(str(error), (0, None))
        if fault is not None and answer.status == status:
            raise type(fault)(*fault.args)
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
        line = connection(place.scheme, place.hostname or "", place.port)
        try:
            with named_faults():
                line.request(method, target, body=data or None, headers=sent)
                answer = line.getresponse()
            yield answer
        finally:
            line.close()

    def _authorization(self, method: str, target: str, data: bytes) -> str:
        at = str(int(time.time() + self.skew))
        payload = "\n".join((method, target, at, hashlib.sha256(data).hexdigest())).encode()
        signature = base64.b64encode(self.key.sign(pre_authentication(REQUEST, payload))).decode()
        return f'LoaXa device="{self.device}", at="{at}", sig="{signature}"'


def _bell(offered: object) -> Bell | None:
    """Read where the doorbell is: never another machine than the station itself."""
    if not isinstance(offered, dict):
        return None
    port, word = offered.get("port"), _word(offered)
    if not isinstance(port, int) or not 0 <= port <= 65_535 or not word:
        return None
    return Bell(port=port, word=word)


def _word(offered: object) -> str:
    """Read a pass; empty when there is none that could be one."""
    word = offered.get("pass") if isinstance(offered, dict) else None
    return word if isinstance(word, str) and re.fullmatch(r"[0-9a-f]{64}", word) else ""
