"""The manifest and the key list that the box holds: on disk as they were signed, in memory as they were read."""

import threading
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from broadcast.plan.keylist import KeyList
from broadcast.plan.manifest import Manifest
from broadcast.player.files import set_aside, write_whole
from broadcast.player.identity import Identity, Version, save_identity
from broadcast.player.trust import Refusal, Signed, judge, open_keys, open_signed

KEY_COPIES = ("keys.json", "keys.copy.json")


class Holder:
    """Who we are and what we hold; ``changed`` is notified whenever either is another."""

    def __init__(self, folder: Path, identity: Identity) -> None:
        self._folder = folder
        self._path = folder / "manifest.json"
        self._identity = identity
        self._keys = self._load_keys()
        self._signed = self._load()
        self.changed = threading.Condition(threading.RLock())

    @property
    def identity(self) -> Identity:
        """Who this box is, now."""
        return self._identity

    @property
    def manifest(self) -> Manifest | None:
        """The manifest held, whether or not it is still in force."""
        signed = self._signed
        return signed.manifest if signed else None

    @property
    def folder(self) -> Path:
        """Where the box keeps its state."""
        return self._folder

    @property
    def keys(self) -> KeyList | None:
        """The newest list of online keys that the root signed."""
        return self._keys

    def become(self, identity: Identity) -> None:
        """Keep another identity."""
        with self.changed:
            if identity != self._identity:
                save_identity(self._folder, identity)
                self._identity = identity
                self.changed.notify_all()

    def offer(self, envelope: bytes, *, now: datetime) -> bool:
        """Take a newer manifest; False when it is the one we hold. Raises Refusal, OSError."""
        with self.changed:
            signed = judge(envelope, identity=self._identity, keys=self._keys, held=self._signed, now=now)
            manifest = signed.manifest
            if self._signed and signed.payload == self._signed.payload:
                return False
            write_whole(self._path, envelope)
            chain = asdict(manifest.chain) if manifest.chain else None
            self.become(self._identity.having_held(manifest.zone.id, manifest.version, chain))
            self._signed = signed
            self.changed.notify_all()
        return True

    def take_keys(self, envelope: bytes) -> bool:
        """Take a newer key list; False when it is the one we hold. Raises Refusal, OSError.

        A manifest by a key that is revoked now is dropped: a thief may have signed it.
        """
        with self.changed:
            keys = open_keys(envelope, identity=self._identity)
            if self._keys and keys.number == self._keys.number:
                return False
            for name in KEY_COPIES:
                write_whole(self._folder / name, envelope)
            revoked = sorted({*self._identity.revoked_keys, *keys.revoked})
            self.become(replace(self._identity, keys=list(keys.number), revoked_keys=revoked))
            self._keys = keys
            if self._signed and self._signed.key.key_id in keys.revoked:
                self._drop()
            self.changed.notify_all()
        return True

    def serve(self, zone: str, *, order: Version) -> None:
        """Serve this zone from now on; the manifest of another one is dropped."""
        with self.changed:
            if self._signed and self._signed.manifest.zone.id != zone:
                self._drop()
            self.become(replace(self._identity, zone=zone, orders=list(order)))
            self.changed.notify_all()

    def forget(self, *, order: Version, at: str) -> None:
        """Drop the manifest and the zone: the station has revoked this box."""
        with self.changed:
            self._drop()
            self.become(replace(self._identity, zone="", orders=list(order), revoked_at=at))
            self.changed.notify_all()

    def _drop(self) -> None:
        self._path.unlink(missing_ok=True)
        self._signed = None

    def _load_keys(self) -> KeyList | None:
        """Return the key list held before, proved again, from the first copy that is whole."""
        for name in KEY_COPIES:
            path = self._folder / name
            try:
                return open_keys(path.read_bytes(), identity=self._identity)
            except FileNotFoundError:
                continue
            except (Refusal, OSError):
                set_aside(path)
        return None

    def _load(self) -> Signed | None:
        """Return what was held before, proved again: the disk is trusted no more than the network."""
        try:
            envelope = self._path.read_bytes()
            return open_signed(envelope, keys=self._keys)
        except FileNotFoundError:
            return None
        except (Refusal, OSError):
            set_aside(self._path)
            return None
