"""The list of approved stories, and the page that takes one back."""

from django.test import Client
from django.urls import reverse

from newsroom.models import ArticlePage, Recall, User
from tests import factories
from tests.factories import Commune


def test_a_leader_recalls_with_a_reason(client: Client, ground: Commune, editor: User, leader: User) -> None:
    story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    client.force_login(leader)

    client.post(reverse("newsroom:recall", args=[approval.pk]), {"reason": "Sai ngày"})

    assert Recall.objects.get().reason == "Sai ngày"
    assert not ArticlePage.objects.get(pk=story.pk).live


def test_without_a_reason_nothing_is_recalled(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    client.force_login(leader)

    response = client.post(reverse("newsroom:recall", args=[approval.pk]), {"reason": ""})

    assert response.status_code == 422
    assert not Recall.objects.exists()


def test_an_editor_cannot_open_the_recall_page(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    client.force_login(editor)

    response = client.post(reverse("newsroom:recall", args=[approval.pk]), {"reason": "Không thích"})

    assert response.status_code in (302, 403)
    assert not Recall.objects.exists()


def test_a_superuser_is_refused_by_the_rule(
    client: Client, ground: Commune, editor: User, leader: User, superuser: User
) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    client.force_login(superuser)

    response = client.post(reverse("newsroom:recall", args=[approval.pk]), {"reason": "Thử"})

    assert response.status_code == 403
    assert not Recall.objects.exists()


def test_the_list_offers_recall_to_leaders_only(
    client: Client, ground: Commune, editor: User, reviewer: User, leader: User
) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    address = reverse("newsroom:recall", args=[approval.pk])

    offered = {}
    for person in (reviewer, leader):
        client.force_login(person)
        offered[person] = address in client.get(reverse("newsroom:approved")).content.decode()

    assert offered == {reviewer: False, leader: True}
