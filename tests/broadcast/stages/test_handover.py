"""Within the freeze window a person decides what is heard; nobody's answer means the older version."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import handover, narration, pipeline, problems
from broadcast.models import Handover, Programme
from broadcast.states import ProgrammeStatus
from tests.broadcast.commune import Commune, newest, titles
from tests.broadcast.stages.test_succession import NEW, OLD, accept, approve_newer, heard, status

pytestmark = pytest.mark.django_db
Answer = Handover.Answer


@pytest.fixture
def late(now: datetime) -> datetime:
    """Return three minutes before the slot."""
    return now.replace(hour=16, minute=57)


@pytest.fixture
def older(commune: Commune, now: datetime) -> Programme:
    """Return a programme that both zones hear at 17:00."""
    programme = commune.booked(now=now, title=OLD, on_boards=False)
    pipeline.sweep(now)
    return programme


@pytest.fixture
def newer(commune: Commune, older: Programme, late: datetime) -> Programme:
    """Return the newer version, approved three minutes before the older one begins; its recording waits."""
    return approve_newer(commune, older, now=late)


def decide(commune: Commune, choice: str, *, now: datetime, reason: str = "Sai ngày") -> Handover:
    """Answer the one question, and sweep."""
    row = handover.answer(
        Handover.objects.get(), choice=choice, reason=reason, person=commune.operator, now=now
    )
    pipeline.sweep(now)
    return row


def test_the_desk_asks_once_and_says_what_happens_without_an_answer(
    commune: Commune, newer: Programme, late: datetime
) -> None:
    pipeline.sweep(late + timedelta(seconds=8))

    assert Handover.objects.count() == 1
    question = reverse("broadcast:handover", args=[Handover.objects.get().pk])
    (asked,) = [each for each in problems.problems(commune.station, now=late) if each.url == question]
    assert "begins at 17:00" in asked.sentence and asked.urgent


def test_without_an_answer_the_older_version_is_heard_even_when_the_newer_is_accepted_meanwhile(
    commune: Commune, older: Programme, newer: Programme, late: datetime
) -> None:
    accept(commune, newer, now=late)
    before = heard(commune)
    pipeline.sweep(late + timedelta(minutes=3, seconds=1))

    assert before == heard(commune) == [OLD]
    row = Handover.objects.get()
    assert (row.answer, row.answered_by, row.answered_by_name) == (Answer.PLAY, None, "")
    assert row.reason == "Nobody answered before it began."


def test_swap_puts_the_newer_version_in_its_place(
    commune: Commune, older: Programme, newer: Programme, late: datetime
) -> None:
    accept(commune, newer, now=late)
    row = decide(commune, Answer.SWAP, now=late, reason="")

    assert (heard(commune, 0), heard(commune, 1)) == ([NEW], [NEW])
    assert newest(commune.zones[0]).air[0].starts_at == late.replace(hour=17, minute=0)
    assert row.answered_by_name == commune.operator.get_full_name()
    assert status(older) == ProgrammeStatus.WITHDRAWN


def test_swap_is_refused_while_nobody_has_accepted_the_newer_recording(
    commune: Commune, newer: Programme, late: datetime
) -> None:
    with pytest.raises(handover.CannotAnswer, match="not accepted yet"):
        decide(commune, Answer.SWAP, now=late)

    assert Handover.objects.get().answer == ""


def test_left_out_means_neither_is_heard_and_who_and_why_are_kept(
    commune: Commune, older: Programme, newer: Programme, late: datetime
) -> None:
    row = decide(commune, Answer.LEAVE_OUT, now=late)
    accept(commune, newer, now=late)

    assert heard(commune) == []
    assert older.bookings.get().cancel_reason == "Sai ngày"
    assert row.answered_by_name == older.bookings.get().cancelled_by_name == commune.operator.get_full_name()
    assert (status(older), status(newer)) == (ProgrammeStatus.WITHDRAWN, ProgrammeStatus.ACCEPTED)


def test_play_keeps_the_older_version_whatever_is_accepted_afterwards(
    commune: Commune, newer: Programme, late: datetime
) -> None:
    decide(commune, Answer.PLAY, now=late)
    accept(commune, newer, now=late)

    assert heard(commune) == [OLD]


def test_an_answer_needs_its_reason_and_comes_once(
    commune: Commune, newer: Programme, late: datetime
) -> None:
    with pytest.raises(handover.CannotAnswer, match="why"):
        decide(commune, Answer.PLAY, now=late, reason="  ")
    decide(commune, Answer.PLAY, now=late)
    with pytest.raises(handover.CannotAnswer, match="already closed"):
        decide(commune, Answer.LEAVE_OUT, now=late)


def test_an_answer_after_the_start_changes_nothing(
    commune: Commune, newer: Programme, late: datetime
) -> None:
    with pytest.raises(handover.CannotAnswer, match="has begun"):
        decide(commune, Answer.LEAVE_OUT, now=late + timedelta(minutes=3, seconds=1))

    assert heard(commune) == [OLD]


def test_a_recall_closes_the_question(
    commune: Commune, older: Programme, newer: Programme, late: datetime
) -> None:
    newer.refresh_from_db()
    assert newer.approval is not None
    commune.recall(newer.approval)
    pipeline.sweep(late)

    assert Handover.objects.get().answer == Answer.MOOT
    assert heard(commune) == []


def test_the_next_day_s_play_moves_while_today_s_is_asked_about(
    commune: Commune, older: Programme, late: datetime
) -> None:
    commune.book(older, now=late, on=late.date() + timedelta(days=1))
    newer = approve_newer(commune, older, now=late)
    accept(commune, newer, now=late)

    assert titles(newest(commune.zones[0])) == [OLD, NEW]


def test_the_question_s_page_takes_the_answer_and_keeps_what_was_typed(
    client: Client, commune: Commune, newer: Programme, late: datetime
) -> None:
    client.force_login(commune.operator)
    address = reverse("broadcast:handover", args=[Handover.objects.get().pk])

    page = client.get(address).content.decode()
    refused = client.post(address, {"answer": "swap", "reason": "Mới đúng"})

    assert "If nobody answers before it begins, the older version is heard." in page
    assert refused.status_code == 422
    assert "Mới đúng" in refused.content.decode()


def test_the_programme_s_page_keeps_who_decided_and_why(
    client: Client, commune: Commune, older: Programme, newer: Programme, late: datetime
) -> None:
    decide(commune, Answer.PLAY, now=late, reason="Bản mới chưa nghe")
    client.force_login(commune.operator)

    page = client.get(reverse("broadcast:programme", args=[older.pk])).content.decode()

    assert f"{commune.operator.get_full_name()}: the older version is still heard. Bản mới chưa nghe" in page


def test_only_operators_answer(client: Client, commune: Commune, newer: Programme) -> None:
    client.force_login(commune.leader)

    answer = client.post(reverse("broadcast:handover", args=[Handover.objects.get().pk]), {"answer": "play"})

    assert answer.status_code in (302, 403)
    assert Handover.objects.get().answer == ""


def test_a_newer_recording_accepted_before_the_window_moves_without_a_question(
    commune: Commune, older: Programme, now: datetime
) -> None:
    early = now.replace(hour=16, minute=54)
    newer = approve_newer(commune, older, now=early)
    narration.accept(newer.recordings.get(), person=commune.operator, now=early)
    pipeline.sweep(early)

    assert heard(commune) == [NEW]
    assert not Handover.objects.exists()
