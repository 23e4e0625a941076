"""The box at the broker: it looks when it is rung, and polls as ever whenever somebody is missing."""

import signal
import socket
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from broadcast.doorbell.broker import BrokerLine
from broadcast.player import broker_probe, subscription
from broadcast.player.doorbell import Doorbell
from broadcast.player.errand import Errand
from broadcast.player.options import read_options
from broadcast.player.polling import Poller
from broadcast.player.station import Bell
from broadcast.player.subscription import Subscription
from tests.broadcast.mqtt.conftest import calling, doorbell_process, going
from tests.broadcast.player.boxes import until
from tests.broadcast.player.station import Station
from tests.servers.mosquitto import Mosquitto


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes of a village spread over seconds and look once in a second; one in a test need not."""
    monkeypatch.setattr(subscription, "SPREAD", 0.1)
    monkeypatch.setattr(subscription, "AT_LEAST", 0.4)


def listens(errand: Errand) -> None:
    until(errand.remote.subscribed.is_set, "the box hears the station")
    until(errand.remote.wake.is_set, "it looks for what it may have missed")
    errand.remote.wake.clear()


def test_a_ring_makes_the_box_look_in_about_a_second(
    box: Subscription, errand: Errand, station: Station, line: BrokerLine
) -> None:
    with going(box.run):
        listens(errand)
        began = time.monotonic()
        line.call([station.device])
        until(errand.remote.wake.is_set, "the box looks")

    assert time.monotonic() - began < 5.0


def test_a_box_at_the_broker_polls_less_often_and_leaves_the_doorbell_alone(
    box: Subscription, errand: Errand, line: BrokerLine
) -> None:
    often = Poller(errand)._interval()
    errand.station.bell = Bell(port=1, word="0" * 64)

    with going(box.run):
        listens(errand)
        assert Poller(errand)._interval() == 4 * often
        assert Doorbell(errand).round(threading.Event()) == 1.0
        assert not errand.remote.listening.is_set()

    assert Poller(errand)._interval() == often


def test_many_rings_are_one_look(
    box: Subscription, errand: Errand, station: Station, line: BrokerLine
) -> None:
    looks = []
    with going(box.run):
        listens(errand)
        line.call([station.device] * 300)
        line.close()
        until(lambda: not errand.remote.subscribed.is_set(), "the last word has come")
        while errand.remote.wake.wait(0.8):
            errand.remote.wake.clear()
            looks.append(1)

    assert 1 <= len(looks) <= 2


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_box_is_rung_by_the_doorbells_process_and_hears_that_it_ended(
    box: Subscription, errand: Errand, station: Station, server: Mosquitto, url: str, tmp_path: Path,
    number: signal.Signals,
) -> None:  # fmt: skip
    with doorbell_process(url, server.authority, tmp_path) as process, going(box.run):
        listens(errand)
        with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as rope:
            rope.sendto(f"zone 3 1.9 {station.device}".encode(), str(tmp_path / "doorbell.sock"))
        until(errand.remote.wake.is_set, "the box looks")
        errand.remote.wake.clear()

        process.send_signal(number)

        until(lambda: not errand.remote.subscribed.is_set(), "the box knows that nobody will ring")
        until(errand.remote.wake.is_set, "it looks")


def test_a_killed_broker_is_waited_for_while_the_box_polls(
    box: Subscription, errand: Errand, station: Station, server: Mosquitto, url: str
) -> None:
    often = Poller(errand)._interval()
    with calling(url, server.authority) as line, going(box.run):
        listens(errand)
        server.kill()
        until(lambda: not errand.remote.subscribed.is_set(), "the broker is missed")
        until(errand.remote.wake.is_set, "the box looks")
        assert Poller(errand)._interval() == often

        server.start()
        errand.remote.wake.clear()
        listens(errand)
        line.call([station.device])
        until(errand.remote.wake.is_set, "the box is rung for again")


@pytest.mark.parametrize("authority", ["other_authority", "none"])
def test_a_broker_whose_certificate_nobody_vouches_for_is_refused(
    box: Subscription, errand: Errand, server: Mosquitto, line: BrokerLine, authority: str
) -> None:
    errand.broker_ca = getattr(server, authority, None)  # None: what the system believes

    with going(box.run):
        until(lambda: box._failures, "the box hangs up")
        assert not errand.remote.subscribed.is_set()


def test_a_broker_under_another_name_than_its_certificates_is_refused(
    box: Subscription, errand: Errand, station: Station, server: Mosquitto, line: BrokerLine
) -> None:
    station.release(broker={"host": "localhost", "port": server.port, "topic": "xa-thu"})
    Poller(errand).round()
    access = box.access()
    assert access is not None
    assert access.broker.host == "localhost"

    with going(box.run):
        until(lambda: box._failures, "the box hangs up")
        assert not errand.remote.subscribed.is_set()


def test_an_authority_that_is_not_there_stops_nothing(box: Subscription, errand: Errand) -> None:
    errand.broker_ca = Path("/nowhere.pem")

    assert box.round(threading.Event()) > 1


def test_failures_grow_rarer_and_an_answer_begins_anew(box: Subscription, errand: Errand) -> None:
    errand.broker_ca = Path("/nowhere.pem")

    pauses = [box.round(threading.Event()) for _try in range(12)]

    assert pauses[0] < 3
    assert 200 < pauses[-1] < 400


def test_a_box_that_lacks_the_library_does_without(
    box: Subscription, errand: Errand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "paho", None)

    box.run(threading.Event())

    assert not errand.remote.subscribed.is_set()


def test_a_plan_that_names_no_broker_sends_nobody_there(
    box: Subscription, errand: Errand, station: Station
) -> None:
    station.release()
    Poller(errand).round()

    assert box.access() is None
    assert box.round(threading.Event()) == 0.4


# ------------------------------------------------------------------ --diagnose


def told(station: Station, folder: Path, authority: Path | None) -> tuple[bool, str]:
    extra = ["--broker-ca", str(authority)] if authority else []
    given = read_options(["--server", station.url, "--state", str(folder), *extra], {})
    finding = broker_probe.broker(given)
    assert finding.is_good or finding.advice
    return finding.is_good, finding.sentence


@pytest.mark.usefixtures("box")
def test_a_diagnosis_tells_how_the_broker_is(
    station: Station, server: Mosquitto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(station, tmp_path, server.authority)[0]
    assert "không hợp lệ" in told(station, tmp_path, server.other_authority)[1]
    assert "Không đọc được" in told(station, tmp_path, tmp_path / "nothing.pem")[1]
    assert told(station, tmp_path / "new", None) == (True, "Đài không dùng MQTT.")
    server.stop()
    assert told(station, tmp_path, server.authority)[1].startswith(
        "Không nối được tới máy chủ MQTT 127.0.0.1"
    )
    monkeypatch.setattr(subscription, "paho", None)
    assert "chưa cài gói paho-mqtt" in told(station, tmp_path, None)[1]
