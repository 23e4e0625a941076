"""Many write the chain at the same moment, in threads with connections of their own: no gap, no fork, nothing lost."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

from newsroom import chain, verification
from newsroom.models import ChainEntry

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

WRITERS, EACH = 6, 5


Work = Callable[[int], None]
AtOnce = Callable[[int, Work], list[BaseException]]


@pytest.fixture
def at_once(media: Path, tmp_path: Path) -> AtOnce:
    """Return what runs work in so many threads from the same moment on, and tells what went wrong.

    A test's SQLite lies in memory, where writers do not wait for one another; theirs is a file, as in service.
    """
    file = tmp_path / "db.sqlite3"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)

    def run(writers: int, work: Work) -> list[BaseException]:
        together, faults = threading.Barrier(writers), []

        def write(number: int) -> None:
            own = connections["default"]
            if own.vendor == "sqlite":
                own.settings_dict = {**own.settings_dict, "NAME": str(file)}
            try:
                together.wait(20)
                work(number)
            except BaseException as fault:  # noqa: BLE001  (told to the test's own thread)
                faults.append(fault)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=write, args=[number]) for number in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return faults

    return run


def expect_one_chain(length: int) -> Work:
    """Return the look at what the writers left, to be taken where they wrote."""

    def look(number: int) -> None:
        sequences = list(ChainEntry.objects.order_by("sequence").values_list("sequence", flat=True))
        assert sequences == list(range(1, length + 1))
        assert verification.verify().faults == ()
        assert len(Path(settings.CHAIN_WITNESS).read_text().splitlines()) == length

    return look


def test_many_writers_leave_one_chain(at_once: AtOnce) -> None:
    def work(number: int) -> None:
        for turn in range(EACH):
            chain.append("epoch", {"writer": number, "turn": turn}, now=timezone.now())

    assert at_once(WRITERS, work) == []

    assert at_once(1, expect_one_chain(WRITERS * EACH)) == []


class ChangedMind(Exception):
    """The transaction around the link failed."""


def test_a_writer_whose_transaction_fails_leaves_no_gap(at_once: AtOnce) -> None:
    def work(number: int) -> None:
        for turn in range(EACH):
            try:
                with transaction.atomic():
                    chain.append("epoch", {"writer": number, "turn": turn}, now=timezone.now())
                    if (number + turn) % 2:
                        raise ChangedMind
            except ChangedMind:
                continue

    assert at_once(WRITERS, work) == []

    assert at_once(1, expect_one_chain(WRITERS * EACH // 2)) == []


@pytest.mark.django_db
def test_a_link_means_the_same_in_every_time_zone(media: Path) -> None:
    now = timezone.now().astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))

    entry = chain.append("epoch", {"number": 1}, now=now)

    assert ChainEntry.objects.get(pk=entry.pk).payload() == entry.payload()
    assert [fault for fault in verification.verify().faults if fault.sequence] == []
