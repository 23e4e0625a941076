"""The press desk: a request, an answer that another leader approves, what was given, and what the chain holds of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom import press, roles, verification
from newsroom.models import ChainEntry, PressAnswer, PressNote, PressRequest, User
from newsroom.press import NotAllowed, PressRefused
from tests import factories, tampering

pytestmark = pytest.mark.database
HOUR = timedelta(hours=1)
TEXT = "Xã đã xử lý xong bãi rác tạm ngày 20/11."


def taken_in(person: User, **fields: object) -> PressRequest:
    given = {"agency": "Báo Hải Dương", "journalist": "Trần Hà", "topic": "Bãi rác thôn Đông"} | fields
    return press.take_in(PressRequest(**given), person, now=timezone.now())


def submitted(request: PressRequest, person: User, text: str = TEXT) -> PressAnswer:
    return press.submit(request, person, draft=text, now=timezone.now())


def approve(answer: PressAnswer, person: User) -> object:
    return press.decide(answer, person, approved=True, reason="", now=timezone.now())


def standing(request: PressRequest) -> str:
    return PressRequest.objects.with_answers().get(pk=request.pk).standing


def test_an_answer_is_given_only_after_a_leader_approved_it(editor: User, leader: User) -> None:
    request = taken_in(editor)
    with pytest.raises(PressRefused):
        press.note(request, editor, kind="handed", text="Gửi thư điện tử", now=timezone.now())

    answer = submitted(request, editor)
    assert standing(request) == "waiting"
    approve(answer, leader)
    assert standing(request) == "approved"
    note = press.note(request, editor, kind="handed", text="Gửi thư điện tử", now=timezone.now())

    assert (note.answer, standing(request)) == (answer, "answered")
    entry = ChainEntry.objects.get(kind="press")
    assert (entry.facts["text"], entry.facts["approved"]) == (answer.sha256, True)
    assert TEXT not in entry.facts_json
    assert verification.verify().faults == ()


def test_whoever_wrote_on_it_does_not_decide(editor: User, leader: User, reviewer: User) -> None:
    both = factories.make_person("pho-chu-tich", roles.LEADER, roles.EDITOR)
    request = taken_in(editor)
    press.prepare(request, both, draft="Bản đầu")
    answer = submitted(request, editor)

    for person in (both, editor, reviewer):
        with pytest.raises(NotAllowed):
            approve(answer, person)
    approve(answer, leader)

    with pytest.raises(PressRefused):
        approve(answer, leader)


def test_a_return_says_why_and_a_newer_answer_takes_the_place(editor: User, leader: User) -> None:
    request = taken_in(editor)
    first = submitted(request, editor)
    with pytest.raises(PressRefused):
        press.decide(first, leader, approved=False, reason=" ", now=timezone.now())
    press.decide(first, leader, approved=False, reason="Thêm số liệu", now=timezone.now())
    assert standing(request) == "returned"
    second = submitted(request, editor, TEXT + " Khối lượng 12 tấn.")
    third = submitted(request, editor, TEXT + " Khối lượng 13 tấn.")

    with pytest.raises(PressRefused):
        approve(second, leader)
    approve(third, leader)

    assert standing(request) == "approved"


def test_the_same_answer_is_not_put_before_a_leader_twice(editor: User) -> None:
    request = taken_in(editor)
    with pytest.raises(PressRefused):
        submitted(request, editor, " ")
    submitted(request, editor)

    with pytest.raises(PressRefused):
        submitted(request, editor)


def test_a_closed_request_stays_as_it_is(editor: User) -> None:
    request = taken_in(editor)
    press.note(request, editor, kind="closed", text="Phóng viên rút câu hỏi", now=timezone.now())

    with pytest.raises(PressRefused):
        submitted(request, editor)
    assert list(PressRequest.objects.closed()) == [request]
    assert not PressRequest.objects.open().exists()


def test_changed_answers_are_found(editor: User, leader: User) -> None:
    decided, waiting = (submitted(taken_in(editor), editor) for _turn in range(2))
    approve(decided, leader)

    tampering.change(decided, text="Khác")
    tampering.change(waiting, text="Khác")

    found = [(fault.sequence, fault.code) for fault in verification.verify().faults]
    assert found == [(1, "row-changed"), (0, "press-changed")]


def test_lists_show_what_is_to_be_done(editor: User, leader: User) -> None:
    now = timezone.now()
    later, soon, none = (
        taken_in(editor, deadline=deadline) for deadline in (now + 5 * HOUR, now - HOUR, None)
    )
    answer = submitted(later, editor)

    assert list(PressRequest.objects.unanswered().order_by_deadline()) == [soon, later, none]
    assert list(PressRequest.objects.awaiting_decision()) == [later]
    approve(answer, leader)
    assert not PressRequest.objects.awaiting_decision().exists()
    press.note(later, editor, kind=PressNote.Kind.SAID, text="Trả lời tại chỗ", now=now)
    assert list(PressRequest.objects.unanswered().order_by_deadline()) == [soon, none]
    assert PressRequest.objects.with_answers().get(pk=soon.pk).is_overdue(now)


def test_requests_are_found_without_marks(editor: User) -> None:
    request = taken_in(editor, press_card="IBT-01234")
    taken_in(editor, topic="Lễ hội", agency="Đài tỉnh")

    assert list(PressRequest.objects.found_by("RAC thon dong")) == [request]
    assert list(PressRequest.objects.found_by("ibt-01234")) == [request]


# ------------------------------------------------------------------ screens


def test_an_editor_takes_a_request_in_and_a_leader_approves(
    client: Client, editor: User, leader: User
) -> None:
    client.force_login(editor)
    fields = {"topic": "Bãi rác", "agency": "Báo tỉnh", "journalist": "Hà", "channel": "phone"}
    assert client.post(reverse("newsroom:press_new"), fields | {"topic": ""}).status_code == 422
    client.post(reverse("newsroom:press_new"), fields | {"deadline": "2030-01-02T10:30"})
    row = PressRequest.objects.get()
    assert row.deadline is not None
    client.post(reverse("newsroom:press_answer", args=[row.pk]), {"draft": TEXT, "submit": ""})
    client.force_login(leader)
    page = client.get(reverse("newsroom:press_request", args=[row.pk])).content.decode()
    assert reverse("newsroom:press_decide", args=[row.pk]) in page

    given = {"answer": PressAnswer.objects.get().pk}
    assert client.post(reverse("newsroom:press_decide", args=[row.pk]), given).status_code == 422
    client.post(reverse("newsroom:press_decide", args=[row.pk]), given | {"approve": ""})

    assert standing(row) == "approved"


def test_what_was_typed_stays(client: Client, editor: User) -> None:
    row = taken_in(editor)
    client.force_login(editor)

    response = client.post(
        reverse("newsroom:press_note", args=[row.pk]), {"kind": "said", "text": "Đã nói ở cổng"}
    )

    assert response.status_code == 422
    assert "Đã nói ở cổng" in response.content.decode()


@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.OPERATOR, roles.ADMINISTRATOR])
def test_the_desk_is_for_editors_reviewers_and_leaders(client: Client, editor: User, role: str) -> None:
    row = taken_in(editor)
    client.force_login(factories.make_person("nguoi-khac", role))

    for address in (reverse("newsroom:press"), reverse("newsroom:press_request", args=[row.pk])):
        assert client.get(address).status_code in (302, 403)
    assert client.post(reverse("newsroom:press_answer", args=[row.pk])).status_code in (302, 403)


def test_the_list_asks_as_often_for_many_as_for_one(client: Client, editor: User) -> None:
    client.force_login(editor)
    submitted(taken_in(editor), editor)
    client.get(reverse("newsroom:press"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("newsroom:press"))
    for _number in range(6):
        submitted(taken_in(editor), editor)

    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("newsroom:press")).content.decode()

    assert page.count("nr-item__link") == 7
    assert len(many) == len(one)


def test_an_empty_desk_says_what_comes_here(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert "lx-empty" in client.get(reverse("newsroom:press")).content.decode()
    assert "lx-empty" in client.get(reverse("newsroom:press") + "?tim=khong").content.decode()
