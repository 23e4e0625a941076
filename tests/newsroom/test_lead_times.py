"""How long stories wait for their decision."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import lead_times, workflow
from newsroom.lead_times import Row
from newsroom.models import User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Return a clock that a test moves."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def decide(
    clock: time_machine.Traveller, ground: Commune, at: datetime, *waits: tuple[User, timedelta]
) -> None:
    clock.move_to(at)
    submission = factories.make_submission(ground, title=f"Tin lúc {at}")
    for person, wait in waits:
        clock.shift(wait)
        workflow.approve(submission, person)


def whole() -> Row:
    return lead_times.figures(NOW)[0]


def test_median_and_longest_of_each_month(
    ground: Commune, leader: User, clock: time_machine.Traveller
) -> None:
    for hours in (1, 2, 9):
        decide(clock, ground, START, (leader, hours * HOUR))
    decide(clock, ground, START - timedelta(days=10), (leader, 4 * HOUR))
    decide(clock, ground, START - timedelta(days=60), (leader, 7 * HOUR))

    row = whole()

    assert (row.this.count, row.this.median, row.this.longest) == (3, 2 * HOUR, 9 * HOUR)
    assert (row.last.count, row.last.median) == (1, 4 * HOUR)
    assert (row.this_width, row.last_width) == (50, 100)


def test_a_step_begins_when_the_one_before_was_passed(
    two_steps: Commune, reviewer: User, leader: User, clock: time_machine.Traveller
) -> None:
    decide(clock, two_steps, START, (reviewer, 2 * HOUR), (leader, 5 * HOUR))

    rows = lead_times.figures(NOW)

    assert rows[0].this.median == 7 * HOUR
    assert sorted(str(row.this.median) for row in rows[1:]) == ["2:00:00", "5:00:00"]


def test_the_month_is_that_of_the_commune(
    ground: Commune, leader: User, clock: time_machine.Traveller
) -> None:
    last_hour_of_october_in_utc = datetime(2026, 10, 31, 17, 30, tzinfo=UTC)  # 0:30 on 1 November in Vietnam
    decide(clock, ground, last_hour_of_october_in_utc - HOUR, (leader, HOUR))

    assert (whole().this.count, whole().last.count) == (1, 0)


def test_a_returned_story_was_decided_too(
    ground: Commune, leader: User, clock: time_machine.Traveller
) -> None:
    submission = factories.make_submission(ground)
    clock.shift(3 * HOUR)
    workflow.send_back(submission, leader, reason="Ghi rõ nguồn.")

    assert whole().this.median == 3 * HOUR


def test_the_figures_are_one_query_however_many_stories(
    ground: Commune, leader: User, clock: time_machine.Traveller
) -> None:
    for _round in range(3):
        decide(clock, ground, START, (leader, HOUR))

    with CaptureQueriesContext(connection) as queries:
        lead_times.figures(NOW)

    assert len(queries) == 1


def test_nothing_decided_is_no_figure(ground: Commune) -> None:
    assert (whole().this.count, whole().this.median_text, whole().this_width) == (0, "–", 0)


def test_leaders_and_administrators_see_the_page_and_others_do_not(
    client: Client, ground: Commune, leader: User, administrator: User, editor: User
) -> None:
    answers = []
    for person in (leader, administrator, editor):
        client.force_login(person)
        answers.append(client.get(reverse("newsroom:lead_times")).status_code)

    assert answers[:2] == [200, 200]
    assert answers[2] in (302, 403)
