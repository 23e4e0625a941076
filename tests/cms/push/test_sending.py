"""Deliveries: tried again when it may help and not for ever, claimed by one worker, counted."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from cms.push import emergencies, sending, vapid, wire
from cms.push.models import Delivery, Notice, Telephone
from newsroom import workflow
from newsroom.models import User
from tests.cms.push.conftest import release, take_in
from tests.factories import Commune
from tests.servers.push_service import Browser, Service

pytestmark = pytest.mark.django_db
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    """Return this second."""
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def browser(ground: Commune, service: Service) -> Browser:
    """Return a browser that asked for the whole commune."""
    browser = service.browser("mot")
    take_in(browser)
    return browser


def deliver(at: datetime) -> bool:
    return sending.deliver(clock=lambda: at, within=MINUTE)


def noted(leader: User, now: datetime) -> Notice:
    release(leader)
    (notice,) = emergencies.note_down(now)
    return notice


def numbers(notice: Notice) -> tuple[int, int, int]:
    notice.refresh_from_db()
    return notice.sent, notice.failed, notice.gone


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(
    service: Service, browser: Browser, leader: User, now: datetime, status: int
) -> None:
    service.then(browser, status)
    notice = noted(leader, now)

    deliver(now)

    assert not Telephone.objects.exists()
    assert numbers(notice) == (0, 0, 1)


@pytest.mark.parametrize("status", [400, 401, 413])
def test_what_can_never_work_is_not_tried_again(
    service: Service, browser: Browser, leader: User, now: datetime, status: int
) -> None:
    service.then(browser, status)
    notice = noted(leader, now)

    deliver(now)
    deliver(now + HOUR)

    assert numbers(notice) == (0, 1, 0)
    assert not service.arrived
    assert Telephone.objects.exists()


def test_a_fault_of_the_service_is_tried_again_and_then_it_is_there(
    service: Service, browser: Browser, leader: User, now: datetime
) -> None:
    service.then(browser, 500, 503)
    notice = noted(leader, now)

    for moment in (now, now + 19 * SECOND, now + 21 * SECOND, now + 2 * MINUTE):
        deliver(moment)

    assert numbers(notice) == (1, 0, 0)
    assert Delivery.objects.get().tries == 3


def test_it_is_not_tried_for_ever(service: Service, browser: Browser, leader: User, now: datetime) -> None:
    service.then(browser, *[500] * 20)
    notice = noted(leader, now)

    for hour in range(11):
        deliver(now + hour * HOUR)

    assert numbers(notice) == (0, 1, 0)
    assert Delivery.objects.get().tries == len(sending.WAITS) + 1


def test_who_asks_for_a_pause_gets_it(
    service: Service, browser: Browser, leader: User, now: datetime
) -> None:
    service.then(browser, (429, "600"))
    notice = noted(leader, now)

    deliver(now)
    deliver(now + 9 * MINUTE)
    assert not service.arrived
    deliver(now + 11 * MINUTE)

    assert numbers(notice) == (1, 0, 0)


def test_a_pause_holds_for_all_of_that_service_and_costs_them_no_try(
    service: Service, browser: Browser, leader: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LINES", 1)
    service.then(browser, (429, "60"))
    for number in range(3):
        take_in(service.browser(str(number)))
    noted(leader, now)

    deliver(now)

    assert not service.arrived
    assert sorted(Delivery.objects.values_list("tries", flat=True)) == [0, 0, 0, 1]
    assert {row.next_at for row in Delivery.objects.all()} == {now + MINUTE}


def test_many_are_told_in_batches_over_few_connections(
    ground: Commune, service: Service, leader: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 16)
    for number in range(40):
        take_in(service.browser(str(number)))
    notice = noted(leader, now)

    assert deliver(now)

    assert numbers(notice) == (40, 0, 0)
    assert len({each.path for each in service.arrived}) == 40
    assert service.connections <= sending.LINES


def test_a_recall_between_two_batches_stops_the_rest(
    ground: Commune, service: Service, leader: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 4)
    for number in range(12):
        take_in(service.browser(str(number)))
    notice = noted(leader, now)
    settle = sending._settle

    def recalled_meanwhile(*words: Any) -> None:
        settle(*words)
        if not hasattr(notice.approval, "recall"):
            workflow.recall(notice.approval, leader, reason="Nhầm")

    monkeypatch.setattr(sending, "_settle", recalled_meanwhile)

    deliver(now)

    assert len(service.arrived) == 4
    assert numbers(notice) == (4, 8, 0)


def test_what_is_over_before_it_could_be_sent_is_given_up(
    service: Service, browser: Browser, leader: User, now: datetime
) -> None:
    notice = noted(leader, now)

    deliver(now + 13 * HOUR)

    assert not service.arrived
    assert numbers(notice) == (0, 1, 0)


def test_two_workers_never_take_the_same_row(
    ground: Commune, service: Service, leader: User, now: datetime
) -> None:
    for number in range(3):
        take_in(service.browser(str(number)))
    noted(leader, now)

    first, second = sending.claim(now), sending.claim(now)

    assert (len(first), len(second)) == (3, 0)
    assert len(sending.claim(now + sending.CLAIMED_FOR)) == 3  # the first worker died


def test_time_that_runs_out_leaves_the_rest_for_the_next_run(
    service: Service, browser: Browser, leader: User, now: datetime
) -> None:
    noted(leader, now)

    assert not sending.deliver(clock=lambda: now, within=timedelta(0))
    assert not service.arrived
    assert deliver(now)


def test_a_service_that_is_no_longer_known_is_not_called(
    service: Service, browser: Browser, leader: User, now: datetime, settings: Settings
) -> None:
    notice = noted(leader, now)
    settings.PUSH_SERVICES = ["fcm.googleapis.com"]

    deliver(now)

    assert not service.arrived
    assert numbers(notice) == (0, 1, 0)


def test_a_name_that_turned_inward_is_not_called(
    service: Service, browser: Browser, leader: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(leader, now)
    monkeypatch.setattr(wire, "is_outside", lambda address: False)

    deliver(now)

    assert not service.connections
    assert Delivery.objects.get().next_at == now + sending.WAITS[0]


def test_one_signature_serves_all_of_a_service(
    ground: Commune, service: Service, leader: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = []
    real = vapid.authorization

    def noted_down(at: str, *, now: datetime) -> str:
        signed.append(at)
        return real(at, now=now)

    monkeypatch.setattr(vapid, "authorization", noted_down)
    for number in range(5):
        take_in(service.browser(str(number)))
    noted(leader, now)

    deliver(now)

    assert (len(signed), len(service.arrived)) == (1, 5)
