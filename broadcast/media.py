"""Where sounds and board pictures lie: one file per content, named by its SHA-256, never changed."""

import hashlib
import os
import re
import shutil
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")


def path_of(sha256: str) -> Path:
    """Return where the file with this content lies, or would lie; raise ``ValueError`` for anything but a digest."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256[:80]!r}")
    return Path(settings.BROADCAST_MEDIA) / sha256[:2] / sha256


def store(source: Path, sha256: str) -> Path:
    """Move ``source`` to its place in one step and return the place; what is already there stays, as if new.

    The caller has computed ``sha256`` of the bytes. A source on another disk is copied beside its place
    first, so that a reader never meets half a file.
    """
    target = path_of(sha256)
    if _renewed(target):
        source.unlink()
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{sha256}.{os.getpid()}.part")
    shutil.move(source, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    return target


def _renewed(target: Path) -> bool:
    """Whether it is there; if so its age begins anew, and nobody takes it away as unused before its row is written."""
    try:
        os.utime(target)
    except OSError:
        return False
    return True


def store_by_content(source: Path) -> str:
    """Move ``source`` to its place by what it holds, and return its digest."""
    with source.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    store(source, sha256)
    return sha256


def is_whole(sha256: str) -> bool:
    """Whether the file is there and holds what its name says."""
    try:
        return is_whole_at(path_of(sha256), sha256)
    except ValueError:
        return False


def is_whole_at(path: Path, sha256: str) -> bool:
    """Whether a file somewhere else holds these bytes."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def is_unchanged(sha256: str) -> bool:
    """Whether the file holds what its name says; read again only when the disk says that somebody touched it.

    The time of the last change of the inode cannot be set back by a program, unlike that of the content.
    """
    try:
        stat = path_of(sha256).stat()
    except (OSError, ValueError):
        return False
    return _held(
        sha256, str(settings.BROADCAST_MEDIA), (stat.st_ino, stat.st_size, stat.st_ctime_ns, stat.st_mtime_ns)
    )


@lru_cache(maxsize=16384)
def _held(sha256: str, folder: str, marks: tuple[int, ...]) -> bool:
    return is_whole(sha256)
