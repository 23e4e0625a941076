"""What the rest of the station asks of its keys: sign this, was this signed by us, which list do devices fetch."""

import base64
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils import timezone

from broadcast.keys import files, ring
from broadcast.models import KeyList, OnlineKey, RootKey
from broadcast.plan import envelope, keylist
from broadcast.plan.envelope import CHAIN, pre_authentication, verifies
from broadcast.plan.fields import Malformed

MOST_LISTS_KEPT = 4
_opened: dict[tuple[str, int], keylist.KeyList] = {}


class NoKeyInForce(Exception):
    """No key for this context is in force on this machine: the root must certify a new one."""


def establish(now: datetime) -> None:
    """Make the root, the online keys and their list on a fresh machine; else do nothing."""
    ring.established(now)


def keep(now: datetime) -> None:
    """Renew the keys that end soon, while the root is on this machine; the desk says so when it is not."""
    ring.established(now)
    contexts = ring.due(now)
    if contexts and files.has_root():
        ring.rotate(now, tuple(contexts))


def has_root() -> bool:
    """Whether the root's private half lies on this machine."""
    return files.has_root()


def signing_key_id(context: str, *, now: datetime | None = None) -> str:
    """Return the id of the key that signs for this context now; raises ``NoKeyInForce``."""
    return _signing(context, now or timezone.now()).key_id


def sign(payload: bytes, *, context: str, now: datetime | None = None) -> bytes:
    """Return the envelope around ``payload``, signed by the online key of this context; raises ``NoKeyInForce``."""
    row = _signing(context, now or timezone.now())
    return envelope.sign(payload, context=context, key=_private(row))


def chain_signature(payload: bytes, *, now: datetime | None = None) -> tuple[str, bytes]:
    """Return (key id, 64 bytes): the signature of one row of the chain of approvals."""
    row = _signing(CHAIN, now or timezone.now())
    return row.key_id, _private(row).sign(pre_authentication(CHAIN, payload))


def verify_chain(payload: bytes, key_id: str, signature: bytes, *, at: datetime) -> bool:
    """Whether a chain key that the root certified for the moment ``at``, and did not revoke before, signed this."""
    return signed_chain(payload, key_id, signature, at=at, listed=certified())


def signed_chain(
    payload: bytes, key_id: str, signature: bytes, *, at: datetime, listed: keylist.KeyList | None
) -> bool:
    """Answer as ``verify_chain`` does, by a list that was proved before; None proves nothing."""
    key = listed.named(key_id) if listed else None
    if listed is None or key is None or CHAIN not in key.contexts or not key.is_valid(at):
        return False
    if key_id in listed.revoked and listed.revoked[key_id] <= at:
        return False
    public = Ed25519PublicKey.from_public_bytes(key.public_key)
    return verifies(public, signature, pre_authentication(CHAIN, payload))


def root_public_key() -> str:
    """Return the root's public half as devices pin it: base64 of 32 raw bytes."""
    return ring.established(timezone.now()).public_key


def key_list() -> bytes:
    """Return the newest list of online keys, as the root signed it."""
    ring.established(timezone.now())
    return KeyList.objects.values_list("envelope", flat=True).latest("epoch", "version").encode()


def certified() -> keylist.KeyList | None:
    """Return the newest list, proved with the root; None when the root did not sign it."""
    root, row = _trusted_root(), KeyList.objects.order_by("-epoch", "-version").first()
    if root is None or row is None:
        return None
    place = (root, hash(row.envelope))
    if place not in _opened:
        try:
            listed = keylist.open_list(row.envelope.encode(), root=ring.key_of(root))
        except (envelope.Forged, Malformed):
            return None
        while len(_opened) >= MOST_LISTS_KEPT:
            _opened.pop(next(iter(_opened)))
        _opened[place] = listed
    return _opened[place]


def _trusted_root() -> str | None:
    """Return the root to believe: the file beside the keys, which nobody changes through the database."""
    on_disk = files.root_on_disk()
    if on_disk is not None:
        return base64.b64encode(bytes.fromhex(on_disk)).decode()
    return RootKey.objects.values_list("public_key", flat=True).first()


def _signing(context: str, now: datetime) -> OnlineKey:
    row = ring.newest(context, now)
    if row is None:
        keep(now)
        row = ring.newest(context, now)
    if row is None:
        raise NoKeyInForce(context)
    return row


def _private(row: OnlineKey) -> Ed25519PrivateKey:
    try:
        return files.load_online(row.context, row.key_id)
    except files.KeyNotHere as fault:
        raise NoKeyInForce(row.context) from fault
