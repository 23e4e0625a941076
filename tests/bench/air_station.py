"""The station of the air bench as it runs: web server, workers, station loop, doorbell, and real players with files."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cms.serve.children import THRIFTY, Plan, children
from cms.serve.ports import first_free
from tests.bench import station
from tests.bench.load import Request
from tests.bench.onsets import RATE, Heard
from tests.broadcast.player.boxes import Box, began, samples

USUAL_POLL = "15"
LOUDER_THAN = 300  # of 32,767: what counts as the first sample of a sound that nobody knows before
WITHIN_S = 120.0
HEADER = 44  # bytes of a WAV file
CODE = re.compile(r"Mã nhận máy: (\d{3}) (\d{3})")


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """A station with its players, one in each zone."""

    place: station.Station
    port: int
    ground: dict[str, Any]
    boxes: Sequence[Box]

    def codes(self) -> list[int]:
        """Return the codes that the boxes show, once all do."""
        until(lambda: all(CODE.search(box.said()) for box in self.boxes), "the codes of the boxes")
        return [int("".join(CODE.search(box.said()).groups())) for box in self.boxes]  # type: ignore[union-attr]


@contextmanager
def running(*, boxes: int) -> Iterator[OnAir]:
    """Lend a station that is on the air."""
    with tempfile.TemporaryDirectory(prefix="loaxa-air-") as name, ExitStack() as stack:
        place = station.Station(var=Path(name) / "var")
        (place.var / "media").mkdir(parents=True)
        _prepare_voice(place)
        ground = place.answer("tests.bench.air_ground")
        port = _tree(place, stack)
        players = [_box(Path(name) / f"box-{number}", port, stack) for number in range(boxes)]
        yield OnAir(place=place, port=port, ground=ground, boxes=players)


def _prepare_voice(place: station.Station) -> None:
    """Make the house voice ready, as ``make run`` does before the first start."""
    command = [sys.executable, "-m", "broadcast.speech.house.prepare"]
    subprocess.run(command, cwd=station.ROOT, env=place.environment, check=True)


def _tree(place: station.Station, stack: ExitStack) -> int:
    """Start everything but the demo's players; return the port of the web server."""
    port = first_free("127.0.0.1", 18_000)
    bell = first_free("127.0.0.1", port + 1)
    plan = Plan(host="127.0.0.1", port=port, var=place.var, board_port=None, bell_port=bell)
    environment = {**place.environment, **THRIFTY, "PORT": str(port), "LOAXA_DOORBELL_PORT": str(bell)}
    started = [
        stack.enter_context(station.program(child.command, environment=environment))
        for child in children(plan)
    ]
    station.wait_for(Request(port=port, path="/", status=200), started[0])
    return port


def _box(folder: Path, port: int, stack: ExitStack) -> Box:
    folder.mkdir()
    box = Box(f"http://127.0.0.1:{port}", folder, extra=("--poll", USUAL_POLL)).start()
    stack.callback(box.stop)
    return box


def until(condition: Callable[[], object], what: str, *, seconds: float = WITHIN_S) -> None:
    """Return as soon as ``condition`` holds; raises ``TimeoutError`` when it never does."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            raise TimeoutError(f"never came: {what}")
        time.sleep(0.02)


def heard(path: Path) -> Heard:
    """Return what a box wrote to its loudspeaker in one session; the sink names the moment of the first sample."""
    return Heard(samples=samples(path), marks=((0, began(path).timestamp()),))


def first_sound(path: Path) -> float | None:
    """Return the moment of the first sample that is no silence; None while there is none."""
    data = path.read_bytes()[HEADER:]  # the file is still being written: its header may be behind
    sound = np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2")
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > LOUDER_THAN)
    return began(path).timestamp() + int(loud[0]) / RATE if len(loud) else None
