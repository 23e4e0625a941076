import csv
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import device_report, device_spells, playout, release
from broadcast.models import Airing, Device
from tests.broadcast.boxes import Box, box_in, receipt, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
EVENING = timedelta(hours=10)


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a loudspeaker that came into service at nine."""
    return box_in(commune, commune.zones[0], now=now)


@pytest.fixture
def airing(commune: Commune, box: Box, now: datetime) -> Airing:
    """Return the one programme of the day in its zone, released."""
    commune.booked(now=now)
    release.release(commune.station, now=now)
    return Airing.objects.get(zone=commune.zones[0], kind="programme")


def line(commune: Commune, box: Box, now: datetime) -> device_report.Line:
    lines = device_report.month(commune.station, now.date(), now=now + EVENING)
    return next(each for each in lines if str(each.device.pk) == box.device)


def test_what_was_played_to_the_end_is_a_hundred_percent(
    commune: Commune, box: Box, airing: Airing, now: datetime
) -> None:
    playout.take_receipts(row_of(box), [receipt(airing)])

    found = line(commune, box, now)

    assert (found.bulletins, found.played, found.urgent) == (1, 1, 0)
    assert found.play_s == pytest.approx(airing.duration_s, abs=0.01)
    assert found.ratio == pytest.approx(100, abs=0.1)


def test_half_a_play_is_half(commune: Commune, box: Box, airing: Airing, now: datetime) -> None:
    half = airing.starts_at + timedelta(seconds=airing.duration_s / 2)
    told = receipt(airing, outcome="partial", ended_at=half.isoformat())
    playout.take_receipts(row_of(box), [told])

    assert line(commune, box, now).ratio == pytest.approx(50, abs=0.5)


def test_a_play_told_twice_is_no_more_than_whole(
    commune: Commune, box: Box, airing: Airing, now: datetime
) -> None:
    playout.take_receipts(row_of(box), [receipt(airing), receipt(airing)])

    found = line(commune, box, now)

    assert (found.played, found.play_s) == (1, airing.duration_s)


def test_skipped_and_silent_plays_count_as_asked_and_not_played(
    commune: Commune, box: Box, airing: Airing, now: datetime
) -> None:
    playout.take_receipts(row_of(box), [receipt(airing, outcome="skipped")])

    found = line(commune, box, now)

    assert (found.bulletins, found.played, found.ratio) == (1, 0, 0.0)


def test_what_was_asked_before_it_came_into_service_was_not_asked_of_it(
    commune: Commune, airing: Airing, now: datetime
) -> None:
    late = box_in(commune, commune.zones[0], now=now)
    Device.objects.filter(pk=late.device).update(claimed_at=airing.starts_at + timedelta(minutes=1))

    assert line(commune, late, now).bulletins == 0
    assert line(commune, late, now).ratio is None


def test_contact_counts_within_the_operating_hours(commune: Commune, box: Box, now: datetime) -> None:
    Device.objects.filter(pk=box.device).update(works_from=time(9), works_until=time(12))
    condition = {"software": "x", "problems": [], "volume": 1, "temperature_c": 1.0}
    whole = condition | {"disk_free_bytes": 1, "clock_error_s": 0.0}
    for minutes in range(60, 6 * 60, 4):
        device_spells.note(row_of(box).pk, whole, now=now + timedelta(minutes=minutes))

    found = line(commune, box, now)

    assert (found.operating_s, found.contact_s) == (3 * 3600, 2 * 3600)
    assert found.uptime == pytest.approx(66.7, abs=0.1)


def test_the_month_is_the_communes(commune: Commune, now: datetime) -> None:
    begin, end = device_report.bounds(commune.station, date(2026, 12, 17), now=now + timedelta(days=100))

    assert begin.isoformat() == "2026-11-30T17:00:00+00:00"
    assert end.isoformat() == "2026-12-31T17:00:00+00:00"
    assert device_report.bounds(commune.station, now.date(), now=now)[1] == now


def test_the_file_has_the_provinces_columns(
    commune: Commune, box: Box, airing: Airing, now: datetime
) -> None:
    Device.objects.filter(pk=box.device).update(name="=cmd()", position="Đình làng")
    playout.take_receipts(row_of(box), [receipt(airing)])
    lines = device_report.month(commune.station, now.date(), now=now + EVENING)

    rows = list(csv.reader(StringIO(device_report.as_csv(commune.station, lines).lstrip("\ufeff"))))

    assert rows[0][:10] == [
        "Station", "Loudspeaker cluster", "Zone", "Where it stands", "Bulletins in all", "Played", "Urgent",
        "Play time (s)", "Requested duration (s)", "Ratio (%)",
    ]  # fmt: skip
    seconds = str(round(airing.duration_s))
    assert rows[1][1:10] == [
        "'=cmd()", commune.zones[0].name, "Đình làng", "1", "1", "0", seconds, seconds, "100.0",
    ]  # fmt: skip


@pytest.mark.parametrize("month", ["", "2026-13", "x", "-", "99999-1", "2026-00", "²-²"])
def test_a_month_that_there_is_not_shows_this_one(
    commune: Commune, box: Box, now: datetime, month: str
) -> None:
    reader = Client()
    reader.force_login(commune.operator)

    page = reader.get(reverse("broadcast:device_month"), {"thang": month})

    assert page.context["first"] == date(2026, 11, 1)
    assert len(page.context["lines"]) == 1
    assert reader.get(reverse("broadcast:device_month"), {"thang": "2019-12"}).status_code == 200
    assert (
        "attachment"
        in reader.get(reverse("broadcast:device_month"), {"dinh-dang": "csv"})["Content-Disposition"]
    )
