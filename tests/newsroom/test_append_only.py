"""Evidence is added and never changed: Python refuses, and so does the database, on both databases."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.migrations import Migration
from django.utils import timezone

from newsroom import chain, triggers, workflow
from newsroom.models import Approval, ChainEntry, FrozenText, Submission, User
from newsroom.models.append_only import AppendOnly, Unchangeable
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database

EVIDENCE = sorted(triggers.guarded_models(), key=lambda model: model._meta.label)
NAMES = [model._meta.label for model in EVIDENCE]


def run(statement: str) -> None:
    """Say something to the database past all of Django."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def approval(ground: Commune, editor: User, leader: User) -> Approval:
    return factories.make_approved_story(ground, owner=editor, leader=leader)[1]


# ------------------------------------------------------------------ what is guarded


def test_everything_that_is_evidence_is_guarded() -> None:
    assert set(NAMES) >= {
        *("newsroom.ChainEntry", "newsroom.Submission", "newsroom.FrozenText", "newsroom.Review"),
        *("newsroom.Approval", "newsroom.Recall", "newsroom.Erasure", "newsroom.ErasedText"),
        *("newsroom.ErasureProposal", "newsroom.ErasureRefusal"),
        *("broadcast.Acceptance", "broadcast.Move", "broadcast.Receipt"),
    }


@pytest.mark.django_db
def test_every_lock_is_in_force_after_all_migrations() -> None:
    assert triggers.declared(connection.vendor)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", EVIDENCE, ids=NAMES)
def test_a_table_that_loses_its_locks_is_noticed(model: type[AppendOnly]) -> None:
    name = f"{triggers.PREFIX}_{model._meta.db_table}_delete"
    tail = "" if connection.vendor == "sqlite" else f' ON "{model._meta.db_table}"'
    run(f'DROP TRIGGER "{name}"{tail}')

    assert triggers.missing(connection) == [name]
    (warning,) = run_checks(tags=["database"], databases=["default"])
    assert warning.id == "newsroom.W001"

    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_a_lock_that_was_weakened_is_noticed() -> None:
    name = f"{triggers.PREFIX}_newsroom_approval_delete"
    if connection.vendor == "sqlite":
        run(f'DROP TRIGGER "{name}"')
        run(f'CREATE TRIGGER "{name}" BEFORE DELETE ON "newsroom_approval" BEGIN SELECT 1; END')
    else:
        run(f'ALTER TABLE "newsroom_approval" DISABLE TRIGGER "{name}"')

    assert triggers.missing(connection) == [name]


@pytest.mark.django_db(transaction=True)
def test_remaking_a_table_in_a_migration_does_not_leave_it_open() -> None:
    old = Approval._meta.get_field("approver_name")
    new = models.CharField(max_length=200)
    new.set_attributes_from_name("approver_name")

    emit_pre_migrate_signal(0, False, "default", plan=[(Migration("0099_remade", "newsroom"), False)])
    try:
        for before, after in ((old, new), (new, old)):
            with connection.schema_editor() as editor:
                editor.alter_field(Approval, before, after)
        in_between = triggers.missing(connection)
    finally:
        emit_post_migrate_signal(0, False, "default")

    assert in_between
    assert triggers.missing(connection) == []


# ------------------------------------------------------------------ the database refuses

STATEMENTS: list[Callable[[Approval], str]] = [
    lambda a: f"UPDATE newsroom_chainentry SET kind = 'live' WHERE sequence = {a.entry_id}",
    lambda a: "UPDATE newsroom_chainentry SET sequence = 9",
    lambda a: "DELETE FROM newsroom_chainentry",
    lambda a: "UPDATE newsroom_approval SET approver_name = 'x'",
    lambda a: "DELETE FROM newsroom_approval",
    lambda a: "UPDATE newsroom_submission SET digests = '{}'",
    lambda a: "UPDATE newsroom_submission SET title = 'x'",
    lambda a: "UPDATE newsroom_submission SET title = ''",
    lambda a: "DELETE FROM newsroom_submission",
    lambda a: "UPDATE newsroom_review SET reason = 'x'",
    lambda a: "DELETE FROM newsroom_review",
    lambda a: "UPDATE newsroom_frozentext SET text = 'x'",
    lambda a: "DELETE FROM newsroom_frozentext",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_remove_evidence(
    approval: Approval, statement: Callable[[Approval], str]
) -> None:
    with pytest.raises(IntegrityError, match="never"):
        run(statement(approval))


@pytest.mark.parametrize("model", EVIDENCE, ids=NAMES)
def test_postgresql_refuses_to_empty_a_table_of_evidence(ground: Commune, model: type[AppendOnly]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(IntegrityError, match="never removed"):
        run(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def test_emptying_what_evidence_refers_to_is_refused_too(approval: Approval) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    tampering.look_at_references("IMMEDIATE")
    with pytest.raises(IntegrityError, match="never removed"):
        run('TRUNCATE "newsroom_user" CASCADE')


@pytest.mark.parametrize("table", ["chainentry", "submission", "review", "approval", "frozentext"])
def test_sqlite_refuses_to_replace_a_row(approval: Approval, table: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    with pytest.raises(IntegrityError, match=r"never replaced|does not join"):
        run(f"INSERT OR REPLACE INTO newsroom_{table} SELECT * FROM newsroom_{table} LIMIT 1")


def test_sqlite_refuses_to_replace_a_row_by_another_of_its_unique_values(approval: Approval) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    columns = [field.column for field in Approval._meta.concrete_fields if field.column != "id"]
    names = ", ".join(f'"{column}"' for column in columns)
    with pytest.raises(IntegrityError, match="never replaced"):
        run(f"INSERT OR REPLACE INTO newsroom_approval ({names}) SELECT {names} FROM newsroom_approval")


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 5},
        {"sequence": 1},
        {"previous_sha256": "a" * 64},
        {"sequence": 3, "previous_sha256": "b" * 64},
    ],
    ids=["gap", "again", "other joint", "gap and joint"],
)
def test_the_database_refuses_a_link_that_does_not_join_the_newest(
    ground: Commune, changes: dict[str, Any]
) -> None:
    chain.append("epoch", {"number": 1}, now=timezone.now())
    last = chain.append("epoch", {"number": 2}, now=timezone.now())
    link = ChainEntry(
        sequence=3,
        kind="live",
        facts_json="{}",
        written_at=timezone.now(),
        previous_sha256=last.sha256,
        sha256="c" * 64,
        key_id="",
        signature="",
    )
    for name, value in changes.items():
        setattr(link, name, value)

    with pytest.raises(IntegrityError, match=r"does not join|never replaced"), transaction.atomic():
        link.save()


# ------------------------------------------------------------------ Python refuses


def test_python_refuses_with_a_clear_error(approval: Approval) -> None:
    submission = approval.submission
    for refused in (
        lambda: approval.save(),
        lambda: approval.delete(),
        lambda: submission.save(),
        lambda: Approval.objects.update(approver_name="x"),
        lambda: Approval.objects.filter(pk=approval.pk).delete(),
        lambda: Submission.objects.bulk_update([submission], ["title"]),
        lambda: Submission.objects.update_or_create(pk=submission.pk, defaults={"title": "x"}),
        lambda: FrozenText.objects.all().delete(),
    ):
        with pytest.raises(Unchangeable, match="evidence"):
            refused()


def test_a_key_that_is_taken_is_not_written_over(approval: Approval) -> None:
    text = FrozenText.objects.first()
    assert text is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenText(sha256=text.pk, text="x").save()


def test_adding_still_works(approval: Approval, leader: User) -> None:
    assert workflow.recall(approval, leader, reason="Sai.").pk


# ------------------------------------------------------------------ the door of the tests


@pytest.mark.django_db(transaction=True)
def test_in_service_a_database_with_evidence_cannot_be_flushed(media: Path) -> None:
    chain.append("epoch", {"number": 1}, now=timezone.now())

    with pytest.MonkeyPatch.context() as service, pytest.raises(CommandError) as refusal:
        service.setattr(BaseDatabaseOperations, "execute_sql_flush", tampering.FLUSH)
        call_command("flush", interactive=False, verbosity=0)

    assert "never removed" in str(refusal.value.__cause__)
    assert ChainEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_database_of_a_test_can_be_flushed(media: Path) -> None:
    chain.append("epoch", {"number": 1}, now=timezone.now())

    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)

    assert ChainEntry.objects.count() == 0
    assert triggers.missing(connection) == []


def test_tampering_in_tests_leaves_no_lock_open(approval: Approval) -> None:
    tampering.change(approval, approver_name="x")

    assert triggers.missing(connection) == []
