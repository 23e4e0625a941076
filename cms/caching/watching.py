"""What counts as a change of the public site: triggers on every table that a public page reads.

A page kept in memory is found by the count of changes. The count rises in the same transaction as the change itself,
whoever makes it (a form, a stage, a shell, another program), so that there is nothing to delete and nobody to tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from cms.caching.tables import Watched, watched
from cms.models import SiteChange

PREFIX = "counts"
TABLE = SiteChange._meta.db_table
IN_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
IN_POSTGRESQL = """
    SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal AND tgname LIKE %s
"""
# A new row begins at the clock: the sum does not come back to what it was, even after an older copy was restored.
COUNT_IN_SQLITE = f"""
    INSERT INTO "{TABLE}" ("id", "number") VALUES (1, CAST(julianday('now') * 86400000 AS INTEGER))
    ON CONFLICT ("id") DO UPDATE SET "number" = "number" + 1"""  # noqa: S608  (the name of our own table)
# Whoever counts takes a row that nobody else holds: transactions side by side never wait for each other.
COUNT_IN_POSTGRESQL = f"""
    CREATE OR REPLACE FUNCTION "{PREFIX}_change"() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE "{TABLE}" SET "number" = "number" + 1 WHERE "id" =
            (SELECT "id" FROM "{TABLE}" ORDER BY "id" LIMIT 1 FOR UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            INSERT INTO "{TABLE}" ("number") VALUES ((extract(epoch FROM clock_timestamp()) * 1000)::bigint);
        END IF;
        RETURN NULL;
    END $$"""  # noqa: S608  (the name of our own table)


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """Counts one kind of event on one table, where the condition holds ("" for always)."""

    table: str
    event: str
    condition: str

    @property
    def name(self) -> str:
        """Its name in the database."""
        return f"{PREFIX}_{self.table}_{self.event.lower()}"


def declared(vendor: str) -> list[Trigger]:
    """Return all triggers that must be in force on this kind of database."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return [
        Trigger(table=each.model._meta.db_table, event=event, condition=_condition(each, event, differs))
        for each in watched()
        for event in each.events
    ]


def _condition(each: Watched, event: str, differs: str) -> str:
    parts = []
    if each.public:
        sides = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[event]
        parts.append("(" + " OR ".join(each.public.replace("ROW", side) for side in sides) + ")")
    if event == "UPDATE":
        columns = [
            column
            for field in each.model._meta.local_concrete_fields
            if (column := _column(field)) not in each.ignored
        ]
        parts.append("(" + " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in columns) + ")")
    return " AND ".join(parts)


def _column(field: Any) -> str:
    return str(field.column)


# ------------------------------------------------------------------ putting in force


def _create(trigger: Trigger, vendor: str) -> str:
    head = f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.event} ON "{trigger.table}" FOR EACH ROW'
    when = f" WHEN ({trigger.condition})" if trigger.condition else ""
    if vendor == "sqlite":
        return f"{head}{when} BEGIN{COUNT_IN_SQLITE}; END"
    return f'{head}{when} EXECUTE FUNCTION "{PREFIX}_change"()'


def present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return our triggers as they are in force: name -> what they do."""
    with connection.cursor() as cursor:
        cursor.execute(IN_SQLITE if connection.vendor == "sqlite" else IN_POSTGRESQL, [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take our triggers off, so that migrations can rebuild tables."""
    if connection.vendor == "sqlite":
        _execute(connection, [f'DROP TRIGGER IF EXISTS "{name}"' for name in present(connection)])
    else:
        _execute(connection, [f'DROP FUNCTION IF EXISTS "{PREFIX}_change"() CASCADE'])


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every declared trigger in force, and count once for all that was changed without them."""
    with transaction.atomic(using=connection.alias):
        drop(connection)
        if not _is_possible(connection):
            return
        if connection.vendor != "sqlite":
            _execute(connection, [COUNT_IN_POSTGRESQL])
        _execute(connection, [_create(each, connection.vendor) for each in declared(connection.vendor)])
        count(connection)


def count(connection: BaseDatabaseWrapper) -> None:
    """Count a change that no trigger saw."""
    if connection.vendor == "sqlite":
        _execute(connection, [COUNT_IN_SQLITE])
    else:
        clock = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
        _execute(connection, [f'INSERT INTO "{TABLE}" ("number") VALUES ({clock})'])  # noqa: S608


def _is_possible(connection: BaseDatabaseWrapper) -> bool:
    """Return whether every table is there with the columns that the models name."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        every: list[Any] = [SiteChange, *(each.model for each in watched())]
        for model in every:
            table = model._meta.db_table
            if table not in tables:
                return False
            known = connection.introspection.get_table_description(cursor, table)
            if not {_column(each) for each in model._meta.local_concrete_fields} <= {
                row.name for row in known
            }:
                return False
    return True


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def is_complete(connection: BaseDatabaseWrapper) -> bool:
    """Return whether every change is counted; without that no page may be kept."""
    found = present(connection)
    names = {each.name for each in declared(connection.vendor)}
    if connection.vendor != "sqlite":
        return names <= set(found)
    return all(found.get(each.name) == _create(each, "sqlite") for each in declared("sqlite"))


# ------------------------------------------------------------------ when


def before_migrations(sender: Any, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Step aside for migrations: SQLite loses triggers with each table it remakes, PostgreSQL refuses to alter."""
    if plan:
        drop(connections[using])


def after_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Put the triggers in force again."""
    install(connections[using])


@register("database")
def check_counting(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Say when pages cannot be kept (``manage.py check --database default``)."""
    return [
        Warning(
            str(_("Changes of the public site are not counted in the database, so every page is made anew.")),
            hint=str(_("Run manage.py migrate, which puts the triggers back.")),
            id="cms.W001",
        )
        for alias in databases or ()
        if _is_possible(connections[alias]) and not is_complete(connections[alias])
    ]
