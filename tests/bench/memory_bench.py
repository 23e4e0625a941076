"""P7: the memory of the default process tree, each shared page counted once (PSS)."""

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from cms.serve.ports import first_free
from tests.bench import station
from tests.bench.figure import Figure
from tests.bench.load import CONNECTIONS, Request, requests_per_second

GOAL_MB = 450
WARM_S = 3.0
REST_S, REST_WITHIN_S = 5.0, 300.0


def rows() -> list[dict[str, Any]]:
    """Return P7, measured when the tree has answered pages for a few seconds and makes nothing more."""
    with station.seeded() as place:
        port = first_free("127.0.0.1", 18000)
        environment = {**place.environment, "PORT": str(port)}
        with station.program([sys.executable, "manage.py", "serve"], environment=environment) as process:
            home = Request(port=port, path="/")
            station.wait_for(home, process)
            requests_per_second(home, seconds=WARM_S)
            _wait_for_rest(psutil.Process(process.pid))
            return [_figure(psutil.Process(process.pid)).row()]


def _wait_for_rest(parent: psutil.Process) -> None:
    """Wait until nothing is spoken, heard or encoded any more: a first start makes the sounds of the whole demo."""
    until = time.monotonic() + REST_WITHIN_S
    quiet_since = time.monotonic()
    while time.monotonic() < until and time.monotonic() - quiet_since < REST_S:
        if any(_is_at_work(each) for each in parent.children(recursive=True)):
            quiet_since = time.monotonic()
        time.sleep(0.1)


def _is_at_work(process: psutil.Process) -> bool:
    """Whether it is an encoder, a voice or a recogniser; the latter leave when nothing was asked for a minute."""
    with suppress(psutil.NoSuchProcess):
        return "ffmpeg" in process.name() or any(word.endswith("worker.py") for word in process.cmdline())
    return False


def _figure(parent: psutil.Process) -> Figure:
    tree = [parent, *parent.children(recursive=True)]
    megabytes = sum(pss_bytes(each.pid) for each in tree) / 1e6
    what = f"memory of the default tree, {len(tree)} processes (PSS; goal {GOAL_MB}), {CONNECTIONS} visitors"
    return Figure(id="P7", what=what, value=round(megabytes, 1), unit="MB")


def pss_bytes(pid: int) -> int:
    """Return the proportional set size of one process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise LookupError(f"process {pid} tells no PSS")
