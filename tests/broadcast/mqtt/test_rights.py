"""Who may what at the broker: a device hears of itself, only the station speaks, who is revoked is out."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from broadcast import broker
from broadcast.devices import enrolment
from broadcast.doorbell import passes
from broadcast.doorbell.broker import BrokerLine
from broadcast.models import Device
from broadcast.station_loop import Loop
from tests.broadcast.boxes import box_in, row_of
from tests.broadcast.commune import Commune
from tests.broadcast.mqtt.conftest import PASSWORD, SECRET
from tests.broadcast.mqtt.visitors import visiting
from tests.broadcast.player.boxes import until
from tests.servers.mosquitto import Mosquitto

HERE = {"xa-thu/station"}


@pytest.fixture
def devices(commune: Commune, server: Mosquitto, now: datetime) -> list[Device]:
    """Two boxes of the same zone, known to the broker."""
    found = [row_of(box_in(commune, commune.zones[0], now=now)) for _each in range(2)]
    broker.write_access(server.files)
    server.reload()
    return found


def word(device: Device) -> str:
    return passes.for_broker(SECRET, device=str(device.pk))


def test_a_device_hears_its_own_topic_and_no_other(
    devices: list[Device], server: Mosquitto, line: BrokerLine
) -> None:
    mine, other = (str(each.pk) for each in devices)
    with visiting(server, mine, word(devices[0]), ["#", f"xa-thu/{other}", "xa-thu/+"]) as visitor:
        line.call([other])
        line.call([mine])

        until(lambda: f"xa-thu/{mine}" in visitor.topics(), "its own ring")

        assert visitor.topics() - HERE == {f"xa-thu/{mine}"}


def test_a_device_cannot_ring_nor_say_that_the_station_is_away(
    devices: list[Device], server: Mosquitto, line: BrokerLine
) -> None:
    mine, other = (str(each.pk) for each in devices)
    with (
        visiting(server, other, word(devices[1])) as hearer,
        visiting(server, mine, word(devices[0])) as liar,
    ):
        for topic in (f"xa-thu/{other}", f"xa-thu/{mine}", "xa-thu/station"):
            liar.write(topic)
        line.call([other])

        until(lambda: f"xa-thu/{other}" in hearer.topics(), "the station's ring")

        assert [said for said in hearer.heard if said[0] != "xa-thu/station"] == [(f"xa-thu/{other}", b"")]
        assert {words for _topic, words in hearer.heard if _topic in HERE} <= {b"0", b"1"}


@pytest.mark.parametrize("given", ["", "0" * 64])
def test_a_wrong_word_is_refused(devices: list[Device], server: Mosquitto, given: str) -> None:
    with visiting(server, str(devices[0].pk), given) as visitor:
        assert visitor.answer == "Not authorized"


def test_anothers_word_is_refused(devices: list[Device], server: Mosquitto) -> None:
    with visiting(server, str(devices[0].pk), word(devices[1])) as visitor:
        assert visitor.answer == "Not authorized"


def test_a_revoked_device_is_put_out_and_refused(
    commune: Commune, devices: list[Device], server: Mosquitto, now: datetime
) -> None:
    name, given = str(devices[0].pk), word(devices[0])
    with visiting(server, name, given) as visitor:
        assert visitor.answer == "Success"
        enrolment.revoke(devices[0], person=commune.operator, reason="mất máy", now=now)
        assert broker.write_access(server.files)
        server.reload()

        until(lambda: visitor.is_gone, "the broker drops it")

    with visiting(server, name, given) as again:
        assert again.answer == "Not authorized"
    with visiting(server, str(devices[1].pk), word(devices[1])) as other:
        assert other.answer == "Success"


def test_the_station_comes_in_with_its_own_password(server: Mosquitto) -> None:
    with visiting(server, "dai", PASSWORD) as station:
        assert station.answer == "Success"
    with visiting(server, "dai", "mật khẩu khác") as stranger:
        assert stranger.answer == "Not authorized"


# ------------------------------------------------------------------ the files


def test_files_that_say_the_same_are_not_written_again(devices: list[Device], server: Mosquitto) -> None:
    before = (server.files / "passwords").stat()

    assert not broker.write_access(server.files)

    assert (server.files / "passwords").stat() == before
    assert before.st_mode & 0o777 == 0o640


def test_the_files_hold_no_password(devices: list[Device], server: Mosquitto) -> None:
    text = (server.files / "passwords").read_text() + (server.files / "acl").read_text()

    assert str(devices[0].pk) in text
    assert not any(secret in text for secret in (PASSWORD, SECRET, word(devices[0])))


def test_the_stations_loop_keeps_the_files(
    commune: Commune, devices: list[Device], server: Mosquitto, now: datetime
) -> None:
    enrolment.revoke(devices[0], person=commune.operator, reason="mất máy", now=now)

    Loop("here", clock=lambda: now).tick()

    text = (server.files / "passwords").read_text()
    assert str(devices[0].pk) not in text
    assert str(devices[1].pk) in text


def test_a_folder_that_is_away_does_not_stop_the_station(
    commune: Commune, settled: Settings, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    settled.MQTT_FILES = "/nowhere/at/all"

    Loop("here", clock=lambda: now).tick()

    assert "cannot be written" in caplog.text
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("mqtt_access")


def test_the_command_writes_where_it_is_told(
    commune: Commune, settled: Settings, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("mqtt_access", str(tmp_path))
    call_command("mqtt_access", str(tmp_path))

    assert capsys.readouterr().out.splitlines() == ["Đã ghi; nạp lại Mosquitto.", "Không có gì thay đổi."]
    settled.MQTT_URL = ""
    with pytest.raises(CommandError, match="LOAXA_MQTT_URL"):
        call_command("mqtt_access", str(tmp_path))
