"""The whole station as ``make run`` starts it, with data of its own that is gone afterwards."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import requests

from cms.serve.ports import is_free
from tests.browser.waiting import until

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
READY_WITHIN_S = 300.0  # it seeds first, and a busy machine is slow
END_WITHIN_S = 30.0
# What a developer's shell may hold must not reach the demo.
OURS = ("DATABASE_URL", "LOAXA_URL", "LOAXA_HOSTS", "LOAXA_KEYS", "LOAXA_DEBUG", "LOAXA_OFFLINE_VOICE")


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A running station: its addresses, and where it keeps its things."""

    port: int
    var: Path
    environment: Mapping[str, str]

    @property
    def address(self) -> str:
        """Return the address of the site, without a slash at its end."""
        return f"http://localhost:{self.port}"

    @property
    def board(self) -> str:
        """Return the address of the board's page, as the station printed it."""
        ports = re.findall(r"http://localhost:(\d+)/\n", self.said())
        return next(f"http://localhost:{port}/" for port in ports if int(port) != self.port)

    @property
    def sounds(self) -> Path:
        """Return the folder into which the demo's loudspeaker plays."""
        return self.var / "demo" / "sound"

    def said(self) -> str:
        """Return what it has printed so far."""
        return (self.var / "said.log").read_text(errors="replace")

    def run(self, *words: str) -> str:
        """Run a Python module beside the station, on the same database; return what it prints."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def running(home: Path) -> Iterator[Demo]:
    """Start everything in ``home``, lend it when it is well, and end it; on failure its output is shown."""
    demo = _prepared(home)
    demo.run("-m", "cms.setup.catalogues")
    with (demo.var / "said.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=dict(demo.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until(lambda: _is_well(demo, process), within_s=READY_WITHIN_S, what="the demo is well")
        yield demo
    except BaseException:
        sys.stderr.write(demo.said())
        raise
    finally:
        _end(process)


def _prepared(home: Path) -> Demo:
    var, port = home / "var", _two_free_ports()
    var.mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {
        "PORT": str(port),
        "LOAXA_VAR": str(var),
        "LOAXA_MEDIA": str(home / "media"),
        "LOAXA_OFFLINE_VOICE": "espeak",  # the quick one
        "LOAXA_SECOND_HEARING": "false",  # a minute of a processor for each take, which no test waits for
    }
    return Demo(port=port, var=var, environment=kept | own)


def _two_free_ports() -> int:
    """Return a free port with a free one behind it, for the board."""
    while True:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = int(probe.getsockname()[1])
        if is_free(HOST, port) and is_free(HOST, port + 1):
            return port


def _is_well(demo: Demo, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, f"the station ended with exit code {process.returncode}"
    with suppress(requests.RequestException):
        well = requests.get(f"{demo.address}/healthz", timeout=10).status_code == requests.codes.ok
        return well and "Ctrl-C" in demo.said()
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
