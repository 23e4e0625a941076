"""Văn bản sẽ đọc: answers and corrections become revisions of the draft, and stop while it is being decided on."""

import pytest
from django.test import Client
from django.urls import reverse

from newsroom import reading, ready, workflow
from newsroom.models import ArticlePage, User
from newsroom.ready import Nothing, Question, SpokenText
from tests import factories
from tests.factories import Commune


class Doubtful(Nothing):
    """Asks about every TT."""

    def read(self, script: str) -> SpokenText:
        start = script.find("TT")
        if start < 0:
            return SpokenText(written=script, spoken=script, seconds=90)
        choices = ("thông tư", "trung tâm")
        question = Question(
            start=start, end=start + 2, written="TT", best="thông tư", choices=choices, reason="Hai nghĩa."
        )
        return SpokenText(
            written=script,
            spoken=script.replace("TT", "thông tư"),
            seconds=90,
            changed=((start, start + 2, "thông tư"),),
            questions=(question,),
        )


@pytest.fixture(autouse=True)
def doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the voice ask."""
    monkeypatch.setattr(ready, "_plugged", [Doubtful()])


@pytest.fixture
def story(ground: Commune, editor: User) -> ArticlePage:
    """Return a draft that says TT."""
    return factories.make_story(ground, owner=editor, title="TT Dịch vụ thông báo", on_air=True)


def newest(story: ArticlePage) -> ArticlePage:
    draft: ArticlePage = ArticlePage.objects.get(pk=story.pk).get_latest_revision_as_object()
    return draft


def tap(client: Client, person: User, story: ArticlePage, choice: str, shown: str = "") -> str:
    client.force_login(person)
    script = newest(story).spoken_script()
    data = {"shown": shown or reading.digest(script), "start": "0", "end": "2", "choice": choice}
    response = client.post(reverse("newsroom:choose_reading", args=[story.pk]), data, follow=True)
    return response.content.decode()


def test_the_question_stands_on_the_page_with_its_choices(
    client: Client, story: ArticlePage, editor: User
) -> None:
    client.force_login(editor)

    page = client.get(reverse("newsroom:reading", args=[story.pk])).content.decode()

    assert 'value="trung tâm"' in page
    assert "Hai nghĩa." in page


def test_one_tap_answers_the_question(client: Client, story: ArticlePage, editor: User) -> None:
    tap(client, editor, story, "trung tâm")

    draft = newest(story)
    assert draft.script.startswith("trung tâm Dịch vụ thông báo.")
    assert not draft.script_is_behind()
    assert ArticlePage.objects.get(pk=story.pk).latest_revision.user == editor


def test_a_tap_on_an_outdated_page_changes_nothing(client: Client, story: ArticlePage, editor: User) -> None:
    tap(client, editor, story, "trung tâm", shown="0123456789abcdef")

    assert newest(story).script == ""


def test_a_corrected_script_is_kept_and_given_up_again(
    client: Client, story: ArticlePage, editor: User
) -> None:
    client.force_login(editor)

    client.post(reverse("newsroom:save_script", args=[story.pk]), {"script": "Kính mời bà con.\r\n\r\nHết."})
    assert newest(story).script == "Kính mời bà con.\nHết."

    client.post(reverse("newsroom:follow_text", args=[story.pk]))
    assert newest(story).script == ""


def test_saving_the_derived_script_unchanged_keeps_it_following(
    client: Client, story: ArticlePage, editor: User
) -> None:
    client.force_login(editor)

    client.post(reverse("newsroom:save_script", args=[story.pk]), {"script": newest(story).spoken_script()})

    assert newest(story).script == ""


def test_nothing_changes_while_the_story_waits(client: Client, story: ArticlePage, editor: User) -> None:
    submission = workflow.submit(story, editor)

    page = tap(client, editor, story, "trung tâm")

    assert newest(story).script == ""
    assert reverse("newsroom:approval", args=[submission.pk]) in page


def test_others_contributors_do_not_open_it(client: Client, story: ArticlePage, author: User) -> None:
    client.force_login(author)

    assert client.get(reverse("newsroom:reading", args=[story.pk])).status_code in (302, 403)
