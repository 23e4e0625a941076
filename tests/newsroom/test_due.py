"""By when a decision is wanted, in words, and in which order leaders find what waits."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from newsroom import due, inbox, ready, waiting_filter
from newsroom.models import User
from newsroom.ready import AirWish, Nothing
from tests import factories
from tests.factories import Commune

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 15:00 in the commune
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def as_written() -> Iterator[None]:
    """Read the messages as they are written in the code."""
    with translation.override(None):
        yield


class Sessions(Nothing):
    """Whatever is for the air can be heard in two hours."""

    def next_on_air(self, wishes: Sequence[AirWish], *, now: datetime) -> Mapping[int, datetime]:
        return {each.submission_id: max(each.not_before, now + 2 * HOUR) for each in wishes}


def times(*, begins: datetime | None = None, ends: datetime | None = None, on_air: bool = False) -> due.Times:
    return due.Times(begins=begins, ends=ends, on_air=on_air, place_ids=frozenset())


def told(of: due.Times, airs_at: datetime | None = None) -> due.Due:
    return due.due(of, submitted_at=NOW - 5 * HOUR, airs_at=airs_at, now=NOW)


def test_the_session_it_can_make_is_told_with_the_time_left() -> None:
    found = told(times(on_air=True), NOW + 2 * HOUR)

    assert found.at == NOW + 2 * HOUR
    assert found.sentence == "2 hours left to be on the air at 17:00 today."
    assert not found.overdue


def test_a_session_after_its_end_is_none_of_its_sessions() -> None:
    found = told(times(on_air=True, ends=NOW + HOUR), NOW + 2 * HOUR)

    assert found.sentence == "1 hour left; of use until 16:00 today."


def test_what_is_over_is_overdue_and_asks_for_no_session() -> None:
    over = times(on_air=True, ends=NOW - 20 * HOUR)

    assert told(over).overdue
    assert told(over).sentence == "Overdue: it was of use until 19:00 yesterday, 20 hours ago."
    assert over.wish(1, NOW) is None


def test_what_should_have_begun_says_so_and_names_the_session_it_can_still_make() -> None:
    found = told(times(on_air=True, begins=NOW - HOUR), NOW + 2 * HOUR)

    assert found.overdue
    assert found.at == NOW + 2 * HOUR
    assert found.sentence == (
        "Overdue: it was to begin at 14:00 today. 2 hours left to be on the air at 17:00 today."
    )


def test_a_start_that_lay_behind_it_when_it_was_submitted_is_nobodys_delay() -> None:
    assert not told(times(begins=NOW - 9 * HOUR)).overdue


def test_what_has_no_time_has_no_deadline() -> None:
    assert told(times()) == due.Due()


def test_the_session_is_sought_from_its_beginning_on() -> None:
    wish = times(on_air=True, begins=NOW + 3 * HOUR).wish(7, NOW)

    assert wish == AirWish(submission_id=7, place_ids=frozenset(), not_before=NOW + 3 * HOUR)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=12), "12 min"),
        (timedelta(minutes=95), "1 h 35 min"),
        (timedelta(hours=7, minutes=50), "7 hours"),
        (timedelta(days=3, hours=2), "3 days"),
    ],
)
def test_spans_are_told_as_exactly_as_somebody_needs(span: timedelta, words: str) -> None:
    assert due.length(span) == words


def test_a_day_far_away_has_its_date() -> None:
    assert due.clock(NOW + timedelta(days=4), NOW) == "15:00, 27/11/2026"


@pytest.mark.database
def test_what_is_on_the_air_first_comes_first_then_the_oldest(
    ground: Commune, editor: User, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "_plugged", [Sessions()])
    now = timezone.now()
    stories: dict[str, dict[str, object]] = {
        "Cũ": {},
        "Mới": {},
        "Lên loa ngày kia": {"on_air": True, "valid_from": now + timedelta(days=2)},
        "Lên loa chiều nay": {"on_air": True},
        "Khẩn": {"priority": "urgent"},
    }
    for title, fields in stories.items():
        factories.make_submission(ground, owner=editor, title=title, **({"on_air": False} | fields))

    found = [item.submission.title for item in inbox.waiting_for(leader, now=now)]

    assert found == ["Khẩn", "Lên loa chiều nay", "Lên loa ngày kia", "Cũ", "Mới"]


@pytest.mark.database
def test_the_queries_do_not_grow_with_what_waits(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    client.force_login(leader)
    client.get(reverse("newsroom:waiting"))  # reads settings that stay
    counts = []
    for _round in range(2):
        for number in range(3):
            factories.make_submission(ground, owner=editor, title=f"Tin {number}", on_air=True)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("newsroom:waiting"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.database
def test_each_way_to_look_shows_its_own(ground: Commune, editor: User, leader: User) -> None:
    now = timezone.now()
    factories.make_submission(ground, owner=editor, title="Trang", on_air=False, on_boards=False)
    factories.make_submission(ground, owner=editor, title="Loa", on_air=True, on_boards=False)
    factories.make_submission(
        ground, owner=editor, title="Hết hạn", on_air=False, on_boards=True, valid_until=now - HOUR
    )

    items = inbox.waiting_for(leader, now=now)
    ways = {
        way.code: [i.submission.title for i in way.items] for way in waiting_filter.choices(items, "", now)
    }

    assert (ways["qua-han"], ways["loa"], ways["bang"], ways["trang"]) == (
        ["Hết hạn"], ["Loa"], ["Hết hạn"], ["Trang"],
    )  # fmt: skip
    assert len(ways[""]) == 3


def test_a_way_to_look_that_is_empty_shows_all() -> None:
    assert [way.code for way in waiting_filter.choices([], "loa", NOW) if way.chosen] == [""]
