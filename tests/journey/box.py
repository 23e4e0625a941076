"""A loudspeaker on the wire: its own key, signed requests, and trust in nothing but the station's root."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.http.response import HttpResponseBase
from django.test import Client

from broadcast.plan import manifest as wire
from broadcast.plan.canonical import moment
from broadcast.plan.envelope import MANIFEST, REQUEST, pre_authentication, raw_public_key
from broadcast.plan.keylist import open_list, open_listed

API = "/api/device/v1"


class Box:
    """Claims its place, and then asks as docs/PROTOCOL.md says."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._key = Ed25519PrivateKey.generate()
        fields = {
            "public_key": base64.b64encode(raw_public_key(self._key.public_key())).decode(),
            "kind": "loudspeaker",
            "name": "Cụm loa nhà văn hoá",
        }
        answer = client.post(f"{API}/claim", fields, content_type="application/json").json()
        self._name: str = answer["device"]
        self.code: str = answer["code"]
        self._root = Ed25519PublicKey.from_public_bytes(base64.b64decode(answer["root_key"]))

    def manifest(self) -> wire.Manifest:
        """Fetch the zone's plan; raises when anybody but the station signed it."""
        keys = open_list(body_of(self._client.get(f"{API}/keys")), root=self._root)
        envelope = body_of(self.ask("GET", "/manifest"))
        return wire.parse(open_listed(envelope, context=MANIFEST, keys=keys)[0])

    def media(self, sha256: str) -> bytes:
        """Fetch a file and check that it is what its name says."""
        content = body_of(self.ask("GET", f"/media/{sha256}"))
        assert hashlib.sha256(content).hexdigest() == sha256
        return content

    def report_played(self, item: wire.AirItem) -> Mapping[str, Sequence[Any]]:
        """Send the receipt of a whole play; return which receipts were accepted and refused."""
        receipt = {
            "id": str(uuid4()),
            "airing": item.airing,
            "kind": "air",
            "outcome": "played",
            "started_at": moment(item.starts_at),
            "ended_at": moment(item.ends_at),
            "media": item.media,
            "evidence": "sink",
        }
        answer: Mapping[str, Sequence[Any]] = json.loads(
            body_of(self.ask("POST", "/receipts", {"receipts": [receipt]}))
        )
        return answer

    def ask(self, method: str, path: str, fields: object = None) -> HttpResponseBase:
        """Send one signed request."""
        body = b"" if fields is None else json.dumps(fields).encode()
        at = str(int(time.time()))
        signed = "\n".join((method, API + path, at, hashlib.sha256(body).hexdigest())).encode()
        signature = base64.b64encode(self._key.sign(pre_authentication(REQUEST, signed))).decode()
        proof = f'LoaXa device="{self._name}", at="{at}", sig="{signature}"'
        response: HttpResponseBase = self._client.generic(
            method, API + path, body, content_type="application/json", headers={"authorization": proof}
        )
        return response


def body_of(response: HttpResponseBase) -> bytes:
    """Return the whole body of an answer that must be a success, sent in one piece or in many."""
    assert response.status_code == 200, response.status_code
    return response.getvalue()
