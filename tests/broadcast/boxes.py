"""Boxes that talk to the device API as the protocol says: each with a key of its own."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.http import HttpResponse
from django.test import Client

from broadcast.devices import enrolment
from broadcast.models import Airing, Device, Zone
from broadcast.plan.canonical import moment
from broadcast.plan.envelope import REQUEST, pre_authentication, raw_public_key
from tests.broadcast.commune import Commune

API = "/api/device/v1/"


@dataclass
class Box:
    """One box: its key, the name it was given, and the time it believes it is."""

    clock: datetime
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    device: str = ""
    client: Client = field(default_factory=Client)

    @property
    def public_key(self) -> str:
        """Return the public half as a claim carries it."""
        return base64.b64encode(raw_public_key(self.key.public_key())).decode()

    def claim(self, **changed: object) -> Any:
        """Ask to join; keep the name that is answered."""
        fields = {"public_key": self.public_key, "kind": "loudspeaker", "name": "Cụm loa", "software": "x/1"}
        answer = self.client.post(
            API + "claim", data=json.dumps(fields | changed), content_type="application/json"
        )
        if answer.status_code == 201:
            self.device = answer.json()["device"]
        return answer

    def header(self, method: str, path: str, body: bytes = b"", *, at: datetime | None = None) -> str:
        """Return the Authorization header of a request."""
        seconds = int((at or self.clock).timestamp())
        signed = f"{method}\n{path}\n{seconds}\n{hashlib.sha256(body).hexdigest()}".encode()
        signature = base64.b64encode(self.key.sign(pre_authentication(REQUEST, signed))).decode()
        return f'LoaXa device="{self.device}", at="{seconds}", sig="{signature}"'

    def get(self, path: str, **headers: str) -> Any:
        """Fetch, signed."""
        signed = {"authorization": self.header("GET", API + path)}
        return self.client.get(API + path, headers=signed | headers)

    def post(self, path: str, fields: object) -> Any:
        """Send JSON, signed."""
        body = json.dumps(fields).encode()
        return self.send(path, body, self.header("POST", API + path, body))

    def send(self, path: str, body: bytes, authorization: str) -> Any:
        """Send bytes under a header made elsewhere."""
        return self.client.post(
            API + path, data=body, content_type="application/json", headers={"authorization": authorization}
        )


def box_in(commune: Commune, zone: Zone, *, now: datetime) -> Box:
    """Return a box that was claimed and confirmed for a zone."""
    box = Box(clock=now)
    asked = enrolment.ask({"public_key": box.public_key, "kind": "loudspeaker"}, now=now)
    box.device = str(asked.pk)
    enrolment.confirm(asked.claim_code, zone=zone, name="Cụm loa", person=commune.operator, now=now)
    return box


def row_of(box: Box) -> Device:
    """Return the box's row as it is now."""
    return Device.objects.get(pk=box.device)


def receipt(of: Airing, /, **changed: object) -> dict[str, object]:
    """Return what a box reports about an airing that it played to the end."""
    fields: dict[str, object] = {
        "id": str(uuid4()),
        "airing": str(of.pk),
        "kind": "air",
        "outcome": "played",
        "started_at": moment(of.starts_at),
        "ended_at": moment(of.starts_at + timedelta(seconds=of.duration_s)),
        "media": of.media_sha256,
        "evidence": "sink",
        "detail": "",
        "manifest": {"epoch": 1, "counter": 1},
    }
    return fields | changed


def body_of(answer: HttpResponse) -> bytes:
    """Return the whole body of an answer, streamed or not."""
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.content
