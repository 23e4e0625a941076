"""Several routine items in one go: only what the leader has opened, each through the one way of approving."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import ready, together, workflow
from newsroom.models import Approval, ArticlePage, ChainEntry, Opening, Submission, User
from newsroom.ready import Nothing
from tests import factories
from tests.factories import Commune


@pytest.fixture(autouse=True)
def nothing_plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the broadcast side out."""
    monkeypatch.setattr(ready, "_plugged", [Nothing()])


@pytest.fixture
def three(ground: Commune, editor: User) -> list[Submission]:
    """Return three routine stories that wait."""
    return [factories.make_submission(ground, owner=editor, title=f"Tin {at}") for at in range(3)]


def open_page(client: Client, submission: Submission, **headers: str) -> HttpResponse:
    return client.get(reverse("newsroom:approval", args=[submission.pk]), headers=headers)  # type: ignore[return-value]


def press(client: Client, *submissions: Submission) -> str:
    ids = [each.pk for each in submissions]
    return client.post(reverse("newsroom:together"), {"tin": ids}).content.decode()


def test_those_that_were_opened_are_approved_each_with_a_link_of_its_own(
    client: Client, three: list[Submission], leader: User
) -> None:
    client.force_login(leader)
    for each in three:
        open_page(client, each)

    press(client, *three)

    approvals = Approval.objects.filter(approver=leader)
    assert {each.submission_id for each in approvals} == {each.pk for each in three}
    assert ChainEntry.objects.filter(kind="approval").count() == 3


def test_one_that_was_not_opened_is_refused_in_a_forged_form_and_the_others_go_through(
    client: Client, three: list[Submission], leader: User
) -> None:
    client.force_login(leader)
    open_page(client, three[0])

    press(client, *three)

    assert [each.submission_id for each in Approval.objects.all()] == [three[0].pk]
    results = together.approve_together(leader, [three[1].pk], now=timezone.now())
    assert results[0].problem
    assert workflow.waiting_step(three[1])


def test_what_somebody_else_opened_does_not_count(
    client: Client, three: list[Submission], leader: User
) -> None:
    client.force_login(factories.make_leader("pho-chu-tich"))
    open_page(client, three[0])
    client.force_login(leader)

    press(client, three[0])

    assert not Approval.objects.exists()


def test_a_newer_submission_of_the_story_must_be_opened_again(
    client: Client, ground: Commune, three: list[Submission], editor: User, leader: User
) -> None:
    client.force_login(leader)
    open_page(client, three[0])
    workflow.withdraw(three[0], editor)
    story = factories.edit_story(ArticlePage.objects.get(pk=three[0].story_id), editor, title="Khác")
    newer = workflow.submit(story, editor)

    press(client, newer, three[0])

    assert not Approval.objects.exists()
    assert workflow.waiting_step(newer)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Dest": "image"}, {"Sec-Purpose": "prefetch"}])
def test_an_address_that_nobody_looked_at_was_not_opened(
    client: Client, three: list[Submission], leader: User, headers: dict[str, str]
) -> None:
    client.force_login(leader)
    open_page(client, three[0], **headers)

    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"priority": "priority"},
        {"priority": "urgent"},
        {"drill": True},
        {"valid_until": timezone.now() - timedelta(hours=1)},
    ],
)
def test_what_is_not_routine_is_decided_on_its_own_page(
    client: Client, ground: Commune, editor: User, leader: User, fields: dict[str, object]
) -> None:
    submission = factories.make_submission(ground, owner=editor, **fields)
    client.force_login(leader)
    open_page(client, submission)

    press(client, submission)

    assert not Approval.objects.exists()


def test_who_wrote_it_does_not_approve_it_this_way_either(
    client: Client, ground: Commune, three: list[Submission]
) -> None:
    both = factories.make_person("pho-chu-tich", "leader", "editor")
    own = factories.make_submission(ground, owner=both)
    client.force_login(both)
    open_page(client, own)

    press(client, own)

    assert not Approval.objects.exists()


def test_one_that_fails_meanwhile_is_told_and_stops_none_of_the_others(
    client: Client, three: list[Submission], leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(leader)
    for each in three:
        open_page(client, each)
    approve = workflow.approve

    def meanwhile(submission: Submission, person: User) -> Approval | None:
        if submission == three[1]:
            raise workflow.NotWaiting("Đã có người duyệt.")
        return approve(submission, person)

    monkeypatch.setattr(workflow, "approve", meanwhile)
    page = press(client, *three)

    assert "Đã có người duyệt." in page
    assert Approval.objects.count() == 2


def test_the_page_before_says_what_will_happen_and_approves_nothing(
    client: Client, three: list[Submission], leader: User
) -> None:
    client.force_login(leader)
    open_page(client, three[0])

    page = client.get(reverse("newsroom:together"), {"tin": [three[0].pk, three[1].pk]}).content.decode()

    assert f'name="tin" value="{three[0].pk}"' in page
    assert f'name="tin" value="{three[1].pk}"' not in page
    assert "Tin 1" in page
    assert not Approval.objects.exists()


def test_only_opened_routine_items_can_be_ticked(
    client: Client, three: list[Submission], leader: User
) -> None:
    client.force_login(leader)
    open_page(client, three[0])

    page = client.get(reverse("newsroom:waiting")).content.decode()

    assert f'name="tin" value="{three[0].pk}"' in page
    assert f'name="tin" value="{three[1].pk}"' not in page


def test_nonsense_in_the_address_chooses_nothing(client: Client, ground: Commune, leader: User) -> None:
    client.force_login(leader)

    assert client.get(reverse("newsroom:together"), {"tin": ["x", "²", "9" * 40, "-1"]}).status_code == 200
    assert client.post(reverse("newsroom:together"), {"tin": "404"}).status_code == 200


def test_who_decides_nothing_has_no_business_here(client: Client, ground: Commune, operator: User) -> None:
    client.force_login(operator)

    assert client.post(reverse("newsroom:together")).status_code in (302, 403)
