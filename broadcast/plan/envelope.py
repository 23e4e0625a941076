"""DSSE envelopes: sign bytes for one context with Ed25519, and open them again.

https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
"""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from broadcast.plan.fields import Malformed, read_object

MANIFEST = "application/vnd.loaxa.manifest.v1+json"
REQUEST = "application/vnd.loaxa.request.v1"
CHAIN = "application/vnd.loaxa.chain.v1+json"
UPSTREAM = "application/vnd.loaxa.upstream.v1+json"

MOST_BYTES = 12 * 2**20  # a manifest of the largest size, in base64
MOST_SIGNATURES = 4


class Forged(Exception):
    """The envelope is not one that the expected key signed for the expected context."""


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


def sign(payload: bytes, *, context: str, key: Ed25519PrivateKey) -> bytes:
    """Return the envelope (JSON bytes, one line) around ``payload``."""
    signature = key.sign(pre_authentication(context, payload))
    envelope = {
        "payloadType": context,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"keyid": key_id(key.public_key()), "sig": base64.b64encode(signature).decode()}],
    }
    return json.dumps(envelope, separators=(",", ":")).encode()


def open_envelope(envelope: bytes, *, context: str, key: Ed25519PublicKey) -> bytes:
    """Return the payload, or raise ``Forged``; ``key`` and ``context`` are what the caller trusts."""
    try:
        fields = read_object(envelope, where="envelope", at_most=MOST_BYTES)
        found = fields.text("payloadType", at_most=200)
        payload = fields.base64("payload")
        signatures = [each.base64("sig") for each in fields.records("signatures", at_most=MOST_SIGNATURES)]
    except Malformed as fault:
        raise Forged(f"not a DSSE envelope: {fault}") from fault
    if found != context:
        raise Forged("signed for another context")
    if not any(_verifies(key, signature, context, payload) for signature in signatures):
        raise Forged("no signature by the pinned key")
    return payload


def _verifies(key: Ed25519PublicKey, signature: bytes, context: str, payload: bytes) -> bool:
    try:
        key.verify(signature, pre_authentication(context, payload))
    except InvalidSignature:
        return False
    return True
