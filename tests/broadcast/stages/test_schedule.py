from datetime import datetime, timedelta

import pytest

from broadcast import schedule
from broadcast.models import Booking, Programme
from broadcast.plan.terms import Kind
from broadcast.schedule import CannotBook
from broadcast.states import ProgrammeStatus
from tests.broadcast.commune import Commune, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme with an accepted recording."""
    return commune.accepted(now=now)


def _refusal(commune: Commune, programme: Programme, now: datetime, **changed: object) -> str:
    wish = {
        "slot": commune.slot,
        "on": now.date(),
        "zones": commune.zones,
        "person": commune.operator,
        "now": now,
    }
    with pytest.raises(CannotBook) as refusal:
        schedule.book(programme, **(wish | changed))  # type: ignore[arg-type]
    assert not Booking.objects.exclude(cancelled_at=None).exists()
    return str(refusal.value)


def test_a_booking_puts_the_programme_into_the_queue_and_the_plan(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    booking = commune.book(programme, now=now, zones=commune.zones[:1])

    assert booking.booked_by_name == commune.operator.get_full_name()
    assert commune.programme(programme.submission).status == ProgrammeStatus.QUEUED
    assert titles(commune.released(now=now)) == [programme.title]
    assert titles(commune.released(now=now, zone=commune.zones[1])) == []


def test_a_booking_needs_a_zone(commune: Commune, programme: Programme, now: datetime) -> None:
    refusal = _refusal(commune, programme, now, zones=[])

    assert refusal == "Choose at least one zone."


def test_a_day_that_is_over_is_refused(commune: Commune, programme: Programme, now: datetime) -> None:
    refusal = _refusal(commune, programme, now, on=now.date() - timedelta(days=1))

    assert refusal == "That day is over. Choose today or a later day."


def test_today_is_what_the_commune_s_calendar_says(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    still_yesterday_in_utc = now.replace(hour=3)

    booking = commune.book(programme, now=still_yesterday_in_utc)

    assert booking.on == now.date()


def test_a_slot_is_booked_only_on_its_weekdays(commune: Commune, programme: Programme, now: datetime) -> None:
    commune.slot.weekdays = [0]

    refusal = _refusal(commune, programme, now)

    assert refusal == "This slot is not used on that weekday. Choose another day."


def test_a_slot_that_is_out_of_use_is_refused(commune: Commune, programme: Programme, now: datetime) -> None:
    commune.slot.active = False

    refusal = _refusal(commune, programme, now)

    assert refusal == "This slot is out of use. Choose another one."


def test_the_same_slot_of_a_day_takes_a_programme_once(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    commune.book(programme, now=now)

    refusal = _refusal(commune, programme, now)

    assert refusal == "The programme is already in this slot on that day."


def test_a_recording_that_nobody_accepted_is_not_booked(commune: Commune, now: datetime) -> None:
    programme = commune.approved(now=now)

    refusal = _refusal(commune, programme, now)

    assert refusal == "Listen to the recording and accept it first."


def test_what_was_recalled_is_not_booked(commune: Commune, programme: Programme, now: datetime) -> None:
    assert programme.approval is not None
    commune.recall(programme.approval)

    refusal = _refusal(commune, commune.programme(programme.submission), now)

    assert refusal == "It was recalled."


def test_what_has_run_out_is_not_booked(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now, valid_until=now + timedelta(hours=1))

    refusal = _refusal(commune, programme, now + timedelta(hours=2))

    assert refusal == "Its validity has ended."


def test_bookings_of_a_slot_come_one_after_the_other(commune: Commune, now: datetime) -> None:
    first = commune.booked(now=now, title="Tin một")
    second = commune.booked(now=now, title="Tin hai")

    air = commune.released(now=now).air

    assert [item.title for item in air] == [first.title, second.title]
    assert air[1].starts_at >= air[0].ends_at


def test_a_cancelled_booking_leaves_queue_and_plan(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    commune.released(now=now)

    schedule.cancel(programme.bookings.get(), person=commune.operator, now=now, reason="Hoãn")

    assert commune.programme(programme.submission).status == ProgrammeStatus.ACCEPTED
    assert titles(commune.released(now=now)) == []
    assert programme.bookings.get().cancel_reason == "Hoãn"


def test_cancelling_twice_keeps_the_first_reason(commune: Commune, now: datetime) -> None:
    booking = commune.booked(now=now).bookings.get()
    schedule.cancel(booking, person=commune.operator, now=now, reason="Hoãn")

    schedule.cancel(Booking.objects.get(), person=commune.operator, now=now, reason="Lý do khác")

    assert Booking.objects.get().cancel_reason == "Hoãn"


def test_a_programme_with_another_booking_stays_in_the_queue(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    commune.book(programme, now=now, on=now.date() + timedelta(days=1))

    schedule.cancel(programme.bookings.first() or Booking(), person=commune.operator, now=now, reason="Hoãn")

    assert commune.programme(programme.submission).status == ProgrammeStatus.QUEUED


def test_a_cancelled_place_can_be_booked_again(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    schedule.cancel(programme.bookings.get(), person=commune.operator, now=now, reason="Hoãn")

    commune.book(commune.programme(programme.submission), now=now)

    assert titles(commune.released(now=now)) == [programme.title]


def test_an_urgent_programme_starts_at_once(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now, priority="urgent", title="Bão số 5")

    schedule.book_now(programme, zones=commune.zones, person=commune.operator, now=now)

    item = commune.released(now=now).air[0]
    assert (item.kind, item.title) == (Kind.EMERGENCY, "Bão số 5")
    assert item.starts_at - now < timedelta(seconds=60)


def test_only_an_urgent_programme_interrupts(commune: Commune, programme: Programme, now: datetime) -> None:
    with pytest.raises(CannotBook) as refusal:
        schedule.book_now(programme, zones=commune.zones, person=commune.operator, now=now)

    assert str(refusal.value) == "Only an urgent programme interrupts the air. Choose a slot instead."


def test_an_emergency_is_heard_even_in_quiet_hours(commune: Commune, now: datetime) -> None:
    night = now.replace(hour=23)
    programme = commune.accepted(now=now, priority="urgent")

    schedule.book_now(programme, zones=commune.zones, person=commune.operator, now=night)

    assert titles(commune.released(now=night)) == [programme.title]


def test_what_finds_no_place_says_why_in_each_zone(commune: Commune, now: datetime) -> None:
    commune.slot.budget_minutes = 1
    commune.slot.save()
    commune.booked(now=now, title="Tin một", script="Bà con chú ý. " * 40)

    commune.released(now=now)

    unplaced = Booking.objects.get().unplaced
    assert set(unplaced) == {str(zone.pk) for zone in commune.zones}
    assert all(unplaced.values())
