"""The models and the migrations say the same."""

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.utils import translation

from tests.architecture.sources import PACKAGES


def missing(state: ProjectState) -> list[str]:
    """Return the operations that would bring our migrations up to ``state``."""
    loader = MigrationLoader(None)
    with translation.override(None):  # lazy names are compared with the English ones in the files
        changes = MigrationAutodetector(loader.project_state(), state).changes(graph=loader.graph)
    return [
        f"{app}: {operation.describe()}"
        for app, migrations in changes.items()
        if app in PACKAGES
        for migration in migrations
        for operation in migration.operations
    ]


def test_no_migration_is_missing() -> None:
    assert missing(ProjectState.from_apps(apps)) == []


def test_a_missing_migration_is_seen() -> None:
    state = ProjectState.from_apps(apps)

    state.add_model(ModelState("broadcast", "Forgotten", [("id", models.BigAutoField(primary_key=True))]))

    assert missing(state)
