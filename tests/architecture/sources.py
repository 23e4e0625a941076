"""The files of the house, as text: what the architecture tests read."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cms", "newsroom", "broadcast")


def committed() -> list[Path]:
    """Return every file that git keeps, relative to the root."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True)
    return [Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules() -> Iterator[tuple[str, str]]:
    """Yield (path, source) of every module we wrote; migrations are Django's handwriting."""
    for path in committed():
        if path.suffix == ".py" and path.parts[0] in PACKAGES and "migrations" not in path.parts:
            yield path.as_posix(), (ROOT / path).read_text()


def templates() -> Iterator[tuple[str, str]]:
    """Yield (path, source) of every template."""
    for path in committed():
        if path.parts[0] == "templates":
            yield path.as_posix(), (ROOT / path).read_text()


def texts() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every committed file that is text."""
    for path in committed():
        try:
            yield path.as_posix(), (ROOT / path).read_text()
        except UnicodeDecodeError:
            continue
