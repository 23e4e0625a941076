"""Who this box is and whom it trusts: its own key, the pinned station key, the floors against replay."""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from broadcast.plan.envelope import raw_public_key
from broadcast.player.files import read_json, set_aside, write_json, write_whole

Version = tuple[int, int]
COPIES = ("device.json", "device.copy.json")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the box knows of itself and of its station; kept in two copies against a worn card."""

    key: str = ""  # base64 of the public key that ``device`` was given to
    device: str = ""
    code: str = ""
    station_key: str = ""  # base64 of the raw key; binding once ``claimed_at`` is set
    claimed_at: str = ""
    zone: str = ""  # the first zone a genuine manifest named; another one is refused
    floors: Mapping[str, list[int]] = field(default_factory=dict)  # zone -> highest (epoch, counter) held
    chain: Mapping[str, Any] | None = None  # highest head of the chain of approvals seen

    @property
    def is_claimed(self) -> bool:
        """Whether a person confirmed this box at the desk."""
        return bool(self.claimed_at)

    def trusted_key(self) -> Ed25519PublicKey | None:
        """Return the pinned key; None before the box was claimed."""
        if not self.is_claimed:
            return None
        return public_key(self.station_key)

    def floor(self, zone: str) -> Version:
        """Return the lowest version still acceptable for ``zone``."""
        epoch, counter = self.floors.get(zone, (0, 0))
        return epoch, counter

    def having_held(self, zone: str, version: Version, chain: Mapping[str, Any] | None) -> "Identity":
        """Return the identity after a manifest of ``zone`` was taken."""
        floors = {**self.floors, zone: list(max(self.floor(zone), version))}
        return replace(self, zone=zone, floors=floors, chain=_higher(self.chain, chain))


def _higher(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda head: int(head.get("sequence", 0)))


def public_key(text: str) -> Ed25519PublicKey:
    """Return the key written in base64; raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))


def identity_of(folder: Path, key: Ed25519PrivateKey) -> Identity:
    """Return what was kept for ``key``; a new key has to be claimed anew, but trusts the same station."""
    kept, mine = load_identity(folder), base64.b64encode(raw_public_key(key.public_key())).decode()
    return kept if kept.key == mine else replace(kept, key=mine, device="")


def load_identity(folder: Path) -> Identity:
    """Return what was kept, from the first copy that is whole; a fresh one when there is none."""
    for name in COPIES:
        kept = read_json(folder / name)
        if kept is None:
            continue
        try:
            return _checked(kept)
        except (ValueError, TypeError, KeyError):
            set_aside(folder / name)
    return Identity()


def _checked(kept: dict[str, Any]) -> Identity:
    identity = Identity(**{each.name: kept[each.name] for each in fields(Identity) if each.name in kept})
    identity.trusted_key()
    for zone in identity.floors:
        identity.floor(zone)
    return identity


def save_identity(folder: Path, identity: Identity) -> None:
    """Keep the identity, whole, twice."""
    for name in COPIES:
        write_json(folder / name, asdict(identity), mode=0o600)


def device_key(folder: Path) -> Ed25519PrivateKey:
    """Return the key of this box, made once and readable by its owner only."""
    path = folder / "device.key"
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes(), validate=True))
    except FileNotFoundError:
        pass
    except ValueError:
        set_aside(path)
    key = Ed25519PrivateKey.generate()
    write_whole(path, base64.b64encode(key.private_bytes_raw()), mode=0o600)
    path.chmod(0o600)  # a stray umask may only narrow it, an older file may be wider
    return key
