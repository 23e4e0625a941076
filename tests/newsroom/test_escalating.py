"""A leader reports a story upward: it waits for the answer, and the answer is evidence that approves nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import (
    erasing,
    escalating,
    forms_of_story,
    inbox,
    reminders,
    slip,
    together,
    verification,
    workflow,
)
from newsroom.escalating import Answer, EscalationRefused, Question
from newsroom.models import (
    Approval,
    ArticlePage,
    ChainEntry,
    Escalation,
    EscalationReply,
    Submission,
    User,
)
from newsroom.models.append_only import Unchangeable
from newsroom.standing import standing_of
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database
DAY = timedelta(days=1)
COMMITTEE = "Ban Thường vụ Đảng uỷ xã"
PAPER = b"%PDF-1.4 cong van"


@pytest.fixture
def submission(ground: Commune, editor: User) -> Submission:
    """Return a story that waits for its leader."""
    return factories.make_submission(ground, owner=editor)


def ask(submission: Submission, person: User, **fields: Any) -> Escalation:
    asked: dict[str, Any] = {
        "addressee": COMMITTEE,
        "question": "Có nên đăng lúc này?",
        "answer_by": timezone.now() + DAY,
    }
    return escalating.escalate(submission, person, asked=Question(**(asked | fields)), now=timezone.now())


def answer(row: Escalation, person: User, **fields: Any) -> EscalationReply:
    given: dict[str, Any] = {
        "verdict": "conditions",
        "words": "Bỏ tên cháu bé.",
        "answered_by": "Đ/c Bí thư Đảng uỷ",
    }
    return escalating.reply(row, person, answer=Answer(**(given | fields)), now=timezone.now())


def test_nobody_approves_until_the_answer_is_there(submission: Submission, leader: User) -> None:
    row = ask(submission, leader)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, leader)
    answer(row, leader)

    assert not Approval.objects.exists()
    assert workflow.approve(submission, leader)


def test_wagtails_own_way_of_approving_waits_as_well(submission: Submission, leader: User) -> None:
    ask(submission, leader)
    state = workflow.waiting_step(submission)

    with pytest.raises(workflow.Refused):
        state.approve(user=leader)

    assert not Approval.objects.exists()


def test_it_may_still_be_returned_and_the_new_text_waits_for_the_same_answer(
    submission: Submission, editor: User, leader: User
) -> None:
    row = ask(submission, leader)
    workflow.send_back(submission, leader, reason="Sửa lại số liệu.")
    story = factories.edit_story(ArticlePage.objects.get(pk=submission.story_id), editor, title="Bản sửa")
    again = workflow.submit(story, editor)

    with pytest.raises(workflow.Refused):
        workflow.approve(again, leader)
    answer(row, leader)
    approval = workflow.approve(again, leader)

    assert approval is not None
    assert approval.escalations == [row.entry_id, row.entry_id + 1]


def test_the_answer_stands_in_the_link_of_the_approval_and_on_its_slip(
    submission: Submission, leader: User
) -> None:
    reply = answer(ask(submission, leader), leader, document_number="57-CV/ĐU", file=("cv.pdf", PAPER))
    approval = workflow.approve(submission, leader)

    assert approval is not None
    links = [reply.escalation.entry_id, reply.entry_id]
    assert approval.entry.facts["escalations"] == links
    rows = " ".join(value for _name, value in slip.slip_of(approval).rows)
    assert "57-CV/ĐU" in rows
    assert "Bỏ tên cháu bé." in rows
    assert forms_of_story.frozen_path(reply.file_sha256).read_bytes() == PAPER
    assert verification.verify().faults == ()


def test_the_next_approval_rests_on_its_own_reports_only(
    submission: Submission, editor: User, leader: User
) -> None:
    answer(ask(submission, leader), leader)
    workflow.approve(submission, leader)
    story = factories.edit_story(ArticlePage.objects.get(pk=submission.story_id), editor, title="Tin mới")

    approval = workflow.approve(workflow.submit(story, editor), leader)

    assert approval is not None
    assert "escalations" not in approval.entry.facts


def test_taking_it_back_says_why_and_opens_the_decision_again(submission: Submission, leader: User) -> None:
    row = ask(submission, leader)

    with pytest.raises(EscalationRefused):
        escalating.take_back(row, leader, reason=" ", now=timezone.now())
    escalating.take_back(row, leader, reason="Đã trao đổi trực tiếp.", now=timezone.now())

    with pytest.raises(EscalationRefused):
        answer(row, leader)
    assert workflow.approve(submission, leader)
    assert verification.verify().faults == ()


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("addressee", {"addressee": " "}),
        ("question", {"question": ""}),
        ("answer_by", {"answer_by": None}),
        ("answer_by", {"answer_by": datetime(2020, 1, 1, tzinfo=timezone.get_current_timezone())}),
    ],
)
def test_a_report_says_whom_what_and_by_when(
    submission: Submission, leader: User, field: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(EscalationRefused) as refusal:
        ask(submission, leader, **fields)

    assert refusal.value.field == field
    assert not ChainEntry.objects.exists()


def test_a_second_report_waits_for_the_first(submission: Submission, leader: User) -> None:
    ask(submission, leader)

    with pytest.raises(EscalationRefused):
        ask(submission, leader)


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "ok"},
        {"answered_by": " "},
        {"words": ""},
        {"file": ("cv.pdf", b"MZ")},
        {"file": ("a.exe", b"MZ")},
    ],
)
def test_an_answer_says_who_and_what(submission: Submission, leader: User, fields: dict[str, Any]) -> None:
    row = ask(submission, leader)

    with pytest.raises(EscalationRefused):
        answer(row, leader, **fields)
    assert Escalation.objects.open().get() == row


def test_only_leaders_ask_and_nobody_answers_for_his_own_story(
    ground: Commune, editor: User, leader: User, reviewer: User
) -> None:
    both = factories.make_person("pho-chu-tich", "leader", "editor")
    submission = factories.make_submission(ground, owner=both)

    with pytest.raises(workflow.Refused):
        ask(submission, editor)
    row = ask(submission, leader)
    for person in (editor, both):
        with pytest.raises(workflow.Refused):
            answer(row, person)
    with pytest.raises(workflow.Refused):
        escalating.take_back(row, reviewer, reason="Không cần", now=timezone.now())
    assert answer(row, reviewer)


def test_changed_words_are_found(submission: Submission, leader: User) -> None:
    row = ask(submission, leader)
    reply = answer(row, leader, file=("cv.pdf", PAPER))
    with pytest.raises(Unchangeable):
        row.save()

    tampering.change(row, question="Đăng luôn?")
    tampering.change(reply, verdict="agrees")
    forms_of_story.frozen_path(reply.file_sha256).write_bytes(b"%PDF khac")

    found = {(fault.sequence, fault.code) for fault in verification.verify().faults}
    assert found == {
        (row.entry_id, "report-changed"),
        (reply.entry_id, "row-changed"),
        (reply.entry_id, "paper-changed"),
    }


def test_what_was_asked_goes_with_the_texts_by_order(
    submission: Submission, leader: User, administrator: User
) -> None:
    answer(ask(submission, leader), leader)
    workflow.send_back(submission, leader, reason="Không đăng.")
    order = {"order_number": "12/QĐ", "issuer": "Toà án"}
    proposal = erasing.propose(
        submission.story_id, administrator, reason="Theo lệnh", now=timezone.now(), **order
    )

    erasing.confirm(proposal, leader, order_number="12/QĐ", now=timezone.now())

    assert (Escalation.objects.get().question, EscalationReply.objects.get().words) == ("", "")
    assert verification.verify().faults == ()


# ------------------------------------------------------------------ the list


def test_it_leaves_the_leaders_list_until_the_answer_is_overdue(submission: Submission, leader: User) -> None:
    ask(submission, leader)

    (item,) = inbox.waiting_for(leader, now=timezone.now())
    (late,) = inbox.waiting_for(leader, now=timezone.now() + 2 * DAY)

    assert not item.needs_me
    assert inbox.count_for(leader) == 0
    assert late.needs_me
    assert not together.is_routine(late)
    assert COMMITTEE in standing_of(ArticlePage.objects.get(pk=submission.story_id)).sentence


def test_the_leader_is_reminded_once_before_the_answer_is_due(submission: Submission, leader: User) -> None:
    User.objects.filter(pk=leader.pk).update(email="chutich@example.vn")
    ask(submission, leader)
    later = timezone.now() + 23 * timedelta(hours=1)

    with time_machine.travel(later, tick=False):
        sent = [reminders.remind(within=2 * timedelta(hours=1), now=later) for _turn in range(2)]

    assert sent == [1, 0]
    assert COMMITTEE in str(mail.outbox[0].body)


def test_many_reports_ask_the_database_as_often_as_one(ground: Commune, editor: User, leader: User) -> None:
    first, *others = [factories.make_submission(ground, owner=editor, title=f"Tin {at}") for at in range(3)]
    ask(first, leader)
    now = timezone.now()
    inbox.waiting_for(leader, now=now)
    with CaptureQueriesContext(connection) as one:
        inbox.waiting_for(leader, now=now)
    for each in others:
        ask(each, leader)

    with CaptureQueriesContext(connection) as many:
        items = inbox.waiting_for(leader, now=now)

    assert sum(item.report is not None for item in items) == 3
    assert len(many) == len(one)
