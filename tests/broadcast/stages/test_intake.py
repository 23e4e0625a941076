from datetime import datetime, timedelta

import pytest

from broadcast import intake
from broadcast.models import BoardItem, Programme
from broadcast.states import ProgrammeStatus, RecordingStatus
from newsroom import workflow
from tests.broadcast.commune import TITLE, Commune

pytestmark = pytest.mark.django_db


def test_a_submission_becomes_one_programme_and_one_board_item(commune: Commune, now: datetime) -> None:
    submission = commune.submit(zones=commune.zones[:1])

    intake.sweep(now)

    programme = Programme.objects.get()
    assert programme.submission_id == submission.pk
    assert programme.title == TITLE
    assert [zone.pk for zone in programme.zones.all()] == [commune.zones[0].pk]
    assert BoardItem.objects.get().submission_id == submission.pk


def test_taking_in_twice_makes_one_programme_with_one_take(commune: Commune, now: datetime) -> None:
    submission = commune.submit()

    intake.sweep(now)
    intake.take_in(submission, commune.station)
    intake.sweep(now)

    assert Programme.objects.count() == BoardItem.objects.count() == 1
    assert Programme.objects.get().recordings.count() == 1


def test_a_story_for_the_site_alone_makes_nothing(commune: Commune, now: datetime) -> None:
    commune.submit(on_air=False, on_boards=False)

    intake.sweep(now)

    assert not Programme.objects.exists()
    assert not BoardItem.objects.exists()


def test_a_story_that_names_no_hamlet_is_for_all_of_them(commune: Commune, now: datetime) -> None:
    submission = commune.submit()

    programme = commune.take_in(submission, now=now)

    assert set(programme.zones.all()) == set(commune.zones)


def test_the_script_is_the_one_that_was_submitted_whatever_is_drafted_later(
    commune: Commune, now: datetime
) -> None:
    submission = commune.submit(script="Họp thôn lúc 7h30.")
    commune.edit(submission, script="Họp thôn lúc 9h00.")

    programme = commune.take_in(submission, now=now)

    assert programme.script == "Họp thôn lúc 7h30."
    assert "bảy giờ" in programme.spoken
    assert "chín" not in programme.spoken


def test_words_that_can_be_read_in_two_ways_are_kept_as_questions(commune: Commune, now: datetime) -> None:
    submission = commune.submit(script="Mời bà con ở XYZK dự họp.")

    programme = commune.take_in(submission, now=now)

    assert [question["written"] for question in programme.open_questions] == ["XYZK"]


def test_an_approval_is_tied_to_the_programme_and_the_board_item_it_belongs_to(
    commune: Commune, now: datetime
) -> None:
    submission = commune.submit()
    commune.take_in(submission, now=now)
    approval = commune.approve(submission)

    intake.sweep(now)

    assert commune.programme(submission).approval == approval
    assert BoardItem.objects.get().approval == approval


def test_a_service_voice_is_asked_only_after_the_approval(commune: Commune, now: datetime) -> None:
    commune.station.voice = "google"
    commune.station.save()
    submission = commune.submit()
    before = [take.voice for take in commune.take_in(submission, now=now).recordings.all()]
    commune.approve(submission)

    intake.sweep(now)
    intake.sweep(now)

    assert before == ["silent"]
    assert sorted(take.voice for take in commune.programme(submission).recordings.all()) == [
        "google",
        "silent",
    ]


def test_a_newer_approval_supersedes_the_programme_and_the_board_item(
    commune: Commune, now: datetime
) -> None:
    first = commune.submit()
    commune.approve(first)
    commune.take_in(first, now=now)
    second = commune.submit_again(first, title="Lùi sang chủ nhật")
    commune.approve(second)

    intake.sweep(now)

    assert commune.programme(first).status == ProgrammeStatus.WITHDRAWN
    assert commune.programme(second).status == ProgrammeStatus.RECEIVED
    assert first.board_item.stopped_at == now
    assert BoardItem.objects.get(submission=second).stopped_at is None


def test_a_newer_version_without_boards_takes_the_older_one_off_the_boards(
    commune: Commune, now: datetime
) -> None:
    first = commune.submit()
    commune.approve(first)
    commune.take_in(first, now=now)
    second = commune.submit_again(first, on_boards=False)
    commune.approve(second)

    intake.sweep(now)

    assert BoardItem.objects.get().stopped_at == now


def test_a_newer_submission_replaces_one_that_nobody_has_approved(commune: Commune, now: datetime) -> None:
    first = commune.submit()
    commune.take_in(first, now=now)
    commune.edit(first, title="Sửa lại")
    workflow.send_back(first, commune.leader, reason="Sửa giờ")
    second = commune.submit_again(first, title="Sửa lại")

    intake.sweep(now)

    assert commune.programme(first).status == ProgrammeStatus.WITHDRAWN
    assert set(commune.programme(first).recordings.values_list("status", flat=True)) == {
        RecordingStatus.REJECTED
    }
    assert commune.programme(second).status == ProgrammeStatus.RECEIVED


def test_an_approved_version_stays_while_a_newer_one_waits(commune: Commune, now: datetime) -> None:
    first = commune.submit()
    commune.approve(first)
    commune.take_in(first, now=now)
    commune.submit_again(first, title="Lùi sang chủ nhật")

    intake.sweep(now)

    assert commune.programme(first).status == ProgrammeStatus.RECEIVED
    assert first.board_item.stopped_at is None


def test_a_recall_withdraws_programme_bookings_and_board_item(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    assert programme.approval is not None
    commune.recall(programme.approval)

    intake.sweep(now)

    programme.refresh_from_db()
    assert programme.status == ProgrammeStatus.WITHDRAWN
    assert programme.bookings.get().cancelled_at == now
    assert BoardItem.objects.get().stopped_at == now


def test_what_was_recalled_before_anybody_looked_is_withdrawn_too(commune: Commune, now: datetime) -> None:
    submission = commune.submit()
    commune.take_in(submission, now=now)
    commune.recall(commune.approve(submission))

    intake.sweep(now)

    assert commune.programme(submission).status == ProgrammeStatus.WITHDRAWN


def test_a_notice_stays_on_the_boards_for_the_station_s_days(commune: Commune, now: datetime) -> None:
    submission = commune.submit()
    approval = commune.approve(submission)

    intake.sweep(now)

    item = BoardItem.objects.get()
    assert item.shows_from == approval.approved_at
    assert item.shows_until == approval.approved_at + timedelta(days=commune.station.board_days)


def test_a_notice_that_begins_next_week_is_shown_for_as_long_from_then(
    commune: Commune, now: datetime
) -> None:
    begins = now + timedelta(days=3650)
    submission = commune.submit(valid_from=begins)
    commune.approve(submission)

    intake.sweep(now)

    item = BoardItem.objects.get()
    assert item.shows_from == begins
    assert item.shows_until == begins + timedelta(days=commune.station.board_days)


def test_nothing_is_taken_in_before_there_is_a_station(commune: Commune, now: datetime) -> None:
    commune.submit()
    commune.slot.delete()
    commune.station.delete()

    intake.sweep(now)

    assert not Programme.objects.exists()
