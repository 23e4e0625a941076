"""The station's side: it tells boxes of the broker in what it signs, rings there, and minds nobody's absence."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from broadcast import bell, broker, pipeline, release
from broadcast.doorbell import passes
from broadcast.doorbell.broker import BrokerLine
from broadcast.doorbell.entrance import entrance
from broadcast.models import Manifest, Zone
from broadcast.plan import manifest as wire
from broadcast.plan.broker import Broker
from broadcast.plan.canonical import moment
from broadcast.plan.envelope import read_envelope
from broadcast.player import subscription
from broadcast.player.subscription import Subscription
from tests.broadcast.boxes import box_in
from tests.broadcast.commune import Commune
from tests.broadcast.doorbell.test_doorbell import DEVICE, Running, asked
from tests.broadcast.mqtt.conftest import SECRET, going
from tests.broadcast.player.boxes import until
from tests.broadcast.real_box import RealBox, serving
from tests.servers.daemons import free_port
from tests.servers.mosquitto import Mosquitto


def signed(zone: Zone) -> wire.Manifest:
    row = Manifest.objects.filter(zone=zone).order_by("-epoch", "-counter")[0]
    return wire.parse(read_envelope(row.envelope.encode()).payload)


def test_a_release_reaches_a_real_box_in_about_a_second(
    commune: Commune, server: Mosquitto, line: BrokerLine, settled: Settings, tmp_path: Path, now: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(subscription, "SPREAD", 0.1)
    settled.VAR = tmp_path
    with serving() as url, Running(tmp_path, call=line.call):
        box = RealBox(url, tmp_path / "box").join(commune, commune.zones[-1], now=now)
        pipeline.sweep(now)
        box.poll().poll()
        broker.write_access(server.files)
        server.reload()
        errand = box.errand
        errand.broker_ca, errand.poll_s = server.authority, 600.0
        with going(Subscription(errand).run):
            until(
                errand.remote.wake.is_set, "the box hears the station, and looks for what it may have missed"
            )
            box.poll()
            errand.remote.wake.clear()
            commune.book(commune.accepted(now=now), now=now)
            held = box.version

            with django_capture_on_commit_callbacks(execute=True):
                release.release(commune.station, now=now)
            began = time.monotonic()
            until(errand.remote.wake.is_set, "the box looks")
            box.poll()

        assert held
        assert box.version
        assert box.version > held
        assert time.monotonic() - began < 5.0


def test_the_signed_plan_names_the_broker_and_the_heartbeat_the_pass(
    commune: Commune, settled: Settings, now: datetime
) -> None:
    box = box_in(commune, commune.zones[0], now=now)
    settled.MQTT_DEVICES = "mqtts://mqtt.tinh.example.vn"
    release.release(commune.station, now=now)

    told = box.post("heartbeat", {"now": moment(now)}).json()

    named = signed(commune.zones[0]).broker
    assert named == Broker(host="mqtt.tinh.example.vn", port=8883, topic="xa-thu")
    assert told["broker"] == {"pass": passes.for_broker(SECRET, device=box.device)}


def test_a_broker_that_moves_is_a_new_version_of_every_plan(
    commune: Commune, settled: Settings, now: datetime
) -> None:
    release.release(commune.station, now=now)
    assert release.release(commune.station, now=now) == []

    settled.MQTT_DEVICES = "mqtts://moi.example.vn"

    assert len(release.release(commune.station, now=now)) == len(commune.zones)


@pytest.mark.parametrize("url", ["", "mqtt://dai:x@127.0.0.1"])
def test_without_a_broker_for_devices_the_plan_names_none(
    commune: Commune, settings: Settings, now: datetime, url: str
) -> None:
    settings.MQTT_URL = url
    release.release(commune.station, now=now)

    assert signed(commune.zones[0]).broker is None


def test_a_ring_names_the_devices_in_service_of_its_zone(
    commune: Commune, settled: Settings, now: datetime, tmp_path: Path
) -> None:
    settled.VAR = tmp_path
    box, other = (box_in(commune, zone, now=now) for zone in commune.zones[:2])
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as rope:
        rope.bind(str(tmp_path / "doorbell.sock"))
        rope.settimeout(10)
        bell.ring_zone(commune.zones[0].pk, "1.2")
        with_broker = rope.recv(10_000).decode()
        settled.MQTT_URL = ""
        bell.ring_zone(commune.zones[0].pk, "1.2")
        without = rope.recv(10_000).decode()

    assert with_broker == f"zone {commune.zones[0].pk} 1.2 {box.device}"
    assert without == f"zone {commune.zones[0].pk} 1.2"
    assert other.device not in with_broker


# ------------------------------------------------------------------ nobody is there


@pytest.fixture
def black_hole() -> Iterator[int]:
    """A port at which connections are taken and nothing is ever said."""
    with closing(socket.create_server(("127.0.0.1", 0))) as line:
        yield int(line.getsockname()[1])


@pytest.mark.parametrize("is_silent", [True, False])
def test_a_station_whose_broker_is_away_rings_at_the_doorbell_without_delay(
    black_hole: int, tmp_path: Path, is_silent: bool, caplog: pytest.LogCaptureFixture
) -> None:
    port = black_hole if is_silent else free_port()
    line = BrokerLine(entrance(f"mqtts://dai:x@127.0.0.1:{port}"))
    line.start()
    with Running(tmp_path, call=line.call) as doorbell:
        found: list[tuple[int, bytes]] = []
        thread = asked(doorbell, found)
        began = time.monotonic()
        doorbell.pull(f"zone 4 1.8 {' '.join([DEVICE] * 1000)}")
        doorbell.pull("zone 3 1.8")
        thread.join(10)
        took = time.monotonic() - began
        if not is_silent:
            until(lambda: "cannot be reached" in caplog.text, "the log says it")
    line.close()

    assert found == [(200, b'{"news": true}')]
    assert took < 1.9


def test_a_broker_that_refuses_the_station_is_told_once(
    server: Mosquitto, caplog: pytest.LogCaptureFixture
) -> None:
    line = BrokerLine(entrance(f"mqtts://dai:sai@127.0.0.1:{server.port}"), authority=server.authority)
    line._line.reconnect_delay_set(1, 1)
    line.start()
    try:
        until(lambda: "refuses the station" in caplog.text, "the log says it")
    finally:
        line._line.disconnect()
        line._line.loop_stop()

    assert "sai" not in caplog.text
