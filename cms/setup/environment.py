"""Make .venv and install exactly what a lock file names: ``python3 -m cms.setup.environment run|dev``.

Runs with the machine's own Python and the standard library alone. Installs again only when the lock, or the
Python that made the environment, is another one than last time.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The development lock holds every line of the other: who has it needs no second install.
LOCKS = {"run": ("requirements.lock",), "dev": ("requirements-dev.lock", "requirements.lock")}


class CannotSetUp(Exception):
    """Set-up cannot go on; the message is one line for the person at the terminal."""


def digest(path: Path) -> str:
    """Return the SHA-256 of a lock file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installed(venv: Path) -> dict[str, str]:
    """Return what the environment's stamp says: lock name -> digest, and the Python that made it."""
    try:
        stamp = json.loads((venv / "installed.json").read_text())
    except (OSError, ValueError):
        return {}
    usable = (venv / "bin" / "python").exists()
    return stamp if usable and isinstance(stamp, dict) else {}


def is_current(venv: Path, lock: Path) -> bool:
    """Say whether the environment was last filled from exactly this lock."""
    return installed(venv).get(lock.name) == digest(lock)


def make(venv: Path) -> None:
    """Create the environment unless it is there and its Python still runs."""
    if _runs(venv):
        return
    shutil.rmtree(venv, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(venv)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        shutil.rmtree(venv, ignore_errors=True)
        raise CannotSetUp(
            "Python này không tạo được môi trường ảo; trên Debian/Ubuntu hãy cài gói python3-venv "
            "(this Python cannot make a virtual environment: install python3-venv)."
        )


def install(venv: Path, locks: Sequence[Path]) -> None:
    """Install the first lock into the environment, and note that the others are satisfied by it."""
    stamp = venv / "installed.json"
    stamp.unlink(missing_ok=True)
    command = [
        str(venv / "bin" / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
    ]
    command += ["--quiet", "--progress-bar=off", "--require-hashes", "--no-deps", "-r", str(locks[0])]
    if subprocess.run(command, check=False).returncode != 0:
        raise CannotSetUp(
            f"Không cài được các gói trong {locks[0].name}, xem lỗi ở trên "
            "(the packages could not be installed, see above)."
        )
    written = stamp.with_suffix(".new")
    written.write_text(json.dumps({lock.name: digest(lock) for lock in locks}))
    written.replace(stamp)


def prepare(root: Path, purpose: str) -> bool:
    """Bring ``root/.venv`` up to the lock of ``purpose`` (run or dev); say whether that took an install."""
    locks = [root / name for name in LOCKS[purpose]]
    venv = root / ".venv"
    with _alone(root / "var" / "setup.lock"):
        if is_current(venv, locks[0]):
            return False
        make(venv)
        sys.stdout.write(f"Đang cài các gói trong {locks[0].name} (lần đầu mất vài phút)…\n")
        sys.stdout.flush()
        install(venv, locks)
    return True


def main() -> int:
    """Prepare the checkout for the purpose named on the command line."""
    try:
        prepare(ROOT, sys.argv[1])
    except CannotSetUp as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


def _runs(venv: Path) -> bool:
    python = venv / "bin" / "python"
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a file lock, so that parallel makes install one after the other."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    sys.exit(main())
