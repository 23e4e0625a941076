"""The migrated database, kept: two hundred migrations take half a minute, and every worker of every run needs them.

Only SQLite's: its databases can be copied into memory. The copy is named by all that it depends on; ``migrate`` still
runs on it and finds nothing to do.
"""

import fcntl
import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection

FOLDER = settings.BASE / "build" / "tests"
KEPT = 4
"""Copies that are left lying about, those of other branches among them."""


def name() -> str:
    """Return the name of the copy: a digest of every migration, of what is installed, and of this Python."""
    told = hashlib.sha256(sys.version.encode())
    sources = [settings.BASE / "requirements-dev.lock", *settings.BASE.glob("*/migrations/*.py")]
    for path in sorted(sources):
        told.update(path.name.encode() + path.read_bytes())
    return f"migrated-{told.hexdigest()[:16]}.sqlite3"


@contextmanager
def used_once() -> Iterator[None]:
    """Let the next ``migrate`` start from the copy, or leave one behind."""
    handle = migrate.Command.handle

    def handle_kept(command: migrate.Command, *args: Any, **options: Any) -> Any:
        patch.undo()
        if connection.vendor != "sqlite":
            return handle(command, *args, **options)
        with _alone():
            return _migrate(lambda: handle(command, *args, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate.Command, "handle", handle_kept)
        yield


def _migrate(act: Any) -> Any:
    copy = FOLDER / name()
    if copy.exists():
        _pour(copy, connection)
        return act()
    done = act()
    unfinished = copy.with_suffix(".unfinished")
    with sqlite3.connect(unfinished) as target:
        connection.connection.backup(target)
    target.close()
    unfinished.replace(copy)
    for old in sorted(FOLDER.glob("migrated-*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink()
    return done


def _pour(copy: Path, into: Any) -> None:
    into.ensure_connection()
    source = sqlite3.connect(copy)
    source.backup(into.connection)
    source.close()


@contextmanager
def _alone() -> Iterator[None]:
    """Let one worker migrate while the others wait for what it leaves."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
