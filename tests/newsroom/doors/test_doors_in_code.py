"""Doors of the program itself: whoever has a shell, or writes a command, publishes nothing unapproved with them."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, Revision, WorkflowState

from newsroom import workflow
from newsroom.models import ArticlePage, SectionPage, Story, User
from tests import factories
from tests.factories import Commune
from tests.newsroom.doors.outside import SECRET, leaks, reads

pytestmark = pytest.mark.database

Door = Callable[[ArticlePage, User], object]
SECRET_FORMS: dict[str, Any] = {
    "title": SECRET,
    "summary": f"Tóm tắt: {SECRET}",
    "body": [("text", f"<p>{SECRET}</p>")],
    "on_boards": True,
}


def _draft(story: ArticlePage) -> Any:
    return story.get_latest_revision_as_object()


def publish_revision(story: ArticlePage, person: User) -> None:
    story.get_latest_revision().publish()


def publish_page(story: ArticlePage, person: User) -> None:
    Page.objects.get(pk=story.pk).publish(story.get_latest_revision(), user=person)


def publish_action(story: ArticlePage, person: User) -> None:
    PublishPageRevisionAction(story.get_latest_revision(), user=person).execute()


def publish_action_unchecked(story: ArticlePage, person: User) -> None:
    PublishPageRevisionAction(story.get_latest_revision(), user=person).execute(skip_permission_checks=True)


def publish_later(story: ArticlePage, person: User) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=story.latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled", verbosity=0)


def go_live_at(story: ArticlePage, person: User) -> None:
    draft = _draft(story)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=person).publish()
    Revision.objects.filter(object_id=str(story.pk)).exclude(approved_go_live_at=None).update(
        approved_go_live_at=timezone.now() - timedelta(days=1)
    )
    call_command("publish_scheduled", verbosity=0)


def expire(story: ArticlePage, person: User) -> None:
    Page.objects.filter(pk=story.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


def save_live(story: ArticlePage, person: User) -> None:
    story.live = True
    for name in ("title", "summary"):
        setattr(story, name, SECRET)
    story.save()


def save_draft_live(story: ArticlePage, person: User) -> None:
    draft = _draft(story)
    draft.live = True
    draft.save(clean=False)


def save_page_live(story: ArticlePage, person: User) -> None:
    page = Page.objects.get(pk=story.pk)
    page.live, page.title = True, SECRET
    page.save()


def save_some_columns(story: ArticlePage, person: User) -> None:
    story.live, story.summary = True, SECRET
    story.save(update_fields=["live", "summary"])


def update_live(story: ArticlePage, person: User) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(live=True)


def update_page_live(story: ArticlePage, person: User) -> None:
    Page.objects.filter(pk=story.pk).update(live=True, title=SECRET)


def update_live_revision(story: ArticlePage, person: User) -> None:
    Page.objects.filter(pk=story.pk).update(live=True, live_revision=story.latest_revision_id, title=SECRET)


def update_words(story: ArticlePage, person: User) -> None:
    Story.objects.filter(pk=story.pk).update(summary=SECRET)


def bulk_update_words(story: ArticlePage, person: User) -> None:
    story.summary = SECRET
    ArticlePage.objects.bulk_update([story], ["summary"])


def rewrite_revision(story: ArticlePage, person: User) -> None:
    revision = story.live_revision or story.get_latest_revision()
    revision.content["title"] = revision.content["summary"] = SECRET
    revision.save()
    revision.publish()


def overwrite_revision(story: ArticlePage, person: User) -> None:
    draft = _draft(story)
    draft.title = SECRET
    revision = story.live_revision or story.get_latest_revision()
    draft.save_revision(user=person, overwrite_revision=revision, clean=False).publish()


def borrow_an_approval(story: ArticlePage, person: User) -> None:
    _other, approval = factories.make_approved_story(
        Commune(home=story.get_parent().get_parent(), section=story.get_parent().specific, places=()),
        title="Tin khác đã duyệt",
    )
    Page.objects.filter(pk=story.pk).update(live=True, live_revision=approval.revision_id, title=SECRET)


def copy_live(story: ArticlePage, person: User) -> None:
    CopyPageAction(story, user=person, keep_live=True, update_attrs={"slug": "sao", "title": SECRET}).execute(
        skip_permission_checks=True
    )


def copy_then_publish(story: ArticlePage, person: User) -> None:
    copy = story.copy(keep_live=False, update_attrs={"slug": "sao", "title": SECRET})
    copy.specific.save_revision().publish()


def alias(story: ArticlePage, person: User) -> None:
    CreatePageAliasAction(story, update_slug="bi-danh", user=person).execute(skip_permission_checks=True)


def alias_then_update(story: ArticlePage, person: User) -> None:
    alias = story.copy(keep_live=False, update_attrs={"slug": "bi-danh", "title": SECRET})
    Page.objects.filter(pk=alias.pk).update(alias_of=story.pk)
    _draft(story).update_aliases()


def alias_converted(story: ArticlePage, person: User) -> None:
    alias = story.copy(keep_live=False, update_attrs={"slug": "bi-danh", "title": SECRET})
    Page.objects.filter(pk=alias.pk).update(alias_of=story.pk, live=True)
    made = ArticlePage.objects.get(pk=alias.pk)
    ConvertAliasPageAction(made, user=person).execute(skip_permission_checks=True)


def revert(story: ArticlePage, person: User) -> None:
    oldest = story.revisions.order_by("pk").first()
    assert oldest is not None
    reverted = RevertToPageRevisionAction(
        story, oldest, user=person, approved_go_live_at=timezone.now() - timedelta(days=1)
    ).execute(skip_permission_checks=True)
    story.get_latest_revision().publish()
    assert reverted


def move(story: ArticlePage, person: User) -> None:
    section = story.get_parent().add_sibling(instance=SectionPage(title="Khác", slug="khac"))
    MovePageAction(story, section, pos="last-child", user=person).execute(skip_permission_checks=True)


def unpublish_and_publish(story: ArticlePage, person: User) -> None:
    UnpublishPageAction(story, user=person).execute(skip_permission_checks=True)
    ArticlePage.objects.get(pk=story.pk).get_latest_revision().publish()


def translate(story: ArticlePage, person: User) -> None:
    locale, _new = Locale.objects.get_or_create(language_code="en")
    with_alias = story.copy_for_translation(locale, copy_parents=True, alias=True)
    with_alias.specific.save_revision().publish()


def translate_as_draft(story: ArticlePage, person: User) -> None:
    locale, _new = Locale.objects.get_or_create(language_code="en")
    copy = story.copy_for_translation(locale, copy_parents=True)
    copy.specific.save_revision().publish()


def finish_the_workflow(story: ArticlePage, person: User) -> None:
    state = story.get_workflow().start(_draft(story), person)
    WorkflowState.objects.get(pk=state.pk).finish(user=person)


def pass_every_task(story: ArticlePage, person: User) -> None:
    story.get_workflow().start(_draft(story), person)
    while (running := ArticlePage.objects.get(pk=story.pk).current_workflow_task_state) is not None:
        running.specific.approve(user=person)


def publish_while_it_waits(story: ArticlePage, person: User) -> None:
    submission = workflow.submit(story, story.owner)
    Revision.objects.get(pk=submission.revision_id).publish(user=person)


def resume_what_was_returned(story: ArticlePage, person: User) -> None:
    state = story.get_workflow().start(_draft(story), person)
    state.current_task_state.specific.reject(user=person, comment="")
    state.refresh_from_db()
    state.resume(user=person)
    state.current_task_state.specific.approve(user=person)


DOORS: list[Door] = [
    publish_revision,
    publish_page,
    publish_action,
    publish_action_unchecked,
    publish_later,
    go_live_at,
    expire,
    save_live,
    save_draft_live,
    save_page_live,
    save_some_columns,
    update_live,
    update_page_live,
    update_live_revision,
    update_words,
    bulk_update_words,
    rewrite_revision,
    overwrite_revision,
    borrow_an_approval,
    copy_live,
    copy_then_publish,
    alias,
    alias_then_update,
    alias_converted,
    revert,
    move,
    unpublish_and_publish,
    translate,
    translate_as_draft,
    finish_the_workflow,
    pass_every_task,
    publish_while_it_waits,
    resume_what_was_returned,
]


def doors_of(story: ArticlePage, person: User) -> dict[str, Callable[[], object]]:
    def fresh(door: Door) -> object:
        return door(ArticlePage.objects.get(pk=story.pk), person)

    return {door.__name__: partial(fresh, door) for door in DOORS}


def test_no_door_makes_a_draft_public(ground: Commune, editor: User, superuser: User) -> None:
    story = factories.make_story(ground, owner=editor, **SECRET_FORMS)

    assert leaks(doors_of(story, superuser)) == {}


def test_no_door_puts_a_newer_draft_in_the_place_of_the_approved_text(
    ground: Commune, editor: User, leader: User, superuser: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    factories.edit_story(story, editor, **SECRET_FORMS)
    assert "/tin-tuc/" in reads("Tổng vệ sinh đường làng")

    assert leaks(doors_of(story, superuser)) == {}


def test_no_door_brings_back_what_was_recalled(
    ground: Commune, editor: User, leader: User, superuser: User
) -> None:
    story, approval = factories.make_approved_story(ground, owner=editor, leader=leader, **SECRET_FORMS)
    assert "/tin-tuc/" in reads()
    workflow.recall(approval, leader, reason="Sai sự thật")

    assert leaks(doors_of(story, superuser)) == {}
