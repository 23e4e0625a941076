"""Sentences already spoken by a service, kept on disk: asked once, heard many times."""

import hashlib
import os
import tempfile
from pathlib import Path

_PRUNE_EVERY = 200


class SentenceCache:
    """Files named by the hash of what was asked; the longest unused go when there are too many."""

    def __init__(self, directory: Path, *, most_bytes: int = 500 * 1024**2) -> None:
        self._directory = directory
        self._most_bytes = most_bytes
        self._kept = 0

    def load(self, *asked: str) -> bytes | None:
        """Return what was kept for these words (voice, version, text), None when there is nothing."""
        path = self._path(asked)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def keep(self, data: bytes, *asked: str) -> None:
        """Keep what was answered; whole or not at all."""
        path = self._path(asked)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
        self._kept += 1
        if self._kept % _PRUNE_EVERY == 0:
            self.prune()

    def forget(self, *asked: str) -> None:
        """Remove what turned out to be no good."""
        self._path(asked).unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the longest unused sentences until the rest fits."""
        files = [(path.stat(), path) for path in self._directory.glob("*/*")]
        excess = sum(status.st_size for status, _ in files) - self._most_bytes
        for status, path in sorted(files, key=lambda file: file[0].st_mtime):
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= status.st_size

    def _path(self, asked: tuple[str, ...]) -> Path:
        key = hashlib.sha256("\0".join(asked).encode()).hexdigest()
        return self._directory / key[:2] / key
