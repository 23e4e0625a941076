"""Media on the disk, named by the SHA-256 of their bytes: nothing enters under a name it does not have."""

import hashlib
import os
import re
import threading
from collections.abc import Collection, Iterable
from pathlib import Path

from broadcast.player.files import sync_folder

NAME = re.compile(r"[0-9a-f]{64}")
LARGEST = 300_000_000  # bytes of one file
ROOM_KEPT = 20_000_000  # bytes left free on the card for the journal
STRANGERS_KEPT = 500_000_000  # bytes of media that no current manifest names
BLOCK = 1 << 16


class BadName(ValueError):
    """Not a SHA-256 in lower-case hex; it never becomes a path."""


class WrongBytes(Exception):
    """What arrived is not what its name promises."""


class Cache:
    """Media files in one folder; ``.part`` files are downloads under way."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = threading.Lock()
        self._checked: dict[str, tuple[int, int]] = {}

    def path(self, sha256: str) -> Path:
        """Return where the file is or would be; raises BadName."""
        if not NAME.fullmatch(sha256):
            raise BadName(sha256[:80])
        return self.folder / sha256

    def part(self, sha256: str) -> Path:
        """Return where a download under way is kept."""
        return self.path(sha256).with_suffix(".part")

    def has(self, sha256: str) -> bool:
        """Whether the file is here (its bytes are proved by ``verified``)."""
        return self.path(sha256).is_file()

    def started(self, sha256: str) -> int:
        """Return how many bytes of the file an earlier, broken-off download left."""
        try:
            return self.part(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def verified(self, sha256: str) -> Path | None:
        """Return the file if its bytes still have its name; a worn one is removed and None returned."""
        path = self.path(sha256)
        try:
            stamp = path.stat()
            mark = (stamp.st_size, stamp.st_mtime_ns)
            if self._checked.get(sha256) == mark:
                return path
            if file_sha256(path) == sha256:
                self._checked[sha256] = mark
                return path
            path.unlink(missing_ok=True)
        except OSError:
            return None
        return None

    def receive(self, sha256: str, blocks: Iterable[bytes], *, at: int, size: int) -> None:
        """Append ``blocks`` from offset ``at`` and, once ``size`` bytes are there, prove and name the file.

        A break in ``blocks`` leaves the part for the next try. Raises WrongBytes (the part is gone), OSError.
        """
        part = self.part(sha256)
        with part.open("r+b" if at else "wb") as file:
            file.seek(at)
            file.truncate()
            for block in blocks:
                file.write(block)
                if file.tell() > size:
                    break
            length = file.tell()
            file.flush()
            os.fsync(file.fileno())
        if length < size:
            return
        if length > size or file_sha256(part) != sha256:
            part.unlink(missing_ok=True)
            raise WrongBytes(sha256)
        part.replace(self.path(sha256))
        sync_folder(self.folder)

    def forget_all(self) -> None:
        """Remove every medium, finished or not."""
        for path in self._files():
            path.unlink(missing_ok=True)
        self._checked.clear()

    def prune(self, wanted: Collection[str], *, keep: int = STRANGERS_KEPT) -> None:
        """Remove what is not wanted, oldest first, until at most ``keep`` bytes of it remain."""
        with self._lock:
            strangers = [path for path in self._files() if path.stem not in wanted]
            sized = sorted(
                ((path.stat().st_mtime, path.stat().st_size, path) for path in strangers), reverse=True
            )
            total = 0
            for _, size, path in sized:
                total += size
                if total > keep:
                    path.unlink(missing_ok=True)

    def free_bytes(self) -> int:
        """Return the room left on the card."""
        room = os.statvfs(self.folder)
        return room.f_bavail * room.f_frsize

    def _files(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if NAME.fullmatch(path.stem)]


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in lower-case hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
