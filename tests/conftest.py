"""The cast: one commune and one person for each role."""

import gc
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django import Settings
from xdist.remote import Producer

from cms.caching import middleware
from cms.public import words
from newsroom import roles, setup
from newsroom.models import User
from tests import factories, migrated, tampering
from tests.factories import Commune
from tests.remembered import remembered
from tests.scheduling import TogetherScheduling
from tests.servers.postgres import TEMPLATE

ONCE = re.compile(
    r"tests/(broadcast/(stateful|desk|announcer|week)/|newsroom/(security|infographics)/|[^:]*/test_\w+_(page|screens?)\.py"
    r"|broadcast/stages/test_(music|narration|nothing_unapproved|second_hearing\w*|sent_sounds|voices|web_sounds)\.py"
    r"|broadcast/devices/test_(conformance|fetching)\.py|broadcast/mqtt/test_box\.py|cms/test_headers\.py|cms/backup/test_damage\.py)"
)
"""Tests whose question does not depend on the database run on SQLite alone: what takes minutes, what is about the words
and buttons of a screen, about sound or about files. What screens ask the database runs on both, in the tests of their
functions."""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Start the demo once, whatever the number of workers."""
    return TogetherScheduling(config, log)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what is loaded by now, for it stays: an eighth of all time goes there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run again on PostgreSQL what asks a database for anything (``-m database``)."""
    for item in items:
        if ONCE.match(item.nodeid):
            continue
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Start from a migrated copy where there is one; each worker has a database of its own."""
    if template := os.environ.get(TEMPLATE):
        connection.settings_dict["TEST"]["TEMPLATE"] = template
    with migrated.used_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def evidence_can_be_flushed() -> Iterator[None]:
    """Lift the locks on evidence while Django empties a test's database; in service nothing does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", tampering.flush_unlocked)
        yield


@pytest.fixture(autouse=True)
def transactions_outlive_responses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test's transaction when it closes a file that was sent: Django would drop the connection under it."""
    drop = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def drop_outside_transactions(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            drop(connection)

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", drop_outside_transactions)


@pytest.fixture(autouse=True)
def no_pages_of_other_tests() -> None:
    """Forget kept pages: a test that is rolled back takes its changes out of the count again."""
    middleware.store.clear()
    middleware.clock = middleware.Clock()
    words.progress.count = None


@pytest.fixture(autouse=True)
def nobody_hears_again(settings: Settings) -> None:
    """Leave the machine's second hearing out: it takes a processor for a minute, and has tests of its own."""
    settings.SECOND_HEARING = False


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    """Keep every file a test writes in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BROADCAST_MEDIA = settings.MEDIA_ROOT / "broadcast"
    settings.FROZEN_MEDIA = settings.MEDIA_ROOT / "frozen"
    settings.KEY_DIRECTORY = tmp_path / "keys"
    settings.CHAIN_WITNESS = tmp_path / "chain-witness.txt"
    settings.SPOKEN_SENTENCES = tmp_path / "spoken"
    return tmp_path / "media"


@pytest.fixture
def ground(db: None, media: Path) -> Commune:
    """Return a commune with one review step."""
    return remembered(factories.commune, again=factories.same_commune)


@pytest.fixture
def two_steps(ground: Commune) -> Commune:
    """Return the commune after it chose to have stories reviewed before a leader sees them."""
    setup.set_up_workflow(ground.home, steps=2)
    return ground


@pytest.fixture
def author(ground: Commune) -> User:
    """Return a contributor, who sends in stories and sees only their own."""
    return factories.make_person("chi-hoa", roles.CONTRIBUTOR, full_name="Phạm Thị Hoà")


@pytest.fixture
def editor(ground: Commune) -> User:
    """Return an editor."""
    return factories.make_person("ba-lan", roles.EDITOR, full_name="Nguyễn Thị Lan")


@pytest.fixture
def reviewer(ground: Commune) -> User:
    """Return a reviewer, who takes the first of two steps."""
    return factories.make_person("ong-minh", roles.REVIEWER, full_name="Trần Văn Minh")


@pytest.fixture
def leader(ground: Commune) -> User:
    """Return a leader, who approves and recalls."""
    return factories.make_person(
        "ong-chu-tich", roles.LEADER, full_name="Lê Quang Vinh", title="Chủ tịch UBND xã"
    )


@pytest.fixture
def operator(ground: Commune) -> User:
    """Return an operator of the service centre."""
    return factories.make_person("anh-tuan", roles.OPERATOR, full_name="Vũ Anh Tuấn")


@pytest.fixture
def administrator(ground: Commune) -> User:
    """Return an administrator: users, devices and keys, and nothing of the stories."""
    return factories.make_person("chi-quan-tri", roles.ADMINISTRATOR, full_name="Đỗ Thu Hằng")


@pytest.fixture
def superuser(ground: Commune) -> User:
    """Return somebody whom Django refuses nothing."""
    return factories.make_person("root", full_name="Root", is_superuser=True)


@pytest.fixture
def stranger(ground: Commune) -> User:
    """Return a person with an account and no role."""
    return factories.make_person("khach", full_name="Khách")
