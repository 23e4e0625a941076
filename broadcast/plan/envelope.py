"""DSSE envelopes: sign bytes for one context with Ed25519, and open them again.

https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
"""

import base64
import hashlib
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from broadcast.plan.fields import Malformed, read_object

MANIFEST = "application/vnd.loaxa.manifest.v1+json"
COMMAND = "application/vnd.loaxa.command.v1+json"
CHAIN = "application/vnd.loaxa.chain.v1+json"
CAP = "application/vnd.loaxa.cap.v1+xml"  # reserved: warnings to other systems
KEYS = "application/vnd.loaxa.keys.v1+json"  # the root key alone
REQUEST = "application/vnd.loaxa.request.v1"  # device keys
DEVICE_KEY = "application/vnd.loaxa.device-key.v1"  # device keys: a new one, proved by itself
UPSTREAM = "application/vnd.loaxa.upstream.v1+json"

MOST_BYTES = 12 * 2**20  # a manifest of the largest size, in base64
MOST_SIGNATURES = 4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U


class Forged(Exception):
    """The envelope is not one that the expected key signed for the expected context."""


class OtherContext(Forged):
    """Signed, perhaps by the right key, for another purpose."""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """An envelope taken apart; nothing of it is proved yet. ``signatures``: (key id, signature)."""

    context: str
    payload: bytes
    signatures: tuple[tuple[str, bytes], ...]

    def is_signed_by(self, key: Ed25519PublicKey, *, context: str) -> bool:
        """Whether ``key`` signed the payload for ``context``."""
        covered = pre_authentication(context, self.payload)
        return self.context == context and any(verifies(key, each, covered) for _, each in self.signatures)


def pre_authentication(context: str, payload: bytes) -> bytes:
    """Return the bytes a signature covers: type and payload, each with its length."""
    kind = context.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def raw_public_key(key: Ed25519PublicKey) -> bytes:
    """Return the 32 raw bytes of a public key."""
    return key.public_bytes_raw()


def key_id(key: Ed25519PublicKey) -> str:
    """Return the short name of a key: 16 hex digits of the SHA-256 of its raw bytes."""
    return hashlib.sha256(raw_public_key(key)).hexdigest()[:16]


def mark(public_key: bytes) -> str:
    """Return two short groups by which people tell one root key from another."""
    digest = int.from_bytes(hashlib.sha256(b"loaxa-mark" + public_key).digest()[:5], "big")
    letters = "".join(ALPHABET[digest >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]} {letters[4:]}"


def sign(payload: bytes, *, context: str, key: Ed25519PrivateKey) -> bytes:
    """Return the envelope (JSON bytes, one line) around ``payload``."""
    signature = key.sign(pre_authentication(context, payload))
    envelope = {
        "payloadType": context,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"keyid": key_id(key.public_key()), "sig": base64.b64encode(signature).decode()}],
    }
    return json.dumps(envelope, separators=(",", ":")).encode()


def read_envelope(data: bytes) -> Envelope:
    """Take an envelope apart, or raise ``Forged``; nothing of it is proved yet."""
    try:
        fields = read_object(data, where="envelope", at_most=MOST_BYTES)
        return Envelope(
            context=fields.text("payloadType", at_most=200),
            payload=fields.base64("payload"),
            signatures=tuple(
                ("" if each.is_empty("keyid") else each.text("keyid", at_most=64), each.base64("sig"))
                for each in fields.records("signatures", at_most=MOST_SIGNATURES)
            ),
        )
    except Malformed as fault:
        raise Forged(f"not a DSSE envelope: {fault}") from fault


def open_envelope(envelope: bytes, *, context: str, key: Ed25519PublicKey) -> bytes:
    """Return the payload, or raise ``Forged``; ``key`` and ``context`` are what the caller trusts."""
    found = read_envelope(envelope)
    if found.context != context:
        raise OtherContext("signed for another context")
    if not found.is_signed_by(key, context=context):
        raise Forged("no signature by the pinned key")
    return found.payload


def verifies(key: Ed25519PublicKey, signature: bytes, covered: bytes) -> bool:
    """Whether ``signature`` is that of ``key`` over these very bytes."""
    try:
        key.verify(signature, covered)
    except InvalidSignature:
        return False
    return True
