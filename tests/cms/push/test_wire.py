"""One notice on its way: locked for one browser, signed by the station, called nowhere but at known services."""

import json
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import http_ece  # type: ignore[import-untyped]
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone
from pytest_django import Settings

from cms.push import services, vapid, wire
from cms.push.wire import Answer, Line, Parcel
from tests.servers.push_service import Browser, Service, claims_of, decoded

pytestmark = pytest.mark.django_db
WORDS = json.dumps({"title": "Vỡ đê"}).encode()
OUTSIDE = {"8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"}
INSIDE = {
    *("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "224.0.0.1"),
}


@pytest.fixture(autouse=True)
def _own_keys(media: object) -> None:
    """Keep the key of each test apart."""


def parcel(browser: Browser, **changed: Any) -> Parcel:
    fields = {
        "endpoint": browser.endpoint,
        **browser.keys,
        "words": WORDS,
        "authorization": vapid.authorization(browser.endpoint, now=timezone.now()),
        "ttl_s": 3600,
        "topic": "khan-cap-7",
        "urgent": True,
    }
    return Parcel(**{**fields, **changed})


def send(parcel: Parcel) -> Answer:
    with Line() as line:
        return line.send(parcel, now=timezone.now())


def test_only_that_browser_can_open_it(service: Service) -> None:
    ours, other = service.browser("a"), service.browser("b")

    assert send(parcel(ours)).is_sent

    (arrived,) = service.arrived
    assert ours.opened(arrived.body) == {"title": "Vỡ đê"}
    assert "đê".encode() not in arrived.body
    with pytest.raises(InvalidTag):
        other.opened(arrived.body)


def test_the_service_is_told_how_to_treat_it(service: Service) -> None:
    send(parcel(service.browser("a")))

    headers = service.arrived[0].headers
    assert headers["content-encoding"] == "aes128gcm"
    assert (headers["ttl"], headers["urgency"], headers["topic"]) == ("3600", "high", "khan-cap-7")


def test_the_station_says_who_it_is_with_its_own_key(service: Service) -> None:
    send(parcel(service.browser("a")))

    claims = claims_of(service.arrived[0].headers["authorization"])
    assert claims["aud"] == f"https://{service.name}"
    assert claims["k"] == vapid.public_key()
    assert timedelta(0) < datetime.fromtimestamp(claims["exp"], UTC) - timezone.now() <= timedelta(hours=24)
    assert claims["sub"].startswith("mailto:")


def test_the_sealing_is_that_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 8291, appendix A: with its keys and its salt, its very bytes."""
    private = ec.derive_private_key(
        int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1()
    )
    made = http_ece.encrypt(
        b"When I grow up, I want to be a watermelon",
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        private_key=private,
        dh=services.decoded(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        auth_secret=services.decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        version="aes128gcm",
    )
    assert made == decoded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize(
    ("status", "sent", "gone", "again"),
    [
        (200, True, False, False),
        (201, True, False, False),
        (302, False, False, False),
        (400, False, False, False),
        (404, False, True, False),
        (410, False, True, False),
        (413, False, False, False),
        (429, False, False, True),
        (500, False, False, True),
        (503, False, False, True),
        (0, False, False, True),
    ],
)
def test_what_an_answer_means(status: int, sent: bool, gone: bool, again: bool) -> None:
    answer = Answer(status=status)

    assert (answer.is_sent, answer.is_gone, answer.may_be_tried_again) == (sent, gone, again)


@pytest.mark.parametrize(
    ("told", "pause"),
    [
        ("30", timedelta(seconds=30)),
        ("99999999999", timedelta(hours=1)),
        ("nonsense", None),
        ("-3", None),
        ("", None),
    ],
)
def test_how_long_a_service_wants_peace(service: Service, told: str, pause: timedelta | None) -> None:
    browser = service.browser("a")
    service.then(browser, (429, told))

    answer = send(parcel(browser))

    assert (answer.status, answer.pause) == (429, pause)


def test_it_may_also_name_a_date(service: Service) -> None:
    browser, now = service.browser("a"), timezone.now().replace(microsecond=0)
    service.then(browser, (503, format_datetime(now + timedelta(minutes=2), usegmt=True)))

    with Line() as line:
        assert line.send(parcel(browser), now=now).pause == timedelta(minutes=2)


def test_one_connection_serves_many(service: Service) -> None:
    with Line() as line:
        for number in range(5):
            line.send(parcel(service.browser(str(number))), now=timezone.now())

    assert (len(service.arrived), service.connections) == (5, 1)


def test_a_slow_service_is_left_and_tried_later(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "TIMEOUT_S", 0.2)
    browser = service.browser("a")
    service.then(browser, (201, "slow"))

    answer = send(parcel(browser))

    assert (answer.status, answer.may_be_tried_again) == (0, True)


def test_a_service_that_nobody_vouches_for_gets_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")

    assert send(parcel(service.browser("a"))).status == 0
    assert not service.arrived


def test_a_known_name_that_leads_inward_is_not_called(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    called = []
    monkeypatch.setattr(socket, "create_connection", lambda *to, **_how: called.append(to))
    monkeypatch.setattr(services, "is_known", lambda endpoint: True)

    assert send(parcel(service.browser("a"))).status == 0
    assert not called


@pytest.mark.parametrize("address", sorted(OUTSIDE | INSIDE))
def test_which_addresses_are_outside(address: str) -> None:
    assert wire.is_outside(address) == (address in OUTSIDE)


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://fcm.googleapis.com:443/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=abc", True),
        ("https://FCM.googleapis.com/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com:99999/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://evil.example/fcm.googleapis.com", False),
        ("https://evil.example#fcm.googleapis.com", False),
        ("https://fcm.googleapis.com@evil.example/x", False),
        ("https://evil.example\\@fcm.googleapis.com/x", False),
        ("https://notify.windows.com/x", False),
        ("https://xnotify.windows.com/x", False),
        ("https://127.0.0.1/x", False),
        ("https://[::1]/x", False),
        ("https://localhost/x", False),
        ("https://fcm.googleapis.com/x\r\nHost: evil", False),
        ("https://fcm.googleapis.com/x y", False),
        ("https://fcm.googleapis.com/" + "x" * 1000, False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_known_services_over_https_are_called(endpoint: str, known: bool) -> None:
    assert services.is_known(endpoint) == known


@pytest.mark.parametrize(
    "changed",
    [{"p256dh": "xx"}, {"p256dh": "BA" * 44}, {"auth": "AAAA"}, {"auth": "!!"}, {"endpoint": "https://x/"}],
)
def test_keys_that_are_none_are_refused_at_the_door(changed: dict[str, str]) -> None:
    browser = Browser(endpoint="https://fcm.googleapis.com/fcm/send/a")
    told = {"endpoint": browser.endpoint, **browser.keys, **changed}

    with pytest.raises(services.UnknownService):
        services.check(told.pop("endpoint"), **told)


def test_the_key_is_made_once_and_only_the_service_reads_it(settings: Settings) -> None:
    first = vapid.public_key()

    assert vapid.public_key() == first
    assert vapid.key_file().stat().st_mode & 0o777 == 0o600
    assert len(services.decoded(first)) == 65
