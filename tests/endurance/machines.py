"""The processes: the whole tree of a station, and boxes; each can be killed without a goodbye and started again."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil
import requests

from broadcast.player.files import read_json
from tests.browser.waiting import until
from tests.endurance.lines import HOST, Line

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"Mã nhận máy: (\d{3} \d{3})")
READY_WITHIN_S = 120.0
LOOK_EVERY_S = 0.5  # the page asks every second


@dataclass
class Tree:
    """The processes of a station as ``manage.py serve`` starts them, without demo players."""

    folder: Path
    web: int
    bell: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it; it is well a while later."""
        words = ["--host", HOST, "--port", str(self.web), "--var", os.environ["LOAXA_VAR"]]
        words += ["--bell-port", str(self.bell)]
        self.process = _started(["cms.serve", *words], self.folder / "station.txt")

    def wait(self) -> None:
        """Return when it is well."""
        until(self._is_well, within_s=READY_WITHIN_S, what="the station is well")

    def _is_well(self) -> bool:
        with suppress(requests.RequestException):
            return bool(requests.get(f"http://{HOST}:{self.web}/healthz", timeout=10).ok)
        return False

    def kill(self) -> None:
        """End the parent and all its children, as a power cut does."""
        assert self.process is not None
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        _kill(family)
        self.process.wait()

    def kill_web(self) -> None:
        """End the web server alone; the parent starts it again."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children(recursive=True)
        _kill([each for each in children if _listens(each, self.web)])

    def end(self) -> None:
        """Let it end."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)


def _listens(process: psutil.Process, port: int) -> bool:
    with suppress(psutil.Error):
        sockets = process.net_connections(kind="tcp")
        return any(each.laddr.port == port and each.status == psutil.CONN_LISTEN for each in sockets)
    return False


def _kill(family: Sequence[psutil.Process]) -> None:
    for each in family:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    psutil.wait_procs(family, timeout=10)


def _started(words: Sequence[str], said: Path, **environment: str) -> "subprocess.Popen[bytes]":
    with said.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


@dataclass
class Player:
    """One box: its process, its line, and by how much its clock is wrong since when."""

    name: str
    zone: str
    folder: Path
    line: Line
    poll_s: float
    board_port: int = 0
    sabotage: str = ""
    clock: list[tuple[datetime, float]] = field(default_factory=list)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def is_board(self) -> bool:
        return bool(self.board_port)

    @property
    def sounds(self) -> Path:
        """Where it plays."""
        return self.folder / "wav"

    @property
    def journal(self) -> Path:
        """Where it writes what it played."""
        return self.folder / "state" / "journal.jsonl"

    @property
    def device(self) -> str:
        """The number that the station gave it."""
        return str((read_json(self.folder / "state" / "device.json") or {}).get("device", ""))

    def start(self) -> None:
        """Start it on the same state as before."""
        if not self.clock:
            self.folder.mkdir(parents=True)
            self.turn_clock(0.0)
        words = [str(self.folder / "clock.txt"), "--server", f"http://{HOST}:{self.line.port}"]
        words += ["--state", str(self.folder / "state"), "--name", self.name, "--poll", str(self.poll_s)]
        words += (
            ["--board", "--port", str(self.board_port)] if self.is_board else ["--sink", f"wav:{self.sounds}"]
        )
        self.process = _started(
            ["tests.endurance.box", *words], self.folder / "said.txt", LOAXA_SABOTAGE=self.sabotage
        )

    def turn_clock(self, wrong_by_s: float) -> None:
        """Let its time of day be wrong from now on."""
        path = self.folder / "clock.txt"
        fresh = path.with_suffix(".new")
        fresh.write_text(str(wrong_by_s))
        fresh.replace(path)
        self.clock.append((datetime.now(UTC), wrong_by_s))

    def code(self) -> str:
        """Return the code that it shows, once it does."""
        said = self.folder / "said.txt"
        return until(
            lambda: (found := CODE.search(said.read_text())) and found.group(1),
            within_s=READY_WITHIN_S,
            what=f"{self.name} shows its code",
        )

    def kill(self) -> None:
        """End it without a goodbye."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def end(self) -> None:
        """Let it end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


Look = tuple[str, datetime, tuple[str, ...]]  # board, moment, texts


@contextmanager
def watched(boards: Sequence[Player], looks: list[Look]) -> Iterator[None]:
    """Be the browser before each board: ask as the page does, tell what is shown, remember what came."""
    stop = threading.Event()
    threads = [threading.Thread(target=_watch, args=(board, looks, stop), daemon=True) for board in boards]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _watch(board: Player, looks: list[Look], stop: threading.Event) -> None:
    turn = 0
    shown: tuple[str, ...] = ()
    while not stop.wait(LOOK_EVERY_S):
        showing = shown[turn % len(shown)] if shown else ""
        turn += 1
        with suppress(requests.RequestException):
            asked = requests.get(
                f"http://{HOST}:{board.board_port}/state.json", params={"showing": showing}, timeout=5
            )
            shown = tuple(str(item["item"]) for item in asked.json()["items"])
            looks.append((board.name, datetime.now(UTC), shown))
