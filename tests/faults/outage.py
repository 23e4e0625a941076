"""One outage played through (``python -m tests.faults.outage CASE FOLDER``): prints what was seen as one line of JSON.

It runs where its files lie on a small disk of its own, and with a database of its own.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django

Seen = dict[str, Any]
BLOCK = b"0" * 65_536


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Fill the disk to the last byte, and free it again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(BLOCK)
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"0")
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make the disk read-only, as a failing card does, and writable again."""
    _remount(folder, "ro")
    try:
        yield
    finally:
        _remount(folder, "rw")


def _remount(folder: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(folder)], check=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let somebody else write without end."""
    other = sqlite3.connect(folder / "db.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


OUTAGES: Mapping[str, Callable[[Path], Any]] = {"full": full, "read_only": read_only, "locked": locked}


def main(case: str, folder: Path) -> None:
    """Found a commune, let the outage come, try everything, let it pass, try again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    django.setup()
    from tests.faults.trials import Trials  # noqa: PLC0415 - nothing of Django before it is set up

    trials = Trials(folder)
    with OUTAGES[case](folder):
        during = trials.run()
    seen = {"during": during, "between": trials.state(), "after": trials.run(), "end": trials.state()}
    sys.stdout.write(json.dumps(seen, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
