"""What servers from Debian's packages need to run for a test: their program, a port, a user who is not root."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.servers.postgres import DidNotStart, NotInstalled

START_WITHIN_S = 20.0
SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin")  # not on everybody's path


def program_of(name: str) -> str:
    """Return the path of a server's program, or raise ``NotInstalled``."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *SYSTEM_FOLDERS]))
    if found is None:
        raise NotInstalled(f"{name} is not installed")
    return found


def is_installed(name: str) -> bool:
    """Say whether a server's program is there."""
    with suppress(NotInstalled):
        return bool(program_of(name))
    return False


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def nobody(home: Path) -> dict[str, Any]:
    """Return Popen's words for an unprivileged user who owns ``home``; nothing when we are none but one."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("nobody")
    for path in (home, *home.rglob("*")):
        os.chown(path, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def started(command: list[str], *, home: Path, is_up: Callable[[], bool]) -> "subprocess.Popen[bytes]":
    """Start a server, with its words in ``home``/log, and return it when it answers."""
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **nobody(home)
        )
    deadline = time.monotonic() + START_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        if is_up():
            return process
        time.sleep(0.01)
    process.kill()
    process.wait()
    raise DidNotStart((home / "log").read_text(errors="replace")[-2000:])


def ended(process: "subprocess.Popen[bytes]") -> None:
    """End a server as an administrator would, or by force."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def listens(port: int) -> bool:
    """Say whether somebody takes connections on a port of this machine."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
