"""Machines of a test's own: each with a database that is committed to, folders and keys; the former one can be lost."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.sql import SQL, Composed, Identifier
from pytest_django import Settings
from wagtail.models import Site

from cms.backup import databases
from tests import migrated


class Machines:
    """Lends one machine after another; ``new`` leaves the former one behind."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._tests: BaseDatabaseWrapper = connections["default"]
        self._made: list[str] = []
        self._count = 0

    def new(self, *, filled: bool = False) -> Path:
        """Be on a machine with nothing on it, or (``filled``) with migrated tables; return its folder."""
        self._leave()
        self._count += 1
        home = self._folder / f"machine{self._count}"
        home.mkdir()
        self._set(home)
        tables = home / "migrated"
        if filled:
            _copy_of_tests(tables)
        name = str(home / "db.sqlite3") if self._tests.vendor == "sqlite" else self._in_server()
        connections["default"] = type(self._tests)({**self._tests.settings_dict, "NAME": name}, "default")
        if filled:
            databases.put_in(tables)
        _forget()
        return home

    def _set(self, home: Path) -> None:
        settings = self._settings
        settings.VAR = home
        settings.MEDIA_ROOT = home / "media"
        settings.BROADCAST_MEDIA = home / "media" / "broadcast"
        settings.FROZEN_MEDIA = home / "media" / "frozen"
        settings.KEY_DIRECTORY = home / "keys"
        settings.CHAIN_WITNESS = home / "chain-witness.txt"
        settings.SPOKEN_SENTENCES, settings.INSTALLED_VOICES = home / "spoken", home / "voices"
        settings.OFFLINE_VOICE = "silent"

    def _in_server(self) -> str:
        name = f"scratch_{secrets.token_hex(6)}"
        self._tell_server(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        self._made.append(name)
        return name

    def _tell_server(self, statement: Composed) -> None:
        known = self._tests.settings_dict
        with psycopg.connect(
            dbname="postgres", user=known["USER"], password=known["PASSWORD"], host=known["HOST"],
            port=known["PORT"], autocommit=True,
        ) as server:  # fmt: skip
            server.execute(statement)

    def _leave(self) -> None:
        if connections["default"] is not self._tests:
            connections["default"].close()
            connections["default"] = self._tests

    def end(self) -> None:
        """Give the tests their database back."""
        self._leave()
        for name in self._made:
            self._tell_server(SQL("DROP DATABASE {}").format(Identifier(name)))
        _forget()


def _forget() -> None:
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _copy_of_tests(target: Path) -> None:
    """Copy the tests' own migrated tables; SQLite's lie in memory, and in a file from which they came."""
    if connection.vendor == "sqlite":
        shutil.copy(migrated.FOLDER / migrated.name(), target)
    else:
        databases.copy_to(target)


@contextmanager
def lent(folder: Path, settings: Settings) -> Iterator[Machines]:
    """Lend machines, and clear them away."""
    machines = Machines(folder, settings)
    try:
        yield machines
    finally:
        machines.end()
