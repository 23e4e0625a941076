"""The next session that could carry something."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadcast.sessions_ahead import next_sessions
from tests.broadcast.commune import HANOI, Commune

pytestmark = pytest.mark.database

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=HANOI)
ANYWHERE: frozenset[int] = frozenset()


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=HANOI)


def test_it_is_the_first_one_from_now_or_from_its_beginning_on(commune: Commune) -> None:
    asked = {1: (ANYWHERE, NOON), 2: (ANYWHERE, at(23, 18)), 3: (ANYWHERE, at(20, 0))}

    assert next_sessions(asked, now=NOON) == {1: at(23, 17), 2: at(24, 17), 3: at(23, 17)}


def test_a_session_for_other_hamlets_is_not_its_own(commune: Commune) -> None:
    first, second = commune.zones
    commune.slot.zones.set([first])

    found = next_sessions({1: (frozenset({second.place_id}), NOON), 2: (ANYWHERE, NOON)}, now=NOON)

    assert found == {2: at(23, 17)}


def test_what_begins_after_a_week_has_no_session_yet(commune: Commune) -> None:
    assert next_sessions({1: (ANYWHERE, NOON + timedelta(days=9))}, now=NOON) == {}


def test_the_queries_do_not_grow(commune: Commune) -> None:
    commune.station.slots.create(name="Sáng", weekdays=list(range(7)), starts_at=time(6), budget_minutes=15)
    counts = []
    for many in (1, 30):
        with CaptureQueriesContext(connection) as queries:
            next_sessions(dict.fromkeys(range(many), (ANYWHERE, NOON)), now=NOON)
        counts.append(len(queries))

    assert counts[0] == counts[1]
