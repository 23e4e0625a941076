"""Private keys as files that only their owner can read; folders tell which program needs which.

``root/`` certifies and belongs on paper; ``station/`` (manifests, commands) is for the station process alone;
``web/`` (the chain of approvals) is for the web server.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from broadcast.plan.envelope import CHAIN, COMMAND, MANIFEST, key_id, raw_public_key

FOLDERS = {MANIFEST: "station", COMMAND: "station", CHAIN: "web"}


class KeyNotHere(Exception):
    """The private half of the key is not on this machine, or this program may not read it."""


def make_root() -> Ed25519PublicKey:
    """Make the root key unless one lies here; two processes at once end with the same one."""
    if not _root_path().exists():
        write_root(Ed25519PrivateKey.generate())
    return load_root().public_key()


def write_root(key: Ed25519PrivateKey) -> None:
    """Put the root here, and its public half beside it, where it stays when the private half goes."""
    _write(_root_path(), _pem(key))
    _write(_root_path().with_suffix(".pub"), raw_public_key(load_root().public_key()).hex().encode())


def load_root() -> Ed25519PrivateKey:
    """Return the root's private half, or raise ``KeyNotHere``; it is never kept in memory."""
    return _load(_root_path())


def has_root() -> bool:
    """Whether the root's private half lies on this machine."""
    return _root_path().exists()


def root_on_disk() -> str | None:
    """Return the public half (hex) that was written when the root was made; None when there is none."""
    try:
        return _root_path().with_suffix(".pub").read_text().strip()
    except OSError:
        return None


def remove_root() -> None:
    """Remove the root's private half: overwrite, then delete. The public half stays."""
    path = _root_path()
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def forget_public_root() -> None:
    """Make room for another root: the former public half is no longer the one to trust."""
    _root_path().with_suffix(".pub").unlink(missing_ok=True)


def make_online(context: str) -> Ed25519PublicKey:
    """Make an online key for a context, put it into its folder, and return the public half."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    _write(_online_path(context, key_id(public)), _pem(key))
    return public


def load_online(context: str, name: str) -> Ed25519PrivateKey:
    """Return an online key's private half, or raise ``KeyNotHere``."""
    return _kept(_online_path(context, name))


def has_online(context: str, name: str) -> bool:
    """Whether the private half of an online key lies here; a folder that is not ours to read counts as whole."""
    try:
        _online_path(context, name).stat()
    except FileNotFoundError:
        return False
    except PermissionError:
        return True
    return True


def remove_online(context: str, name: str) -> None:
    """Remove a key that is over or revoked."""
    _online_path(context, name).unlink(missing_ok=True)
    _kept.cache_clear()


def _root_path() -> Path:
    return Path(settings.KEY_DIRECTORY) / "root" / "root.pem"


def _online_path(context: str, name: str) -> Path:
    return Path(settings.KEY_DIRECTORY) / FOLDERS[context] / f"{name}.pem"


@lru_cache(maxsize=8)
def _kept(path: Path) -> Ed25519PrivateKey:
    """A file is named by its key and never changes: reading it once is enough."""
    return _load(path)


def _load(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as fault:
        raise KeyNotHere(str(path.name)) from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyNotHere(str(path.name))
    return key


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, data: bytes) -> None:
    """Write beside the place and link it there: whoever comes second keeps what the first wrote."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}.part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        path.hardlink_to(partial)
    partial.unlink()
