"""The pieces of a live talk on the disk: the web server writes them, the doorbell's process reads them as they come."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

TOKEN = re.compile(r"[0-9a-f]{64}")
MOST_PIECE = 512 * 1024
"""Bytes of one piece, which is a second of sound or a little more."""
MOST_PIECES = 8 * 3600
WEBM = b"\x1a\x45\xdf\xa3"
_END = "end"


class NotSound(Exception):
    """This is no piece of a WebM recording."""


class Pieces:
    """The folder of one talk; only who knows the token finds it."""

    def __init__(self, home: Path, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise ValueError("not a token")
        self.folder = home / token

    @property
    def is_there(self) -> bool:
        """Whether the talk was ever begun here."""
        return self.folder.is_dir()

    @property
    def is_ended(self) -> bool:
        """Whether nothing more comes."""
        return (self.folder / _END).exists()

    def open(self) -> None:
        """Make room for a talk; nobody else on the machine may look in."""
        self.folder.mkdir(parents=True, mode=0o700)

    def put(self, number: int, data: bytes) -> None:
        """Keep one piece; it is whole or absent. Raises ``NotSound``."""
        if (
            not data
            or len(data) > MOST_PIECE
            or number >= MOST_PIECES
            or (number == 0 and not data.startswith(WEBM))
        ):
            raise NotSound
        part = self.folder / f"{number:06d}.{os.getpid()}.part"
        with part.open("wb") as file:
            file.write(data)
        part.replace(self._place(number))

    def read(self, number: int) -> bytes | None:
        """Return one piece, None while it has not come."""
        try:
            return self._place(number).read_bytes()
        except OSError:
            return None

    def end(self) -> None:
        """Say that nothing more comes."""
        if self.is_there:
            (self.folder / _END).touch()

    def join(self, target: Path, *, count: int) -> str:
        """Write the first ``count`` pieces into one file and return its SHA-256."""
        digest = hashlib.sha256()
        with target.open("wb") as file:
            for data in self._first(count):
                digest.update(data)
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return digest.hexdigest()

    def clear(self) -> None:
        """Take the folder away: what it held is kept elsewhere."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _first(self, count: int) -> Iterator[bytes]:
        for number in range(count):
            data = self.read(number)
            if data is None:
                return
            yield data

    def _place(self, number: int) -> Path:
        return self.folder / f"{number:06d}.webm"
