"""Who this box is and whom it trusts: its own keys, the pinned root, the floors against replay."""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from broadcast.plan.envelope import mark, raw_public_key
from broadcast.player.files import read_json, set_aside, write_json, write_whole

Version = tuple[int, int]
COPIES = ("device.json", "device.copy.json")
SLOTS = ("device.key", "device.other.key")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the box knows of itself and of its station; kept in two copies against a worn card."""

    key: str = ""  # base64 of the public key that ``device`` was given to
    device: str = ""
    code: str = ""
    root_key: str = ""  # base64 of the station's raw root key; binding once ``claimed_at`` is set
    claimed_at: str = ""
    zone: str = ""  # as the last signed order said; the manifest of another one is refused
    floors: Mapping[str, list[int]] = field(default_factory=dict)  # zone -> highest (epoch, counter) held
    chain: Mapping[str, Any] | None = None  # highest head of the chain of approvals seen
    keys: list[int] = field(default_factory=lambda: [0, 0])  # newest key list held (epoch, version)
    revoked_keys: list[str] = field(default_factory=list)  # a key once revoked never counts again
    orders: list[int] = field(default_factory=lambda: [0, 0])  # last order obeyed (epoch, sequence)
    revoked_at: str = ""  # when a signed order took this box out of service

    @property
    def is_claimed(self) -> bool:
        """Whether a person confirmed this box at the desk."""
        return bool(self.claimed_at)

    def trusted_root(self) -> Ed25519PublicKey | None:
        """Return the pinned root; None before the box was claimed."""
        if not self.is_claimed:
            return None
        return public_key(self.root_key)

    def floor(self, zone: str) -> Version:
        """Return the lowest version still acceptable for ``zone``."""
        epoch, counter = self.floors.get(zone, (0, 0))
        return epoch, counter

    def having_held(self, zone: str, version: Version, chain: Mapping[str, Any] | None) -> "Identity":
        """Return the identity after a manifest of ``zone`` was taken."""
        floors = {**self.floors, zone: list(max(self.floor(zone), version))}
        return replace(self, floors=floors, chain=_higher(self.chain, chain))


def _higher(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda head: int(head.get("sequence", 0)))


def public_key(text: str) -> Ed25519PublicKey:
    """Return the key written in base64; raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))


def mark_of(text: str) -> str:
    """Return the mark by which a person tells one station's root from another's."""
    return mark(base64.b64decode(text))


def public_text(key: Ed25519PrivateKey) -> str:
    """Return a key's public half in base64."""
    return base64.b64encode(raw_public_key(key.public_key())).decode()


def identity_of(folder: Path, key: Ed25519PrivateKey) -> Identity:
    """Return what was kept for ``key``; a new key has to be claimed anew, but trusts the same station."""
    kept, mine = load_identity(folder), public_text(key)
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
    identity.trusted_root()
    for zone in identity.floors:
        identity.floor(zone)
    return identity


def save_identity(folder: Path, identity: Identity) -> None:
    """Keep the identity, whole, twice."""
    for name in COPIES:
        write_json(folder / name, asdict(identity), mode=0o600)


def device_key(folder: Path) -> Ed25519PrivateKey:
    """Return the key of this box, made once and readable by its owner only."""
    keys = [key for slot in SLOTS if (key := _load_key(folder / slot)) is not None]
    mine = load_identity(folder).key
    chosen = next((key for key in keys if public_text(key) == mine), keys[0] if keys else None)
    return chosen or _make_key(folder / SLOTS[0])


def other_key(folder: Path, key: Ed25519PrivateKey) -> Ed25519PrivateKey | None:
    """Return the former or the next key, whichever ``key`` is not; None when there is only one."""
    keys = (_load_key(folder / slot) for slot in SLOTS)
    return next((each for each in keys if each and public_text(each) != public_text(key)), None)


def next_key(folder: Path, key: Ed25519PrivateKey) -> Ed25519PrivateKey:
    """Make a key beside ``key``, which stays: only the station's later answers tell which one it knows."""
    first = _load_key(folder / SLOTS[0])
    in_first = first is not None and public_text(first) == public_text(key)
    return _make_key(folder / SLOTS[1 if in_first else 0])


def _load_key(path: Path) -> Ed25519PrivateKey | None:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes(), validate=True))
    except FileNotFoundError:
        return None
    except ValueError:
        set_aside(path)
        return None


def _make_key(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    write_whole(path, base64.b64encode(key.private_bytes_raw()), mode=0o600)
    path.chmod(0o600)  # a stray umask may only narrow it, an older file may be wider
    return key
