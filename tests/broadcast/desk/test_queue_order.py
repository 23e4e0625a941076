from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from broadcast import ordering, release, waiting_room
from broadcast.models import Booking, PriorityOrder, Programme
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def booked(commune: Commune, now: datetime) -> list[Booking]:
    """Return three bookings of one session."""
    programmes = [commune.accepted(now=now, title=title) for title in ("Một", "Hai", "Ba")]
    return [commune.book(programme, now=now) for programme in programmes]


def titles(commune: Commune, now: datetime) -> list[str]:
    (session,) = waiting_room.queue(commune.station, now=now).sessions
    return [item.programme.title for item in session.items]


def move(client: Client, commune: Commune, now: datetime, **fields: object) -> object:
    address = reverse("broadcast:order", args=[commune.slot.pk, f"{now:%Y-%m-%d}"])
    return client.post(address, {"from": "desk", **fields}, headers=FETCH)


def test_a_move_from_the_desk_is_said_in_words(
    commune: Commune, operator: Client, booked: list[Booking], now: datetime
) -> None:
    ids = [row.pk for row in booked]

    answer = move(operator, commune, now, order=ids, down=ids[0])

    assert titles(commune, now) == ["Hai", "Một", "Ba"]
    assert answer.json()["said"].startswith("“Một” is now number 2 of 3.")  # type: ignore[attr-defined]


def test_without_the_script_the_person_is_led_back_to_the_session(
    commune: Commune, operator: Client, booked: list[Booking], now: datetime
) -> None:
    ids = [row.pk for row in booked]
    address = reverse("broadcast:order", args=[commune.slot.pk, f"{now:%Y-%m-%d}"])

    answer = operator.post(address, {"from": "desk", "order": ids, "up": ids[2]})
    page = operator.get(reverse("broadcast:home")).content.decode()

    assert titles(commune, now) == ["Một", "Ba", "Hai"]
    anchor = answer.headers["Location"].partition("#")[2]
    assert f'id="{anchor}"' in page
    assert "is now number 2 of 3" in page


def test_a_move_is_undone_once_and_both_are_kept(
    commune: Commune, operator: Client, booked: list[Booking], now: datetime
) -> None:
    Programme.objects.filter(title__in=["Một", "Hai"]).update(priority="priority")
    ids = [row.pk for row in booked]
    move(operator, commune, now, order=ids, down=ids[0])
    decided = list(Booking.objects.exclude(decided_order=0))
    address = reverse("broadcast:order_undo", args=[commune.slot.pk, f"{now:%Y-%m-%d}"])

    first = operator.post(address, headers=FETCH)
    again = operator.post(address, headers=FETCH)

    assert len(decided) == 2
    assert titles(commune, now) == ["Một", "Hai", "Ba"]
    assert not Booking.objects.exclude(decided_order=0).exists()  # a clash waits for a person again
    assert (first.status_code, again.status_code) == (200, 409)
    assert "no move left to take back" in again.json()["said"]
    undo, order = PriorityOrder.objects.all()
    assert (undo.undoes, order.undoes) == (order, None)


def test_nothing_is_undone_when_the_session_changed_meanwhile(
    commune: Commune, operator: Client, booked: list[Booking], now: datetime
) -> None:
    ids = [row.pk for row in booked]
    move(operator, commune, now, order=ids, down=ids[0])
    commune.booked(now=now, title="Bốn")

    (session,) = waiting_room.queue(commune.station, now=now).sessions

    assert not session.can_undo
    with pytest.raises(ordering.CannotOrder):
        ordering.undo(commune.slot, now.date(), person=commune.operator, now=now)


def test_what_begins_within_five_minutes_cannot_be_moved(
    commune: Commune, operator: Client, booked: list[Booking], now: datetime
) -> None:
    release.release(commune.station, now=now)
    at = datetime.combine(now.date(), commune.slot.starts_at, now.tzinfo) - timedelta(minutes=4, seconds=59)

    (session,) = waiting_room.queue(commune.station, now=at).sessions
    with time_machine.travel(at, tick=False):
        page = operator.get(reverse("broadcast:live")).content.decode()

    fixed = [item.is_fixed for item in session.items]
    assert fixed[0]
    assert page.count('name="up"') == (3 - sum(fixed) if session.can_move else 0)
    assert "begins within five minutes: stays here" in page


def test_editors_see_the_queue_and_move_nothing(
    commune: Commune, editor: Client, booked: list[Booking], now: datetime
) -> None:
    page = editor.get(reverse("broadcast:live")).content.decode()

    assert "Hai" in page
    assert 'name="up"' not in page
    assert move(editor, commune, now, order=[row.pk for row in booked]).status_code == 403  # type: ignore[attr-defined]


def test_every_item_that_waits_can_be_heard_in_its_place(
    commune: Commune, operator: Client, booked: list[Booking], now: datetime
) -> None:
    waiting = commune.approved(now=now, title="Chờ nghe")
    takes = [waiting.recordings.get().pk, *(row.programme.recordings.get().pk for row in booked)]

    page = operator.get(reverse("broadcast:live")).content.decode()

    for take in takes:
        assert f'preload="none" src="{reverse("broadcast:recording_sound", args=[take])}"' in page
