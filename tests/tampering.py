"""What only somebody with the database's own password can do: the triggers off, a row changed, the triggers on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.backends.base.operations import BaseDatabaseOperations

from newsroom import triggers

FLUSH = BaseDatabaseOperations.execute_sql_flush


def flush_unlocked(operations: BaseDatabaseOperations, statements: Any) -> None:
    """Empty the database of a test that could not be rolled back."""
    triggers.drop(operations.connection)
    FLUSH(operations, statements)
    triggers.install(operations.connection)


@contextmanager
def unlocked() -> Iterator[None]:
    """Lend the database without its locks."""
    look_at_references("IMMEDIATE")
    triggers.drop(connection)
    yield
    triggers.install(connection)
    look_at_references("DEFERRED")


def look_at_references(when: str) -> None:
    """PostgreSQL alters no table while it still has foreign keys of it to look at."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")


def change(row: models.Model, **fields: Any) -> None:
    """Write over columns of a row of evidence."""
    with unlocked():
        models.QuerySet(type(row)).filter(pk=row.pk).update(**fields)


def remove(row: models.Model) -> None:
    """Remove a row of evidence, and nothing that refers to it."""
    with unlocked():
        models.QuerySet(type(row)).filter(pk=row.pk)._raw_delete(connection.alias)
