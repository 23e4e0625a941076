from datetime import datetime, time, timedelta

import pytest

from broadcast import airings, planning, release, rulebook
from broadcast.models import Airing, Programme, Recording, SessionChange
from broadcast.plan.reasons import Code
from broadcast.states import AiringStatus, RecordingStatus
from tests.broadcast.commune import Commune, titles

pytestmark = pytest.mark.django_db


def test_slots_are_rules_and_no_zone_named_means_every_zone(commune: Commune, now: datetime) -> None:
    rules = planning.rules_of(commune.station, now=now)

    assert rules.slots[0].zone_ids == {str(zone.pk) for zone in commune.zones}
    assert (rules.slots[0].start, rules.slots[0].budget_s) == (time(17), 15 * 60)


def test_a_slot_that_is_switched_off_is_no_rule(commune: Commune, now: datetime) -> None:
    commune.slot.active = False
    commune.slot.save()

    assert planning.rules_of(commune.station, now=now).slots == ()


def test_the_same_time_twice_means_no_quiet_hours(commune: Commune) -> None:
    commune.station.quiet_from = commune.station.quiet_until = time(3)

    assert rulebook.quiet_of(commune.station) == ()


def test_a_booking_without_an_accepted_recording_is_left_out(commune: Commune, now: datetime) -> None:
    commune.booked(now=now)
    Recording.objects.update(status=RecordingStatus.MADE)

    assert planning.bookings_of(commune.station, now=now) == ()


def test_a_recording_of_other_words_than_the_approved_ones_is_left_out(
    commune: Commune, now: datetime
) -> None:
    commune.booked(now=now)
    Programme.objects.update(spoken="Những lời khác")

    assert planning.bookings_of(commune.station, now=now) == ()
    assert titles(commune.released(now=now)) == []


def test_what_has_run_out_meanwhile_is_left_out(commune: Commune, now: datetime) -> None:
    commune.booked(now=now, valid_until=now + timedelta(hours=10))

    at_once = commune.released(now=now)
    too_late = commune.released(now=now + timedelta(hours=11))

    assert len(at_once.air) == 1
    assert too_late.air == ()


def test_what_ran_out_before_its_session_keeps_the_reason(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now, valid_until=now + timedelta(hours=1))
    booking = commune.book(programme, now=now, on=now.date() + timedelta(days=1))
    release.release(commune.station, now=now)
    booking.refresh_from_db()
    before = booking.unplaced

    release.release(commune.station, now=now + timedelta(hours=2))

    booking.refresh_from_db()
    assert sorted(before) == sorted(str(zone.pk) for zone in commune.zones)
    assert booking.unplaced == before


def test_what_was_heard_before_it_ran_out_lacks_nothing(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now, valid_until=now.replace(hour=18))
    release.release(commune.station, now=now)

    release.release(commune.station, now=now.replace(hour=19))

    assert programme.bookings.get().unplaced == {}


def test_a_stored_airing_is_read_back_as_it_was_planned(commune: Commune, now: datetime) -> None:
    commune.booked(now=now)
    planned = planning.plan_of(commune.station, now=now).timelines[str(commune.zones[0].pk)]
    release.release(commune.station, now=now)

    stored = airings.planned_of(Airing.objects.get(zone=commune.zones[0]))

    assert [stored] == list(planned)


def test_what_has_begun_keeps_its_time_while_later_things_change(commune: Commune, now: datetime) -> None:
    commune.booked(now=now, title="Tin một", script="Bà con chú ý. " * 20)
    before = commune.released(now=now).air[0]
    during = before.starts_at + timedelta(seconds=5)
    commune.accepted(now=now, title="Tin hai", priority="priority")
    commune.book(Programme.objects.latest("pk"), now=during)

    after = commune.released(now=during).air

    assert after[0] == before
    assert [item.title for item in after] == ["Tin một", "Tin hai"]


def test_a_released_airing_that_left_the_plan_can_come_back(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    commune.released(now=now)
    commune.slot.active = False
    commune.slot.save()
    commune.released(now=now)
    without = set(Airing.objects.values_list("status", flat=True))
    commune.slot.active = True
    commune.slot.save()

    again = commune.released(now=now)

    assert without == {AiringStatus.DROPPED}
    assert titles(again) == [programme.title]
    assert set(Airing.objects.values_list("status", flat=True)) == {AiringStatus.RELEASED}


def test_a_trial_says_that_a_booking_simply_fits(commune: Commune, now: datetime) -> None:
    programme = commune.accepted(now=now)

    verdict = planning.trial(
        programme,
        programme.recordings.get(),
        slot=commune.slot,
        on=now.date(),
        zone_ids=[zone.pk for zone in commune.zones],
        now=now,
    )

    assert verdict is None


def test_a_trial_tells_beforehand_what_is_too_long(commune: Commune, now: datetime) -> None:
    commune.slot.budget_minutes = 1
    commune.slot.save()
    programme = commune.accepted(now=now, script="Bà con chú ý. " * 100)

    verdict = planning.trial(
        programme,
        programme.recordings.get(),
        slot=commune.slot,
        on=now.date(),
        zone_ids=[commune.zones[0].pk],
        now=now,
    )

    assert verdict is not None
    assert verdict.reason.code in set(Code)
    assert verdict.over_s > 0


def test_what_was_moved_to_a_later_day_is_still_heard_when_its_own_day_is_long_over(
    commune: Commune, now: datetime
) -> None:
    commune.booked(now=now)
    later = [now.date() + timedelta(days=ahead) for ahead in range(4)]
    SessionChange.objects.bulk_create(
        SessionChange(slot=commune.slot, on=on, cancelled=True, why="Mất điện", made_at=now) for on in later
    )
    moved = commune.released(now=now).air

    still = commune.released(now=now + timedelta(days=3)).air

    assert moved[0].starts_at.date() == now.date() + timedelta(days=4)
    assert still == moved


def test_what_was_heard_is_not_planned_again_when_the_clock_was_set_back(
    commune: Commune, now: datetime
) -> None:
    commune.booked(now=now)
    commune.released(now=now)
    Airing.objects.update(status=AiringStatus.PLAYED)
    SessionChange.objects.create(slot=commune.slot, on=now.date(), cancelled=True, why="?", made_at=now)

    assert commune.released(now=now).air == ()
