"""Every way around the approval ends at a story that the public cannot see."""

import contextlib
from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import RequestFactory
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from newsroom import workflow
from newsroom.models import Approval, ArticlePage, Story, User
from newsroom.models.story_query import Unapproved
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


def publish_revision(story: ArticlePage, person: User) -> None:
    story.get_latest_revision().publish()


def run_wagtails_action(story: ArticlePage, person: User) -> None:
    PublishPageRevisionAction(story.get_latest_revision(), user=person).execute(skip_permission_checks=True)


def set_live_and_save(story: ArticlePage, person: User) -> None:
    story.live = True
    story.save()


def write_the_row(story: ArticlePage, person: User) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(live=True)


def write_the_row_with_a_revision(story: ArticlePage, person: User) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(live=True, live_revision=story.latest_revision_id)


DOORS = [
    publish_revision,
    run_wagtails_action,
    set_live_and_save,
    write_the_row,
    write_the_row_with_a_revision,
]


@pytest.mark.parametrize("door", DOORS)
def test_a_draft_never_becomes_public(
    ground: Commune, editor: User, superuser: User, door: Callable[[ArticlePage, User], None]
) -> None:
    story = factories.make_story(ground, owner=editor)

    with contextlib.suppress(Unapproved):
        door(story, superuser)

    assert not Story.objects.get(pk=story.pk).is_public()


@pytest.mark.parametrize("door", DOORS)
def test_a_newer_draft_never_replaces_the_approved_text(
    ground: Commune, editor: User, leader: User, superuser: User, door: Callable[[ArticlePage, User], None]
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    story = factories.edit_story(story, editor, title="Chưa duyệt")

    with contextlib.suppress(Unapproved):
        door(story, superuser)

    now = ArticlePage.objects.get(pk=story.pk)
    assert not now.is_public() or now.title == "Tổng vệ sinh đường làng"


def test_a_copy_of_a_live_story_is_never_live(ground: Commune, editor: User, leader: User) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)

    with pytest.raises(Unapproved):
        story.copy(keep_live=True, update_attrs={"slug": "ban-sao"})
    story.copy(keep_live=False, update_attrs={"slug": "ban-nhap"})

    assert Story.objects.public().count() == 1


def test_an_alias_of_a_live_story_is_refused(ground: Commune, editor: User, leader: User) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)

    with pytest.raises(Unapproved):
        story.create_alias(update_slug="bi-danh")

    assert Story.objects.count() == 1


def test_autosave_never_writes_over_an_approved_revision(ground: Commune, editor: User, leader: User) -> None:
    story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    draft = story.get_latest_revision_as_object()
    draft.title = "Gõ tiếp sau khi đã duyệt"

    draft.save_revision(user=editor, overwrite_revision=story.get_latest_revision(), clean=False)

    approved = Revision.objects.get(pk=approval.revision_id).as_object()
    assert approved.title == "Tổng vệ sinh đường làng"
    assert Story.objects.get(pk=story.pk).latest_revision_id != approval.revision_id


def test_autosave_still_writes_over_a_draft_nobody_submitted(ground: Commune, editor: User) -> None:
    story = factories.make_story(ground, owner=editor)
    draft = story.get_latest_revision_as_object()

    saved = draft.save_revision(user=editor, overwrite_revision=story.get_latest_revision())

    assert saved.pk == story.latest_revision_id


def test_a_recall_takes_the_story_off_the_site(ground: Commune, editor: User, leader: User) -> None:
    story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)

    workflow.recall(approval, leader, reason="Sai ngày")

    assert not Story.objects.get(pk=story.pk).live
    with pytest.raises(Http404):
        ArticlePage.objects.get(pk=story.pk).serve(RequestFactory().get("/"))


@pytest.mark.parametrize("door", DOORS)
def test_what_was_recalled_stays_off_the_site(
    ground: Commune, editor: User, leader: User, superuser: User, door: Callable[[ArticlePage, User], None]
) -> None:
    story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    workflow.recall(approval, leader, reason="Sai ngày")

    with contextlib.suppress(Unapproved):
        door(ArticlePage.objects.get(pk=story.pk), superuser)

    assert not Story.objects.get(pk=story.pk).is_public()


def test_only_a_leader_recalls(ground: Commune, editor: User, leader: User, superuser: User) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)

    for person in (editor, superuser):
        with pytest.raises(workflow.Refused):
            workflow.recall(approval, person, reason="Không thích")

    assert Approval.objects.in_force().exists()


def test_recalling_twice_keeps_the_first_reason(ground: Commune, editor: User, leader: User) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)

    first = workflow.recall(approval, leader, reason="Sai ngày")
    second = workflow.recall(approval, leader, reason="Bấm nhầm lần hai")

    assert second.pk == first.pk
    assert second.reason == "Sai ngày"


def test_an_address_keeps_the_d_of_vietnamese(ground: Commune, editor: User) -> None:
    story = factories.make_story(ground, owner=editor, title="Đề án đường làng thôn Đông Hồ")

    assert story.slug == "de-an-duong-lang-thon-dong-ho"
