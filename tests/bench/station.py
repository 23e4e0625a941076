"""A station of its own for the measurements: a temporary directory, the demo commune, servers on free ports."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil

from cms.serve.children import Plan, children
from cms.serve.ports import first_free
from tests.bench.load import BadAnswer, Request, body_of

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 120.0


@dataclass(frozen=True, kw_only=True)
class Station:
    """Where a seeded station keeps its things."""

    var: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which its programs run."""
        own = {"LOAXA_VAR": str(self.var), "LOAXA_MEDIA": str(self.var / "media"), "DATABASE_URL": ""}
        return {**os.environ, **own, "MALLOC_ARENA_MAX": "2"}

    def manage(self, *words: str) -> None:
        """Run a management command to its end."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def answer(self, module: str, *values: int) -> dict[str, Any]:
        """Run ``tell`` of a module inside this station and return the JSON object it prints."""
        program = f"from {module} import tell; tell(*{values!r})"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", program]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found


@contextmanager
def seeded() -> Iterator[Station]:
    """Lend a station with the demo commune."""
    with tempfile.TemporaryDirectory(prefix="loaxa-bench-") as name:
        station = Station(var=Path(name))
        (station.var / "media").mkdir()
        station.manage("migrate", "--verbosity=0")
        station.manage("seed_demo")
        yield station


@contextmanager
def web(
    station: Station,
    *,
    application: str = "cms.wsgi",
    path: str = "/",
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[int]:
    """Run the web server as ``serve`` does, wait until ``path`` answers, and lend its port."""
    port = first_free("127.0.0.1", 18000)
    tree = children(Plan(host="127.0.0.1", port=port, var=station.var, board_port=None))
    command = [word if word != "cms.wsgi" else application for word in tree[0].command]
    own = {**station.environment, "PORT": str(port), **environment}
    with program(command, environment=own) as process:
        wait_for(Request(port=port, path=path, status=200), process)
        yield port


@contextmanager
def program(command: Sequence[str], *, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program while it is needed."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(request: Request, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers as expected; raises ``BadAnswer`` when it does not in time."""
    deadline = time.monotonic() + WITHIN_S
    last: Exception = BadAnswer("no answer")
    while time.monotonic() < deadline and process.poll() is None:
        try:
            body_of(request)
        except (OSError, BadAnswer) as fault:
            last = fault
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        else:
            return
    raise BadAnswer(f"port {request.port} did not come up") from last


def web_processes(port: int) -> list[psutil.Process]:
    """Return the web server on the port and its workers; what ends meanwhile is left out."""
    word, found = f":{port}", []
    for each in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if any(part.endswith(word) for part in each.cmdline()):
                found.append(each)
    return found
