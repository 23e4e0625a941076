import csv
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from broadcast import logbook, playout, release, special_days
from broadcast.models import Airing
from broadcast.views import log as log_view
from tests.broadcast.boxes import box_in, receipt, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
LOG = "broadcast:log"


def entries(answer: Any) -> list[logbook.Entry]:
    """Return what the page lists, zone by zone."""
    return [entry for group in answer.context["groups"] for entry in group]


def _played(commune: Commune, now: datetime, **fields: object) -> Airing:
    """Let the first zone hear a programme, and nobody in the second."""
    commune.booked(now=now, **fields)
    release.release(commune.station, now=now)
    box = box_in(commune, commune.zones[0], now=now)
    airing = Airing.objects.filter(zone=commune.zones[0]).latest("starts_at")
    playout.take_receipts(row_of(box), [receipt(airing)])
    playout.settle(now + timedelta(hours=10))
    return airing


def _rows(client: Client, query: str) -> list[list[str]]:
    content = client.get(reverse(LOG) + query).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(content)))


def test_a_day_is_told_with_what_was_heard_and_what_was_not(
    commune: Commune, editor: Client, now: datetime
) -> None:
    _played(commune, now)

    answer = editor.get(reverse(LOG))

    page = answer.content.decode()
    assert (answer.context["sum"].planned, answer.context["sum"].heard, answer.context["sum"].missed) == (
        2,
        1,
        1,
    )
    assert "Cụm loa (sent to the amplifier)" in page
    assert "No loudspeaker has reported it yet" in page
    assert "heard at 17:00:00" in page


def test_another_day_and_one_zone_can_be_chosen(commune: Commune, editor: Client, now: datetime) -> None:
    _played(commune, now)
    zone = commune.zones[1]

    that_zone = editor.get(reverse(LOG), {"ngay": "2026-11-25", "khu-vuc": str(zone.pk)})
    next_day = editor.get(reverse(LOG), {"ngay": "2026-11-26"})

    assert [entry.airing.zone for entry in entries(that_zone)] == [zone]
    assert entries(next_day) == []


@pytest.mark.parametrize("day", ["", "hôm nay", "2026-99-99", "0001-01-01", "9999-12-31"])
def test_a_day_that_there_is_not_shows_today(editor: Client, now: datetime, day: str) -> None:
    answer = editor.get(reverse(LOG), {"ngay": day})

    assert answer.status_code == 200
    assert answer.context["day"] == now.date()


def test_a_long_day_has_pages(
    commune: Commune, editor: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_view, "ON_A_PAGE", 1)
    _played(commune, now)

    first = editor.get(reverse(LOG))
    second = editor.get(reverse(LOG), {"trang": "2"})
    beyond = editor.get(reverse(LOG), {"trang": "99"})

    assert [len(entries(answer)) for answer in (first, second, beyond)] == [1, 1, 1]
    assert first.context["sum"].planned == 2
    assert entries(first)[0].airing != entries(second)[0].airing


def test_the_file_opens_in_a_spreadsheet(commune: Commune, editor: Client, now: datetime) -> None:
    _played(commune, now)

    answer = editor.get(reverse(LOG), {"dinh-dang": "csv"})

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nhat-ky-2026-11-25.csv"'
    rows = _rows(editor, "?dinh-dang=csv")
    assert rows[1][:4] == ["25/11/2026", "17:00:00", "17:00:00", "Thôn Đông"]
    assert [row[7] for row in rows[1:]] == ["played", "not played"]


def test_a_title_is_no_formula(commune: Commune, editor: Client, now: datetime) -> None:
    _played(commune, now, title='=HYPERLINK("http://x")')

    assert _rows(editor, "?dinh-dang=csv")[1][5].startswith("'=HYPERLINK")


def test_a_day_costs_the_same_queries_whatever_happened(
    commune: Commune, editor: Client, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        commune.booked(now=now, title=f"Tin {number}", on_boards=False)
    release.release(commune.station, now=now)

    with django_assert_max_num_queries(25):
        answer = editor.get(reverse(LOG))

    assert len(entries(answer)) == 6


def test_a_stranger_reads_nothing(stranger: Client) -> None:
    assert stranger.get(reverse(LOG)).status_code == 403


def test_limits_set_aside_and_changed_sessions_stand_in_the_log_book(
    commune: Commune, editor: Client, now: datetime
) -> None:
    person = commune.operator
    special_days.set_aside(
        commune.station, limit="day_length", on=now.date(), why="Bão số 9 sắp vào", person=person, now=now
    )
    special_days.change_session(
        commune.slot,
        on=now.date(),
        cancelled=True,
        starts_at=None,
        budget_minutes=None,
        why="Mất điện",
        person=person,
        now=now,
    )

    page = editor.get(reverse(LOG)).content.decode()
    table = _rows(editor, "?dinh-dang=csv")

    assert "Limit of the Quy chế set aside" in page
    assert "minutes a day, for 25/11/2026" in page
    assert "Bão số 9 sắp vào" in page
    assert "Mất điện" in page
    assert [row[4] for row in table[1:]] == ["limit of the Quy chế set aside", "session cancelled"]
    assert {len(row) for row in table} == {10}
    assert "Bão số 9" not in editor.get(reverse(LOG), {"ngay": "2026-11-24"}).content.decode()
