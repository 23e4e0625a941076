"""May this envelope replace what the box holds? Asked of every key list, manifest and order that comes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from broadcast.plan.command import Command
from broadcast.plan.command import parse as parse_command
from broadcast.plan.envelope import COMMAND, MANIFEST, Forged, OtherContext
from broadcast.plan.keylist import Key, KeyList, RevokedKey, UnknownKey, open_list, open_listed
from broadcast.plan.manifest import AuthorityKind, Malformed, Manifest, parse
from broadcast.player.identity import Identity

CLOCK_SLACK = timedelta(days=1)  # a clock this far before the signing is wrong, not the station


class Refusal(Exception):
    """It is not taken; ``code`` names the reason in ``words.REASONS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A manifest with the bytes that were signed, and the key that signed them."""

    manifest: Manifest
    payload: bytes
    key: Key


def open_keys(envelope: bytes, *, identity: Identity) -> KeyList:
    """Return the key list in ``envelope`` if the pinned root signed it and it is not an older one; raises Refusal."""
    root = identity.trusted_root()
    if root is None:
        raise Refusal("keys_forged")
    try:
        keys = open_list(envelope, root=root)
    except Forged as fault:
        raise Refusal("keys_forged") from fault
    except (Malformed, OverflowError) as fault:
        raise Refusal("keys_unreadable") from fault
    if list(keys.number) < identity.keys:
        raise Refusal("keys_older")
    known = dict.fromkeys(identity.revoked_keys, datetime.min.replace(tzinfo=UTC))
    return replace(keys, revoked=known | dict(keys.revoked))


def open_signed(envelope: bytes, *, keys: KeyList | None) -> Signed:
    """Return the manifest in ``envelope`` if a certified key signed it in its time; raises Refusal."""
    payload, key = _listed(envelope, MANIFEST, keys)
    try:
        manifest = parse(payload)
    except (Malformed, OverflowError) as fault:
        raise Refusal("unreadable") from fault
    if not key.is_valid(manifest.issued_at):
        raise Refusal("key_over")
    return Signed(manifest=manifest, payload=payload, key=key)


def judge(
    envelope: bytes, *, identity: Identity, keys: KeyList | None, held: Signed | None, now: datetime
) -> Signed:
    """Return the manifest that may replace ``held``; raises Refusal."""
    offered = open_signed(envelope, keys=keys)
    manifest = offered.manifest
    if not _is_in_time(offered.key, keys, now):
        raise Refusal("key_over")
    if manifest.zone.id != identity.zone:
        raise Refusal("foreign_zone")
    if keys is None or manifest.epoch > keys.epoch:
        raise Refusal("foreign_epoch")
    if manifest.epoch < keys.epoch or manifest.version < identity.floor(manifest.zone.id):
        raise Refusal("older")
    if held and held.manifest.version == manifest.version and held.payload != offered.payload:
        raise Refusal("conflict")
    if manifest.valid_until <= now:
        raise Refusal("expired")
    return offered


def judge_order(envelope: bytes, *, identity: Identity, keys: KeyList | None, now: datetime) -> Command:
    """Return an order to this very box, in the present epoch; raises Refusal. It may be one that was obeyed."""
    payload, key = _listed(envelope, COMMAND, keys)
    try:
        order = parse_command(payload)
    except (Malformed, OverflowError) as fault:
        raise Refusal("order_unreadable") from fault
    if not (key.is_valid(order.issued_at) and _is_in_time(key, keys, now)):
        raise Refusal("key_over")
    if order.device != identity.device:
        raise Refusal("order_foreign")
    if keys is None or order.epoch != keys.epoch:
        raise Refusal("order_epoch")
    return order


def _listed(envelope: bytes, context: str, keys: KeyList | None) -> tuple[bytes, Key]:
    if keys is None:
        raise Refusal("unknown_key")
    try:
        return open_listed(envelope, context=context, keys=keys)
    except UnknownKey as fault:
        raise Refusal("unknown_key") from fault
    except RevokedKey as fault:
        raise Refusal("revoked_key") from fault
    except OtherContext as fault:
        raise Refusal("other_context") from fault
    except Forged as fault:
        raise Refusal("forged") from fault


def _is_in_time(key: Key, keys: KeyList | None, now: datetime) -> bool:
    """Whether the key is in force now; a clock that stands before the list's signing is taken to stand at it."""
    return keys is not None and key.is_valid(max(now, keys.issued_at))


def is_clock_trusted(manifest: Manifest, now: datetime) -> bool:
    """Whether ``now`` can be right, given when the manifest was signed."""
    return now >= manifest.issued_at - CLOCK_SLACK


def is_in_force(manifest: Manifest, now: datetime) -> bool:
    """Whether the manifest may be acted on at ``now``."""
    return is_clock_trusted(manifest, now) and now < manifest.valid_until


def is_recalled(manifest: Manifest, *, kind: AuthorityKind, authority: str) -> bool:
    """Whether what stands behind an item was revoked; clips replaced by newer ones play to their end."""
    return kind is not AuthorityKind.STANDING and authority in manifest.revoked
