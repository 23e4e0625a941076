"""Wagtail's own editor: what editors do there works, and nothing there publishes."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from newsroom import workflow
from newsroom.models import Approval, ArticlePage, Story, Submission, User
from tests import factories
from tests.factories import Commune

TITLE = "Lịch tiêm phòng gia cầm"


def form(**changes: Any) -> dict[str, str]:
    fields: dict[str, Any] = {
        "title": TITLE,
        "slug": "",
        "kind": "notice",
        "language": "vi",
        "translation_of": "",
        "summary": "Tiêm tại nhà văn hoá thôn.",
        "picture": "",
        "body": streamfield([("text", rich_text("<p>Bắt đầu lúc 7h00.</p>"))]),
        "on_site": "on",
        "priority": "normal",
        "valid_from": "",
        "valid_until": "",
        "script": "",
        "board_text": "",
        "board_picture": "",
        "category": "society",
        "origin": "own",
        "source": "Trạm thú y",
        "author": "",
        "document_number": "",
        "document_date": "",
        "document_issuer": "",
        "source_document": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    merged = {name: value for name, value in {**fields, **changes}.items() if value is not None}
    data: dict[str, str] = nested_form_data(merged)
    return data


def create(client: Client, ground: Commune, person: User, **changes: Any) -> Any:
    client.force_login(person)
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", ground.section.pk])
    return client.post(address, form(**changes))


def edit(client: Client, story: Story, person: User, **changes: Any) -> Any:
    client.force_login(person)
    return client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), form(**changes))


def test_from_the_editor_to_the_site(client: Client, ground: Commune, editor: User, leader: User) -> None:
    create(client, ground, editor, **{"action-submit": "1"})
    submission = Submission.objects.get()
    assert submission.contributors == [editor.pk]

    client.force_login(leader)
    client.post(reverse("newsroom:approve", args=[submission.pk]))

    story = ArticlePage.objects.get()
    assert story.title == TITLE
    assert story.live_revision_id == submission.revision_id
    assert TITLE in Client().get(story.url).content.decode()


def test_a_contributor_writes_and_submits_too(client: Client, ground: Commune, author: User) -> None:
    create(client, ground, author, **{"action-submit": "1"})

    assert Submission.objects.get().submitted_by == author


def test_a_story_without_a_place_to_appear_is_not_submitted(
    client: Client, ground: Commune, editor: User
) -> None:
    response = create(client, ground, editor, on_site=None, **{"action-submit": "1"})

    assert response.status_code == 200
    assert not Submission.objects.exists()


def test_a_draft_may_be_incomplete(client: Client, ground: Commune, editor: User) -> None:
    create(client, ground, editor, on_site=None)

    assert ArticlePage.objects.get().title == TITLE


def test_english_is_not_for_voices_that_read_vietnamese(
    client: Client, ground: Commune, editor: User
) -> None:
    response = create(client, ground, editor, language="en", on_air="on", **{"action-submit": "1"})

    assert "on_air" in response.context["form"].errors
    assert not Submission.objects.exists()


def test_only_an_english_story_tells_a_vietnamese_one(client: Client, ground: Commune, editor: User) -> None:
    create(client, ground, editor)
    original = ArticlePage.objects.get()

    refused = create(client, ground, editor, translation_of=original.pk)
    create(client, ground, editor, translation_of=original.pk, language="en", title="Poultry vaccination")

    assert "translation_of" in refused.context["form"].errors
    assert ArticlePage.objects.get(language="en").translation_of == original


def test_a_superuser_is_offered_no_publish_button(
    client: Client, ground: Commune, editor: User, superuser: User
) -> None:
    story = factories.make_story(ground, owner=editor)
    client.force_login(superuser)

    pages = [
        client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])),
        client.get(reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", ground.section.pk])),
    ]

    for page in pages:
        assert "action-submit" in page.content.decode()
        assert "action-publish" not in page.content.decode()


def test_posting_publish_saves_a_draft_at_most(client: Client, ground: Commune, superuser: User) -> None:
    create(client, ground, superuser, **{"action-publish": "1"})
    story = ArticlePage.objects.get()
    edit(client, story, superuser, title="Lần hai", **{"action-publish": "1"})

    assert not Story.objects.filter(live=True).exists()
    assert not Approval.objects.exists()


def test_while_it_waits_the_text_is_locked_for_everybody(
    client: Client, ground: Commune, editor: User, leader: User, superuser: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    story = ArticlePage.objects.get(pk=submission.story_id)

    for person in (editor, superuser):
        edit(client, story, person, title="Chen vào khi đang chờ")

    story.refresh_from_db()
    assert story.latest_revision_id == submission.revision_id


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_wagtails_own_workflow_buttons_decide_nothing(
    client: Client, ground: Commune, editor: User, leader: User, action: str
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    state = workflow.waiting_step(submission)
    client.force_login(leader)

    client.post(reverse("wagtailadmin_pages:workflow_action", args=[submission.story_id, action, state.pk]))

    assert workflow.waiting_step(submission).pk == state.pk


def test_finishing_the_workflow_by_hand_is_refused(ground: Commune, editor: User, superuser: User) -> None:
    submission = factories.make_submission(ground, owner=editor)

    with pytest.raises(PermissionDenied):
        workflow.waiting_step(submission).approve(user=superuser)

    assert not Approval.objects.exists()


def test_an_edited_script_stays_and_tells_when_it_is_behind(
    client: Client, ground: Commune, editor: User
) -> None:
    create(client, ground, editor, script="Mời bà con đưa gà vịt ra tiêm.")
    story = ArticlePage.objects.get()
    assert not story.script_is_behind()

    edit(client, story, editor, script=story.script, summary="Dời sang Chủ nhật.")

    draft = ArticlePage.objects.get().get_latest_revision_as_object()
    assert draft.spoken_script() == "Mời bà con đưa gà vịt ra tiêm."
    assert draft.script_is_behind()


def test_the_panels_say_where_the_story_stands(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    workflow.send_back(submission, leader, reason="Thiếu giờ bắt đầu.")
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[submission.story_id])).content.decode()

    assert "Thiếu giờ bắt đầu." in page
    assert leader.full_name in page


def test_a_submitted_story_is_not_deleted(
    client: Client, ground: Commune, editor: User, superuser: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    address = reverse("wagtailadmin_pages:delete", args=[submission.story_id])

    for person in (editor, superuser):
        client.force_login(person)
        client.post(address)

    assert Story.objects.filter(pk=submission.story_id).exists()


def test_a_copy_offers_neither_publishing_nor_an_alias(
    client: Client, ground: Commune, editor: User, leader: User, superuser: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    client.force_login(superuser)
    data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": str(ground.section.pk)}
    address = reverse("wagtailadmin_pages:copy", args=[story.pk])

    for trick in ({"publish_copies": "on"}, {"alias": "on"}):
        client.post(address, {**data, **trick})

    assert Story.objects.public().count() == 1
    assert not Story.objects.exclude(pk=story.pk).filter(live=True).exists()


def test_bulk_publishing_publishes_nothing(
    client: Client, ground: Commune, editor: User, superuser: User
) -> None:
    story = factories.make_story(ground, owner=editor)
    client.force_login(superuser)

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={story.pk}", {"include_descendants": "on"})

    assert not Story.objects.filter(live=True).exists()


def test_bulk_deleting_keeps_what_was_submitted(
    client: Client, ground: Commune, editor: User, superuser: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    client.force_login(superuser)

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?id={submission.story_id}")

    assert Story.objects.filter(pk=submission.story_id).exists()


def test_the_editors_preview_works(client: Client, ground: Commune, editor: User) -> None:
    story = factories.make_story(ground, owner=editor)
    client.force_login(editor)

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))

    assert response.status_code == 200
    assert "Tổng vệ sinh" in response.content.decode()
