"""Doors of Wagtail's APIs: none is installed that writes, and the one that could would publish nothing."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as project
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings
from wagtail.models import APIToken

from newsroom.models import Story, User
from tests import factories
from tests.factories import Commune
from tests.newsroom.doors.outside import SECRET, leaks
from tests.newsroom.doors.test_doors_in_code import SECRET_FORMS

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    "name", ["wagtail.api.v2", "wagtail.api.v3", "wagtail.contrib.redirects", "wagtail.locales"]
)
def test_what_would_open_a_door_is_not_installed(name: str) -> None:
    assert not apps.is_installed(name)


def test_the_admins_own_api_only_reads(client: Client, ground: Commune, superuser: User) -> None:
    client.force_login(superuser)
    for kind in ("pages", "images", "documents"):
        address = f"/quan-tri/api/main/{kind}/"
        for send in (client.post, client.put, client.patch, client.delete):
            assert send(address, "{}", content_type="application/json").status_code in (403, 404, 405)


def test_the_api_that_writes_publishes_nothing_even_if_somebody_mounts_it(
    settings: Settings, ground: Commune, editor: User, leader: User, superuser: User
) -> None:
    draft = factories.make_story(ground, owner=editor, **SECRET_FORMS)
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    changed = factories.edit_story(story, editor, **SECRET_FORMS)
    settings.ROOT_URLCONF = "tests.newsroom.doors.with_api"
    answers: list[int] = []
    doors: dict[str, Any] = {}
    for person in (superuser, editor):
        token = APIToken.generate_token()
        APIToken.objects.create(user=person, name="thử", key_hash=APIToken.hash_token(token))
        client = Client(headers={"authorization": f"Bearer {token}"})

        def send(method: str, address: str, data: dict[str, Any], client: Client = client) -> None:
            call = getattr(client, method)
            answers.append(call(address, json.dumps(data), content_type="application/json").status_code)

        words = {"title": SECRET, "summary": SECRET}
        meta = {"type": "newsroom.ArticlePage", "action": "publish"}
        name = person.username
        doors[f"{name} creates"] = lambda send=send, words=words, meta=meta: send(
            "post", "/api/v3/pages/", {**words, "meta": {**meta, "parent_id": ground.section.pk}}
        )
        for page in (draft, changed):
            root = f"/api/v3/pages/{page.pk}/"
            doors[f"{name} patches {page.pk}"] = lambda send=send, root=root, words=words, meta=meta: send(
                "patch", root, {**words, "meta": meta}
            )
            for action in ("publish", "unpublish", "copy", "move", "revert", "create_alias", "convert_alias"):
                data = {"revision_id": page.latest_revision_id, "destination_page_id": ground.section.pk}
                data |= {"slug": "sao", "keep_live": True, "recursive": False}
                doors[f"{name} {action} {page.pk}"] = lambda send=send, root=root, action=action, data=data: (
                    send("post", f"{root}actions/{action}/", data)
                )

    assert leaks(doors) == {}
    assert Story.objects.public().count() == 1
    assert 401 not in answers, "the token must be good, or the test proves nothing"


def test_the_public_addresses_are_these() -> None:
    """A new way out (a feed, an API, a sitemap) must be looked at: it has to ask the release question."""
    found = sorted(str(each.pattern) for each in get_resolver(project.ROOT_URLCONF).url_patterns)

    assert found == sorted(
        [
            "healthz",
            "api/device/v1/",  # signed manifests and what they name
            "api/upstream/v1/items",  # takes items in, and hands nothing out
            "bang-led/<int:zone_id>/<int:width>x<int:height>.<str:form>",  # asks as boards do
            "api/playlist/v1/<slug:secret>/playlist.json",  # what the newest signed plan releases
            "api/playlist/v1/<slug:secret>/<slug:sha256>.mp3",  # a file of that list, and no other
            "quan-tri/phat-thanh/",
            "quan-tri/thong-bao/",  # one's own devices, signed in; hands no story out
            *["quan-tri/"] * 3,  # signing in, the log, everything else
            "tai-lieu/",
            "",
            "",
        ]
    )
