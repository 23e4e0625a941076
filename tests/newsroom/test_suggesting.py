"""A leader suggests another wording; the editor takes it over with one tap, or says why not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import rules, suggestions, workflow
from newsroom.models import ArticlePage, Submission, Suggestion, SuggestionAnswer, User
from newsroom.suggestions import SuggestionRefused
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database
BODY = [
    ("text", "<p>Thứ Bảy tổng vệ sinh.</p><p>Bắt đầu lúc 7h00 & kết thúc 9h00.</p>"),
    ("text", "<p>Xem <b>thông báo</b> kèm theo.</p>"),
    ("heading", "Chuẩn bị"),
]


@pytest.fixture
def submission(ground: Commune, editor: User) -> Submission:
    """Return a story for all outlets that waits for its leader."""
    return factories.make_submission(
        ground, owner=editor, body=BODY, on_air=True, on_boards=True, summary="Mời bà con tham gia."
    )


def suggest(submission: Submission, person: User, **typed: str) -> Suggestion:
    return suggestions.suggest(submission, person, typed=typed, note="", now=timezone.now())


def accept(suggestion: Suggestion, person: User) -> Submission:
    return suggestions.accept(suggestion, person, now=timezone.now())


def key_of_text(submission: Submission) -> str:
    return next(
        place.key
        for place in suggestions.places(submission)
        if "7h00" in place.text and place.key != "script"
    )


def test_simple_paragraphs_can_be_worded_otherwise_and_marked_up_ones_cannot(submission: Submission) -> None:
    texts = [place.text for place in suggestions.places(submission) if place.key.startswith("body:")]

    assert texts == ["Thứ Bảy tổng vệ sinh.\nBắt đầu lúc 7h00 & kết thúc 9h00.", "Chuẩn bị"]


def test_one_tap_makes_the_editors_revision_submits_it_and_the_leader_may_still_approve(
    submission: Submission, editor: User, leader: User
) -> None:
    suggestion = suggest(
        submission,
        leader,
        title="Dọn vệ sinh đường làng",
        **{key_of_text(submission): "Đoạn một.\r\n\r\nĐoạn <hai>."},
    )
    assert workflow.waiting_step(submission), "suggesting edits nothing"

    made = accept(suggestion, editor)

    assert made.pk != submission.pk
    assert made.contributors == [editor.pk]
    places = {place.key: place.text for place in suggestions.places(made)}
    assert places["title"] == "Dọn vệ sinh đường làng"
    assert "Đoạn một.\nĐoạn <hai>." in places.values()
    assert "Dọn vệ sinh đường làng" in places["script"], "a script nobody edited follows the text"
    approval = workflow.approve(made, leader)
    assert approval is not None
    story = ArticlePage.objects.get(pk=made.story_id)
    page = Client().get(story.url).content.decode()
    assert "Đoạn &lt;hai&gt;." in page
    assert Suggestion.objects.get().state == "accepted"


def test_script_and_board_text_are_taken_over_as_typed(
    submission: Submission, editor: User, leader: User
) -> None:
    suggestion = suggest(
        submission,
        leader,
        title="Tên mới",
        script="Kính thưa bà con.\n\nSáng thứ Bảy.",
        board="Tổng vệ sinh\nThứ Bảy",
    )

    made = accept(suggestion, editor)

    places = {place.key: place.text for place in suggestions.places(made)}
    assert places["script"] == "Kính thưa bà con.\nSáng thứ Bảy."
    assert places["board"] == "Tổng vệ sinh\nThứ Bảy"


def test_who_takes_his_own_suggestion_over_may_not_approve(ground: Commune, editor: User) -> None:
    both = factories.make_person("pho-chu-tich", "leader", "editor")
    submission = factories.make_submission(ground, owner=editor)

    made = accept(suggest(submission, both, title="Tên khác"), both)

    assert not workflow.verdict_for(made, both, workflow.waiting_step(made).task.specific)


def test_refusing_takes_a_word_and_the_submission_goes_on_waiting(
    submission: Submission, editor: User, leader: User
) -> None:
    suggestion = suggest(submission, leader, title="Tên khác")

    with pytest.raises(SuggestionRefused):
        suggestions.refuse(suggestion, editor, word=" ", now=timezone.now())
    suggestions.refuse(suggestion, editor, word="Tên này đã thống nhất với thôn.", now=timezone.now())

    assert Suggestion.objects.get().state == "refused"
    assert workflow.waiting_step(submission)
    with pytest.raises(SuggestionRefused):
        accept(suggestion, editor)


def test_a_second_tap_changes_nothing(submission: Submission, editor: User, leader: User) -> None:
    suggestion = suggest(submission, leader, title="Tên khác")
    accept(suggestion, editor)

    with pytest.raises(SuggestionRefused):
        accept(suggestion, editor)

    assert (Submission.objects.count(), SuggestionAnswer.objects.count()) == (2, 1)


def test_after_a_return_the_editor_still_takes_it_over_unless_the_words_changed(
    submission: Submission, editor: User, leader: User
) -> None:
    first = suggest(submission, leader, title="Tên khác")
    second = suggest(submission, leader, summary="Mời tất cả bà con.")
    workflow.send_back(submission, leader, reason="Xem đề nghị.")
    factories.edit_story(ArticlePage.objects.get(pk=submission.story_id), editor, title="Tự sửa")

    with pytest.raises(SuggestionRefused):
        accept(first, editor)
    made = accept(second, editor)

    assert made.title == "Tự sửa"
    assert first.state == "open"


def test_approving_as_it_is_overtakes_the_suggestion(
    submission: Submission, editor: User, leader: User
) -> None:
    suggestion = suggest(submission, leader, title="Tên khác")
    workflow.approve(submission, leader)

    with pytest.raises(SuggestionRefused):
        accept(suggestion, editor)

    assert Suggestion.objects.get().state == "overtaken"


def test_only_who_may_decide_suggests_and_only_editors_answer(
    submission: Submission, editor: User, operator: User, leader: User, author: User
) -> None:
    for person in (editor, operator, author):
        with pytest.raises(workflow.Refused):
            suggest(submission, person, title="Tên khác")
    suggestion = suggest(submission, leader, title="Tên khác")

    for person in (leader, operator, author):
        assert not rules.may_withdraw(person, contributors=submission.contributors)
        with pytest.raises(workflow.Refused):
            accept(suggestion, person)


@pytest.mark.parametrize(
    "typed",
    [{"title": " "}, {"title": "x" * 256}, {"board": "một\nhai\nba"}, {"script": ""}, {}, {"elsewhere": "x"}],
)
def test_what_cannot_be_is_refused(submission: Submission, leader: User, typed: dict[str, str]) -> None:
    with pytest.raises(SuggestionRefused):
        suggest(submission, leader, **typed)


def test_from_the_approval_page_to_the_editors_tap(
    client: Client, submission: Submission, editor: User, leader: User
) -> None:
    client.force_login(leader)
    address = reverse("newsroom:suggest", args=[submission.pk])
    page = client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()
    assert address in page
    client.post(address, {"place-title": "Dọn đường làng", "note": "Ngắn hơn"})

    client.force_login(editor)
    suggestion = Suggestion.objects.get()
    shown = reverse("newsroom:suggestion", args=[suggestion.pk])
    assert shown in client.get(reverse("wagtailadmin_home")).content.decode()
    assert (
        shown in client.get(reverse("wagtailadmin_pages:edit", args=[submission.story_id])).content.decode()
    )
    diff = client.get(shown).content.decode()
    assert "<ins>Dọn " in diff
    assert "Ngắn hơn" in diff
    client.post(reverse("newsroom:accept_suggestion", args=[suggestion.pk]))

    assert Submission.objects.latest("pk").title == "Dọn đường làng"


def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, submission: Submission, leader: User
) -> None:
    client.force_login(leader)

    answer = client.post(
        reverse("newsroom:suggest", args=[submission.pk]),
        {"place-title": "", "place-script": "Lời đã gõ dở", "note": "Lời nhắn đã gõ"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lời đã gõ dở" in page
    assert "Lời nhắn đã gõ" in page
    assert not Suggestion.objects.exists()
