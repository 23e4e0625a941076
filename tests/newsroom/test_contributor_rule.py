"""Nobody decides on a story they worked on, whatever rights they have."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from newsroom import inbox, workflow
from newsroom.models import Approval, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


@pytest.fixture
def writing_leader(ground: Commune) -> User:
    """Return a leader who is an editor too."""
    return factories.make_person("pho-chu-tich", "leader", "editor")


def test_the_author_does_not_approve(ground: Commune, writing_leader: User) -> None:
    submission = factories.make_submission(ground, owner=writing_leader)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, writing_leader)

    assert not Approval.objects.exists()


def test_one_edit_is_enough_to_be_a_contributor(
    ground: Commune, editor: User, writing_leader: User, leader: User
) -> None:
    story = factories.make_story(ground, owner=editor)
    factories.edit_story(story, writing_leader, title="Sửa một chữ")
    story = factories.edit_story(story, editor, title="Sửa lại")

    submission = workflow.submit(story, editor)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, writing_leader)
    assert workflow.approve(submission, leader) is not None


def test_the_submitter_does_not_approve(ground: Commune, editor: User, writing_leader: User) -> None:
    story = factories.make_story(ground, owner=editor)

    submission = workflow.submit(story, writing_leader)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, writing_leader)


def test_an_edit_before_the_last_approval_no_longer_counts(
    ground: Commune, editor: User, writing_leader: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=writing_leader, leader=leader)
    story = factories.edit_story(story, editor, title="Bản mới chỉ có biên tập viên sửa")

    submission = workflow.submit(story, editor)

    assert workflow.approve(submission, writing_leader) is not None


def test_who_approved_a_new_title_may_approve_the_next_version_too(
    ground: Commune, editor: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    for title in ("Tiêu đề thứ hai", "Tiêu đề thứ ba"):
        story = factories.edit_story(story, editor, title=title)

        assert workflow.approve(workflow.submit(story, editor), leader) is not None


def test_a_clock_that_goes_back_makes_nobody_a_contributor(
    ground: Commune, editor: User, leader: User, writing_leader: User
) -> None:
    later = timezone.now() + timedelta(hours=2)
    with time_machine.travel(later):
        story, _approval = factories.make_approved_story(ground, owner=writing_leader, leader=leader)
    story = factories.edit_story(story, editor, title="Sửa sau")
    assert workflow.approve(workflow.submit(story, editor), leader) is not None
    story = factories.edit_story(story, editor, title="Sửa sau nữa")

    assert workflow.approve(workflow.submit(story, editor), writing_leader) is not None


def test_an_edit_counts_although_the_clock_went_back_after_the_approval(
    ground: Commune, editor: User, leader: User, writing_leader: User
) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    factories.edit_story(story, writing_leader, title="Sửa một chữ")
    story = factories.edit_story(story, editor, title="Sửa lại")

    with pytest.raises(workflow.Refused):
        workflow.approve(workflow.submit(story, editor), writing_leader)


def test_a_superuser_without_the_role_does_not_approve(
    ground: Commune, editor: User, superuser: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, superuser)


def test_a_closed_account_does_not_approve(ground: Commune, editor: User, leader: User) -> None:
    submission = factories.make_submission(ground, owner=editor)
    leader.is_active = False

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, leader)


def test_a_contributor_submits_only_their_own(ground: Commune, author: User, editor: User) -> None:
    own = factories.make_story(ground, owner=author)
    another = factories.make_story(ground, owner=editor, title="Bài của người khác")

    assert workflow.submit(own, author)
    with pytest.raises(workflow.Refused):
        workflow.submit(another, author)


def test_the_inbox_tells_what_a_person_may_decide(
    ground: Commune, editor: User, writing_leader: User, leader: User
) -> None:
    factories.make_submission(ground, owner=editor, title="Của biên tập viên")
    factories.make_submission(ground, owner=writing_leader, title="Của phó chủ tịch")

    assert inbox.count_for(leader) == 2
    assert inbox.count_for(writing_leader) == 1
    assert [item.submission.title for item in inbox.waiting_for(writing_leader, now=timezone.now())] == [
        "Của biên tập viên",
        "Của phó chủ tịch",
    ]


def test_urgent_stories_come_first(ground: Commune, editor: User, leader: User) -> None:
    factories.make_submission(ground, owner=editor, title="Thường")
    factories.make_submission(ground, owner=editor, title="Khẩn cấp", priority="urgent")

    assert [item.submission.title for item in inbox.waiting_for(leader, now=timezone.now())] == [
        "Khẩn cấp",
        "Thường",
    ]
