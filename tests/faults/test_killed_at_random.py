"""SIGKILL of web server, worker, station, player and people's requests, again and again, in real processes."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.thorough import times

ROOT = Path(__file__).parents[2]
PARTS = {"web", "worker", "station", "people", "player"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """Return the address of an empty database, of the kind this run is about."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{tmp_path / 'db.sqlite3'}"
        return
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE storm")
        yield f"{server.rpartition('/')[0]}/storm"
        connection.execute("DROP DATABASE storm WITH (FORCE)")


def storm(folder: Path, database: str, *, kills: int, seed: int) -> Mapping[str, Any]:
    """Let a station be shot at, and return what it looked like afterwards."""
    (folder / "box").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {
        "LOAXA_VAR": str(folder / "var"),
        "LOAXA_MEDIA": str(folder / "media"),
        "DATABASE_URL": database,
    }
    words = [str(folder), str(port), str(kills), str(seed)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.storm", *words],
        cwd=ROOT,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found: Mapping[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


@pytest.mark.database
def test_killed_again_and_again_nothing_is_lost_and_nothing_is_said_twice(
    tmp_path: Path, database: str
) -> None:
    kills = 80 if database.startswith("postgres") else times(80, thorough=240)
    found = storm(tmp_path, database, kills=kills, seed=7)

    assert found["faults"] == []
    assert found["calm_after_s"] is not None, "it was not whole again within a minute"
    assert set(found["kills"]) == PARTS
    assert min(found["approved"], found["accepted"], found["booked"]) >= 4, found
    assert found["receipts"] or database.startswith("postgres"), found
