"""Leaders' own devices: reminded of what is due soon, once, with the title alone, while somebody is signed in there."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.push import staff
from cms.push.models import PushReminder, StaffDevice
from cms.push.subscribing import Subscription
from newsroom import ready, workflow
from newsroom.models import SignedInSession, User
from newsroom.ready import Nothing
from newsroom.security import sessions
from tests import factories
from tests.factories import Commune
from tests.servers.push_service import Browser, Service

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the broadcast side out: deadlines are those that the stories name."""
    monkeypatch.setattr(ready, "_plugged", [Nothing()])


@pytest.fixture
def now() -> datetime:
    """Return a whole second, as deadlines are."""
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def client(leader: User) -> Client:
    """Return the leader's telephone."""
    client = Client()
    client.force_login(leader)
    return client


@pytest.fixture
def browser(client: Client, service: Service) -> Browser:
    """Return the leader's browser, which asked for reminders."""
    browser = service.browser("lanh-dao")
    assert post(client, "add", browser).status_code == 200
    return browser


def post(client: Client, way: str, browser: Browser, **changed: Any) -> Any:
    words = {"endpoint": browser.endpoint, "keys": browser.keys, **changed}
    return client.post(reverse(f"push:{way}"), json.dumps(words), content_type="application/json")


def remind(now: datetime) -> int:
    return staff.remind(within=4 * HOUR, now=now)


def test_the_notice_names_the_title_and_how_long_is_left_and_nothing_else(
    ground: Commune, service: Service, browser: Browser, now: datetime
) -> None:
    submission = factories.make_submission(ground, title="Cắt điện thôn Đông", valid_until=now + 3 * HOUR)
    factories.make_submission(ground, title="Tin không gấp", valid_until=now + 9 * HOUR)

    assert (remind(now), remind(now + HOUR)) == (1, 0)

    (told,) = service.words_for(browser)
    assert "Cắt điện thôn Đông" in told["body"]
    assert "3" in told["body"]
    assert told["url"] == reverse("newsroom:approval", args=[submission.pk])
    assert set(told) == {"title", "body", "tag", "url"}
    everything = json.dumps(told, ensure_ascii=False)
    assert submission.submitted_by_name not in everything
    assert submission.forms["script"] not in everything


def test_every_device_of_a_person_is_told(
    ground: Commune, service: Service, browser: Browser, leader: User, now: datetime
) -> None:
    other, second = Client(), service.browser("may-tinh")
    other.force_login(leader)
    post(other, "add", second)
    factories.make_submission(ground, valid_until=now + HOUR)

    assert remind(now) == 1

    assert len(service.words_for(browser)) == len(service.words_for(second)) == 1


def test_what_no_device_took_is_tried_again_at_the_next_run(
    ground: Commune, service: Service, browser: Browser, now: datetime
) -> None:
    service.then(browser, 503)
    factories.make_submission(ground, valid_until=now + HOUR)

    assert (remind(now), PushReminder.objects.count()) == (0, 0)
    assert remind(now) == 1


def test_a_browser_that_is_gone_is_forgotten(
    ground: Commune, service: Service, browser: Browser, now: datetime
) -> None:
    service.then(browser, 410)
    factories.make_submission(ground, valid_until=now + HOUR)

    remind(now)

    assert not StaffDevice.objects.exists()


def test_nobody_is_told_of_what_is_decided_or_not_his_to_decide(
    ground: Commune, service: Service, browser: Browser, leader: User, now: datetime
) -> None:
    workflow.approve(factories.make_submission(ground, title="Đã duyệt", valid_until=now + HOUR), leader)
    leader.groups.clear()
    factories.make_submission(ground, title="Của người khác", valid_until=now + HOUR)

    assert remind(now) == 0
    assert not service.arrived


def test_signing_out_ends_it(ground: Commune, client: Client, browser: Browser) -> None:
    client.post("/quan-tri/logout/")

    assert not StaffDevice.objects.exists()


def test_a_closed_account_ends_it(ground: Commune, browser: Browser, leader: User) -> None:
    leader.is_active = False
    leader.save()

    assert not StaffDevice.objects.exists()


def test_ending_the_session_from_elsewhere_ends_it(ground: Commune, browser: Browser, leader: User) -> None:
    sessions.end(sessions.of_person(leader))

    assert not StaffDevice.objects.exists()


def test_a_session_that_ran_out_is_told_nothing(
    ground: Commune, service: Service, browser: Browser, now: datetime
) -> None:
    later = now + timedelta(days=30)
    factories.make_submission(ground, valid_until=later + HOUR)

    assert remind(later) == 0
    assert not service.arrived


def test_another_person_at_the_same_browser_takes_it_over(
    ground: Commune, browser: Browser, editor: User
) -> None:
    second = factories.make_leader("pho-chu-tich")
    other = Client()
    other.force_login(second)

    post(other, "add", browser)

    assert StaffDevice.objects.get().session.user == second


def test_one_stops_it_for_oneself_alone(
    ground: Commune, client: Client, browser: Browser, editor: User
) -> None:
    other = Client()
    other.force_login(editor)
    post(other, "remove", browser)
    assert StaffDevice.objects.exists()

    post(client, "remove", browser)
    assert not StaffDevice.objects.exists()


def test_who_decides_on_nothing_is_not_offered_it(ground: Commune, service: Service, editor: User) -> None:
    client = Client()
    client.force_login(editor)

    assert client.get(reverse("push:device")).status_code in {302, 403}
    assert post(client, "add", service.browser("x")).status_code in {302, 403}
    assert reverse("push:device") not in client.get("/quan-tri/account/").content.decode()


def test_nobody_is_offered_it_without_signing_in(ground: Commune) -> None:
    assert Client().get(reverse("push:device")).status_code == 302


def test_the_page_is_reached_from_the_account_and_lists_the_devices(
    ground: Commune, client: Client, browser: Browser
) -> None:
    assert reverse("push:device") in client.get("/quan-tri/account/").content.decode()

    answer = client.get(reverse("push:device"))

    assert SignedInSession.objects.get().device in answer.content.decode()
    assert "'unsafe" not in answer["Content-Security-Policy"]


def test_an_address_the_station_would_not_call_is_refused(client: Client, service: Service) -> None:
    browser = Browser(endpoint="https://192.168.1.1/x")

    assert post(client, "add", browser).status_code == 422
    assert post(client, "add", service.browser("x"), keys=7).status_code == 400


def test_the_same_browser_asked_twice_is_one_device(
    ground: Commune, client: Client, browser: Browser
) -> None:
    post(client, "add", browser)
    session = SignedInSession.objects.get()
    staff.add(Subscription(endpoint=browser.endpoint, **browser.keys), session)

    assert StaffDevice.objects.count() == 1
