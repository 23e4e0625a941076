"""Machines of a test's own: each with a database that is committed to, folders and keys; the former one can be lost."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.sql import SQL, Identifier
from pytest_django import Settings
from wagtail.models import Collection, Locale, Page, Site


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
        name = self._in_file(home, filled) if self._tests.vendor == "sqlite" else self._in_server(filled)
        connections["default"] = type(self._tests)({**self._tests.settings_dict, "NAME": name}, "default")
        self._set(home)
        _forget()
        if filled:
            _plant()
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

    def _in_file(self, home: Path, filled: bool) -> str:
        if filled:
            self._tests.ensure_connection()
            with closing(sqlite3.connect(home / "db.sqlite3")) as copy:
                self._tests.connection.backup(copy)
        return str(home / "db.sqlite3")

    def _in_server(self, filled: bool) -> str:
        name = f"scratch_{secrets.token_hex(6)}"
        template = str(self._tests.settings_dict["NAME"]) if filled else "template0"
        self._tests.close()
        self._tell_server(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
        )
        self._made.append(name)
        return name

    def _tell_server(self, statement: SQL | object) -> None:
        known = self._tests.settings_dict
        with psycopg.connect(
            dbname="postgres", user=known["USER"], password=known["PASSWORD"], host=known["HOST"],
            port=known["PORT"], autocommit=True,
        ) as server:  # fmt: skip
            server.execute(statement)  # type: ignore[call-overload]

    def _leave(self) -> None:
        if connections["default"] is not self._tests:
            connections["default"].close()

    def end(self) -> None:
        """Give the tests their database back."""
        self._leave()
        connections["default"] = self._tests
        for name in self._made:
            self._tell_server(SQL("DROP DATABASE {}").format(Identifier(name)))
        _forget()


def _forget() -> None:
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _plant() -> None:
    """Make what the first migration makes, where another test emptied the tables."""
    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.exists():
        Page.add_root(title="Root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@contextmanager
def lent(folder: Path, settings: Settings) -> Iterator[Machines]:
    """Lend machines, and clear them away."""
    machines = Machines(folder, settings)
    try:
        yield machines
    finally:
        machines.end()
