"""One leader's button, up to what a box reads; a drill's way; and that neither is ever taken for the other."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from broadcast import emergency as conductor
from broadcast import intake, narration, pipeline, reading_aloud, rehearsing, release
from broadcast.authority import NotReleasable, may_be_heard
from broadcast.models import Airing, BoardItem, Booking, Programme, Recording
from broadcast.plan.terms import AuthorityKind, Kind, Priority
from broadcast.speech import Clip, VoiceUnavailable, silent
from broadcast.states import ProgrammeStatus, RecordingStatus
from newsroom import drills, emergency, rules, workflow
from newsroom.models import Approval, ChainEntry, Waiver
from tests.broadcast.commune import Commune, newest, person

pytestmark = pytest.mark.django_db
CALL = emergency.Call(
    event="flood",
    title="Nước sông dâng nhanh",
    text="Nước sông đang dâng nhanh.\nBà con thôn Đông chuyển ngay lên nhà văn hoá.",
    reason="Nước lên 30 cm một giờ, không kịp chờ người khác duyệt",
)


def _released(commune: Commune, now: datetime, call: emergency.Call = CALL) -> Approval:
    approval = emergency.release(call, commune.leader, now=now)
    conductor.hurry(approval.submission_id)
    return approval


def test_one_leaders_word_is_in_the_signed_plan_of_every_zone(commune: Commune, now: datetime) -> None:
    approval = _released(commune, now)

    for zone in commune.zones:
        (item,) = newest(zone).air
        assert (item.kind, item.priority) == (Kind.EMERGENCY, Priority.URGENT)
        assert item.authority.kind is AuthorityKind.EMERGENCY
        assert (item.authority.id, item.authority.sha256) == (str(approval.sequence), approval.entry.sha256)
        assert item.starts_at <= now + timedelta(seconds=30)
    (shown,) = newest(commune.zones[0]).board
    assert shown.lines[0] == CALL.title


def test_it_sounds_in_the_quiet_hours(commune: Commune, now: datetime) -> None:
    commune.station.quiet_from, commune.station.quiet_until = now.time(), (now + timedelta(hours=5)).time()
    commune.station.save()

    _released(commune, now)

    assert len(newest(commune.zones[0]).air) == 1


def test_waiver_approval_and_acceptance_are_links_that_say_so(commune: Commune, now: datetime) -> None:
    approval = _released(commune, now)

    waiver, approved, accepted = ChainEntry.objects.order_by("sequence")
    assert [link.kind for link in (waiver, approved, accepted)] == ["waiver", "approval", "acceptance"]
    assert waiver.facts["reason"] == CALL.reason
    assert waiver.facts["submission"] == approved.facts["submission"] == approval.submission_id
    assert accepted.facts["waiver"] == waiver.sequence


def test_open_questions_take_the_best_reading_and_hold_nothing_up(commune: Commune, now: datetime) -> None:
    call = replace(CALL, text="Họp TT Đảng ủy ngày     tháng 6 năm 2026, đê K5 vỡ.")

    _released(commune, now, call)

    assert Programme.objects.get().open_questions
    assert len(newest(commune.zones[0]).air) == 1


@pytest.mark.parametrize("role", ["editor", "operator"])
def test_nobody_but_a_leader_releases(commune: Commune, now: datetime, role: str) -> None:
    with pytest.raises(workflow.Refused):
        emergency.release(CALL, getattr(commune, role), now=now)

    assert not Waiver.objects.exists()


@pytest.mark.parametrize(
    "call", [replace(CALL, title=" "), replace(CALL, text=" …"), replace(CALL, reason=" ")]
)
def test_what_is_missing_is_asked_for_and_nothing_is_written(
    commune: Commune, now: datetime, call: emergency.Call
) -> None:
    with pytest.raises(workflow.Refused):
        emergency.release(call, commune.leader, now=now)

    assert not ChainEntry.objects.exists()


def test_a_second_press_of_the_button_is_the_same_emergency(commune: Commune, now: datetime) -> None:
    first = _released(commune, now)
    second = _released(commune, now + timedelta(seconds=5))

    assert first == second
    assert Booking.objects.count() == 1


def test_dead_workers_and_a_dead_request_leave_it_to_the_station(commune: Commune, now: datetime) -> None:
    emergency.release(CALL, commune.leader, now=now)

    pipeline.sweep(now + conductor.PATIENCE - timedelta(seconds=1))
    assert not Booking.objects.exists()
    pipeline.sweep(now + conductor.PATIENCE)

    assert len(newest(commune.zones[0]).air) == 1


def test_a_take_that_a_dead_worker_left_is_made_anew(commune: Commune, now: datetime) -> None:
    approval = emergency.release(CALL, commune.leader, now=now)
    intake.take_in_at_once(approval.submission_id, commune.station, now=now)
    Recording.objects.update(status=RecordingStatus.MAKING, touched_at=now - timedelta(minutes=1))

    conductor.hurry(approval.submission_id)

    assert len(newest(commune.zones[0]).air) == 1


def test_no_box_begins_what_an_emergency_cut_off_and_says_half_of_it(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    programme.recordings.update(duration_s=300)
    before = commune.released(now=now).air[0]
    _released(commune, now)
    Booking.objects.filter(play_now=True).update(booked_at=before.starts_at)
    Airing.objects.filter(kind=Kind.EMERGENCY.value).update(
        starts_at=before.starts_at + timedelta(seconds=30)
    )

    cut, called = commune.released(now=before.starts_at + timedelta(seconds=31)).air[:2]

    assert (cut.airing, called.kind) == (before.airing, Kind.EMERGENCY)
    assert cut.duration_ms == 30_000
    assert (cut.grace_ms, before.grace_ms) == (0, 60_000)


def test_a_voice_that_fails_is_tried_again_three_times_and_then_the_programme_says_so(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("máy đọc không chạy")

    monkeypatch.setattr(reading_aloud, "speak", fail)
    approval = emergency.release(CALL, commune.leader, now=now)

    for _attempt in range(5):
        conductor.hurry(approval.submission_id)

    assert Recording.objects.count() == conductor.TRIES
    assert Programme.objects.get().status == ProgrammeStatus.FAILED


def test_stopping_it_takes_it_out_and_tells_the_boxes(commune: Commune, now: datetime) -> None:
    approval = _released(commune, now)

    workflow.recall(approval, commune.leader, reason="Nhầm")
    conductor.hurry(approval.submission_id)

    manifest = newest(commune.zones[0])
    assert (manifest.air, manifest.board) == ((), ())
    assert manifest.revoked == {str(approval.sequence)}
    conductor.hurry(approval.submission_id)
    assert newest(commune.zones[0]).air == ()


def test_a_waiting_story_goes_out_exactly_as_it_was_frozen(commune: Commune, now: datetime) -> None:
    submission = commune.submit(title="Cảnh báo lừa đảo", on_boards=False)

    approval = emergency.release_story(submission, commune.leader, reason="Đang lừa", hours=6, now=now)
    conductor.hurry(approval.submission_id)

    assert newest(commune.zones[0]).air[0].title == "Cảnh báo lừa đảo"
    assert approval.submission.digests["script"] == submission.digests["script"]
    with pytest.raises(workflow.NotWaiting):
        workflow.approve(submission, commune.leader)


def test_an_approval_without_a_waiver_row_gives_no_emergency(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now, priority="urgent")

    item = commune.released(now=now).air[0]

    assert programme.priority == "urgent"
    assert item.authority.kind is AuthorityKind.REVISION


def test_only_a_waiver_accepts_unheard(commune: Commune, now: datetime) -> None:
    programme = commune.approved(now=now)

    with pytest.raises(NotReleasable):
        narration.accept(programme.recordings.get(), person=commune.leader, now=now, unheard_by_waiver=True)


# ---------------------------------------------------------------------- drills


def _drilled(commune: Commune, now: datetime) -> Programme:
    submission = emergency.prepare_drill(CALL, commune.editor, now=now)
    workflow.approve(submission, commune.leader)
    pipeline.work()
    return Programme.objects.get()


def test_a_drill_waits_for_somebody_elses_approval(commune: Commune, now: datetime) -> None:
    submission = emergency.prepare_drill(CALL, commune.leader, now=now)
    pipeline.work()

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, commune.leader)
    release.release(commune.station, now=now)
    assert newest(commune.zones[0]).air == ()


def test_a_drill_goes_into_the_next_slot_under_its_own_approval(commune: Commune, now: datetime) -> None:
    _drilled(commune, now)
    release.release(commune.station, now=now)

    manifest = newest(commune.zones[0])
    (item,) = manifest.air
    assert timezone.localtime(item.starts_at).strftime("%H:%M") == "17:00"
    assert (item.kind, item.authority.kind) == (Kind.PROGRAMME, AuthorityKind.REVISION)
    assert item.priority is Priority.PRIORITY
    assert item.title.startswith("DIỄN TẬP: ")
    assert [shown.lines[0] for shown in manifest.board] == ["DIỄN TẬP"]


def test_a_drill_says_so_first_last_and_in_the_middle_of_a_long_text(commune: Commune) -> None:
    long = "\n".join(f"Câu số {number} của bài." for number in range(8))

    lines = drills.script(long).splitlines()

    assert [at for at, line in enumerate(lines) if line == drills.SENTENCE] == [0, 5, 10]
    assert drills.script(drills.script(long)) == drills.script(long)


@pytest.mark.parametrize(
    "tampered",
    [
        {"spoken": "Nước dâng nhanh."},
        {"spoken": f"{drills.SENTENCE}\nNước dâng nhanh."},
        {"title": "Nước dâng nhanh"},
        {"priority": "urgent"},
    ],
)
def test_a_drill_that_does_not_say_so_goes_nowhere(
    commune: Commune, now: datetime, tampered: dict[str, str]
) -> None:
    programme = _drilled(commune, now)
    recording = programme.recordings.get(status=RecordingStatus.ACCEPTED)
    assert may_be_heard(programme, recording)

    Programme.objects.filter(pk=programme.pk).update(**tampered)
    changed = Programme.objects.get()

    with pytest.raises(NotReleasable):
        may_be_heard(changed, recording)
    assert not Programme.objects.lawful().exists()
    release.release(commune.station, now=now)
    assert newest(commune.zones[0]).air == ()


def test_a_drills_board_without_the_mark_is_shown_nowhere(commune: Commune, now: datetime) -> None:
    _drilled(commune, now)
    BoardItem.objects.update(lines=["Nước dâng nhanh", "Sơ tán ngay"])

    release.release(commune.station, now=now)

    assert newest(commune.zones[0]).board == ()


def test_a_drill_is_never_made_an_emergency(commune: Commune, now: datetime) -> None:
    submission = emergency.prepare_drill(CALL, commune.editor, now=now)

    with pytest.raises(workflow.Refused):
        emergency.release_story(submission, commune.leader, reason="Thử", hours=1, now=now)


def test_an_emergency_that_calls_itself_a_drill_is_refused(commune: Commune, now: datetime) -> None:
    with pytest.raises(workflow.Refused):
        emergency.release(replace(CALL, text=f"{drills.SENTENCE} Chạy ngay."), commune.leader, now=now)


# ----------------------------------------------------------------- second look


def test_another_leader_looks_and_the_chain_says_what_was_found(commune: Commune, now: datetime) -> None:
    waiver = _released(commune, now).waiver
    assert waiver is not None
    other = person("ba-hoa", "leader")

    look = emergency.look_again(waiver, other, verdict="right", note="", now=now)

    assert (look.entry.kind, look.entry.facts["waiver"]) == ("second_look", waiver.entry_id)
    assert emergency.looks_owed(commune.leader) == []


def test_it_stays_owed_on_every_leaders_screen_and_runs_over_after_a_day(
    commune: Commune, now: datetime
) -> None:
    waiver = _released(commune, now).waiver
    assert waiver is not None

    assert (
        emergency.looks_owed(commune.leader) == emergency.looks_owed(person("ba-hoa", "leader")) == [waiver]
    )
    assert emergency.looks_owed(commune.editor) == []
    assert not waiver.is_overdue(now + timedelta(hours=23))
    assert waiver.is_overdue(now + timedelta(hours=24))


def test_who_released_it_never_looks_at_it(commune: Commune, now: datetime) -> None:
    waiver = _released(commune, now).waiver
    assert waiver is not None

    with pytest.raises(workflow.Refused):
        emergency.look_again(waiver, commune.leader, verdict="right", note="", now=now)


@pytest.mark.parametrize(("leaders", "may"), [([1], True), ([1, 2], False)])
def test_a_reviewer_looks_only_where_no_other_leader_is(
    commune: Commune, leaders: list[int], may: bool
) -> None:
    reviewer = person("ong-minh", "reviewer")

    verdict = rules.may_look_again(reviewer, released_by=1, leaders=leaders)

    assert bool(verdict) is may


def test_wrong_says_why(commune: Commune, now: datetime) -> None:
    waiver = _released(commune, now).waiver
    assert waiver is not None

    with pytest.raises(workflow.NoReason):
        emergency.look_again(waiver, person("ba-hoa", "leader"), verdict="wrong", note=" ", now=now)


def test_workers_leave_a_fresh_emergency_to_the_request_and_sign_what_they_finish(
    commune: Commune, now: datetime
) -> None:
    approval = emergency.release(CALL, commune.leader, now=now)
    intake.take_in_at_once(approval.submission_id, commune.station, now=now)

    pipeline.make()
    assert Recording.objects.get().status == RecordingStatus.REQUESTED
    with time_machine.travel(now + conductor.IN_HAND, tick=False):
        pipeline.make()

    assert len(newest(commune.zones[0]).air) == 1


def test_what_was_spoken_while_the_leader_read_is_not_spoken_again(
    commune: Commune, now: datetime, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsal = rehearsing.begin(CALL.text, drill=False)
    assert rehearsal is not None
    rehearsal.join(10)
    spoken = set(Path(settings.SPOKEN_SENTENCES).glob("*/*"))
    assert spoken

    monkeypatch.setattr(silent.SilentVoice, "speak", _fails)
    _released(commune, now)

    assert len(newest(commune.zones[0]).air) == 1
    assert set(Path(settings.SPOKEN_SENTENCES).glob("*/*")) == spoken


def test_a_rehearsal_without_a_voice_is_only_a_rehearsal(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silent.SilentVoice, "speak", _fails)

    rehearsal = rehearsing.begin(CALL.text, drill=False)

    assert rehearsal is not None
    rehearsal.join(10)
    assert not rehearsal.is_alive()


def test_the_button_takes_the_voice_over_and_no_sentence_is_said_twice(
    commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, is_asked, may_go_on = [], threading.Event(), threading.Event()
    speak = silent.SilentVoice.speak

    def speak_slowly(voice: silent.SilentVoice, sentence: str, *, rate: float = 1.0) -> Clip:
        said.append(sentence)
        is_asked.set()
        assert may_go_on.wait(10)
        return speak(voice, sentence, rate=rate)

    monkeypatch.setattr(silent.SilentVoice, "speak", speak_slowly)
    approval = emergency.release(CALL, commune.leader, now=now)
    rehearsing.begin(CALL.text, drill=False)
    assert is_asked.wait(10)
    tell = rehearsing._tell_all

    def tell_and_go_on() -> list[rehearsing._Rehearsal]:
        told = tell()
        may_go_on.set()
        return told

    monkeypatch.setattr(rehearsing, "_tell_all", tell_and_go_on)

    conductor.hurry(approval.submission_id)

    assert len(newest(commune.zones[0]).air) == 1
    assert len(said) == len(set(said)) == len(CALL.text.splitlines())


def _fails(*_words: object, **_more: object) -> None:
    raise VoiceUnavailable("không trả lời")
