"""Debian's packages that the tests need: ``python -m tests.packages [NAME ...]`` installs what is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from tests.servers.daemons import is_installed
from tests.servers.postgres import NotInstalled, programs

Run = Callable[[Sequence[str]], int]


def has_chromium() -> bool:
    """Say whether a Chromium is on the path."""
    return bool(shutil.which("chromium") or shutil.which("chromium-browser"))


def has_postgresql() -> bool:
    """Say whether the programs of a PostgreSQL server are there."""
    try:
        programs()
    except NotInstalled:
        return False
    return True


PRESENT: dict[str, Callable[[], bool]] = {
    "chromium": has_chromium,
    "icecast2": lambda: is_installed("icecast2"),
    "mosquitto": lambda: is_installed("mosquitto"),
    "nginx": lambda: is_installed("nginx"),
    "postgresql": has_postgresql,
}
MEASURED: dict[str, Callable[[], bool]] = {"liquidsoap": lambda: is_installed("liquidsoap")}
"""What only ``make bench`` needs, to measure against; no test asks for it."""


class MayNotInstall(Exception):
    """Packages are missing and this user cannot install them; the message names them."""


def missing(names: Sequence[str]) -> list[str]:
    """Return those of the Debian packages ``names`` whose programs are not on this machine."""
    return [name for name in names if not {**MEASURED, **PRESENT}[name]()]


def right_to_install(*, uid: int, run: Run) -> list[str]:
    """Return the words to put before apt-get (none for root), or raise ``MayNotInstall``."""
    if not shutil.which("apt-get"):
        raise MayNotInstall("there is no apt-get here")
    if uid == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    if shutil.which("sudo") and sys.stdin.isatty():
        return ["sudo"]
    raise MayNotInstall("you are not root and sudo is not allowed")


def install(names: Sequence[str], *, prefix: Sequence[str], run: Run) -> None:
    """Install Debian packages without asking anything."""
    sys.stdout.write(f"Installing with apt-get: {' '.join(names)}\n")
    sys.stdout.flush()
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run([*prefix, *environment, "apt-get", "-qq", "update"])
    command = ["apt-get", "-qq", "-y", "--no-install-recommends", "install"]
    if run([*prefix, *environment, *command, *names]) != 0:
        raise MayNotInstall("apt-get failed, its words are above")


def prepare(names: Sequence[str], *, run: Run) -> None:
    """Have every package of ``names``, or raise ``MayNotInstall`` with a line that names the missing ones."""
    absent = missing(names)
    if not absent:
        return
    try:
        install(absent, prefix=right_to_install(uid=os.geteuid(), run=run), run=run)
    except MayNotInstall as reason:
        raise MayNotInstall(f"The tests need the Debian packages {' '.join(absent)} ({reason}).") from reason


def quietly(command: Sequence[str]) -> int:
    """Run a command with its ordinary output hidden, and return its exit code."""
    return subprocess.run(
        command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False
    ).returncode


def main() -> int:
    """Install what the command line names, or everything."""
    try:
        prepare(sys.argv[1:] or list(PRESENT), run=quietly)
    except MayNotInstall as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
