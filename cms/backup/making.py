"""Makes a back-up while the station runs: all of it under a temporary name, read back, and only then under its own.

The order matters. The witness comes before the database and media after it: then the database has every link that the
witness knows, and every file that a row names is there.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import heartbeats
from cms.backup import archive, databases, places
from cms.backup.contents import DATABASE, PUBLIC_ROOT, PUSH_KEY, WITNESS, BackUpError, Contents, Facts
from cms.health import software_version
from cms.outage import Cause, cause_of
from cms.push import vapid

PATTERN = "loa-xa-*.tar"
UNFINISHED = ".loa-xa-unfinished"
BACK_UP = "back-up"
"""Under this name the station remembers when the last one was made."""
ROOM_LEFT = 64 * 1024**2
"""Bytes that must stay free beside the back-up: the station itself goes on writing."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """What was made, and which older back-ups went."""

    path: Path
    contents: Contents
    removed: tuple[Path, ...]


def back_up(
    where: Path, *, now: datetime, keep: int | None = None, progress: archive.Progress = archive.silent
) -> Made:
    """Make a back-up in a folder, or as the file named; raises ``BackUpError`` and leaves nothing half done."""
    path = where / _name(now) if where.is_dir() else where
    if path.exists():
        raise BackUpError(_("%(path)s exists already; nothing is written over.") % {"path": path})
    if keep is not None and (keep < 1 or not where.is_dir()):
        raise BackUpError(_("--keep needs a folder and a number of 1 or more."))
    if not path.parent.is_dir():
        raise BackUpError(_("There is no folder %(path)s.") % {"path": path.parent})
    databases.require_programs()
    with _alone(path.parent), _full_disk_is_told():
        _require_room(path.parent)
        with _workshop(path.parent) as workshop:
            unfinished = workshop / "back-up"
            _write(unfinished, workshop / "database", now=now, progress=progress)
            contents = archive.checked(unfinished, progress)
            unfinished.replace(path)
            _sync(path.parent)
        with suppress(DatabaseError):  # it is made all the same, whatever holds the database
            heartbeats.beat(BACK_UP, now=now)
        return Made(path=path, contents=contents, removed=_thin_out(path.parent, keep))


def expected_size() -> int:
    """Return about how many bytes a back-up would have now."""
    return databases.size() + sum(_size(path) for _name, path in places.media_files())


def _name(now: datetime) -> str:
    return f"loa-xa-{timezone.localtime(now):%Y-%m-%d-%H%M%S}.tar"


# ------------------------------------------------------------------ writing


def _write(path: Path, copy: Path, *, now: datetime, progress: archive.Progress) -> None:
    with path.open("xb") as file:
        path.chmod(0o600)
        writer = archive.Writer(file, progress)
        if places.witness().exists():
            writer.add_bytes(WITNESS, places.witness().read_bytes())
        facts = databases.copy_to(copy)
        writer.add(f"{DATABASE}{databases.file_name()}", copy)
        copy.unlink()
        if places.public_root().exists():
            writer.add(PUBLIC_ROOT, places.public_root())
        if vapid.key_file().exists():
            writer.add(PUSH_KEY, vapid.key_file())
        for name, source in places.media_files():
            _add_if_there(writer, name, source)
        writer.finish(_contents(writer, facts, now))
        file.flush()
        os.fsync(file.fileno())


def _add_if_there(writer: archive.Writer, name: str, source: Path) -> None:
    """A sound that the station tidied away meanwhile is one that no row names any more."""
    try:
        writer.add(name, source)
    except FileNotFoundError:
        return


def _contents(writer: archive.Writer, facts: Facts, now: datetime) -> Contents:
    return Contents(
        made_at=now,
        program=software_version(),
        database=connection.vendor,
        facts=facts,
        files=tuple(writer.held),
    )


# ------------------------------------------------------------------ the disk


def _require_room(folder: Path) -> None:
    """Refuse before the first byte: the back-up, the copy of the database beside it, and some air."""
    needed = expected_size() + databases.size() + ROOM_LEFT
    free = shutil.disk_usage(folder).free
    if free < needed:
        words = _("The disk of %(path)s has %(free)s MB left; this back-up needs %(needed)s MB.")
        raise BackUpError(words % {"path": folder, "free": free // 10**6, "needed": needed // 10**6})


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, so that two back-ups never work in it at once."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as fault:
        raise BackUpError(_("Another back-up is being made in %(path)s.") % {"path": folder}) from fault
    finally:
        os.close(handle)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Lend a folder for unfinished work, empty even when an earlier back-up was killed; it goes afterwards."""
    workshop = folder / UNFINISHED
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(mode=0o700)
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def _full_disk_is_told() -> Iterator[None]:
    try:
        yield
    except Exception as fault:
        if cause_of(fault) is Cause.DISK_FULL:
            raise BackUpError(_("The disk became full; nothing half done was left.")) from fault
        if isinstance(fault, OSError) and fault.errno in {errno.EACCES, errno.EROFS}:
            words = _("%(path)s cannot be read or written by this user.")
            raise BackUpError(words % {"path": fault.filename}) from fault
        raise


def _thin_out(folder: Path, keep: int | None) -> tuple[Path, ...]:
    """Remove the oldest beyond ``keep``; the name tells the age."""
    old = sorted(folder.glob(PATTERN))[:-keep] if keep else []
    for path in old:
        path.unlink()
    return tuple(old)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
