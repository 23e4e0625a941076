"""The cast: a broker, the station's line to it, and the settings of a station that rings there."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from broadcast import broker
from broadcast.doorbell import passes
from broadcast.doorbell.broker import BrokerLine
from broadcast.doorbell.entrance import entrance
from broadcast.models import Device, Zone
from broadcast.player.errand import Errand
from broadcast.player.polling import Poller
from broadcast.player.subscription import Subscription
from broadcast.states import DeviceStatus
from tests.broadcast.commune import Commune
from tests.broadcast.player.boxes import until
from tests.broadcast.player.conftest import errand, station
from tests.broadcast.player.station import Station
from tests.servers.daemons import free_port
from tests.servers.mosquitto import Mosquitto, mosquitto

__all__ = ["errand", "station"]

SECRET = "s" * 40
PASSWORD = "mật khẩu"


@pytest.fixture(scope="module")
def made() -> Iterator[Mosquitto]:
    with mosquitto() as server:
        yield server


@pytest.fixture
def url(made: Mosquitto) -> str:
    return f"mqtts://dai:m%E1%BA%ADt%20kh%E1%BA%A9u@127.0.0.1:{made.port}/xa-thu"


@pytest.fixture
def settled(made: Mosquitto, url: str, settings: Settings) -> Settings:
    """The settings of a station with a broker."""
    settings.MQTT_URL, settings.MQTT_DEVICES, settings.MQTT_FILES = url, "", str(made.files)
    settings.DOORBELL_SECRET = SECRET
    return settings


@pytest.fixture
def server(made: Mosquitto, settled: Settings, commune: Commune) -> Iterator[Mosquitto]:
    """The broker, running; a test writes who may what when it has its devices, and lets it read again."""
    broker.write_access(made.files)
    made.start()
    yield made
    made.stop()


@contextmanager
def calling(url: str, authority: Path) -> Iterator[BrokerLine]:
    """The station at the broker."""
    line = BrokerLine(entrance(url), authority=authority)
    line.start()
    try:
        until(line._line.is_connected, "the station at the broker")
        yield line
    finally:
        line.close()


@pytest.fixture
def line(server: Mosquitto, url: str) -> Iterator[BrokerLine]:
    with calling(url, server.authority) as line:
        yield line


@contextmanager
def doorbell_process(url: str, authority: Path, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The doorbell as it is run in service, ringing at the broker."""
    said = {"LOAXA_MQTT_URL": url, "LOAXA_MQTT_CA": str(authority)}
    command = [sys.executable, "-m", "broadcast.doorbell", "--port", str(free_port()), "--var", str(folder)]
    process = subprocess.Popen(command, env=os.environ | said)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


@contextmanager
def going(loop: Callable[[threading.Event], object]) -> Iterator[None]:
    """A loop of the box in a thread of its own."""
    stop = threading.Event()
    thread = threading.Thread(target=loop, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def in_service(device: str, zone: Zone) -> Device:
    """Write a device down as one that a person confirmed."""
    return Device.objects.create(
        pk=device, zone=zone, name="Cụm loa", public_key=device, status=DeviceStatus.ACTIVE
    )


@pytest.fixture
def box(errand: Errand, station: Station, server: Mosquitto, commune: Commune) -> Subscription:
    """A box with a plan that names the broker, and with its pass."""
    in_service(station.device, commune.zones[0])
    broker.write_access(server.files)
    server.reload()
    place = broker.place()
    assert place is not None
    station.release(broker=place.fields())
    poller = Poller(errand)
    for _round in range(3):
        poller.round()
    errand.station.broker_word = passes.for_broker(SECRET, device=station.device)
    errand.broker_ca = server.authority
    found = Subscription(errand)
    assert found.access() is not None
    return found
