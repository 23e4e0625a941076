"""Reporting upward from the approval page: its forms, its answers, and what was typed when something is wrong."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.models import Approval, Escalation, Submission, User
from tests import factories
from tests.factories import Commune


@pytest.fixture
def submission(ground: Commune, editor: User) -> Submission:
    """Return a story that waits for its leader."""
    return factories.make_submission(ground, owner=editor)


def in_a_day() -> str:
    return f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"


def report(client: Client, submission: Submission, **fields: str) -> str:
    asked = {"addressee": "Thường trực Đảng uỷ", "question": "Đăng được không?", "answer_by": in_a_day()}
    response = client.post(reverse("newsroom:escalate", args=[submission.pk]), asked | fields, follow=True)
    assert response.status_code in (200, 422)
    return response.content.decode()


def test_a_leader_reports_and_writes_the_answer_down(
    client: Client, submission: Submission, leader: User
) -> None:
    client.force_login(leader)
    page = report(client, submission)
    row = Escalation.objects.get()
    assert "Thường trực Đảng uỷ" in page
    assert reverse("newsroom:approve", args=[submission.pk]) in page
    assert 'href="#duyet"' not in page

    file = SimpleUploadedFile("tra-loi.pdf", b"%PDF-1.4")
    given = {"verdict": "disagrees", "answered_by": "Bí thư", "words": "Chưa đăng.", "file": file}
    page = client.post(
        reverse("newsroom:escalation_reply", args=[row.pk]), given, follow=True
    ).content.decode()

    assert "Chưa đăng." in page
    assert 'href="#duyet"' in page
    assert not Approval.objects.exists()
    paper = client.get(reverse("newsroom:escalation_paper", args=[row.pk]))
    assert b"".join(iter(paper)) == b"%PDF-1.4"
    assert "attachment" in paper.headers["Content-Disposition"]


def test_what_was_typed_stays(client: Client, submission: Submission, leader: User) -> None:
    client.force_login(leader)

    page = report(client, submission, answer_by="", question="Hỏi kỹ việc này")

    assert "Hỏi kỹ việc này" in page
    assert not Escalation.objects.exists()


def test_taking_it_back_asks_for_the_reason(client: Client, submission: Submission, leader: User) -> None:
    client.force_login(leader)
    report(client, submission)
    address = reverse("newsroom:escalation_end", args=[Escalation.objects.get().pk])

    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, {"reason": "Đã hỏi trực tiếp"}, follow=True).content.decode()

    assert "Đã hỏi trực tiếp" in page


def test_an_editor_sees_it_and_cannot_act(
    client: Client, submission: Submission, editor: User, leader: User
) -> None:
    client.force_login(leader)
    report(client, submission)
    row = Escalation.objects.get()
    client.force_login(editor)

    page = client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()

    assert "Đăng được không?" in page
    assert reverse("newsroom:escalation_reply", args=[row.pk]) not in page
    assert client.post(reverse("newsroom:escalation_end", args=[row.pk]), {"reason": "x"}).status_code == 403


def test_the_list_marks_what_was_reported(client: Client, submission: Submission, leader: User) -> None:
    client.force_login(leader)
    report(client, submission)

    page = client.get(reverse("newsroom:waiting") + "?loc=cap-uy").content.decode()

    assert "Thường trực Đảng uỷ" in page


def test_a_contributor_sees_that_it_was_reported_and_not_what_was_asked(
    client: Client, ground: Commune, author: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=author)
    client.force_login(leader)
    report(client, submission)
    row = Escalation.objects.get()
    file = SimpleUploadedFile("tra-loi.pdf", b"%PDF-1.4")
    given = {"verdict": "conditions", "answered_by": "Bí thư", "words": "Bỏ tên hộ dân", "file": file}
    client.post(reverse("newsroom:escalation_reply", args=[row.pk]), given)
    client.force_login(author)

    page = client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()
    paper = client.get(reverse("newsroom:escalation_paper", args=[row.pk]))

    assert "Thường trực Đảng uỷ" in page
    assert "Đăng được không?" not in page
    assert "Bỏ tên hộ dân" not in page
    assert paper.status_code in (302, 403)


def test_who_has_nothing_to_do_with_it_gets_no_paper(
    client: Client, submission: Submission, leader: User, author: User
) -> None:
    client.force_login(leader)
    report(client, submission)
    client.force_login(author)

    response = client.get(reverse("newsroom:escalation_paper", args=[Escalation.objects.get().pk]))

    assert response.status_code in (302, 403)
