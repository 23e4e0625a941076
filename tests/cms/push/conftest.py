"""A push service on localhost that the station knows, and may call although it is inside."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from cms.push import wire
from cms.push.models import Telephone
from cms.push.subscribing import Subscription, subscribe
from newsroom import emergency
from newsroom.models import Approval, Place, User
from tests.servers import push_service
from tests.servers.push_service import Browser, Service

TITLE, TEXT = "Vỡ đê thôn Đông", "Nước đang tràn vào.\nBà con lên nhà văn hoá ngay."


@pytest.fixture(scope="session")
def one_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Start it once."""
    with push_service.running(tmp_path_factory.mktemp("push")) as service:
        yield service


@pytest.fixture
def service(one_service: Service, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Service:
    """Lend it empty, trusted by its certificate alone, and allowed although it lives on this machine."""
    one_service.arrived.clear()
    one_service.refused.clear()
    one_service.behaviour.clear()
    one_service.connections = 0
    settings.PUSH_SERVICES = [one_service.name]
    monkeypatch.setenv("SSL_CERT_FILE", str(one_service.certificate))
    monkeypatch.setattr(wire, "is_outside", lambda address: address in {"127.0.0.1", "::1"})
    return one_service


def take_in(browser: Browser, *places: Place) -> Telephone:
    """Subscribe a browser."""
    wish = Subscription(endpoint=browser.endpoint, **browser.keys)
    return subscribe(wish, [each.pk for each in places], address="203.0.113.9", now=timezone.now())


def release(leader: User, *places: Place, title: str = TITLE, text: str = TEXT) -> Approval:
    """Release an emergency."""
    call = emergency.Call(event="flood", title=title, text=text, reason="Không kịp chờ", places=places)
    return emergency.release(call, leader, now=timezone.now())
