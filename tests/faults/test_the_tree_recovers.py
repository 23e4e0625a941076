"""The whole tree of processes: the database goes and comes back, every child is killed, and the work goes on."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests.servers.postgres import Restartable

ROOT = Path(__file__).parents[2]
WITHIN_S = 60.0
CHILDREN = 3


def until(condition: Callable[[], object], what: str) -> None:
    """Return as soon as the condition holds; fail when it does not within a minute."""
    limit = time.monotonic() + WITHIN_S
    while not condition():
        assert time.monotonic() < limit, f"not within a minute: {what}"
        time.sleep(0.1)


@dataclass
class Tree:
    """A running station without demo content, on a database that can be stopped."""

    database: Restartable
    environment: dict[str, str]
    port: int
    process: "subprocess.Popen[bytes]"

    def status(self, path: str = "/healthz") -> tuple[int, str]:
        """Ask the web server; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError:
            return 0, ""

    def is_well(self) -> bool:
        """Whether everything gives signs of life."""
        return self.status()[0] == 200

    def submit(self) -> int:
        """Bring one more approved story in."""
        return _newcomer(self.environment)

    def is_recorded(self, submission: int) -> bool:
        """Whether a worker has taken the submission in and made its sound."""
        with psycopg.connect(self.database.server.url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM broadcast_recording r JOIN broadcast_programme p ON p.id = r.programme_id"
                " WHERE p.submission_id = %s AND r.status = 'made'",
                [submission],
            ).fetchone()
        return bool(row and row[0])

    def is_released(self) -> bool:
        """Whether the station has signed what the database now says."""
        with psycopg.connect(self.database.server.url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM broadcast_heartbeat WHERE name = 'station'"
                " AND beat_at > now() - interval '5 seconds'"
            ).fetchone()
        return bool(row and row[0])

    def children(self) -> list[psutil.Process]:
        """Return the processes that the tree keeps alive: leaders of their own sessions."""
        every = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in every if _leads_a_session(each.pid)]


def _leads_a_session(pid: int) -> bool:
    try:
        return os.getsid(pid) == pid
    except ProcessLookupError:
        return False


def _newcomer(environment: dict[str, str]) -> int:
    words = [sys.executable, "-m", "tests.faults.newcomer"]
    run = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr[-2000:]
    return int(run.stdout)


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    """Start a station on a PostgreSQL of its own."""
    with tempfile.TemporaryDirectory(prefix="loaxa-gone-") as home, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        database = Restartable(Path(home))
        environment = {
            **os.environ,
            "DATABASE_URL": database.server.url,
            "LOAXA_VAR": str(tmp_path / "var"),
            "LOAXA_MEDIA": str(tmp_path / "media"),
            "LOAXA_OFFLINE_VOICE": "silent",
            "LOAXA_SECOND_HEARING": "false",
            "LOAXA_HOSTS": "127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
        }
        _newcomer(environment)
        words = ["--host", "127.0.0.1", "--port", str(port), "--var", str(tmp_path / "var")]
        with (tmp_path / "out.txt").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "cms.serve", *words], cwd=ROOT, env=environment, stdout=out, stderr=out
            )
        try:
            yield Tree(database=database, environment=environment, port=port, process=process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            database.stop()


def problems(body: str) -> list[Any]:
    """Return what /healthz finds wrong."""
    return list(json.loads(body)["problems"])


def test_the_database_goes_and_comes_back_and_every_child_is_killed(tree: Tree) -> None:
    until(tree.is_well, "the station is up")

    tree.database.stop()
    until(lambda: tree.status()[0] == 503, "the station says that it is unwell")
    assert any("database" in problem for problem in problems(tree.status()[1]))
    status, page = tree.status("/")
    assert (status, "Chưa lấy được dữ liệu" in page) == (503, True)
    tree.database.start()
    until(tree.is_well, "well again")
    until(tree.is_released, "the station's loop goes on")
    late = tree.submit()
    until(lambda: tree.is_recorded(late), "a worker records what came after")

    killed = tree.children()
    assert len(killed) >= CHILDREN
    for child in killed:
        child.kill()
    psutil.wait_procs(killed, timeout=10)
    until(lambda: len(tree.children()) >= CHILDREN, "all children run again")
    until(tree.is_well, "well again after the killing")
    latest = tree.submit()
    until(lambda: tree.is_recorded(latest), "a worker records what came after the killing")
