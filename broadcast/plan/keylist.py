"""The list of online keys that the root signed: which key may sign what, from when, until when, and which is revoked.

Standard library only, since the player carries it; the writing is in ``canonical``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from broadcast.plan.envelope import KEYS, Envelope, Forged, OtherContext, key_id, open_envelope, read_envelope
from broadcast.plan.fields import Fields, Malformed, read_object

FORMAT = "loaxa.keys/1"
MOST_BYTES = 256 * 1024
MOST_KEYS = 400
MOST_EPOCH = 2**31 - 1


class UnknownKey(Forged):
    """Signed by a key that the list does not name; a newer list may."""


class RevokedKey(Forged):
    """Signed by a key that the root has revoked."""


@dataclass(frozen=True, kw_only=True)
class Key:
    """One certified key; it is valid from ``valid_from`` to just before ``valid_until``."""

    key_id: str
    public_key: bytes  # 32 raw bytes
    contexts: tuple[str, ...]
    valid_from: datetime
    valid_until: datetime

    def is_valid(self, at: datetime) -> bool:
        """Whether ``at`` lies within the key's dates."""
        return self.valid_from <= at < self.valid_until


@dataclass(frozen=True, kw_only=True)
class KeyList:
    """``station`` is the id of the root key; ``revoked``: key id -> since when nothing of it counts."""

    station: str
    epoch: int
    version: int
    issued_at: datetime
    keys: tuple[Key, ...]
    revoked: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def number(self) -> tuple[int, int]:
        """Epoch and version: the greater is the newer."""
        return self.epoch, self.version

    def named(self, name: str) -> Key | None:
        """Return the key of that id; None when the list has none."""
        return next((key for key in self.keys if key.key_id == name), None)


def parse(payload: bytes) -> KeyList:
    """Read a key list, or raise ``Malformed`` saying which field is wrong."""
    fields = read_object(payload, where="keys", at_most=MOST_BYTES)
    if fields.text("format") != FORMAT:
        raise fields.fault("format", f"not {FORMAT}")
    return KeyList(
        station=fields.text("station", at_most=64),
        epoch=fields.integer("epoch", least=1, most=MOST_EPOCH),
        version=fields.integer("version", least=1, most=MOST_EPOCH),
        issued_at=fields.moment("issued_at"),
        keys=tuple(_key(each) for each in fields.records("keys", at_most=MOST_KEYS)),
        revoked={
            each.text("keyid", at_most=64): each.moment("since")
            for each in fields.records("revoked", at_most=MOST_KEYS)
        },
    )


def open_list(envelope: bytes, *, root: Ed25519PublicKey) -> KeyList:
    """Return the list that the root signed; raises ``Forged``, ``Malformed``."""
    keys = parse(open_envelope(envelope, context=KEYS, key=root))
    if keys.station != key_id(root):
        raise Malformed("keys.station: not the root that signed")
    return keys


def open_listed(data: bytes, *, context: str, keys: KeyList) -> tuple[bytes, Key]:
    """Return the payload and the key that signed it for ``context``; its dates are for the caller to ask.

    Raises ``OtherContext``, ``UnknownKey``, ``RevokedKey``, ``Forged``.
    """
    envelope = read_envelope(data)
    if envelope.context != context:
        raise OtherContext("signed for another context")
    refusals = []
    for name, _signature in envelope.signatures:
        try:
            return envelope.payload, _signer(envelope, name, context, keys)
        except Forged as fault:
            refusals.append(fault)
    raise refusals[0] if refusals else Forged("no signature")


def _signer(envelope: Envelope, name: str, context: str, keys: KeyList) -> Key:
    if name in keys.revoked:
        raise RevokedKey(f"key {name} is revoked")
    key = keys.named(name)
    if key is None:
        raise UnknownKey(f"key {name} is not in the list")
    if context not in key.contexts:
        raise OtherContext(f"key {name} is not for this context")
    if not envelope.is_signed_by(Ed25519PublicKey.from_public_bytes(key.public_key), context=context):
        raise Forged(f"no signature by key {name}")
    return key


def _key(fields: Fields) -> Key:
    raw = fields.base64("public_key")
    if len(raw) != 32:
        raise fields.fault("public_key", "not 32 bytes")
    key = Key(
        key_id=fields.text("keyid", at_most=64),
        public_key=raw,
        contexts=fields.texts("contexts", at_most=8, length=100),
        valid_from=fields.moment("from"),
        valid_until=fields.moment("until"),
    )
    if key.key_id != key_id(Ed25519PublicKey.from_public_bytes(raw)):
        raise fields.fault("keyid", "not that of the key")
    return key
