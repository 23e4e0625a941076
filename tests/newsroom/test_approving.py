"""What submitting, approving and returning do to a story."""

import pytest

from newsroom import workflow
from newsroom.models import Approval, ArticlePage, Review, Story, Submission, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


def live(story_id: int) -> ArticlePage:
    return ArticlePage.objects.get(pk=story_id)


def test_approval_makes_exactly_the_submitted_revision_live(
    ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)

    approval = workflow.approve(submission, leader)

    assert approval is not None
    story = live(submission.story_id)
    assert story.live_revision_id == submission.revision_id == approval.revision_id
    assert story.is_public()


def test_an_edit_after_approval_leaves_the_approved_text_in_force(
    ground: Commune, editor: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)

    factories.edit_story(story, editor, title="Bản nháp mới, chưa ai duyệt")

    assert live(story.pk).title == "Tổng vệ sinh đường làng"
    assert live(story.pk).is_public()


def test_a_newer_approval_supersedes_the_older(ground: Commune, editor: User, leader: User) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    story = factories.edit_story(story, editor, title="Dời sang Chủ nhật")

    workflow.approve(workflow.submit(story, editor), leader)

    assert live(story.pk).title == "Dời sang Chủ nhật"
    assert Approval.objects.in_force().filter(story_id=story.pk).count() == 2


def test_a_story_for_the_air_alone_gets_no_public_page(ground: Commune, editor: User, leader: User) -> None:
    story, _approval = factories.make_approved_story(
        ground, owner=editor, leader=leader, on_site=False, on_air=True
    )

    assert not live(story.pk).live
    assert not live(story.pk).is_public()


def test_two_steps_are_taken_by_two_people(
    two_steps: Commune, editor: User, reviewer: User, leader: User
) -> None:
    submission = factories.make_submission(two_steps, owner=editor)

    assert workflow.approve(submission, reviewer) is None
    assert not live(submission.story_id).live

    assert workflow.approve(submission, leader) is not None
    assert live(submission.story_id).is_public()


def test_one_person_does_not_take_both_steps(two_steps: Commune, editor: User, reviewer: User) -> None:
    both = factories.make_person("pho-chu-tich", "reviewer", "leader")
    submission = factories.make_submission(two_steps, owner=editor)
    workflow.approve(submission, both)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, both)

    assert not Approval.objects.exists()


def test_a_returned_story_begins_again_at_the_first_step(
    two_steps: Commune, editor: User, reviewer: User, leader: User
) -> None:
    first = factories.make_submission(two_steps, owner=editor)
    workflow.approve(first, reviewer)
    workflow.send_back(first, leader, reason="Sửa ngày")
    story = factories.edit_story(live(first.story_id), editor, title="Tổng vệ sinh ngày 8/12")

    second = workflow.submit(story, editor)

    assert workflow.waiting_step(second).task.name == "Thẩm định"
    workflow.approve(second, reviewer)
    approval = workflow.approve(second, leader)
    assert approval is not None
    assert approval.approver == leader


def test_a_returned_story_tells_its_author_why(ground: Commune, editor: User, leader: User) -> None:
    submission = factories.make_submission(ground, owner=editor)

    workflow.send_back(submission, leader, reason="  Thiếu giờ bắt đầu.  ")

    assert submission.reviews.get(decision=Review.Decision.RETURNED).reason == "Thiếu giờ bắt đầu."


def test_a_return_needs_a_reason(ground: Commune, editor: User, leader: User) -> None:
    submission = factories.make_submission(ground, owner=editor)

    with pytest.raises(workflow.Refused):
        workflow.send_back(submission, leader, reason="  ")

    assert workflow.waiting_step(submission)


def test_returned_edited_resubmitted_and_approved(ground: Commune, editor: User, leader: User) -> None:
    first = factories.make_submission(ground, owner=editor)
    workflow.send_back(first, leader, reason="Thiếu giờ bắt đầu")
    story = factories.edit_story(live(first.story_id), editor, summary="Từ 7 giờ sáng.")

    second = workflow.submit(story, editor)
    approval = workflow.approve(second, leader)

    assert approval is not None
    assert second.pk != first.pk
    assert live(first.story_id).summary == "Từ 7 giờ sáng."


def test_a_second_decision_finds_nothing_waiting(ground: Commune, editor: User, leader: User) -> None:
    submission = factories.make_submission(ground, owner=editor)
    workflow.approve(submission, leader)

    with pytest.raises(workflow.NotWaiting):
        workflow.approve(submission, leader)
    with pytest.raises(workflow.NotWaiting):
        workflow.send_back(submission, leader, reason="Muộn rồi")


def test_the_submission_freezes_the_derived_script(ground: Commune, editor: User) -> None:
    submission = factories.make_submission(ground, owner=editor, on_air=True)

    script = submission.forms["script"]

    assert script.splitlines() == [
        "Kính thưa bà con!",
        "Tổng vệ sinh đường làng.",
        "Thứ Bảy tuần này, thôn Đông tổng vệ sinh đường làng.",
        "Bắt đầu lúc 7h00.",
        "Xin cảm ơn bà con đã lắng nghe.",
    ]


def test_the_submitted_zones_are_those_of_the_draft(ground: Commune, editor: User) -> None:
    story = factories.make_story(ground, owner=editor, on_air=True)
    draft = story.get_latest_revision_as_object()
    draft.zones.set(ground.places[:1])
    draft.save_revision(user=editor)

    submission = workflow.submit(live(story.pk), editor)

    assert submission.forms["outlets"]["zones"] == [ground.places[0].pk]


def test_only_one_submission_per_revision(two_steps: Commune, editor: User, reviewer: User) -> None:
    submission = factories.make_submission(two_steps, owner=editor)

    workflow.approve(submission, reviewer)

    assert Submission.objects.filter(story_id=submission.story_id).count() == 1
    assert Story.objects.get(pk=submission.story_id).workflow_in_progress


def test_a_withdrawn_submission_waits_no_longer_and_its_text_opens(
    ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)

    workflow.withdraw(submission, editor)

    assert not Story.objects.get(pk=submission.story_id).workflow_in_progress
    with pytest.raises(workflow.NotWaiting):
        workflow.approve(submission, leader)


def test_a_leader_does_not_withdraw_what_others_wrote(ground: Commune, editor: User, leader: User) -> None:
    submission = factories.make_submission(ground, owner=editor)

    with pytest.raises(workflow.Refused):
        workflow.withdraw(submission, leader)


def test_what_was_withdrawn_unchanged_can_be_submitted_again(
    ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    workflow.withdraw(submission, editor)

    again = workflow.submit(live(submission.story_id), editor)

    assert workflow.approve(again, leader) is not None
