"""The manifest that the box holds: on disk as it was signed, in memory as it was read."""

import threading
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from broadcast.plan.manifest import Manifest
from broadcast.player.files import set_aside, write_whole
from broadcast.player.identity import Identity, save_identity
from broadcast.player.trust import Refusal, Signed, judge, open_signed


class Holder:
    """Who we are and what we hold; ``changed`` is notified whenever either is another."""

    def __init__(self, folder: Path, identity: Identity) -> None:
        self._folder = folder
        self._path = folder / "manifest.json"
        self._identity = identity
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
            signed = judge(envelope, identity=self._identity, held=self._signed, now=now)
            manifest = signed.manifest
            if self._signed and signed.payload == self._signed.payload:
                return False
            write_whole(self._path, envelope)
            chain = asdict(manifest.chain) if manifest.chain else None
            self.become(self._identity.having_held(manifest.zone.id, manifest.version, chain))
            self._signed = signed
            self.changed.notify_all()
        return True

    def forget(self) -> None:
        """Drop the manifest and the zone: the station has revoked this box."""
        with self.changed:
            self._path.unlink(missing_ok=True)
            self._signed = None
            self.become(replace(self._identity, zone=""))
            self.changed.notify_all()

    def _load(self) -> Signed | None:
        """Return what was held before, proved again: the disk is trusted no more than the network."""
        try:
            envelope = self._path.read_bytes()
            return open_signed(envelope, identity=self._identity)
        except FileNotFoundError:
            return None
        except (Refusal, OSError):
            set_aside(self._path)
            return None
