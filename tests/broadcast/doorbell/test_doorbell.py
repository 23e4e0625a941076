"""The doorbell as it runs: real questions over HTTP, rings over its socket, the player that listens."""

import asyncio
import http.client
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from broadcast import bell, commands, release
from broadcast.doorbell import passes
from broadcast.doorbell.bells import Bells
from broadcast.doorbell.server import PLACE, Door, serve
from broadcast.livesound.hall import Hall
from broadcast.models import DeviceOrder
from broadcast.plan.canonical import moment
from broadcast.player.doorbell import Doorbell
from broadcast.player.errand import Errand
from broadcast.player.polling import Poller
from broadcast.player.station import Bell
from tests.broadcast.boxes import box_in, row_of
from tests.broadcast.commune import Commune
from tests.broadcast.player.boxes import until

SECRET = "s" * 40


DEVICE = "00000000-0000-4000-8000-000000000001"


def a_free_port() -> int:
    """Return a port that the system hands to nobody else for a while; a fixed range is everybody's."""
    with closing(socket.create_server(("127.0.0.1", 0))) as line:
        return int(line.getsockname()[1])


@dataclass
class Running:
    """A doorbell in a thread of its own."""

    folder: Path
    hold_s: float = 20.0
    secret: str = SECRET
    bells: Bells = field(default_factory=Bells)
    hall: Hall | None = None
    call: Callable[[Sequence[str]], None] | None = None
    port: int = field(default_factory=a_free_port)

    def __enter__(self) -> "Running":
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def _run(self, ready: threading.Event) -> None:
        async def answer() -> None:
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.current_task() or pytest.fail("no task")
            is_ready = asyncio.Event()
            asyncio.get_running_loop().create_task(_tell(is_ready, ready))
            door = Door(bells=self.bells, secret=lambda: self.secret, hold_s=self.hold_s, hall=self.hall)
            door.call = self.call
            await serve(door, host="127.0.0.1", port=self.port, rope=self.rope, ready=is_ready)

        with suppress(asyncio.CancelledError):
            asyncio.run(answer())

    @property
    def rope(self) -> Path:
        return self.folder / "doorbell.sock"

    def pull(self, words: str) -> None:
        with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as line:
            line.sendto(words.encode(), str(self.rope))

    def ask(self, *, word: str = "", path: str = PLACE, **said: str) -> tuple[int, bytes]:
        words = {"device": DEVICE, "zone": "3", "held": "1.7"} | said
        word = word or passes.make(SECRET, device=words["device"], zone=words["zone"])
        query = "&".join(f"{name}={value}" for name, value in words.items())
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("GET", f"{path}?{query}", headers={"Authorization": f"LoaXa-Bell {word}"})
            answer = line.getresponse()
            return answer.status, answer.read()


async def _tell(inside: asyncio.Event, outside: threading.Event) -> None:
    await inside.wait()
    outside.set()


@pytest.fixture
def doorbell(tmp_path: Path) -> Iterator[Running]:
    with Running(tmp_path) as running:
        yield running


def asked(doorbell: Running, found: list[Any]) -> threading.Thread:
    thread = threading.Thread(target=lambda: found.append(doorbell.ask()), daemon=True)
    thread.start()
    until(lambda: len(doorbell.bells) == 1, "somebody waits")
    return thread


def test_a_held_question_is_answered_when_the_station_rings(doorbell: Running) -> None:
    found: list[Any] = []
    thread = asked(doorbell, found)

    doorbell.pull("zone 4 1.8")
    doorbell.pull("nonsense")
    doorbell.pull("zone 3 not-a-version")
    doorbell.pull("zone 3 1.8")
    thread.join(10)

    assert found == [(200, b'{"news": true}')]


def test_without_news_the_question_is_answered_empty(tmp_path: Path) -> None:
    with Running(tmp_path, hold_s=0.05) as doorbell:
        assert doorbell.ask() == (204, b"")


def test_whoever_hangs_up_waits_no_longer(doorbell: Running) -> None:
    with closing(socket.create_connection(("127.0.0.1", doorbell.port))) as line:
        word = passes.make(SECRET, device=DEVICE, zone="3")
        head = (
            f"GET {PLACE}?device={DEVICE}&zone=3&held= HTTP/1.1\r\nAuthorization: LoaXa-Bell {word}\r\n\r\n"
        )
        line.sendall(head.encode())
        until(lambda: len(doorbell.bells) == 1, "somebody waits")

    until(lambda: len(doorbell.bells) == 0, "nobody waits")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"word": "0" * 64}, 401),
        ({"word": passes.make(SECRET, device=DEVICE, zone="4")}, 401),
        ({"word": "é"}, 401),
        ({"device": "x"}, 400),
        ({"zone": "-1"}, 400),
        ({"held": "new"}, 400),
        ({"path": "/api/device/v1/manifest"}, 404),
    ],
)
def test_strangers_are_turned_away(doorbell: Running, said: dict[str, str], status: int) -> None:
    assert doorbell.ask(**said)[0] == status
    assert len(doorbell.bells) == 0


def test_without_a_secret_nobody_is_let_in(tmp_path: Path) -> None:
    with Running(tmp_path, secret="") as doorbell:
        assert doorbell.ask(word=passes.make("", device=DEVICE, zone="3"))[0] == 401


def test_a_question_that_never_ends_is_dropped(doorbell: Running) -> None:
    with closing(socket.create_connection(("127.0.0.1", doorbell.port), timeout=10)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 10_000)

        assert line.recv(100) == b""


# ------------------------------------------------------------------ the box listens


def test_a_box_looks_at_once_when_it_is_rung(doorbell: Running, tmp_path: Path, errand: Errand) -> None:
    errand.station.device = DEVICE
    errand.station.server = "http://127.0.0.1:1"
    errand.station.bell = Bell(port=doorbell.port, word=passes.make(SECRET, device=DEVICE, zone="3"))
    errand.holder.serve("3", order=(1, 1))
    stop = threading.Event()
    thread = threading.Thread(target=Doorbell(errand).run, args=(stop,), daemon=True)
    thread.start()
    until(lambda: len(doorbell.bells) == 1, "the box waits")
    assert errand.remote.listening.is_set()

    doorbell.pull(f"device {DEVICE}")

    until(errand.remote.wake.is_set, "the box looks")
    stop.set()
    doorbell.pull(f"device {DEVICE}")
    thread.join(10)
    assert not errand.remote.listening.is_set()


def test_a_box_without_a_bell_polls_as_ever(errand: Errand) -> None:
    poller, door = Poller(errand), Doorbell(errand)
    often = poller._interval()

    errand.station.bell = Bell(port=1, word="0" * 64)
    errand.holder.serve("3", order=(1, 1))
    pause = door.round(threading.Event())

    assert pause > 1
    assert not errand.remote.listening.is_set()
    assert poller._interval() == often
    errand.remote.listening.set()
    assert poller._interval() == 4 * often


# ------------------------------------------------------------------ the station rings


@pytest.mark.django_db
def test_a_release_and_an_order_ring(
    commune: Commune, now: datetime, doorbell: Running, settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    settings.VAR = doorbell.folder
    box = box_in(commune, commune.zones[0], now=now)
    with django_capture_on_commit_callbacks(execute=True):
        release.release(commune.station, now=now)
        commands.order(row_of(box), DeviceOrder.Action.LOG, by="", now=now)
        commands.sign_waiting(now)

    zone = str(commune.zones[0].pk)
    until(lambda: doorbell.bells._newest.get(zone) == "1.1", "the ring for the zone")
    until(lambda: box.device in doorbell.bells._missed, "the ring for the box")


@pytest.mark.django_db
def test_a_bell_that_is_away_holds_nothing_up(commune: Commune, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "nowhere"

    bell.ring_zone(3, "1.2")


@pytest.mark.django_db
@pytest.mark.parametrize(("port", "offered"), [(-1, False), (0, True), (8091, True)])
def test_a_heartbeat_is_told_where_to_wait(
    commune: Commune, now: datetime, settings: Settings, port: int, offered: bool
) -> None:
    settings.DOORBELL_PORT, settings.DOORBELL_SECRET = port, SECRET
    box = box_in(commune, commune.zones[0], now=now)

    fields = box.post("heartbeat", {"now": moment(now)}).json()

    word = passes.make(SECRET, device=box.device, zone=str(commune.zones[0].pk))
    assert fields.get("bell") == ({"port": port, "pass": word} if offered else None)
