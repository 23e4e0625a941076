"""An older approved version stays in force until the newer one can take over; a zone that moved never comes back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from broadcast import narration, pipeline, playout, schedule
from broadcast.models import Airing, BoardItem, Booking, Handover, Programme
from broadcast.plan.reasons import Code
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus
from tests.broadcast.boxes import box_in, receipt, row_of
from tests.broadcast.commune import Commune, days, newest, titles

pytestmark = pytest.mark.django_db

OLD, NEW = "Họp thôn thứ Bảy", "Họp thôn chủ nhật"


@pytest.fixture
def older(commune: Commune, now: datetime) -> Programme:
    """Return a programme that both zones hear at 17:00."""
    programme = commune.booked(now=now, title=OLD, on_boards=False)
    pipeline.sweep(now)
    return programme


def approve_newer(commune: Commune, older: Programme, *, now: datetime, **fields: Any) -> Programme:
    """Approve a newer version and sweep as the station does; its recording is made, and nobody has heard it yet."""
    submission = commune.submit_again(older.submission, **({"title": NEW, "on_air": True} | fields))
    commune.approve(submission)
    pipeline.sweep(now)
    programme = commune.programme(submission)
    if programme.recordings.filter(status=RecordingStatus.REQUESTED).exists():
        commune.record(programme)
    return programme


def accept(commune: Commune, programme: Programme, *, now: datetime) -> None:
    """Accept the newer recording, and sweep."""
    narration.accept(programme.recordings.latest("pk"), person=commune.operator, now=now)
    pipeline.sweep(now)


def heard(commune: Commune, zone: int = 0) -> list[str]:
    """Return what the zone's newest signed plan says aloud."""
    return titles(newest(commune.zones[zone]))


def status(programme: Programme) -> str:
    """Return the programme's status as it is now."""
    return Programme.objects.get(pk=programme.pk).status


def test_the_older_version_stays_in_the_plan_until_somebody_accepts_the_newer_recording(
    commune: Commune, older: Programme, now: datetime
) -> None:
    newer = approve_newer(commune, older, now=now)
    pipeline.sweep(now)

    assert heard(commune) == [OLD]
    assert status(older) == ProgrammeStatus.QUEUED
    assert status(newer) == ProgrammeStatus.RECORDED


def test_the_newer_version_takes_the_same_slot_zones_and_order(
    commune: Commune, older: Programme, now: datetime
) -> None:
    commune.booked(now=now, title="Sau đó", on_boards=False)
    newer = approve_newer(commune, older, now=now, script="Lời mới dài hơn. " * 9)
    accept(commune, newer, now=now)

    for zone in commune.zones:
        first, second = newest(zone).air
        assert (first.title, second.title) == (NEW, "Sau đó")
        assert first.starts_at == now.replace(hour=17)
        assert second.starts_at >= first.ends_at
    assert newest(commune.zones[0]).air[0].media == newer.recordings.get().device_sha256
    assert (status(older), status(newer)) == (ProgrammeStatus.WITHDRAWN, ProgrammeStatus.QUEUED)


def test_what_moved_says_why_and_whose_place_it_took(
    commune: Commune, older: Programme, now: datetime
) -> None:
    newer = approve_newer(commune, older, now=now)
    accept(commune, newer, now=now)

    given_up, taken = older.bookings.get(), newer.bookings.get()
    assert given_up.cancel_reason == "A newer version was approved; it is heard in its place."
    assert taken.replaces == given_up
    assert taken.booked_by_name == given_up.booked_by_name
    dropped = Airing.objects.filter(booking=given_up)
    assert {row.status for row in dropped} == {AiringStatus.DROPPED}


def test_a_newer_version_too_long_for_the_slot_is_moved_with_its_reason(
    commune: Commune, older: Programme, now: datetime
) -> None:
    commune.slot.budget_minutes = 1
    commune.slot.save()
    newer = approve_newer(commune, older, now=now, script="Một câu rất dài. " * 80)
    accept(commune, newer, now=now)

    assert heard(commune) == []
    assert set(newer.bookings.get().unplaced) == {str(zone.pk) for zone in commune.zones}


def test_a_recording_that_nobody_accepts_leaves_the_older_version_to_be_heard_to_its_last_booking(
    commune: Commune, older: Programme, now: datetime
) -> None:
    approve_newer(commune, older, now=now)
    box = box_in(commune, commune.zones[0], now=now)
    airing = Airing.objects.get(zone=commune.zones[0])
    over = airing.starts_at + timedelta(minutes=20)

    pipeline.sweep(airing.starts_at)
    playing = heard(commune)
    playout.take_receipts(row_of(box), [receipt(airing)])
    pipeline.sweep(over)

    assert playing == [OLD]
    assert status(older) == ProgrammeStatus.WITHDRAWN
    assert Airing.objects.get(pk=airing.pk).status == AiringStatus.PLAYED


def test_an_older_version_gets_no_new_time(commune: Commune, older: Programme, now: datetime) -> None:
    approve_newer(commune, older, now=now)
    older.refresh_from_db()

    with pytest.raises(schedule.CannotBook, match="newer version"):
        commune.book(older, now=now, on=now.date() + days(1))


def test_a_newer_version_that_is_not_for_loudspeakers_silences_the_older_at_once(
    commune: Commune, older: Programme, now: datetime
) -> None:
    submission = commune.submit_again(older.submission, title=NEW, on_air=False)
    commune.approve(submission)
    pipeline.sweep(now)

    assert heard(commune) == []
    assert status(older) == ProgrammeStatus.WITHDRAWN


def test_a_zone_that_the_newer_version_gave_up_is_silent_at_once_and_the_others_wait(
    commune: Commune, now: datetime
) -> None:
    older = commune.booked(now=now, title=OLD, on_boards=False, zones=commune.zones)
    pipeline.sweep(now)
    story = commune.edit(older.submission, title=NEW, zones=[commune.zones[0].place])
    assert story.pk == older.story_id
    newer = approve_newer(commune, older, now=now, zones=[commune.zones[0].place])

    before = heard(commune, 0), heard(commune, 1)
    accept(commune, newer, now=now)

    assert before == ([OLD], [])
    assert (heard(commune, 0), heard(commune, 1)) == ([NEW], [])


def test_a_newer_version_can_cut_the_older_one_s_validity_short(
    commune: Commune, older: Programme, now: datetime
) -> None:
    approve_newer(commune, older, now=now, valid_until=now.replace(hour=16))
    pipeline.sweep(now)

    assert heard(commune) == []


def test_a_newer_version_never_extends_the_older_one_s_validity(commune: Commune, now: datetime) -> None:
    older = commune.booked(now=now, title=OLD, on_boards=False, valid_until=now.replace(hour=18))
    schedule.book(
        older,
        slot=commune.slot,
        on=now.date() + days(1),
        zones=commune.zones,
        person=commune.operator,
        now=now,
    )
    approve_newer(commune, older, now=now, valid_until=now + days(5))
    pipeline.sweep(now)

    assert [item.starts_at.day for item in newest(commune.zones[0]).air] == [now.day]


def test_what_sounds_when_the_newer_one_is_ready_plays_to_its_end(
    commune: Commune, older: Programme, now: datetime
) -> None:
    newer = approve_newer(commune, older, now=now)
    airing = Airing.objects.get(zone=commune.zones[0])
    during = airing.starts_at + timedelta(seconds=1)
    narration.accept(newer.recordings.get(), person=commune.operator, now=during)
    pipeline.sweep(during)

    assert heard(commune) == [OLD]
    assert status(older) == ProgrammeStatus.QUEUED

    pipeline.sweep(airing.starts_at + timedelta(minutes=10))

    assert status(older) == ProgrammeStatus.WITHDRAWN
    assert status(newer) == ProgrammeStatus.ACCEPTED


def test_two_versions_in_one_slot_become_one_play(commune: Commune, older: Programme, now: datetime) -> None:
    newer = approve_newer(commune, older, now=now)
    narration.accept(newer.recordings.get(), person=commune.operator, now=now)
    newer.refresh_from_db()
    own = commune.book(newer, now=now, zones=commune.zones[:1])
    pipeline.sweep(now)

    assert newer.bookings.get() == own
    assert (heard(commune, 0), heard(commune, 1)) == ([NEW], [NEW])


def test_a_version_cut_off_by_an_emergency_is_not_run_again_after_it_gave_way(
    commune: Commune, now: datetime
) -> None:
    older = commune.booked(now=now, title=OLD, on_boards=False, script="Một câu khá dài. " * 60)
    pipeline.sweep(now)
    newer = approve_newer(commune, older, now=now, script="Ngắn.")
    airing = Airing.objects.get(zone=commune.zones[0])
    during = airing.starts_at + timedelta(seconds=1)
    urgent = commune.accepted(now=during, title="Lũ về", priority="urgent", on_boards=False)
    schedule.book_now(urgent, zones=commune.zones, person=commune.operator, now=during)
    pipeline.sweep(during)
    accept(commune, newer, now=during)

    pipeline.sweep(during + timedelta(minutes=6))

    airing.refresh_from_db()
    assert airing.reason_code == Code.INTERRUPTED
    ahead = Airing.objects.filter(booking__programme=older, starts_at__gt=airing.starts_at)
    assert not ahead.exclude(status=AiringStatus.DROPPED).exists()
    assert status(older) == ProgrammeStatus.WITHDRAWN


def test_a_third_version_takes_over_from_the_first_when_the_second_never_got_a_recording(
    commune: Commune, older: Programme, now: datetime
) -> None:
    second = approve_newer(commune, older, now=now)
    third = approve_newer(commune, second, now=now, title="Họp thôn thứ Hai")
    accept(commune, third, now=now)

    assert heard(commune) == ["Họp thôn thứ Hai"]
    assert {status(older), status(second)} == {ProgrammeStatus.WITHDRAWN}


def test_a_recalled_newer_version_takes_the_older_one_along(
    commune: Commune, older: Programme, now: datetime
) -> None:
    newer = approve_newer(commune, older, now=now)
    newer.refresh_from_db()
    assert newer.approval is not None and older.approval is not None
    commune.recall(newer.approval)

    before_intake = commune.released(now=now)
    pipeline.sweep(now)

    assert before_intake.air == ()
    assert before_intake.revoked >= {str(older.approval.sequence), str(newer.approval.sequence)}
    assert status(older) == ProgrammeStatus.WITHDRAWN


def test_the_same_words_need_no_new_recording(commune: Commune, older: Programme, now: datetime) -> None:
    newer = approve_newer(commune, older, now=now, title=OLD, author="Ban biên tập")

    take = newer.recordings.get()
    assert take.status == RecordingStatus.MADE
    assert take.reused_from == older.recordings.get()
    assert take.master_sha256 == older.recordings.get().master_sha256


def test_a_new_notice_replaces_the_old_one_on_the_boards_when_it_is_approved(
    commune: Commune, now: datetime
) -> None:
    older = commune.booked(now=now, title=OLD, board_text="Họp thứ Bảy")
    pipeline.sweep(now)
    approve_newer(commune, older, now=now, board_text="Họp chủ nhật")
    pipeline.sweep(now)

    assert [item.lines for item in newest(commune.zones[0]).board] == [("Họp chủ nhật",)]
    assert (
        BoardItem.objects.get(submission=older.submission).stopped_by_name == "A newer version was approved."
    )


def test_nothing_is_asked_about_what_is_far_away(commune: Commune, older: Programme, now: datetime) -> None:
    approve_newer(commune, older, now=now)
    pipeline.sweep(now)

    assert not Handover.objects.exists()
    assert Booking.objects.count() == 1


def test_a_recall_of_the_older_version_leaves_the_newer_one_to_be_heard(
    commune: Commune, older: Programme, now: datetime
) -> None:
    newer = approve_newer(commune, older, now=now)
    assert older.approval is not None
    commune.recall(older.approval)
    pipeline.sweep(now)
    before = heard(commune)
    accept(commune, newer, now=now)
    newer.refresh_from_db()
    commune.book(newer, now=now)
    pipeline.sweep(now)

    assert (before, heard(commune)) == ([], [NEW])
    assert newest(commune.zones[0]).revoked == {str(older.approval.sequence)}
