"""The database's own refusal to change evidence: triggers made from what the models declare, on both databases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Warning, register
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from newsroom.models.append_only import AppendOnly

PREFIX = "only_added"
IN_SQLITE = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
IN_POSTGRESQL = """
    SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgenabled = 'A' AND t.tgname LIKE %s
"""


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """One refusal; ``unless`` is the SQL condition that lets a statement through ("" for none)."""

    name: str
    table: str
    event: str
    unless: str
    message: str

    @property
    def is_for_rows(self) -> bool:
        """Whether it looks at each row; TRUNCATE has none."""
        return self.event != "TRUNCATE"


def guarded_models() -> list[type[AppendOnly]]:
    """Return every model whose rows are evidence, of whichever app."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


# ------------------------------------------------------------------ declaring


def declared(vendor: str) -> list[Trigger]:
    """Return all triggers that must be in force on this kind of database."""
    return [trigger for model in guarded_models() for trigger in _triggers_of(model, vendor)]


def _triggers_of(model: type[AppendOnly], vendor: str) -> Iterator[Trigger]:
    table, guard = model._meta.db_table, model.guard
    columns = [column for each in model._meta.concrete_fields if (column := each.column) is not None]
    fixed = [f'"{column}"' for column in columns if column not in guard.changes]
    yield _trigger(table, "update", f"UPDATE OF {', '.join(fixed)}", "rows are never changed")
    for column, condition in guard.changes.items():
        name, event = f"update_{column}", f'UPDATE OF "{column}"'
        yield _trigger(table, name, event, "this column is never changed", unless=condition)
    yield _trigger(table, "delete", "DELETE", "rows are never removed", unless=guard.removal)
    if guard.joins:
        yield _trigger(table, "join", "INSERT", "the row does not join the newest one", unless=guard.joins)
    if vendor == "sqlite":
        # INSERT OR REPLACE removes the old row without asking the trigger for DELETE.
        yield _trigger(table, "replace", "INSERT", "rows are never replaced", unless=_no_twin(model))
    else:
        yield _trigger(table, "truncate", "TRUNCATE", "rows are never removed")


def _trigger(table: str, name: str, event: str, message: str, *, unless: str = "") -> Trigger:
    name = f"{PREFIX}_{table}_{name}"
    return Trigger(name=name, table=table, event=event, unless=unless, message=f"{table}: {message}")


def _no_twin(model: type[AppendOnly]) -> str:
    """Return the SQL condition that no row has the new row's key or another of its unique values."""
    own = [f'"{each.column}" = NEW."{each.column}"' for each in model._meta.concrete_fields if each.unique]
    shared = [
        _same(model, each) for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)
    ]
    twins = " OR ".join(f"({condition})" for condition in own + shared)
    return f'NOT EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE {twins})'  # noqa: S608  (names from our own models)


def _same(model: type[AppendOnly], constraint: models.UniqueConstraint) -> str:
    column = {each.name: each.column for each in model._meta.concrete_fields}
    parts = [f'"{column[name]}" = NEW."{column[name]}"' for name in constraint.fields]
    conditions: list[Any] = list(constraint.condition.children) if constraint.condition else []
    for name, value in conditions:
        literal = str(value).replace("'", "''")
        parts += [f"\"{column[name]}\" = '{literal}'", f"NEW.\"{column[name]}\" = '{literal}'"]
    return " AND ".join(parts)


# ------------------------------------------------------------------ the two dialects


def _body(trigger: Trigger) -> str:
    """Return the body of the PostgreSQL function."""
    answer = "OLD" if trigger.event == "DELETE" else "NEW"
    allowed = f"IF {trigger.unless} THEN RETURN {answer}; END IF; " if trigger.unless else ""
    return f"BEGIN {allowed}RAISE EXCEPTION '{trigger.message}' USING ERRCODE = '23000'; END"


def _sqlite(trigger: Trigger) -> str:
    when = f" WHEN NOT ({trigger.unless})" if trigger.unless else ""
    return (
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" FOR EACH ROW{when} '
        f"BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END"
    )


def _create(trigger: Trigger, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [_sqlite(trigger)]
    each = "ROW" if trigger.is_for_rows else "STATEMENT"
    return [
        f'CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS $${_body(trigger)}$$',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" '
        f'FOR EACH {each} EXECUTE FUNCTION "{trigger.name}"()',
        # ALWAYS: also in a session that says it only replicates.
        f'ALTER TABLE "{trigger.table}" ENABLE ALWAYS TRIGGER "{trigger.name}"',
    ]


def _present(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Return our triggers as they are in force: name -> (table, what they do)."""
    query = IN_SQLITE if connection.vendor == "sqlite" else IN_POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{PREFIX}%"])
        return {name: (table, does) for name, table, does in cursor.fetchall()}


# ------------------------------------------------------------------ putting in force


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take our triggers off, so that migrations can rebuild tables; whoever owns the tables can do this."""
    statements = [
        f'DROP TRIGGER IF EXISTS "{name}"'
        if connection.vendor == "sqlite"
        else f'DROP FUNCTION IF EXISTS "{name}" CASCADE'
        for name in _present(connection)
    ]
    _execute(connection, statements)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every declared trigger in force whose table is there with all its columns."""
    with transaction.atomic(using=connection.alias):
        drop(connection)
        for trigger in _possible(connection):
            _execute(connection, _create(trigger, connection.vendor))


def _possible(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Return the declared triggers, none while a table they need is not yet as the models say."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in guarded_models():
            wanted = {each.column for each in model._meta.concrete_fields}
            table = model._meta.db_table
            if table not in tables:
                return []
            known = connection.introspection.get_table_description(cursor, table)
            if not wanted <= {column.name for column in known}:
                return []
    return declared(connection.vendor)


def _execute(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of declared triggers that are not in force as declared."""
    present = _present(connection)
    sqlite = connection.vendor == "sqlite"
    return [
        each.name
        for each in declared(connection.vendor)
        if present.get(each.name) != (each.table, _sqlite(each) if sqlite else _body(each))
    ]


# ------------------------------------------------------------------ when


def before_migrations(sender: Any, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Step aside for migrations: SQLite loses triggers with each table it remakes, PostgreSQL refuses to alter."""
    if plan:
        drop(connections[using])


def after_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Put the triggers in force again."""
    install(connections[using])


@register("database")
def check_triggers(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Say when evidence could be changed (``manage.py check --database default``)."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if _possible(connection) and (names := missing(connection)):
            text = _("%(count)s locks against changing evidence are missing from the database.")
            hint = _("Run manage.py migrate, which puts them back, and find out who removed them.")
            found.append(Warning(text % {"count": len(names)}, hint=str(hint), id="newsroom.W001"))
    return found
