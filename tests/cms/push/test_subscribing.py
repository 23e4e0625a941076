"""A telephone is taken in with its address, its keys and its hamlets alone, within limits, and let go for good."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import models
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cms.push import subscribing, tasks, vapid
from cms.push.models import Asked, Telephone
from newsroom.models import Place, User
from tests.cms.push.conftest import take_in
from tests.factories import Commune
from tests.servers.push_service import Browser

pytestmark = pytest.mark.django_db
FIELDS = {"id", "endpoint", "endpoint_sha256", "p256dh", "auth", "places"}


@pytest.fixture
def browser(ground: Commune) -> Browser:
    """Return a browser of a service that every station knows."""
    return Browser(endpoint="https://fcm.googleapis.com/fcm/send/abc")


def told(browser: Browser, *places: Place, **changed: Any) -> dict[str, Any]:
    return {
        "endpoint": browser.endpoint,
        "keys": browser.keys,
        "places": [str(each.pk) for each in places],
        **changed,
    }


def post(client: Client, way: str, words: Any) -> Any:
    return client.post(f"/nhan-tin/{way}/", json.dumps(words), content_type="application/json")


def test_the_page_offers_the_hamlets_and_says_what_is_kept(client: Client, ground: Commune) -> None:
    page = client.get("/nhan-tin/").content.decode()

    assert all(str(place) in page for place in ground.places)
    assert vapid.public_key() in page
    assert "csrfmiddlewaretoken" in page


def test_a_telephone_and_its_hamlets_are_kept_and_nothing_else(
    client: Client, ground: Commune, browser: Browser
) -> None:
    answer = post(client, "dang-ky", told(browser, ground.places[0]))

    assert answer.status_code == 200
    telephone = Telephone.objects.get()
    assert (telephone.endpoint, telephone.auth) == (browser.endpoint, browser.keys["auth"])
    assert list(telephone.places.all()) == [ground.places[0]]
    own = {
        field.name for field in Telephone._meta.get_fields() if not isinstance(field, models.ForeignObjectRel)
    }
    assert own == FIELDS


def test_choosing_again_changes_the_hamlets(client: Client, ground: Commune, browser: Browser) -> None:
    post(client, "dang-ky", told(browser, ground.places[0]))
    post(client, "dang-ky", told(browser, ground.places[1]))
    assert list(Telephone.objects.get().places.all()) == [ground.places[1]]

    post(client, "dang-ky", told(browser))
    assert not Telephone.objects.get().places.exists()


def test_who_stops_is_forgotten(client: Client, ground: Commune, browser: Browser) -> None:
    post(client, "dang-ky", told(browser, ground.places[0]))

    answer = post(client, "ngung", {"endpoint": browser.endpoint})

    assert answer.status_code == 200
    assert not Telephone.objects.exists()
    assert not Telephone.places.through.objects.exists()
    assert post(client, "ngung", {"endpoint": browser.endpoint}).content == answer.content


def test_a_page_elsewhere_cannot_subscribe_for_somebody(ground: Commune, browser: Browser) -> None:
    assert post(Client(enforce_csrf_checks=True), "dang-ky", told(browser)).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "https://localhost/x"},
        {"endpoint": "https://169.254.169.254/latest/meta-data"},
        {"endpoint": "http://fcm.googleapis.com/x"},
        {"keys": {"p256dh": "AA", "auth": "AA"}},
    ],
)
def test_an_address_the_station_would_not_call_is_not_kept(
    client: Client, browser: Browser, changed: dict[str, Any]
) -> None:
    answer = post(client, "dang-ky", told(browser, **changed))

    assert answer.status_code == 422
    assert answer.json()["problem"]
    assert not Telephone.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        "x",
        7,
        None,
        {},
        {"endpoint": "x"},
        {"endpoint": "x", "keys": 3},
        {"places": ["a"]},
        {"x": "y" * 5000},
    ],
)
def test_nonsense_is_answered_in_words(client: Client, ground: Commune, words: Any) -> None:
    answer = post(client, "dang-ky", words)

    assert answer.status_code in {400, 422}
    assert answer.json()["problem"]


def test_a_hamlet_that_is_gone_is_told(client: Client, ground: Commune, browser: Browser) -> None:
    answer = post(client, "dang-ky", told(browser, places=["999999"]))

    assert answer.status_code == 422
    assert not Telephone.objects.exists()


def test_one_network_cannot_fill_the_list(
    ground: Commune, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribing, "FROM_ONE_NETWORK", 2)
    wish = subscribing.Subscription(endpoint=browser.endpoint, **browser.keys)
    now = timezone.now()

    def ask(address: str, *, later: timedelta = timedelta(0)) -> None:
        subscribing.subscribe(wish, [], address=address, now=now + later)

    ask("203.0.113.9")
    ask("203.0.113.9")
    with pytest.raises(subscribing.Refused):
        ask("203.0.113.9")
    ask("203.0.113.10")
    ask("203.0.113.9", later=timedelta(hours=1, seconds=1))


def test_all_networks_together_have_a_limit_too(
    ground: Commune, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribing, "FROM_EVERYWHERE", 2)
    take_in(browser)
    take_in(browser)

    with pytest.raises(subscribing.Refused):
        take_in(browser)


def test_the_list_has_an_end_and_who_is_in_it_can_still_change(
    ground: Commune, browser: Browser, settings: Settings
) -> None:
    settings.PUSH_MOST_TELEPHONES = 1
    take_in(browser)

    with pytest.raises(subscribing.Refused):
        take_in(Browser(endpoint=f"{browser.endpoint}2"))
    take_in(browser, ground.places[0])
    assert Telephone.objects.get().places.count() == 1


def test_the_count_tells_nobody_who_asked_and_is_forgotten(ground: Commune, browser: Browser) -> None:
    take_in(browser)
    assert not [row for row in Asked.objects.all() if "203.0.113" in str(vars(row))]
    Asked.objects.update(until=timezone.now() - timedelta(seconds=1))

    tasks.tidy()

    assert not Asked.objects.exists()


def test_the_worker_is_served_from_the_root_for_all_pages(client: Client) -> None:
    answer = client.get("/loa-xa-worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "showNotification" in answer.content.decode()


def test_the_manifest_names_the_commune_and_icons_that_are_there(client: Client, ground: Commune) -> None:
    answer = client.get("/manifest.webmanifest")

    facts = answer.json()
    assert facts["name"][0].isupper()
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in facts["icons"])


def test_the_page_is_under_the_strict_policy(client: Client, leader: User) -> None:
    answer = client.get("/nhan-tin/")

    assert "'unsafe" not in answer["Content-Security-Policy"]
    assert "<script>" not in answer.content.decode()
