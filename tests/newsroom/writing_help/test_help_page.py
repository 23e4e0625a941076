"""Beside the editor: what is answered for a text that is being typed, and what the leader sees of the checking."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from newsroom import ready
from newsroom.models import ArticlePage, LinkCheck, Submission, User
from newsroom.ready import HouseWord
from tests import factories
from tests.factories import Commune
from tests.newsroom.test_editor import create, form

pytestmark = pytest.mark.database


def ask(client: Client, person: User, story: int = 0, **changes: Any) -> Any:
    client.force_login(person)
    address = (
        reverse("newsroom:writing_help", args=[story]) if story else reverse("newsroom:writing_help_new")
    )
    return client.post(address, form(**changes))


def test_a_text_that_was_never_saved_gets_its_times_and_warnings(
    client: Client, ground: Commune, editor: User
) -> None:
    answer = ask(client, editor, summary="Gọi ông Tư 0912345678.")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "0912345678" in page and "nr-writing__item--personal" in page
    assert not ArticlePage.objects.exists()


def test_a_title_like_another_leads_to_it_and_a_story_is_not_like_itself(
    client: Client, ground: Commune, editor: User
) -> None:
    story = factories.make_story(ground, owner=editor)

    other = ask(client, editor, title=story.title).content.decode()
    same = ask(client, editor, story.pk, title=story.title).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[story.pk]) in other
    assert "nr-writing__item--title" not in same


def test_a_contributor_hears_nothing_of_other_peoples_drafts(
    client: Client, ground: Commune, editor: User, author: User
) -> None:
    story = factories.make_story(ground, owner=editor)

    assert "nr-writing__item" not in ask(client, author, title=story.title).content.decode()
    assert ask(client, author, story.pk).status_code != 200


def test_names_of_the_dictionary_are_noticed(
    client: Client, ground: Commune, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (HouseWord(written="Kẻ Sặt", spoken="Kẻ Sặt", is_name=True),)
    monkeypatch.setattr(type(ready.preparations()), "house_words", lambda _self: words)

    page = ask(client, editor, summary="Xã Lac Phuong họp dân ở Ke Sat.").content.decode()

    assert all(name in page for name in ("Lac Phuong", "Lạc Phượng", "Ke Sat", "Kẻ Sặt"))


def test_links_are_only_asked_about_when_somebody_wants_to_know(
    client: Client, ground: Commune, editor: User
) -> None:
    body = streamfield([("text", rich_text('<p><a href="https://a.vn/">a</a></p>'))])
    ask(client, editor, body=body)
    assert not LinkCheck.objects.exists()

    page = ask(client, editor, 0, **{"body": body, "check-links": "1"}).content.decode()

    assert "data-writing-waits" in page
    assert LinkCheck.objects.get().address == "https://a.vn/"


@pytest.mark.parametrize("body", [{"count": "x"}, {"count": "1"}])
def test_a_form_without_its_parts_is_refused(
    client: Client, ground: Commune, editor: User, body: Any
) -> None:
    assert ask(client, editor, body=body).status_code == 400


def test_a_box_that_was_only_just_added_is_no_fault(client: Client, ground: Commune, editor: User) -> None:
    empty = {
        "title": "",
        "events": {"count": "1", "0": {"value": {"when": "", "what": ""}, "order": "0", "deleted": ""}},
    }
    body = {"count": "1", "0": {"value": empty, "type": "timeline", "order": "0", "deleted": ""}}

    assert ask(client, editor, body=body).status_code == 200


def test_people_who_write_nowhere_are_not_answered(client: Client, ground: Commune, operator: User) -> None:
    assert ask(client, operator).status_code != 200


def test_what_was_checked_stands_with_the_story_and_before_the_leader(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    fields: dict[str, Any] = form(source_notes="Ông trưởng thôn nói sáng nay.", **{"action-submit": "1"})
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", ground.section.pk])
    client.post(address, {**fields, "checks": ["names", "times"]})
    client.force_login(leader)

    page = client.get(reverse("newsroom:approval", args=[Submission.objects.get().pk])).content.decode()

    assert page.count("nr-checks__done") == 2 and page.count("nr-checks__open") == 4
    assert "Ông trưởng thôn nói sáng nay." in page


def test_nothing_ticked_stops_nobody_and_is_told(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    create(client, ground, editor, **{"action-submit": "1"})
    client.force_login(leader)

    page = client.get(reverse("newsroom:approval", args=[Submission.objects.get().pk])).content.decode()

    assert "nr-checks" not in page
    assert Submission.objects.exists()


def test_two_versions_are_compared_in_words(client: Client, ground: Commune, editor: User) -> None:
    story = factories.make_story(ground, owner=editor, checks=["names"])
    factories.edit_story(story, editor, checks=["times"])
    first, last = story.revisions.order_by("pk").values_list("pk", flat=True)
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, first, last]))

    assert "[&#x27;" not in page.content.decode() and "→" in page.content.decode()
