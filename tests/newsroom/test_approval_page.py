"""The approval page, its two buttons, and what it says to those who may not press them."""

import pytest
from django.test import Client
from django.urls import reverse

from newsroom import ready, workflow
from newsroom.models import Approval, ArticlePage, Submission, User
from newsroom.ready import Nothing, Ready, Sound
from tests import factories
from tests.factories import Commune


class Prepared(Nothing):
    """Sound and one board picture stand ready."""

    def ready_for(self, submission_id: int) -> Ready:
        sound = Sound(url="/nghe.mp3", seconds=65, label="Giọng máy")
        return Ready(sound=sound, board_frames=("/khung.png",))


@pytest.fixture(autouse=True)
def nothing_plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the broadcast side out: the newsroom must do without it."""
    monkeypatch.setattr(ready, "_plugged", [Nothing()])


@pytest.fixture
def submission(ground: Commune, editor: User) -> Submission:
    """Return a story that waits for its leader."""
    return factories.make_submission(ground, owner=editor, on_air=True, on_boards=True)


def open_page(client: Client, person: User, submission: Submission, name: str = "approval") -> str:
    client.force_login(person)
    response = client.get(reverse(f"newsroom:{name}", args=[submission.pk]))
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, person: User, submission: Submission, name: str, **data: object) -> object:
    client.force_login(person)
    return client.post(reverse(f"newsroom:{name}", args=[submission.pk]), data, follow=True)


def test_the_page_shows_the_frozen_text_and_not_the_row(
    client: Client, submission: Submission, leader: User
) -> None:
    ArticlePage.objects.filter(pk=submission.story_id).update(title="Sửa thẳng trong cơ sở dữ liệu")

    page = open_page(client, leader, submission)

    assert "Tổng vệ sinh đường làng" in page
    assert "Sửa thẳng" not in page


def test_the_site_preview_is_the_submitted_revision(
    client: Client, submission: Submission, editor: User, leader: User
) -> None:
    workflow.withdraw(submission, editor)
    factories.edit_story(ArticlePage.objects.get(pk=submission.story_id), editor, title="Viết tiếp")

    page = open_page(client, leader, submission, "site_preview")

    assert "Tổng vệ sinh đường làng" in page
    assert "Viết tiếp" not in page


def test_the_leader_approves_and_the_site_shows_it(
    client: Client, submission: Submission, leader: User
) -> None:
    press(client, leader, submission, "approve")

    approval = Approval.objects.get()
    story = ArticlePage.objects.get(pk=submission.story_id)
    assert (approval.approver, story.live_revision_id) == (leader, submission.revision_id)
    assert Client().get(story.url).status_code == 200


def test_a_second_tap_gets_a_page_that_says_what_happened(
    client: Client, submission: Submission, leader: User
) -> None:
    press(client, leader, submission, "approve")

    response = client.post(reverse("newsroom:approve", args=[submission.pk]), follow=True)

    assert response.status_code == 200
    assert leader.full_name in response.content.decode()
    assert Approval.objects.count() == 1


def test_a_story_taken_back_meanwhile_is_no_error(
    client: Client, submission: Submission, editor: User, leader: User
) -> None:
    workflow.withdraw(submission, editor)
    client.force_login(leader)

    response = client.post(reverse("newsroom:approve", args=[submission.pk]), follow=True)

    assert response.status_code == 200
    assert not Approval.objects.exists()


def test_whoever_wrote_it_sees_why_the_buttons_are_off(client: Client, ground: Commune) -> None:
    both = factories.make_person("pho-chu-tich", "leader", "editor")
    submission = factories.make_submission(ground, owner=both)

    page = open_page(client, both, submission)

    assert reverse("newsroom:approve", args=[submission.pk]) not in page
    assert (
        workflow.verdict_for(submission, both, workflow.waiting_step(submission).task.specific).reason in page
    )


def test_pressing_the_button_anyway_is_refused(client: Client, ground: Commune) -> None:
    both = factories.make_person("pho-chu-tich", "leader", "editor")
    submission = factories.make_submission(ground, owner=both)
    client.force_login(both)

    response = client.post(reverse("newsroom:approve", args=[submission.pk]))

    assert response.status_code == 403
    assert not Approval.objects.exists()


def test_ticked_phrases_and_own_words_make_the_reason(
    client: Client, submission: Submission, leader: User
) -> None:
    press(client, leader, submission, "send_back", phrase=["Ghi rõ nguồn tin."], reason="Ai nói?")

    assert submission.reviews.get().reason == "Ghi rõ nguồn tin. Ai nói?"


def test_a_return_without_a_reason_asks_for_one(client: Client, submission: Submission, leader: User) -> None:
    client.force_login(leader)

    response = client.post(reverse("newsroom:send_back", args=[submission.pk]), {"reason": " "})

    assert response.status_code == 422
    assert workflow.waiting_step(submission)


def test_the_submitter_takes_it_back_from_the_page(
    client: Client, submission: Submission, editor: User
) -> None:
    press(client, editor, submission, "withdraw")

    with pytest.raises(workflow.NotWaiting):
        workflow.waiting_step(submission)


def test_other_contributors_do_not_see_it(client: Client, submission: Submission, author: User) -> None:
    client.force_login(author)

    assert client.get(reverse("newsroom:approval", args=[submission.pk])).status_code in (302, 403)


def test_sound_and_board_come_in_when_they_are_ready(
    client: Client, submission: Submission, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_page(client, leader, submission, "prepared")
    monkeypatch.setattr(ready, "_plugged", [Prepared()])

    after = open_page(client, leader, submission, "prepared")

    assert "data-again" in before
    assert "data-again" not in after
    assert "/nghe.mp3" in after
    assert "1:05" in after
    assert "/khung.png" in after


def test_changes_since_the_approved_version_are_marked(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    story = factories.edit_story(story, editor, title="Tổng vệ sinh ngõ xóm")
    submission = workflow.submit(story, editor)

    page = open_page(client, leader, submission)

    assert "ngõ xóm.</ins>" in page
    assert "đường làng.</del>" in page


def test_the_page_names_hamlets_that_were_chosen(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    story = factories.make_story(ground, owner=editor, on_air=True)
    draft = story.get_latest_revision_as_object()
    draft.zones.set(ground.places[:1])
    draft.save_revision(user=editor)
    submission = workflow.submit(ArticlePage.objects.get(pk=story.pk), editor)

    page = open_page(client, leader, submission)

    assert "Thôn Đông" in page
    assert submission.forms["outlets"]["zones"] == [ground.places[0].pk]


def test_the_waiting_list_asks_the_database_as_often_for_one_as_for_many(
    client: Client, ground: Commune, editor: User, leader: User, django_assert_max_num_queries: object
) -> None:
    for number in range(8):
        factories.make_submission(ground, owner=editor, title=f"Tin {number}")
    client.force_login(leader)
    client.get(reverse("newsroom:waiting"))

    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = client.get(reverse("newsroom:waiting")).content.decode()

    assert page.count("nr-item__link") == 8


def test_an_empty_waiting_list_says_so(client: Client, leader: User) -> None:
    client.force_login(leader)

    page = client.get(reverse("newsroom:waiting")).content.decode()

    assert "lx-empty" in page
