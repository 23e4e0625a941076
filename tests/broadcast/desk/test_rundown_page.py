import csv
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import ordering, outlook, planning, problems, release, schedule
from broadcast.models import Booking, PriorityOrder, Programme, Recording, SpecialDay
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 25)


def _book(commune: Commune, title: str, *, now: datetime, priority: str = "normal") -> Booking:
    programme = commune.accepted(now=now, title=title)
    Programme.objects.filter(pk=programme.pk).update(priority=priority)
    return schedule.book(
        programme, slot=commune.slot, on=WEDNESDAY, zones=commune.zones, person=commune.operator, now=now
    )


def _titles(commune: Commune, now: datetime) -> list[str]:
    seen = outlook.outlook(commune.station, WEDNESDAY, WEDNESDAY, now=now)
    return [line.item.title for session in seen.sessions for line in session.lines]


def test_the_day_is_shown_before_it_happens(commune: Commune, operator: Client, now: datetime) -> None:
    _book(commune, "Tổng vệ sinh", now=now)

    page = operator.get(reverse("broadcast:rundown")).content.decode()

    assert "17:00 · Buổi chiều" in page
    assert "17:00:00 · <a" in page
    assert "Tổng vệ sinh" in page
    assert "all zones" in page


def test_what_has_no_place_is_shown_with_its_reason(
    commune: Commune, operator: Client, now: datetime
) -> None:
    _book(commune, "Tổng vệ sinh", now=now)
    SpecialDay.objects.create(
        station=commune.station,
        name="Quốc tang",
        first=WEDNESDAY,
        last=WEDNESDAY + timedelta(days=30),
        sessions="none",
        made_at=now,
    )

    seen = outlook.outlook(commune.station, WEDNESDAY, WEDNESDAY, now=now)
    page = operator.get(reverse("broadcast:rundown")).content.decode()

    assert [each.title for each in seen.unheard] == ["Tổng vệ sinh"]
    assert "Quốc tang" in seen.unheard[0].reason
    assert "Without a place" in page
    assert "There is no session on that day." in page


def test_the_week_shows_seven_days_and_how_full_they_are(
    commune: Commune, operator: Client, now: datetime
) -> None:
    _book(commune, "Tổng vệ sinh", now=now)

    page = operator.get(reverse("broadcast:week") + "?ngay=2026-11-25").content.decode()

    assert page.count("17:00 · Buổi chiều") == 7
    assert page.count("Nothing is booked; 15 phút are free.") == 6


def test_the_order_is_changed_and_the_plan_follows(commune: Commune, operator: Client, now: datetime) -> None:
    first, second = _book(commune, "Tin một", now=now), _book(commune, "Tin hai", now=now)

    answer = operator.post(
        reverse("broadcast:order", args=[commune.slot.pk, "2026-11-25"]),
        {"order": [first.pk, second.pk], "down": first.pk},
    )

    assert answer.headers["Location"].endswith("?ngay=2026-11-25")
    assert _titles(commune, now) == ["Tin hai", "Tin một"]
    assert PriorityOrder.objects.get().bookings == [second.pk, first.pk]


def test_the_order_of_priority_items_is_a_decision_that_is_kept(commune: Commune, now: datetime) -> None:
    first = _book(commune, "Tin một", now=now, priority="priority")
    second = _book(commune, "Tin hai", now=now, priority="priority")
    ordinary = _book(commune, "Tin ba", now=now)

    ordering.reorder(
        commune.slot,
        WEDNESDAY,
        booking_ids=[second.pk, first.pk, ordinary.pk],
        person=commune.operator,
        now=now,
        why="Phòng dịch trước",
    )

    rules = {booking.id: booking.order for booking in planning.bookings_of(commune.station, now=now)}
    assert [rules[str(row.pk)] for row in (second, first, ordinary)] == [1, 2, 0]
    assert PriorityOrder.objects.get().person_name == commune.operator.get_full_name()


def test_an_order_of_a_session_that_changed_meanwhile_is_refused(
    commune: Commune, operator: Client, now: datetime
) -> None:
    first, second = _book(commune, "Tin một", now=now), _book(commune, "Tin hai", now=now)

    answer = operator.post(
        reverse("broadcast:order", args=[commune.slot.pk, "2026-11-25"]), {"order": [first.pk]}, follow=True
    )

    assert "Somebody changed this session meanwhile" in answer.content.decode()
    assert [row.pk for row in ordering.booked_in(commune.slot, WEDNESDAY)] == [first.pk, second.pk]
    assert PriorityOrder.objects.count() == 0


def test_the_day_is_handed_out_as_a_table_a_calendar_and_a_page_to_print(
    commune: Commune, operator: Client, now: datetime
) -> None:
    _book(commune, "=Tổng vệ sinh", now=now)
    address = reverse("broadcast:rundown") + "?ngay=2026-11-25&dinh-dang="

    table = list(csv.reader(StringIO(operator.get(address + "csv").content.decode().lstrip("\ufeff"))))
    calendar = operator.get(address + "ics")
    page = operator.get(address + "pdf").content

    assert table[1][:2] == ["25/11/2026", "17:00:00"]
    assert table[1][4] == "'=Tổng vệ sinh"
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20261125T100000Z" in calendar.content.decode()
    assert page.startswith(b"%PDF")


def test_a_programme_is_heard_twice_in_a_session_with_its_distance(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now, title="Tin một")

    first = schedule.book(
        programme,
        slot=commune.slot,
        on=WEDNESDAY,
        zones=commune.zones,
        person=commune.operator,
        now=now,
        times=2,
        gap_minutes=5,
    )

    seen = outlook.outlook(commune.station, WEDNESDAY, WEDNESDAY, now=now)
    one, two = seen.sessions[0].lines
    assert two.item.starts_at - one.item.ends_at == timedelta(minutes=5)
    schedule.cancel(first, person=commune.operator, now=now, reason="Thôi")
    assert _titles(commune, now) == []


def test_a_programme_begins_on_the_second(commune: Commune, operator: Client, now: datetime) -> None:
    programme = commune.accepted(now=now, title="Tiếp sóng")
    sent = {
        "exact": "yes",
        "zones": [zone.pk for zone in commune.zones],
        "at_day": "2026-11-25",
        "at_time": "18h00",
        "wait": "2",
    }

    operator.post(reverse("broadcast:book", args=[programme.pk]), sent)

    booking = Booking.objects.get()
    seen = outlook.outlook(commune.station, WEDNESDAY, WEDNESDAY, now=now)
    assert (booking.slot, booking.wait_minutes) == (None, 2)
    assert [f"{line.starts_at:%H:%M:%S}" for each in seen.sessions for line in each.lines] == ["18:00:00"]
    for name in ("broadcast:rundown", "broadcast:home"):
        assert "18:00:00" in operator.get(reverse(name)).content.decode()
    assert "18:00:00" in operator.get(reverse("broadcast:programme", args=[programme.pk])).content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"at_time": "chiều"}, "Write the day and the time"),
        ({"at_time": "08:00"}, "That moment is over"),
        ({"wait": "999"}, "It may wait up to"),
        ({"wait": "-1"}, "whole numbers"),
        ({"zones": []}, "Choose at least one zone"),
    ],
)
def test_a_moment_that_makes_no_sense_is_told_and_stays_typed(
    commune: Commune, operator: Client, now: datetime, wrong: dict[str, object], told: str
) -> None:
    programme = commune.accepted(now=now)
    sent: dict[str, object] = {
        "exact": "yes",
        "zones": [commune.zones[0].pk],
        "at_day": "2026-11-25",
        "at_time": "18:00",
        "wait": "0",
    }

    answer = operator.post(reverse("broadcast:book", args=[programme.pk]), sent | wrong)

    page = answer.content.decode()
    assert (answer.status_code, Booking.objects.count()) == (422, 0)
    assert told in page
    assert f'value="{sent["at_time"] if "at_time" not in wrong else wrong["at_time"]}"' in page


def test_two_priority_items_that_clash_lead_to_where_their_order_is_decided(
    commune: Commune, operator: Client, now: datetime
) -> None:
    first = _book(commune, "Lịch cắt điện", now=now, priority="priority")
    second = _book(commune, "Tiêm phòng dại", now=now, priority="priority")
    Recording.objects.update(duration_s=500)
    release.release(commune.station, now=now)

    (told,) = [
        each for each in problems.problems(commune.station, now=now) if each.action == "Decide the order"
    ]
    page = operator.get(told.url).content.decode()
    day = operator.get(reverse("broadcast:rundown"), {"ngay": f"{now:%Y-%m-%d}"}).content.decode()

    second.refresh_from_db()
    assert second.unplaced
    assert "“Tiêm phòng dại”" in told.sentence
    assert f'id="{told.url.partition("#")[2]}"' in page
    assert '<details class="lx-disclosure" open>' in day
    assert first.slot_id == commune.slot.pk
