"""Everything that reads the code without running it: ``python -m tests.checks``."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
CODE = ("cms", "newsroom", "broadcast", "tests")
CHECKS: Mapping[str, Sequence[str]] = {
    "ruff (lint)": (str(BIN / "ruff"), "check", "--quiet", "."),
    "ruff (format)": (str(BIN / "ruff"), "format", "--check", "--quiet", "."),
    "mypy": (str(BIN / "mypy"), "--no-error-summary", *CODE),
    "import-linter": (str(BIN / "lint-imports"),),
    "djlint": (str(BIN / "djlint"), "templates", "--lint", "--quiet"),
    "migrations": (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
    "Django's own checks": (sys.executable, "manage.py", "check", "--fail-level", "WARNING"),
    "translations": (
        *(sys.executable, "-m", "pytest", "-n0", "-p", "no:randomly"),
        "tests/architecture/test_translations.py",
    ),
}


def passes(name: str, command: Sequence[str]) -> bool:
    """Run one check, print one line about it, and its words only when it fails."""
    start = time.monotonic()
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    ok = done.returncode == 0
    sys.stdout.write(f"{'ok    ' if ok else 'FAILED'}  {name}  ({time.monotonic() - start:.1f} s)\n")
    if not ok:
        sys.stdout.write(f"{done.stdout}\n")
    sys.stdout.flush()
    return ok


def failures() -> list[str]:
    """Run every check and return the names of those that failed."""
    return [name for name, command in CHECKS.items() if not passes(name, command)]


if __name__ == "__main__":
    sys.exit(1 if failures() else 0)
