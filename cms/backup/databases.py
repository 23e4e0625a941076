"""The database's part, while the station runs: one moment's picture of it, and the way back.

SQLite by its own back-up function, PostgreSQL by pg_dump and pg_restore, which must be installed beside the program.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.utils.translation import gettext as _

from cms.backup.contents import BackUpError, Facts

Ask = Callable[[str], Sequence[Sequence[Any]]]
HEAD = "SELECT sequence, sha256 FROM newsroom_chainentry ORDER BY sequence DESC LIMIT 1"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
LAST_WORDS = 600


def file_name() -> str:
    """Return the name of the copy for this kind of database."""
    return "db.sqlite3" if connection.vendor == "sqlite" else "postgresql.dump"


def size() -> int:
    """Return about how many bytes the copy will have; never less than it has."""
    if connection.vendor == "sqlite":
        name = Path(_settings()["NAME"])
        return sum(each.stat().st_size for each in (name, Path(f"{name}-wal")) if each.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def copy_to(target: Path) -> Facts:
    """Write one moment's picture of the database, and return what it says of itself."""
    return _copy_sqlite(target) if connection.vendor == "sqlite" else _copy_postgresql(target)


def is_empty() -> bool:
    """Whether the database holds no table at all."""
    if connection.vendor == "sqlite" and not Path(_settings()["NAME"]).exists():
        return True
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def put_in(source: Path) -> None:
    """Make the empty database what the copy says, wholly or not at all."""
    connection.close()
    if connection.vendor == "sqlite":
        name = Path(_settings()["NAME"])
        for beside in ("-wal", "-shm"):
            Path(f"{name}{beside}").unlink(missing_ok=True)
        source.chmod(0o640)
        source.replace(name)
    else:
        words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        _run("pg_restore", [*words, "--dbname", _settings()["NAME"], str(source)])


def require_programs() -> None:
    """Raise ``BackUpError`` when a program that this database needs is not installed."""
    if connection.vendor == "postgresql":
        for name in ("pg_dump", "pg_restore"):
            _program(name)


# ------------------------------------------------------------------ SQLite


def _copy_sqlite(target: Path) -> Facts:
    """Copy in one step: a reader of the write-ahead log, which no writer waits for."""
    source = sqlite3.connect(_settings()["NAME"], timeout=20)
    copy = sqlite3.connect(target)
    with closing(source), closing(copy):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise BackUpError(_("The database itself is damaged: %(reason)s") % {"reason": found})
        return _facts(lambda query: copy.execute(query).fetchall())


# -------------------------------------------------------------- PostgreSQL


def _copy_postgresql(target: Path) -> Facts:
    """Let pg_dump see the very moment in which we read the head of the chain."""
    known = _settings()
    with psycopg.connect(
        dbname=known["NAME"],
        user=known["USER"] or None,
        password=known["PASSWORD"] or None,
        host=known["HOST"] or None,
        port=known["PORT"] or None,
    ) as source:
        source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        exported = source.execute("SELECT pg_export_snapshot()").fetchone()
        assert exported is not None
        words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={exported[0]}"]
        _run("pg_dump", [*words, f"--file={target}", known["NAME"]])
        return _facts(lambda query: source.execute(query.encode()).fetchall())


def _run(name: str, words: Sequence[str]) -> None:
    known = _settings()
    for option, setting in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        words = [f"{option}={known[setting]}", *words] if known[setting] else words
    done = subprocess.run(
        [_program(name), "--no-password", *words],
        env={**os.environ, "PGPASSWORD": known["PASSWORD"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        said = {"program": name, "reason": done.stderr.strip()[-LAST_WORDS:]}
        raise BackUpError(_("%(program)s did not succeed: %(reason)s") % said)


def _program(name: str) -> str:
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = shutil.which(name) or (str(newest[-1]) if newest else None)
    if found is None:
        words = _("%(program)s is not on this machine. Install it: sudo apt install postgresql-client")
        raise BackUpError(words % {"program": name})
    return found


# -------------------------------------------------------------------- both


def _facts(ask: Ask) -> Facts:
    head = ask(HEAD)
    return Facts(
        chain_sequence=head[0][0] if head else 0,
        chain_sha256=head[0][1] if head else "",
        migrations=tuple(f"{app}.{name}" for app, name in ask(MIGRATIONS)),
    )


def _settings() -> dict[str, Any]:
    """Return where the database lies; its values are text, NAME a path for SQLite."""
    return {name: str(value or "") for name, value in connection.settings_dict.items()}
