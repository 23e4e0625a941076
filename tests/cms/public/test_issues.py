"""The e-bulletin: only what is approved and in force stands in it, as page, PDF and e-mail."""

import email
import email.policy
import json
from typing import Any

import pytest
from django.db import connection
from django.forms.utils import ErrorDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms.public import issue_pdf
from cms.public.issue_pdf import Sheet
from newsroom import workflow
from newsroom.models import Approval, ArticlePage, IssuePage, Submission, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


@pytest.fixture
def stories(ground: Commune, editor: User, leader: User) -> list[Approval]:
    """Return three approved stories."""
    titles = ("Ngày hội đại đoàn kết", "Lịch tiêm chủng", "Sửa đường thôn Đông")
    return [
        factories.make_approved_story(ground, title=title, summary=f"Tóm tắt {title}")[1] for title in titles
    ]


def draft(ground: Commune, owner: User, pages: list[int], **fields: Any) -> IssuePage:
    issue = IssuePage(
        title="Bản tin tháng 11",
        body=[("text", "<p>Thưa bà con, đây là số đầu tiên.</p>")],
        issue_number=11,
        issue_month=11,
        issue_year=2026,
        stories=[("story", Page.objects.get(pk=pk)) for pk in pages],
        live=False,
        owner=owner,
        **fields,
    )
    ground.section.add_child(instance=issue)
    issue.save_revision(user=owner, log_action=True)
    return issue


@pytest.fixture
def issue(ground: Commune, stories: list[Approval], editor: User, leader: User) -> IssuePage:
    """Return an approved issue with the stories in another order than that of their approval."""
    first, second, third = (approval.story_id for approval in stories)
    submission = workflow.submit(draft(ground, editor, [third, first, second]), editor)
    workflow.approve(submission, leader)
    return IssuePage.objects.get()


def page(issue: IssuePage) -> str:
    response = Client().get(issue.url)
    assert response.status_code == 200
    return response.content.decode()


def given(issue: IssuePage, name: str) -> bytes:
    response = Client().get(reverse(f"public:issue_{name}", args=[issue.pk]))
    assert response.status_code == 200
    return bytes(response.content)


def test_the_page_shows_the_stories_in_the_order_of_the_issue(issue: IssuePage) -> None:
    shown = page(issue)

    places = [shown.index(title) for title in ("Sửa đường", "Ngày hội", "Lịch tiêm")]
    assert places == sorted(places)
    assert "Thưa bà con" in shown
    assert "11/2026" in shown


def test_which_stories_and_in_which_order_is_frozen(issue: IssuePage, stories: list[Approval]) -> None:
    submission = Submission.objects.get(story_id=issue.pk)

    assert submission.forms["site"]["stories"] == [
        stories[2].story_id,
        stories[0].story_id,
        stories[1].story_id,
    ]


def test_another_order_in_the_row_is_not_shown(issue: IssuePage) -> None:
    swapped = [{"type": "story", "value": pk, "id": str(pk)} for pk in reversed(issue.story_ids())]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE newsroom_issuepage SET stories = %s WHERE story_ptr_id = %s",
            [json.dumps(swapped), issue.pk],
        )

    assert Client().get(issue.url).status_code == 404
    assert Client().get(reverse("public:issue_pdf", args=[issue.pk])).status_code == 404


def test_a_recalled_story_disappears_with_a_note(
    issue: IssuePage, stories: list[Approval], leader: User
) -> None:
    workflow.recall(stories[0], leader, reason="Sai ngày")

    for shown in (page(issue), given(issue, "text").decode(), given(issue, "html").decode()):
        assert "Ngày hội" not in shown
        assert "lịch tiêm" in shown.lower()
        assert shown.count("recalled") + shown.count("thu hồi") == 1


def test_the_pdf_holds_foreword_and_stories(issue: IssuePage, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets: list[Sheet] = []
    assert given(issue, "pdf").startswith(b"%PDF")
    monkeypatch.setattr(issue_pdf, "_head", lambda sheet: sheets.append(sheet) or [])  # type: ignore[func-returns-value]

    given(issue, "pdf")

    (sheet,) = sheets
    assert "Thưa bà con, đây là số đầu tiên." in sheet.foreword
    assert next(text.title for text in sheet.texts) == "Sửa đường thôn Đông"
    assert sheet.note == ""


def test_the_mail_opens_ready_to_be_sent_and_names_nobody(issue: IssuePage) -> None:
    mail = email.message_from_bytes(given(issue, "mail"), policy=email.policy.default)

    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    assert "Bản tin tháng 11" in mail["Subject"]
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and html is not None
    assert "SỬA ĐƯỜNG THÔN ĐÔNG" in plain.get_content()
    assert "Sửa đường thôn Đông" in html.get_content()


def test_what_a_newer_approval_says_is_what_the_issue_shows(
    issue: IssuePage, stories: list[Approval], editor: User, leader: User
) -> None:
    story = factories.edit_story(
        ArticlePage.objects.get(pk=stories[1].story_id), editor, title="Lịch tiêm mới"
    )
    submission = workflow.submit(story, editor)
    assert "Lịch tiêm mới" not in page(issue)

    workflow.approve(submission, leader)

    assert "Lịch tiêm mới" in page(issue)


def test_a_recalled_issue_is_gone_in_every_form(issue: IssuePage, leader: User) -> None:
    workflow.recall(Approval.objects.get(story_id=issue.pk), leader, reason="Chờ bổ sung")

    for name in ("pdf", "text", "mail", "html"):
        assert Client().get(reverse(f"public:issue_{name}", args=[issue.pk])).status_code == 404


@pytest.mark.parametrize(
    "choose", [lambda ok, waits: [], lambda ok, waits: [waits], lambda ok, waits: [ok, ok]]
)
def test_the_form_lets_only_public_stories_in_each_once(
    ground: Commune, stories: list[Approval], editor: User, choose: Any
) -> None:
    waits = factories.make_submission(ground, owner=editor, title="Chưa duyệt")
    issue = draft(ground, editor, choose(stories[0].story_id, waits.story_id))
    form_class = IssuePage.get_edit_handler().get_form_class()
    form = form_class(instance=issue, for_user=editor)
    form.cleaned_data = {"on_site": True, "stories": issue.stories}
    form._errors = ErrorDict()

    form._check_complete(form.cleaned_data)

    assert "stories" in form._errors


def test_an_issue_asks_as_often_for_many_stories_as_for_one(
    ground: Commune, stories: list[Approval], editor: User, leader: User
) -> None:
    counts = []
    for pages in ([stories[0].story_id], [approval.story_id for approval in stories]):
        issue = draft(ground, editor, pages, slug=f"so-{len(pages)}")
        workflow.approve(workflow.submit(issue, editor), leader)
        given(issue, "text")
        with CaptureQueriesContext(connection) as asked:
            given(issue, "text")
        counts.append(len(asked))

    assert counts[0] == counts[1]
