"""The broker's address as a setting writes it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from broadcast.doorbell.entrance import Entrance, entrance
from broadcast.plan.broker import Broker
from cms import env


def test_all_parts_are_read() -> None:
    assert entrance("mqtts://dai:m%40t@mqtt.example.vn:8884/xa-thu") == Entrance(
        place=Broker(host="mqtt.example.vn", port=8884, topic="xa-thu"),
        is_secure=True,
        user="dai",
        password="m@t",
    )


@pytest.mark.parametrize(("scheme", "port"), [("mqtts", 8883), ("mqtt", 1883)])
def test_what_is_left_out_is_as_usual(scheme: str, port: int) -> None:
    found = entrance(f"{scheme}://mqtt.example.vn")

    assert found.place == Broker(host="mqtt.example.vn", port=port, topic="loaxa")
    assert found.is_secure is (scheme == "mqtts")


@pytest.mark.parametrize("url", ["https://x", "mqtts://", "mqtts://x:99999", "mqtts://x/a/b", "mqtts://x/+"])
def test_nonsense_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"broker|Port"):
        entrance(url)


@pytest.mark.parametrize(
    ("value", "is_ours", "why"),
    [
        ("http://x", True, "must be like mqtts://"),
        ("mqtts://x", True, "must carry a user and a password"),
        ("mqtts://dai@x", True, "must carry a user and a password"),
        ("mqtt://x", False, "must begin with mqtts://"),
    ],
)
def test_a_wrong_setting_stops_the_program_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, value: str, is_ours: bool, why: str
) -> None:
    monkeypatch.setenv("LOAXA_MQTT_URL", value)

    with pytest.raises(ImproperlyConfigured, match=f"LOAXA_MQTT_URL {why}"):
        env.broker("LOAXA_MQTT_URL", is_ours=is_ours)


@pytest.mark.parametrize("value", ["", "mqtt://dai:x@127.0.0.1"])
def test_no_broker_or_a_good_one_is_taken(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LOAXA_MQTT_URL", value)

    assert env.broker("LOAXA_MQTT_URL", is_ours=True) == value
