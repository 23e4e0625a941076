"""May this envelope replace the manifest that the box holds? One question, asked of every download."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcast.plan.envelope import MANIFEST, Forged, open_envelope
from broadcast.plan.manifest import AuthorityKind, Malformed, Manifest, parse
from broadcast.player.identity import Identity

CLOCK_SLACK = timedelta(days=1)  # a clock this far before the signing is wrong, not the station


class Refusal(Exception):
    """The manifest is not taken; ``code`` names the reason in ``words.REASONS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A manifest with the bytes that were signed."""

    manifest: Manifest
    payload: bytes


def open_signed(envelope: bytes, *, identity: Identity) -> Signed:
    """Return the manifest in ``envelope`` if the pinned key signed it; raises Refusal."""
    key = identity.trusted_key()
    if key is None:
        raise Refusal("forged")
    try:
        payload = open_envelope(envelope, context=MANIFEST, key=key)
    except Forged as fault:
        raise Refusal("forged") from fault
    try:
        return Signed(manifest=parse(payload), payload=payload)
    except (Malformed, OverflowError) as fault:
        raise Refusal("unreadable") from fault


def judge(envelope: bytes, *, identity: Identity, held: Signed | None, now: datetime) -> Signed:
    """Return the manifest that may replace ``held``; raises Refusal."""
    offered = open_signed(envelope, identity=identity)
    manifest = offered.manifest
    if identity.zone and manifest.zone.id != identity.zone:
        raise Refusal("foreign_zone")
    if manifest.version < identity.floor(manifest.zone.id):
        raise Refusal("older")
    if held and held.manifest.version == manifest.version and held.payload != offered.payload:
        raise Refusal("conflict")
    if manifest.valid_until <= now:
        raise Refusal("expired")
    return offered


def is_clock_trusted(manifest: Manifest, now: datetime) -> bool:
    """Whether ``now`` can be right, given when the manifest was signed."""
    return now >= manifest.issued_at - CLOCK_SLACK


def is_in_force(manifest: Manifest, now: datetime) -> bool:
    """Whether the manifest may be acted on at ``now``."""
    return is_clock_trusted(manifest, now) and now < manifest.valid_until


def is_recalled(manifest: Manifest, *, kind: AuthorityKind, authority: str) -> bool:
    """Whether what stands behind an item was revoked; clips replaced by newer ones play to their end."""
    return kind is not AuthorityKind.STANDING and authority in manifest.revoked
