"""What the stand-in station offers: keys, orders, plans, silence as MP3; honest ones, and ones to be refused."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.envelope import CHAIN, COMMAND, KEYS, MANIFEST, key_id, sign
from broadcast.player.identity import public_text
from broadcast.player.moments import wire

Fields = dict[str, Any]
ZONE = {"id": "1", "name": "Khu vực thử"}
FRAME_HEAD = bytes((0xFF, 0xFB, 0x50, 0xC0)) + bytes(17)  # MPEG-1 layer 3, 64 kbit/s, 44,100 Hz, mono, empty
FRAME_BYTES, FRAME_S = 208, 1152 / 44_100
DIGEST = "ab" * 32
CONTEXTS = (MANIFEST, COMMAND, CHAIN)


def silence(seconds: float, *, mark: int) -> bytes:
    """Return an MP3 of silence; ``mark`` makes it another file, and no other sound."""
    filling = bytes([mark % 0xFE + 1]) * (FRAME_BYTES - len(FRAME_HEAD))
    return (FRAME_HEAD + filling) * max(1, round(seconds / FRAME_S))


@dataclass(kw_only=True)
class Maker:
    """Signs everything with keys of its own; numbers only rise."""

    root: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    keys: Mapping[str, Ed25519PrivateKey] = field(
        default_factory=lambda: {context: Ed25519PrivateKey.generate() for context in CONTEXTS}
    )
    counter: int = 0
    sequence: int = 0
    marks: int = 0

    def key_list(self) -> bytes:
        """Return the list of keys, signed by the root."""
        now = datetime.now(UTC)
        fields: Fields = {
            "format": "loaxa.keys/1",
            "station": key_id(self.root.public_key()),
            "epoch": 1,
            "version": 1,
            "issued_at": wire(now - timedelta(minutes=1)),
            "keys": [
                {
                    "keyid": key_id(key.public_key()),
                    "public_key": public_text(key),
                    "contexts": [context],
                    "from": wire(now - timedelta(days=1)),
                    "until": wire(now + timedelta(days=30)),
                }
                for context, key in self.keys.items()
            ],
            "revoked": [],
        }
        return sign(_bytes(fields), context=KEYS, key=self.root)

    def order(self, action: str, *, device: str, key: Ed25519PrivateKey | None = None) -> tuple[str, bytes]:
        """Return an order's id and envelope."""
        self.sequence += 1
        fields: Fields = {
            "format": "loaxa.command/1",
            "id": str(uuid.uuid4()),
            "device": device,
            "epoch": 1,
            "sequence": self.sequence,
            "issued_at": wire(datetime.now(UTC)),
            "action": action,
        }
        if action == "serve":
            fields["zone"] = ZONE
        return fields["id"], sign(_bytes(fields), context=COMMAND, key=key or self.keys[COMMAND])

    def medium(self, seconds: float) -> bytes:
        """Return a sound that nobody has yet."""
        self.marks += 1
        return silence(seconds, mark=self.marks)

    def plan(self, *, media: Mapping[str, bytes], **changes: Any) -> Fields:
        """Return the next plan; ``changes`` replace its fields."""
        self.counter += 1
        now = datetime.now(UTC)
        fields: Fields = {
            "format": "loaxa.manifest/1",
            "station": {"id": "1", "name": "Đài thử máy phát"},
            "zone": ZONE,
            "epoch": 1,
            "counter": self.counter,
            "issued_at": wire(now),
            "valid_until": wire(now + timedelta(days=2)),
            "timezone": "Asia/Ho_Chi_Minh",
            "quiet": [],
            "media": {
                name: {"bytes": len(data), "type": "audio/mpeg", "duration_ms": None}
                for name, data in media.items()
            },
            "air": [],
            "board": [],
            "revoked": [],
            "chain": {"sequence": 17, "sha256": DIGEST},
        }
        return fields | changes

    def signed(self, fields: Fields, *, key: Ed25519PrivateKey | None = None) -> bytes:
        """Return a plan in its envelope."""
        return sign(_bytes(fields), context=MANIFEST, key=key or self.keys[MANIFEST])

    def root_text(self) -> str:
        """Return the public root as a claim is answered with it."""
        return public_text(self.root)


def item(media: str, starts_at: datetime, seconds: float, *, approval: str = "17", **changes: Any) -> Fields:
    """Return one item of a plan's air."""
    fields: Fields = {
        "airing": str(uuid.uuid4()),
        "session": str(uuid.uuid4()),
        "kind": "programme",
        "title": "Lượt phát thử (im lặng)",
        "starts_at": wire(starts_at),
        "duration_ms": round(seconds * 1000),
        "media": media,
        "priority": "normal",
        "grace_ms": 5_000,
        "resume": "never",
        "authority": {"kind": "revision", "id": approval, "sha256": DIGEST},
    }
    return fields | changes


def name_of(data: bytes) -> str:
    """Return the name of a medium."""
    return hashlib.sha256(data).hexdigest()


def _bytes(fields: Fields) -> bytes:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
