"""A real PostgreSQL of our own: made in a temporary directory, on a free port, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

START_WITHIN_S = 60.0
STOP_WITHIN_S = 20.0
# Nothing here must survive a power cut: it lives for one test run.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}


class NotInstalled(Exception):
    """No PostgreSQL server program is on this machine."""


class DidNotStart(Exception):
    """The server did not accept a connection in time; the message holds its log."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: where it listens, and as whom one enters."""

    port: int
    password: str

    @property
    def url(self) -> str:
        """Return the address in the form DATABASE_URL takes."""
        return f"postgresql://loaxa:{self.password}@127.0.0.1:{self.port}/postgres"


TEMPLATE = "LOAXA_TEST_TEMPLATE"
"""Names, for the tests' own set-up, a database that was migrated already: theirs are copies of it."""


@contextmanager
def migrated(server: Server, name: str) -> Iterator[str]:
    """Migrate a database of this name while other work is done; at the end it is ready or ``DidNotStart`` is raised."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": f"{server.url.rpartition('/')[0]}/{name}"},
        stdin=subprocess.DEVNULL,
    )
    try:
        yield name
    finally:
        if process.wait() != 0:
            raise DidNotStart(f"the database {name} could not be migrated")


def programs() -> Path:
    """Return the directory that holds initdb and postgres, of the newest version installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if found is None or not (Path(found).resolve().parent / "postgres").exists():
        raise NotInstalled("PostgreSQL is not installed")
    return Path(found).resolve().parent


@contextmanager
def running() -> Iterator[Server]:
    """Start a server, lend it, stop it."""
    with tempfile.TemporaryDirectory(prefix="loaxa-postgres-") as name:
        home = Path(name)
        server = Server(port=_free_port(), password=secrets.token_urlsafe(16))
        _make_cluster(home, server)
        process = _start(home, server)
        try:
            _wait_until_it_answers(process, server, home / "log")
            yield server
        finally:
            _stop(process)


def _as_whom() -> dict[str, Any]:
    """Return Popen's words for an unprivileged user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NotInstalled("there is no unprivileged user to run PostgreSQL as")


def _make_cluster(home: Path, server: Server) -> None:
    whom = _as_whom()
    password = home / "password"
    password.write_text(server.password)
    password.chmod(0o600)
    if whom:
        os.chown(home, whom["user"], whom["group"])
        os.chown(password, whom["user"], whom["group"])
    command: list[str | Path] = [
        programs() / "initdb",
        "-D",
        home / "data",
        "-U",
        "loaxa",
        "-A",
        "scram-sha-256",
    ]
    command += ["--pwfile", password, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **whom)


def _start(home: Path, server: Server) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [
        programs() / "postgres",
        "-D",
        home / "data",
        "-p",
        str(server.port),
        "-k",
        home,
    ]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, cwd="/", start_new_session=True, **_as_whom()
        )


def _wait_until_it_answers(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(server.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    process.kill()
    raise DidNotStart(log.read_text(errors="replace")[-2000:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # "fast shutdown": roll back, disconnect, end
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Restartable:
    """A server that a test stops and starts again, on the same data and the same port."""

    def __init__(self, home: Path) -> None:
        self.server = Server(port=_free_port(), password=secrets.token_urlsafe(16))
        self._home = home
        _make_cluster(home, self.server)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = _start(self._home, self.server)
        _wait_until_it_answers(self._process, self.server, self._home / "log")

    def stop(self) -> None:
        """End it as an administrator would: every connection is cut."""
        _stop(self._process)
