"""The ground that a thousand tests stand on, built once by the real functions and written back as rows afterwards.

Building it takes a tenth of a second through the screens' own functions; writing its rows takes a hundredth. What was
there before is compared first: a database that is not as it was then (a test that could not be rolled back emptied it)
gets the ground built anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Collection, Locale, Page, Site

Ground = TypeVar("Ground")
BENEATH = tuple(model._meta.db_table for model in (Permission, ContentType, Page, Locale, Collection))
"""What the rows of a ground refer to; beside the tables that it changes itself."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of one table by key, each as the database gave it."""

    name: str
    key: str
    columns: tuple[str, ...]
    rows: dict[Any, tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What building changed in one table: keys that went or were written over, and the rows that stand there now."""

    table: Table
    gone: tuple[Any, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The changes of one ground, and what the database looked like before them."""

    before: tuple[Any, ...]
    changes: tuple[Change, ...]


memories: dict[tuple[str, str], Memory] = {}


def remembered(build: Callable[[], Ground], *, again: Callable[[], Ground]) -> Ground:
    """Return the ground: ``build`` makes it the first time, ``again`` fetches it after its rows were written back."""
    known = memories.get((connection.vendor, build.__qualname__))
    if known and known.before == _looks(known.changes):
        with transaction.atomic():  # rows refer to one another, whatever their order
            for change in known.changes:
                _write(change)
        Site.clear_site_root_paths_cache()
        return again()
    before = _tables()
    ground = build()
    changed = [_change(old, new) for old, new in zip(before, _tables(), strict=True)]
    changes = tuple(change for change in changed if change)
    memories[connection.vendor, build.__qualname__] = Memory(
        before=_looks(changes, {table.name: table for table in before}), changes=changes
    )
    return ground


def _tables() -> list[Table]:
    """Read every table; those with a count of changes come last, for writing the others counts as well."""
    models = sorted(
        apps.get_models(include_auto_created=True), key=lambda model: model.__name__ == "SiteChange"
    )
    return [_table(model._meta.db_table, str(model._meta.pk.column)) for model in models if _has_table(model)]


def _has_table(model: Any) -> bool:
    """Say whether it has a table of its own; SQLite's index of words is kept up by triggers."""
    return bool(model._meta.managed and not model._meta.proxy and model._meta.pk.column != "rowid")


def _table(name: str, key: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(name)}")
        columns = tuple(column[0] for column in cursor.description)
        at = columns.index(key)
        return Table(name=name, key=key, columns=columns, rows={row[at]: row for row in cursor.fetchall()})


def _change(old: Table, new: Table) -> Change | None:
    written = {key: row for key, row in new.rows.items() if old.rows.get(key) != row}
    gone = tuple(key for key in old.rows if key not in new.rows or key in written)
    rows = tuple(tuple(_writable(value) for value in row) for row in written.values())
    return Change(table=new, gone=gone, rows=rows) if rows or gone else None


def _writable(value: Any) -> Any:
    """SQLite reads times as objects and takes them as text."""
    return str(value) if connection.vendor == "sqlite" and isinstance(value, date | time) else value


def _looks(changes: tuple[Change, ...], tables: dict[str, Table] | None = None) -> tuple[Any, ...]:
    """Say how many rows the tables concerned have, and which is the last."""
    concerned = {change.table.name: change.table.key for change in changes} | dict.fromkeys(BENEATH, "id")
    if tables is not None:
        return tuple((len(tables[name].rows), max(tables[name].rows, default=None)) for name in concerned)
    with connection.cursor() as cursor:
        looks = []
        for name, key in concerned.items():
            cursor.execute(f"SELECT count(*), max({_quoted(key)}) FROM {_quoted(name)}")
            looks.append(cursor.fetchone())
    return tuple(looks)


def _write(change: Change) -> None:
    table = change.table
    with connection.cursor() as cursor:
        if change.gone:
            places = ", ".join(["%s"] * len(change.gone))
            cursor.execute(
                f"DELETE FROM {_quoted(table.name)} WHERE {_quoted(table.key)} IN ({places})", change.gone
            )
        if change.rows:
            names = ", ".join(_quoted(column) for column in table.columns)
            row = f"({', '.join(['%s'] * len(table.columns))})"
            values = [value for each in change.rows for value in each]
            cursor.execute(
                f"INSERT INTO {_quoted(table.name)} ({names}) VALUES {', '.join([row] * len(change.rows))}",
                values,
            )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
