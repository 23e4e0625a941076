"""The file itself: a plain tar that any machine can open by hand; the list of its files and digests comes last.

Read again from the first byte to the last before anything in it is trusted. The digests tell damage and clumsy
changes; whoever rewrites the whole file is told by the chain's signatures and by the root key on paper.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from cms.backup.contents import MANIFEST, MANIFEST_DIGEST, BackUpError, Contents, Held, read, written

PORTION = 1024 * 1024
Progress = Callable[[int], None]
"""Is told the bytes that were handled since it was told last."""


def silent(_count: int) -> None:
    """Tell nobody."""


class Writer:
    """Puts files into the tar one after another, and remembers their digests."""

    def __init__(self, file: IO[bytes], progress: Progress = silent) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115  (closed in ``finish``)
        self._progress = progress
        self.held: list[Held] = []

    def add(self, name: str, source: Path) -> None:
        """Add a file; raises ``FileNotFoundError`` before anything of it is written."""
        with source.open("rb") as file:
            self._add(name, file, size=source.stat().st_size)

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add what has no file."""
        self._add(name, io.BytesIO(data), size=len(data))

    def finish(self, contents: Contents) -> None:
        """Add the list and its digest, and end the tar."""
        data = written(contents)
        self.add_bytes(MANIFEST, data)
        self.add_bytes(MANIFEST_DIGEST, hashlib.sha256(data).hexdigest().encode())
        self._tar.close()

    def _add(self, name: str, file: IO[bytes], *, size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        reader = _Digesting(file, self._progress)
        self._tar.addfile(entry, reader)
        self.held.append(Held(name=name, size=size, sha256=reader.digest.hexdigest()))


class _Digesting(io.RawIOBase):
    """Reads through to a file, and digests what was read."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self._file, self._progress = file, progress
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        self._progress(len(data))
        return data


# ------------------------------------------------------------------ reading


def checked(path: Path, progress: Progress = silent) -> Contents:
    """Return the list of a back-up in which every byte agrees with it; raises ``BackUpError`` naming the file."""
    found: dict[str, Held] = {}
    small: dict[str, bytes] = {}
    with _told(path):
        for name, size, file in _members(path):
            sha256, data = _digested(file, progress, keep=name in {MANIFEST, MANIFEST_DIGEST})
            found[name] = Held(name=name, size=size, sha256=sha256)
            small |= {name: data} if data else {}
    contents = _list_of(path, found, small)
    for held in contents.files:
        if held.name not in found:
            raise BackUpError(_("%(name)s is missing from the back-up.") % {"name": held.name})
        if found[held.name] != held:
            raise BackUpError(
                _("%(name)s in the back-up is damaged or was changed. Use another back-up.")
                % {"name": held.name}
            )
    for name in found.keys() - {held.name for held in contents.files} - {MANIFEST, MANIFEST_DIGEST}:
        raise BackUpError(_("%(name)s was put into the back-up afterwards.") % {"name": name})
    return contents


def _list_of(path: Path, found: dict[str, Held], small: dict[str, bytes]) -> Contents:
    if MANIFEST not in small or MANIFEST_DIGEST not in small:
        raise _is_cut(path)
    if found[MANIFEST].sha256.encode() != small[MANIFEST_DIGEST]:
        raise BackUpError(
            _("%(name)s in the back-up is damaged or was changed. Use another back-up.") % {"name": MANIFEST}
        )
    try:
        return read(small[MANIFEST])
    except ValueError as fault:
        raise BackUpError(
            _("This back-up was made by a newer version of the program: install that version first.")
        ) from fault


def extracted(path: Path, place: Callable[[str], Path | None]) -> Iterator[tuple[str, str]]:
    """Write each file to where ``place`` says (None: nowhere); yield its name and the digest that was written."""
    with _told(path):
        for name, _size, file in _members(path):
            target = place(name)
            if target is not None:
                yield name, _written_to(target, file)


def small(path: Path, wanted: str) -> bytes:
    """Return one small file of a back-up; empty when it is not in it."""
    with _told(path):
        return next((file.read() for name, _size, file in _members(path) if name == wanted), b"")


def _written_to(target: Path, file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        while data := file.read(PORTION):
            digest.update(data)
            out.write(data)
        out.flush()
        os.fsync(out.fileno())
    target.chmod(0o640)
    return digest.hexdigest()


def _members(path: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    """Yield (name, bytes, open file) of everything in the tar."""
    with tarfile.open(path, mode="r:") as tar:
        while (entry := tar.next()) is not None:
            file = tar.extractfile(entry) if entry.isreg() else None
            if file is None or not _is_safe(entry.name):
                raise BackUpError(_("%(name)s does not belong into a back-up.") % {"name": entry.name})
            with file:
                yield entry.name, entry.size, file


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in words what reading a file that is no whole tar raises."""
    try:
        yield
    except (tarfile.TarError, EOFError, UnicodeError) as fault:
        raise _is_cut(path) from fault
    except (FileNotFoundError, IsADirectoryError) as fault:
        raise BackUpError(_("There is no file %(path)s.") % {"path": path}) from fault


def _is_cut(path: Path) -> BackUpError:
    words = _(
        "%(path)s is no whole back-up: it was cut off, or is another kind of file. Use another back-up."
    )
    return BackUpError(words % {"path": path})


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not name.startswith("/")


def _digested(file: IO[bytes], progress: Progress, *, keep: bool) -> tuple[str, bytes]:
    digest, kept = hashlib.sha256(), b""
    while data := file.read(PORTION):
        digest.update(data)
        kept += data if keep else b""
        progress(len(data))
    return digest.hexdigest(), kept
