"""One step or two, and a station with two people in all: never a dead end."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from newsroom import delegation, roles, setup, workflow
from newsroom.models import ArticlePage, Submission, User
from tests import factories
from tests.factories import Commune
from tests.newsroom.test_delegating import month
from tests.newsroom.test_suggesting import accept, suggest

pytestmark = pytest.mark.database


def open_page(client: Client, person: User, submission: Submission) -> str:
    client.force_login(person)
    return client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()


@pytest.fixture
def pair(ground: Commune) -> tuple[User, User]:
    """Return the two people of a station; both write, and the second one leads."""
    writer = factories.make_person("co-hoa", roles.EDITOR, full_name="Phạm Thị Hoa")
    head = factories.make_person(
        "ong-ba", roles.LEADER, roles.EDITOR, full_name="Trần Văn Ba", title="Chủ tịch"
    )
    return writer, head


def test_one_writes_and_the_other_approves(client: Client, ground: Commune, pair: tuple[User, User]) -> None:
    writer, head = pair
    submission = factories.make_submission(ground, owner=writer)

    assert head.full_name in open_page(client, writer, submission)
    client.force_login(head)
    client.post(reverse("newsroom:approve", args=[submission.pk]))

    assert ArticlePage.objects.get().is_public()


def test_when_both_wrote_the_page_says_what_to_do(
    client: Client, ground: Commune, pair: tuple[User, User]
) -> None:
    writer, head = pair
    story = factories.edit_story(factories.make_story(ground, owner=writer), head, summary="Sửa câu chữ.")
    submission = workflow.submit(story, writer)

    for person in pair:
        page = open_page(client, person, submission)
        assert page.count("<li>", page.index("lx-notice--warning")) >= 3
        assert (reverse("newsroom:delegate") in page) == (person == head)
    third = factories.make_person("anh-tu", roles.OPERATOR, full_name="Vũ Anh Tú")
    delegation.give(head, third, terms=month(), now=submission.submitted_at)

    assert "Vũ Anh Tú" in open_page(client, head, submission)
    assert workflow.approve(submission, third)


def test_the_head_suggests_instead_of_writing_and_may_approve(
    ground: Commune, pair: tuple[User, User]
) -> None:
    writer, head = pair
    submission = factories.make_submission(ground, owner=writer)

    made = accept(suggest(submission, head, summary="Câu chữ của lãnh đạo."), writer)

    assert workflow.approve(made, head)


# ------------------------------------------------------------------- the switch


def choose(client: Client, person: User, number: str) -> int:
    client.force_login(person)
    return client.post(reverse("newsroom:steps"), {"steps": number}).status_code


def test_an_administrator_switches_and_it_is_logged(
    client: Client, ground: Commune, administrator: User, editor: User, leader: User, operator: User
) -> None:
    for person in (editor, leader, operator):
        assert choose(client, person, "2") in (302, 403)
        assert setup.steps_of(ground.home) == 1

    assert choose(client, administrator, "2") == 302
    assert choose(client, administrator, "3") == 422

    assert setup.steps_of(ground.home) == 2
    assert PageLogEntry.objects.get(action="newsroom.steps").user == administrator


def test_what_is_under_way_finishes_with_the_steps_it_began_with(
    ground: Commune, editor: User, reviewer: User, leader: User
) -> None:
    of_one = factories.make_submission(ground, owner=editor)
    setup.set_up_workflow(ground.home, steps=2)
    of_two = factories.make_submission(ground, owner=editor, title="Hai bước")
    assert workflow.approve(of_one, leader)

    setup.set_up_workflow(ground.home, steps=1)
    with pytest.raises(workflow.Refused):
        workflow.approve(of_two, leader)
    assert workflow.approve(of_two, reviewer) is None
    approval = workflow.approve(of_two, leader)

    assert approval is not None
    assert approval.approver == leader
    assert workflow.approve(factories.make_submission(ground, owner=editor, title="Một bước"), leader)


def test_without_any_reviewer_the_screen_warns(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    warned = client.get(reverse("newsroom:steps")).content.decode()
    person = factories.make_person("tham-dinh")
    person.groups.add(Group.objects.get(name=roles.BY_CODE[roles.REVIEWER].group))

    page = client.get(reverse("newsroom:steps")).content.decode()

    assert "lx-notice--warning" in warned
    assert "lx-notice--warning" not in page
